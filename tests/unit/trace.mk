check_PROGRAMS += tests/unit/test_trace
TESTS += tests/unit/test_trace
tests_unit_test_trace_SOURCES = tests/unit/trace_main.c \
	tests/unit/trace_packet.c tests/unit/trace_transcript.c
tests_unit_test_trace_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_trace_LDADD = libunit.a libtrace.a libbase.a $(CHECK_LIBS)
