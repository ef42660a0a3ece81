check_PROGRAMS += tests/unit/test_api
TESTS += tests/unit/test_api
tests_unit_test_api_SOURCES = tests/unit/api_main.c tests/unit/api_cases.h \
	tests/unit/api_ask.c \
	tests/unit/api_envelope.c \
	tests/unit/api_format.c \
	tests/unit/api_frame.c \
	tests/unit/api_output.c \
	tests/unit/api_param.c
tests_unit_test_api_CPPFLAGS = $(UNIT_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_api_LDADD = libunit.a libapi.a libgateway.a libnbcoap.a \
	libbase.a $(JANSSON_LIBS) $(CHECK_LIBS)
