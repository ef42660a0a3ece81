check_PROGRAMS += tests/unit/test_daemon
TESTS += tests/unit/test_daemon
tests_unit_test_daemon_SOURCES = tests/unit/daemon_main.c \
	tests/unit/daemon_cases.h tests/unit/os_tmp.c tests/unit/os_tmp.h \
	tests/unit/daemon_modem_files.c \
	tests/unit/daemon_options.c tests/unit/daemon_port.c \
	tests/unit/daemon_ports.c tests/unit/daemon_pin.c
tests_unit_test_daemon_CPPFLAGS = $(UNIT_CPPFLAGS) -D_GNU_SOURCE
tests_unit_test_daemon_LDADD = libunit.a libdaemon.a libsequans.a libat.a \
	libos.a $(DNS_LIBS) $(OS_LIBS) $(CHECK_LIBS)
