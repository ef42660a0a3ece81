# The whole configuration, too: what it takes is spread over four folders.
check_PROGRAMS += tests/unit/test_conf
TESTS += tests/unit/test_conf
tests_unit_test_conf_SOURCES = tests/unit/conf_main.c \
	tests/unit/conf_text.c tests/unit/conf_text.h \
	tests/unit/conf_dump.c tests/unit/conf_files.c \
	tests/unit/conf_keys.c tests/unit/conf_rules.c \
	tests/unit/conf_sample.c tests/unit/conf_syntax.c
tests_unit_test_conf_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_conf_LDADD = libunit.a libdaemon.a libconf.a libgateway.a \
	libsequans.a libnbcoap.a libbase.a $(INIH_LIBS) $(CHECK_LIBS)
