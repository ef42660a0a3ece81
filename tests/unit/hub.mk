check_LIBRARIES += libhubbench.a
libhubbench_a_SOURCES = tests/unit/hub_bench.c tests/unit/hub_bench.h \
	tests/unit/hub_link.c tests/unit/hub_link.h
libhubbench_a_CPPFLAGS = $(UNIT_CPPFLAGS)

check_PROGRAMS += tests/unit/test_hub
TESTS += tests/unit/test_hub
tests_unit_test_hub_SOURCES = tests/unit/hub_main.c tests/unit/hub_cases.h \
	tests/unit/hub_blocks.c \
	tests/unit/hub_failure.c \
	tests/unit/hub_framing.c \
	tests/unit/hub_modem.c \
	tests/unit/hub_refusal.c \
	tests/unit/hub_release.c \
	tests/unit/hub_result.c \
	tests/unit/hub_system.c tests/unit/hub_trace.c \
	tests/unit/hub_turn.c
tests_unit_test_hub_CPPFLAGS = $(UNIT_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_hub_LDADD = libunit.a libhubbench.a libhub.a libtrace.a libapi.a \
	libgateway.a libnbcoap.a libbase.a $(JANSSON_LIBS) $(CHECK_LIBS)
