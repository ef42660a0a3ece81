# Ratios against libcoap in one run; no test fails on a time.
dist_noinst_SCRIPTS += tests/bench/run tests/bench/text_size
EXTRA_DIST += tests/bench/idle.py

if HAVE_LIBCOAP
EXTRA_PROGRAMS += tests/bench/bench_codec
BENCHES += tests/bench/bench_codec
CLEANFILES += tests/bench/bench_codec
tests_bench_bench_codec_SOURCES = tests/bench/bench_codec.c
tests_bench_bench_codec_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCOAP_CFLAGS)
tests_bench_bench_codec_LDADD = libnbcoap.a libbase.a $(LIBCOAP_LIBS)
endif
