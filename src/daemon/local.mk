noinst_LIBRARIES += libdaemon.a
libdaemon_a_SOURCES = src/daemon/config.c src/daemon/config.h \
	src/daemon/options.c src/daemon/options.h \
	src/daemon/port.c src/daemon/port.h \
	src/daemon/clients.c src/daemon/clients.h \
	src/daemon/run.c src/daemon/run.h
