# The tests, by height: unit, transcripts, world, system; fuzz and bench.
if HAVE_CHECK
check_LIBRARIES += libunit.a
libunit_a_SOURCES = tests/unit/unit.c tests/unit/unit.h
libunit_a_CPPFLAGS = $(AM_CPPFLAGS) $(CHECK_CFLAGS)
# In place of libcheck, with CHECK_LIBS=libsmallcheck.a: see tests/unit/m32.
EXTRA_LIBRARIES += libsmallcheck.a
libsmallcheck_a_SOURCES = tests/unit/small_check.c
libsmallcheck_a_CPPFLAGS = $(AM_CPPFLAGS) $(CHECK_CFLAGS)
dist_noinst_SCRIPTS += tests/unit/m32
UNIT_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(CHECK_CFLAGS) \
	-DTESTDATA='"$(abs_top_srcdir)/tests"'

include tests/unit/base.mk
include tests/unit/conf.mk
include tests/unit/dns.mk
include tests/unit/coap.mk
include tests/unit/transfer.mk
include tests/unit/node.mk
include tests/unit/at.mk
include tests/unit/trace.mk
include tests/unit/sequans.mk
include tests/unit/nbsqn.mk
include tests/unit/sim.mk
include tests/unit/simd.mk
include tests/unit/gateway.mk
include tests/unit/api.mk
include tests/unit/hub.mk
include tests/unit/os.mk
include tests/unit/client.mk
include tests/unit/daemon.mk
include tests/world/local.mk
endif
include tests/peers/local.mk
include tests/system/local.mk
include tests/fuzz/local.mk
include tests/fuzz/api.mk
include tests/bench/local.mk

TESTS += scripts/layers
AM_TESTS_ENVIRONMENT = top_srcdir='$(top_srcdir)'; top_builddir='$(top_builddir)'; \
	CC='$(CC)'; SAN_CFLAGS='$(SAN_CFLAGS)'; \
	engine_sources='$(engine_sources)'; \
	export top_srcdir top_builddir CC SAN_CFLAGS engine_sources;
EXTRA_DIST += tests/README.md tests/soak/soak.py tests/transcripts tests/vectors
