# tests/system
dist_check_SCRIPTS += tests/system/systemd
TESTS += tests/system/systemd
