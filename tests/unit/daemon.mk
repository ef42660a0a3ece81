check_PROGRAMS += tests/unit/test_daemon
TESTS += tests/unit/test_daemon
tests_unit_test_daemon_SOURCES = tests/unit/daemon_main.c \
	tests/unit/daemon_cases.h tests/unit/daemon_options.c
tests_unit_test_daemon_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_daemon_LDADD = libunit.a libdaemon.a $(CHECK_LIBS)
