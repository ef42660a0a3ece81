check_PROGRAMS += tests/unit/test_at
TESTS += tests/unit/test_at
tests_unit_test_at_SOURCES = tests/unit/at_main.c tests/unit/at_line.c \
	tests/unit/at_result.c tests/unit/at_args.c tests/unit/at_sync.c \
	tests/unit/at_chat.c
tests_unit_test_at_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_at_LDADD = libunit.a libat.a libbase.a $(CHECK_LIBS)
