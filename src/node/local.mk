# libnbcoap as it is installed: the engine (coap, and what it needs of base).
# Only what the public headers declare is visible (their "pragma GCC
# visibility").
engine_sources = src/base/addr.c src/base/hash.c src/base/reader.c \
	src/base/writer.c $(coap_sources)

lib_LTLIBRARIES += libnbcoap.la
libnbcoap_la_SOURCES = $(engine_sources)
libnbcoap_la_CFLAGS = $(AM_CFLAGS) -fvisibility=hidden
libnbcoap_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined

nbcoapincludedir = $(includedir)/nbcoap
nbcoapinclude_HEADERS = include/nbcoap/addr.h include/nbcoap/blockwise.h \
	include/nbcoap/code.h include/nbcoap/endpoint.h \
	include/nbcoap/link_format.h include/nbcoap/message.h \
	include/nbcoap/observe.h include/nbcoap/params.h \
	include/nbcoap/problem.h include/nbcoap/types.h include/nbcoap/uri.h
pkgconfig_DATA += nbcoap.pc
