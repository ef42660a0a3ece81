# Ratios against libcoap in one run; no test fails on a time.
dist_noinst_SCRIPTS += tests/bench/run tests/bench/text_size
EXTRA_DIST += tests/bench/idle.py

if HAVE_LIBCOAP
BENCHES += tests/bench/bench_codec tests/bench/bench_exchange \
	tests/bench/bench_node
EXTRA_PROGRAMS += $(BENCHES)
CLEANFILES += $(BENCHES)
BENCH_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(LIBCOAP_CFLAGS)

EXTRA_LIBRARIES += libbench.a
libbench_a_SOURCES = tests/bench/bench.c tests/bench/bench.h \
	tests/bench/libcoap_pair.c tests/bench/libcoap_pair.h
libbench_a_CPPFLAGS = $(BENCH_CPPFLAGS)

tests_bench_bench_codec_SOURCES = tests/bench/bench_codec.c
tests_bench_bench_codec_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_codec_LDADD = libbench.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)

tests_bench_bench_exchange_SOURCES = tests/bench/bench_exchange.c
tests_bench_bench_exchange_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_exchange_LDADD = libbench.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)

tests_bench_bench_node_SOURCES = tests/bench/bench_node.c
tests_bench_bench_node_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_node_LDADD = libbench.a libnode.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)
endif
