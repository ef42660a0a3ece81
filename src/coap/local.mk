noinst_LIBRARIES += libnbcoap.a
libnbcoap_a_SOURCES = src/coap/code.c src/coap/message.c src/coap/params.c \
	src/coap/uri.c src/coap/uri_char.c src/coap/uri_char.h \
	src/coap/uri_format.c src/coap/uri_options.c
