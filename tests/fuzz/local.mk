# A fuzz target is one file with LLVMFuzzerTestOneInput().  "make fuzz" builds
# each with libFuzzer (./configure CC=clang --enable-fuzz); "make check" replays
# their corpora with a main() of our own.
EXTRA_DIST += tests/fuzz/corpus
if FUZZ
FUZZERS += tests/fuzz/fuzz_conf
EXTRA_PROGRAMS += $(FUZZERS)
endif

FUZZ_CONF_LIBS = libdaemon.a libconf.a libgateway.a libsequans.a libnbcoap.a \
	libbase.a $(INIH_LIBS)
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz_conf.c
tests_fuzz_fuzz_conf_LDADD = $(FUZZ_CONF_LIBS)
tests_fuzz_fuzz_conf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_conf
TESTS += tests/fuzz/replay_conf
tests_fuzz_replay_conf_SOURCES = tests/fuzz/fuzz_conf.c tests/fuzz/replay.c
tests_fuzz_replay_conf_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"conf"'
tests_fuzz_replay_conf_LDADD = $(FUZZ_CONF_LIBS)
