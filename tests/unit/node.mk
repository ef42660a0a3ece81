check_PROGRAMS += tests/unit/test_node
TESTS += tests/unit/test_node
tests_unit_test_node_SOURCES = \
	tests/unit/node_main.c tests/unit/node_cases.h \
	tests/unit/node_air.c tests/unit/node_air.h \
	tests/unit/node_client.c tests/unit/node_server.c \
	tests/unit/node_microcoapy.c tests/unit/node_udp.c \
	tests/unit/node_whole.c
tests_unit_test_node_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_node_LDADD = libunit.a libnode.a libnbcoap.a libbase.a \
	$(CHECK_LIBS)
