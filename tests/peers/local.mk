# Peers for the system tests, on the public API.
check_PROGRAMS += tests/peers/plugtest-server
tests_peers_plugtest_server_SOURCES = tests/peers/plugtest/main.c \
	tests/peers/plugtest/plugtest.h tests/peers/plugtest/answer.c \
	tests/peers/plugtest/core.c tests/peers/plugtest/large.c \
	tests/peers/plugtest/links.c tests/peers/plugtest/observed.c
tests_peers_plugtest_server_LDADD = libnode.a libnbcoap.a libbase.a

check_PROGRAMS += tests/peers/plugtest-client
tests_peers_plugtest_client_SOURCES = tests/peers/plugtest_client.c
tests_peers_plugtest_client_LDADD = libnode.a libnbcoap.a libbase.a

EXTRA_DIST += tests/peers/dns_server.py tests/peers/lossy_relay.py tests/peers/wire.py \
	tests/peers/node-coap/package.json \
	tests/peers/node-coap/package-lock.json \
	tests/peers/node-coap/client.js tests/peers/node-coap/server.js
