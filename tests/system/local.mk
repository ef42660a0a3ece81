# The real programs on a pty and a UNIX socket against a real server, and the
# files for the system.
TEST_EXTENSIONS = .py
PY_LOG_COMPILER = python3
AM_PY_LOG_FLAGS = -B

system_shell_tests = tests/system/systemd tests/system/cli \
	tests/system/freestanding tests/system/installed \
	tests/system/plugtest
system_python_tests = tests/system/main_job.py tests/system/bad_input.py \
	tests/system/operator.py \
	tests/system/cost.py tests/system/relay.py tests/system/interop.py \
	tests/system/node_coap.py tests/system/plugtest_client.py \
	tests/system/plugtest_server.py tests/system/plugtest_observe.py \
	tests/system/trace.py tests/system/names.py
dist_check_SCRIPTS += $(system_shell_tests)
EXTRA_DIST += tests/system/harness.py tests/system/parties.py \
	tests/system/meetings.py $(system_python_tests)
TESTS += $(system_shell_tests) $(system_python_tests)
