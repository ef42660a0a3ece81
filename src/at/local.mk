noinst_LIBRARIES += libat.a
libat_a_SOURCES = $(at_sources)
at_sources = \
	src/at/line.c src/at/line.h \
	src/at/result.c src/at/result.h \
	src/at/args.c src/at/args.h \
	src/at/sync.c src/at/sync.h \
	src/at/chat.c src/at/chat.h
