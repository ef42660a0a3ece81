noinst_LIBRARIES += libtrace.a
libtrace_a_SOURCES = src/trace/packet.c src/trace/packet.h \
	src/trace/pcapng.c src/trace/pcapng.h src/trace/mask.c \
	src/trace/mask.h src/trace/line.c src/trace/line.h src/trace/transcript.c \
	src/trace/transcript.h
