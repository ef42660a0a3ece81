check_PROGRAMS += tests/unit/test_base
TESTS += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/base_main.c tests/unit/base_addr.c \
	tests/unit/base_amount.c tests/unit/base_base64.c \
	tests/unit/base_bytes.c tests/unit/base_hash.c \
	tests/unit/base_hex.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = libunit.a libbase.a $(CHECK_LIBS)
