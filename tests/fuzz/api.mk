if FUZZ
FUZZERS += tests/fuzz/fuzz_api
endif

FUZZ_API_LIBS = libhub.a libtrace.a libapi.a libgateway.a libnbcoap.a libbase.a \
	$(JANSSON_LIBS)
tests_fuzz_fuzz_api_SOURCES = tests/fuzz/fuzz_api.c
tests_fuzz_fuzz_api_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_fuzz_api_LDADD = $(FUZZ_API_LIBS)
tests_fuzz_fuzz_api_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_api
TESTS += tests/fuzz/replay_api
tests_fuzz_replay_api_SOURCES = tests/fuzz/fuzz_api.c tests/fuzz/replay.c
tests_fuzz_replay_api_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) \
	-DCORPUS='"api"'
tests_fuzz_replay_api_LDADD = $(FUZZ_API_LIBS)
