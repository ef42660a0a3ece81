dist_noinst_SCRIPTS += scripts/build scripts/check scripts/demo scripts/install-packages \
	scripts/layers scripts/lint scripts/format scripts/report
EXTRA_DIST += scripts/packages

.PHONY: bench lint format fuzz
bench: $(BENCHES)
	$(top_srcdir)/tests/bench/run $(BENCHES)

lint:
	$(top_srcdir)/scripts/lint $(top_srcdir)

format:
	$(top_srcdir)/scripts/format $(top_srcdir)

fuzz: $(FUZZERS)
