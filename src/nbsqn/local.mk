# libnbsqn: the driver as it is installed, with copies of its own of what it
# needs of base and conf.  Only what its public header declares is visible.
lib_LTLIBRARIES += libnbsqn.la
libnbsqn_la_SOURCES = \
	include/nbsqn/modem.h src/nbsqn/link.c \
	src/nbsqn/settings.c src/nbsqn/settings.h \
	src/base/addr.c src/base/amount.c src/base/hash.c src/base/hex.c \
	src/base/key.c src/base/reader.c src/base/writer.c \
	src/conf/number.c src/conf/value.c src/conf/word.c \
	$(at_sources) $(dns_sources) $(sequans_sources)
libnbsqn_la_CPPFLAGS = $(AM_CPPFLAGS) $(CARES_CFLAGS)
libnbsqn_la_CFLAGS = $(AM_CFLAGS) -fvisibility=hidden
libnbsqn_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined \
	-export-symbols-regex '^nbsqn_'
libnbsqn_la_LIBADD = $(CARES_LIBS)

nbsqnincludedir = $(includedir)/nbsqn
nbsqninclude_HEADERS = include/nbsqn/modem.h
pkgconfig_DATA += nbsqn.pc
