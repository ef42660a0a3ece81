noinst_LIBRARIES += libhub.a
libhub_a_SOURCES = \
	src/hub/capture.h \
	src/hub/core.c src/hub/core.h \
	src/hub/hub.c src/hub/hub.h \
	src/hub/pump.c src/hub/pump.h \
	src/hub/trace.c src/hub/trace.h
libhub_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
