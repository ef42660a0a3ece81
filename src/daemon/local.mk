noinst_LIBRARIES += libdaemon.a
libdaemon_a_SOURCES = src/daemon/config.c src/daemon/config.h \
	src/daemon/options.c src/daemon/options.h \
	src/daemon/modem_files.c src/daemon/modem_files.h \
	src/daemon/ports.c src/daemon/ports.h \
	src/daemon/pin.c src/daemon/pin.h \
	src/daemon/port.c src/daemon/port.h \
	src/daemon/clients.c src/daemon/clients.h \
	src/daemon/trace_files.c src/daemon/trace_files.h \
	src/daemon/run.c src/daemon/run.h

sbin_PROGRAMS += nbgated
nbgated_SOURCES = src/daemon/main.c
nbgated_LDADD = libdaemon.a libhub.a libtrace.a libapi.a libgateway.a libnbcoap.a \
	libsequans.a libat.a libconf.a libos.a $(DNS_LIBS) \
	$(JANSSON_LIBS) $(INIH_LIBS) $(OS_LIBS)
