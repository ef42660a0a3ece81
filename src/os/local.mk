noinst_LIBRARIES += libos.a
libos_a_SOURCES = src/os/loop.c src/os/loop.h \
	src/os/sockaddr.c src/os/sockaddr.h \
	src/os/resolver.c src/os/resolver.h \
	src/os/udp_socket.c src/os/udp_socket.h \
	src/os/udp.c src/os/udp.h \
	src/os/listener.c src/os/listener.h \
	src/os/holder.c src/os/holder.h \
	src/os/serial.c src/os/serial.h \
	src/os/child.c src/os/child.h \
	src/os/path.c src/os/path.h \
	src/os/file.c src/os/file.h \
	src/os/notify.c src/os/notify.h \
	src/os/log.c src/os/log.h
libos_a_CPPFLAGS = $(AM_CPPFLAGS) $(SYSTEMD_CFLAGS) $(CARES_CFLAGS) \
	$(SERIALPORT_CFLAGS)
OS_LIBS = $(SYSTEMD_LIBS) $(CARES_LIBS) $(SERIALPORT_LIBS)
