noinst_LIBRARIES += libconf.a
libconf_a_SOURCES = \
	src/conf/conf.c src/conf/conf.h \
	src/conf/document.c src/conf/document.h \
	src/conf/faults.c src/conf/faults.h \
	src/conf/line.c src/conf/line.h \
	src/conf/number.c src/conf/number.h \
	src/conf/reader.c src/conf/reader.h \
	src/conf/suggest.c src/conf/suggest.h \
	src/conf/table.c src/conf/table.h \
	src/conf/value.c src/conf/value.h \
	src/conf/word.c src/conf/word.h
libconf_a_CPPFLAGS = $(AM_CPPFLAGS) $(INIH_CFLAGS)
