# The engine for our own programs and the tests: no libtool wrapper, every
# symbol.  The library that is installed is made in src/node/local.mk.
noinst_LIBRARIES += libnbcoap.a
libnbcoap_a_SOURCES = $(coap_sources)
coap_sources = \
	include/nbcoap/code.h include/nbcoap/endpoint.h \
	include/nbcoap/message.h include/nbcoap/params.h \
	include/nbcoap/uri.h \
	include/nbcoap/amplify.h src/coap/amplify.c \
	src/coap/arena.c src/coap/arena.h \
	include/nbcoap/blockwise.h src/coap/blockwise.c \
	src/coap/check.c src/coap/check.h \
	src/coap/code.c \
	include/nbcoap/conditional.h src/coap/conditional.c \
	src/coap/course.c src/coap/course.h \
	src/coap/critical.c src/coap/critical.h \
	src/coap/deliver.c src/coap/deliver.h \
	include/nbcoap/echo.h src/coap/echo.c \
	src/coap/engine.c \
	src/coap/event.c src/coap/event.h \
	src/coap/exchange.c src/coap/exchange.h \
	src/coap/finished.c src/coap/finished.h \
	src/coap/ids.c src/coap/ids.h \
	src/coap/inbound.c src/coap/inbound.h \
	src/coap/input.c \
	src/coap/key.c src/coap/key.h \
	src/coap/life.c src/coap/life.h \
	src/coap/limit.c src/coap/limit.h \
	src/coap/link_filter.c \
	include/nbcoap/link_format.h src/coap/link_format.c \
	src/coap/link_writer.c \
	src/coap/list.c src/coap/list.h \
	src/coap/message.c \
	src/coap/metrics.c src/coap/metrics.h \
	src/coap/mid.c src/coap/mid.h \
	src/coap/notify.c \
	include/nbcoap/observe.h src/coap/observe.c \
	src/coap/outbox.c src/coap/outbox.h \
	src/coap/output.c \
	src/coap/params.c \
	src/coap/peer.c src/coap/peer.h \
	src/coap/probing.c src/coap/probing.h \
	src/coap/proof.c src/coap/proof.h \
	include/nbcoap/problem.h src/coap/problem.c \
	src/coap/reply.c src/coap/reply.h \
	src/coap/request.c \
	src/coap/respond.c src/coap/respond.h \
	src/coap/retry.c src/coap/retry.h \
	src/coap/restart.c src/coap/saved.c src/coap/saved.h \
	include/nbcoap/rto.h src/coap/rto.c \
	src/coap/serve.c src/coap/serve.h \
	src/coap/service.c src/coap/service.h \
	src/coap/state.c src/coap/state.h \
	src/coap/table.c src/coap/table.h \
	src/coap/text.c src/coap/text.h \
	src/coap/timers.c src/coap/timers.h \
	src/coap/told.c src/coap/told.h \
	src/coap/turn.c src/coap/turn.h \
	src/coap/uri.c \
	src/coap/uri_format.c \
	src/coap/uri_options.c
