check_PROGRAMS += tests/unit/test_os
TESTS += tests/unit/test_os
tests_unit_test_os_SOURCES = tests/unit/os_main.c tests/unit/os_cases.h \
	tests/unit/os_tmp.c tests/unit/os_tmp.h \
	tests/unit/os_loop.c \
	tests/unit/os_serial.c \
	tests/unit/os_path.c \
	tests/unit/os_child.c \
	tests/unit/os_listener.c \
	tests/unit/os_udp.c \
	tests/unit/os_small.c
tests_unit_test_os_CPPFLAGS = $(UNIT_CPPFLAGS) -D_GNU_SOURCE
tests_unit_test_os_LDADD = libunit.a libos.a libbase.a $(OS_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/unit/test_os_uart
TESTS += tests/unit/test_os_uart
tests_unit_test_os_uart_SOURCES = tests/unit/os_uart_main.c
tests_unit_test_os_uart_CPPFLAGS = $(UNIT_CPPFLAGS) -D_GNU_SOURCE \
	$(SERIALPORT_CFLAGS)
tests_unit_test_os_uart_LDADD = libunit.a libos.a libbase.a $(OS_LIBS) \
	$(CHECK_LIBS)
