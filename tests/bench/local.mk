# Ratios against libcoap in one run, and what the modem side costs; no test fails
# on a time.
dist_noinst_SCRIPTS += tests/bench/run tests/bench/text_size
EXTRA_DIST += tests/bench/idle.py

EXTRA_LIBRARIES += libbench.a
libbench_a_SOURCES = tests/bench/bench.c tests/bench/bench.h
libbench_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests

if HAVE_LIBCOAP
BENCHES += tests/bench/bench_codec tests/bench/bench_exchange \
	tests/bench/bench_node
EXTRA_PROGRAMS += $(BENCHES)
CLEANFILES += $(BENCHES)
BENCH_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(LIBCOAP_CFLAGS)

LIBCOAP_PAIR = tests/bench/libcoap_pair.c tests/bench/libcoap_pair.h

tests_bench_bench_codec_SOURCES = tests/bench/bench_codec.c \
	$(LIBCOAP_PAIR)
tests_bench_bench_codec_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_codec_LDADD = libbench.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)

tests_bench_bench_exchange_SOURCES = tests/bench/bench_exchange.c \
	$(LIBCOAP_PAIR)
tests_bench_bench_exchange_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_exchange_LDADD = libbench.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)

tests_bench_bench_node_SOURCES = tests/bench/bench_node.c \
	$(LIBCOAP_PAIR)
tests_bench_bench_node_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_node_LDADD = libbench.a libnode.a libnbcoap.a libbase.a \
	$(LIBCOAP_LIBS)
endif

# By the world of the tests; its checks must hold outside of libcheck, too.
if HAVE_CHECK
BENCHES += tests/bench/bench_modem
EXTRA_PROGRAMS += tests/bench/bench_modem
CLEANFILES += tests/bench/bench_modem
tests_bench_bench_modem_SOURCES = tests/bench/bench_modem.c $(WORLD)
tests_bench_bench_modem_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_bench_bench_modem_LDADD = libbench.a $(WORLD_LIBS) libsmallcheck.a

# With the real programs, so on all processors.
LINE_BENCHES += tests/bench/bench_pty tests/bench/bench_paced
EXTRA_PROGRAMS += $(LINE_BENCHES)
CLEANFILES += $(LINE_BENCHES)
STAGE = tests/bench/stage.c tests/bench/stage.h
LINE_LIBS = libbench.a libsimd.a libsim.a libtrace.a libos.a libnbcoap.a \
	libbase.a $(OS_LIBS)
tests_bench_bench_pty_SOURCES = tests/bench/bench_pty.c $(STAGE) \
	tests/world/server.c tests/world/server.h
tests_bench_bench_pty_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_bench_bench_pty_LDADD = $(LINE_LIBS) libsmallcheck.a
tests_bench_bench_paced_SOURCES = tests/bench/bench_paced.c $(STAGE)
tests_bench_bench_paced_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_bench_bench_paced_LDADD = $(LINE_LIBS)
endif
