check_PROGRAMS += tests/unit/test_transfer
TESTS += tests/unit/test_transfer
tests_unit_test_transfer_SOURCES = \
	tests/unit/transfer_main.c tests/unit/transfer_cases.h \
	tests/unit/coap_text.c tests/unit/coap_text.h \
	tests/unit/transfer_bench.c tests/unit/transfer_bench.h \
	tests/unit/transfer_client_bench.c tests/unit/transfer_client_bench.h \
	tests/unit/transfer_client.c tests/unit/transfer_observe.c \
	tests/unit/transfer_blocks.c tests/unit/transfer_observers.c \
	tests/unit/transfer_options.c tests/unit/transfer_world.c
tests_unit_test_transfer_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_transfer_LDADD = libunit.a libnbcoap.a libbase.a $(CHECK_LIBS)
