check_PROGRAMS += tests/unit/test_simd
TESTS += tests/unit/test_simd
tests_unit_test_simd_SOURCES = tests/unit/simd_main.c \
	tests/unit/simd_options.c tests/unit/simd_files.c tests/unit/simd_run.c \
	tests/unit/simd_orders.c tests/unit/simd_pace.c tests/unit/simd_replay.c
tests_unit_test_simd_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_simd_LDADD = libunit.a libsimd.a libsim.a libtrace.a libos.a libbase.a \
	$(OS_LIBS) $(CHECK_LIBS)
EXTRA_tests_unit_test_simd_DEPENDENCIES = nbgate-sim
