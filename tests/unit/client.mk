check_PROGRAMS += tests/unit/test_client
TESTS += tests/unit/test_client
tests_unit_test_client_SOURCES = tests/unit/client_main.c \
	tests/unit/client_buffer.c tests/unit/client_connection.c \
	tests/unit/client_daemon.c tests/unit/client_daemon.h \
	tests/unit/client_message.c tests/unit/client_open.c \
	tests/unit/client_cases.h
tests_unit_test_client_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_client_LDADD = libunit.a libclient.a $(CHECK_LIBS)
