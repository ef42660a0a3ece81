# examples: installed to be read; make check builds those in C, too, and
# tests/system/installed runs those of libnbcoap and libnbsqn
examplesdir = $(docdir)/examples
dist_examples_DATA = examples/README.md examples/request.c \
	examples/coap_client.c examples/coap_observe.c \
	examples/coap_server.c examples/custom_socket.c \
	examples/at_socket.c
dist_examples_SCRIPTS = examples/request.py examples/request.sh

check_PROGRAMS += examples/request
examples_request_SOURCES = examples/request.c
examples_request_LDADD = libnbgate.la
