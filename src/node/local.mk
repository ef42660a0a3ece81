node_sources = \
	include/nbcoap/node.h \
	src/node/client.c src/node/client.h \
	src/node/clock.c src/node/clock.h \
	src/node/debug.c src/node/debug.h \
	src/node/open.c \
	src/node/poll.c \
	src/node/request.c src/node/request.h \
	src/node/server.c src/node/server.h \
	src/node/socket.c src/node/socket.h \
	src/node/state.h \
	src/node/udp.c src/node/udp.h

noinst_LIBRARIES += libnode.a
libnode_a_SOURCES = $(node_sources)

# libnbcoap as it is installed: the engine (coap, transfer and what they need of base), node.
# Only what the public headers declare is visible (their "pragma GCC
# visibility").
engine_sources = src/base/addr.c src/base/hash.c src/base/hex.c src/base/reader.c \
	src/base/writer.c $(coap_sources) $(transfer_sources)

lib_LTLIBRARIES += libnbcoap.la
libnbcoap_la_SOURCES = $(engine_sources) $(node_sources)
libnbcoap_la_CFLAGS = $(AM_CFLAGS) -fvisibility=hidden
libnbcoap_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined

nbcoapincludedir = $(includedir)/nbcoap
nbcoapinclude_HEADERS = include/nbcoap/addr.h include/nbcoap/amplify.h \
	include/nbcoap/blockwise.h include/nbcoap/client.h \
	include/nbcoap/code.h \
	include/nbcoap/conditional.h include/nbcoap/echo.h \
	include/nbcoap/endpoint.h include/nbcoap/link_format.h \
	include/nbcoap/message.h include/nbcoap/node.h \
	include/nbcoap/observe.h include/nbcoap/params.h \
	include/nbcoap/problem.h include/nbcoap/rto.h \
	include/nbcoap/server.h include/nbcoap/types.h \
	include/nbcoap/uri.h
pkgconfig_DATA += nbcoap.pc
