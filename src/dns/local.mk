noinst_LIBRARIES += libdns.a
libdns_a_SOURCES = $(dns_sources)
dns_sources = \
	src/dns/message.c src/dns/message.h
libdns_a_CPPFLAGS = $(AM_CPPFLAGS) $(CARES_CFLAGS)
DNS_LIBS = libdns.a libbase.a $(CARES_LIBS)
