check_PROGRAMS += tests/unit/test_gateway
TESTS += tests/unit/test_gateway
tests_unit_test_gateway_SOURCES = tests/unit/gateway_main.c \
	tests/unit/gateway_cases.h \
	tests/unit/gateway_name.c \
	tests/unit/gateway_options.c \
	tests/unit/gateway_outcome.c \
	tests/unit/gateway_route.c \
	tests/unit/gateway_target.c
tests_unit_test_gateway_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_gateway_LDADD = libunit.a libgateway.a libnbcoap.a libbase.a \
	$(CHECK_LIBS)
