# tests/system
dist_check_SCRIPTS += tests/system/systemd
TESTS += tests/system/systemd

dist_check_SCRIPTS += tests/system/cli
TESTS += tests/system/cli
