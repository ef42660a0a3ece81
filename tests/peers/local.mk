# Peers for the system tests, on the public API.
check_PROGRAMS += tests/peers/plugtest-server
tests_peers_plugtest_server_SOURCES = tests/peers/plugtest_server.c
tests_peers_plugtest_server_LDADD = libnode.a libnbcoap.a libbase.a
