# Bodies and observations over an endpoint; part of libnbcoap.a.
transfer_sources = \
	src/transfer/options.c src/transfer/options.h
libnbcoap_a_SOURCES += $(transfer_sources)
