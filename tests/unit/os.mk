check_PROGRAMS += tests/unit/test_os
TESTS += tests/unit/test_os
tests_unit_test_os_SOURCES = tests/unit/os_main.c tests/unit/os_cases.h \
	tests/unit/os_loop.c
tests_unit_test_os_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_os_LDADD = libunit.a libos.a $(OS_LIBS) $(CHECK_LIBS)
