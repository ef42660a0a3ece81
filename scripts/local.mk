dist_noinst_SCRIPTS += scripts/build scripts/check scripts/demo scripts/install-packages \
	scripts/header-man scripts/layers scripts/lint scripts/format \
	scripts/report
EXTRA_DIST += scripts/packages

.PHONY: bench lint format fuzz
bench: $(BENCHES) $(LINE_BENCHES) nbgate nbgated nbgate-sim
	@$(top_srcdir)/tests/bench/run $(BENCHES)
	@$(top_srcdir)/tests/bench/run -a $(LINE_BENCHES)
	@CC='$(CC)' $(top_srcdir)/tests/bench/text_size $(top_srcdir) \
		$(engine_sources)
	@top_builddir=. python3 -B $(top_srcdir)/tests/bench/idle.py

lint:
	$(top_srcdir)/scripts/lint $(top_srcdir)

format:
	$(top_srcdir)/scripts/format $(top_srcdir)

fuzz: $(FUZZERS)
