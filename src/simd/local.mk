noinst_LIBRARIES += libsimd.a
libsimd_a_SOURCES = src/simd/rules.c src/simd/rules.h \
	src/simd/quirks.c src/simd/quirks.h \
	src/simd/options.c src/simd/options.h src/simd/pty.c \
	src/simd/pty.h src/simd/pace.c src/simd/pace.h src/simd/replay.c src/simd/replay.h src/simd/end.c src/simd/end.h src/simd/cable.c \
	src/simd/cable.h src/simd/nat.c src/simd/nat.h src/simd/ports.c \
	src/simd/ports.h src/simd/transcript.c src/simd/transcript.h \
	src/simd/stats.c src/simd/stats.h src/simd/orders.c \
	src/simd/orders.h src/simd/control.c src/simd/control.h

bin_PROGRAMS += nbgate-sim
nbgate_sim_SOURCES = src/simd/main.c
nbgate_sim_LDADD = libsimd.a libsim.a libtrace.a libos.a libbase.a $(OS_LIBS)
