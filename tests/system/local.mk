# The real programs on a pty and a UNIX socket against a real server, and the
# files for the system.
TEST_EXTENSIONS = .py
PY_LOG_COMPILER = python3
AM_PY_LOG_FLAGS = -B

SYSTEM_SCRIPTS = tests/system/systemd tests/system/cli
SYSTEM_TESTS = tests/system/main_job.py tests/system/bad_input.py \
	tests/system/cost.py
dist_check_SCRIPTS += $(SYSTEM_SCRIPTS)
EXTRA_DIST += tests/system/harness.py $(SYSTEM_TESTS)
TESTS += $(SYSTEM_SCRIPTS) $(SYSTEM_TESTS)
