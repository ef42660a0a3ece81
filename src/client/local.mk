client_sources = \
	include/nbgate/client.h \
	src/client/buffer.c src/client/buffer.h \
	src/client/connection.c \
	src/client/member.c src/client/member.h \
	src/client/message.c src/client/message.h \
	src/client/socket.c src/client/socket.h \
	src/client/stream.c src/client/stream.h

# For our own program and the tests: no libtool wrapper, every symbol.
noinst_LIBRARIES += libclient.a
libclient_a_SOURCES = $(client_sources)

lib_LTLIBRARIES += libnbgate.la
libnbgate_la_SOURCES = $(client_sources)
libnbgate_la_CFLAGS = $(AM_CFLAGS)
libnbgate_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined \
	-export-symbols-regex '^nbgate_'

nbgateincludedir = $(includedir)/nbgate
nbgateinclude_HEADERS = include/nbgate/client.h
pkgconfig_DATA += nbgate.pc
