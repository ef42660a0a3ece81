noinst_LIBRARIES += libapi.a
libapi_a_SOURCES = \
	src/api/api.c src/api/api.h \
	src/api/ask.c src/api/ask.h \
	src/api/call.c src/api/call.h \
	src/api/capture.h \
	src/api/client.c src/api/client.h \
	src/api/coap.c src/api/coap.h \
	src/api/engine.c src/api/engine.h \
	src/api/envelope.c src/api/envelope.h \
	src/api/format.c src/api/format.h \
	src/api/frame.c src/api/frame.h \
	src/api/json.c src/api/json.h \
	src/api/modem.c src/api/modem.h \
	src/api/method.c src/api/method.h \
	src/api/metrics.c src/api/metrics.h \
	src/api/output.c src/api/output.h \
	src/api/param.c src/api/param.h \
	src/api/result.c src/api/result.h \
	src/api/setup.h \
	src/api/status.c src/api/status.h \
	src/api/system.c src/api/system.h \
	src/api/trace.c src/api/trace.h \
	src/api/utf8.c src/api/utf8.h
libapi_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
