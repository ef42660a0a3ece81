noinst_LIBRARIES += libdaemon.a
libdaemon_a_SOURCES = src/daemon/config.c src/daemon/config.h
