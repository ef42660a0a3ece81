# A fuzz target is one file with LLVMFuzzerTestOneInput().  "make fuzz" builds
# each with libFuzzer (./configure CC=clang --enable-fuzz); "make check" replays
# their corpora with a main() of our own.
EXTRA_DIST += tests/fuzz/corpus
dist_noinst_SCRIPTS += tests/fuzz/run
if FUZZ
FUZZERS += tests/fuzz/fuzz_conf tests/fuzz/fuzz_message \
	tests/fuzz/fuzz_options tests/fuzz/fuzz_uri tests/fuzz/fuzz_endpoint \
	tests/fuzz/fuzz_link_format tests/fuzz/fuzz_transfer \
	tests/fuzz/fuzz_node \
	tests/fuzz/fuzz_at_chat tests/fuzz/fuzz_sqn_modem tests/fuzz/fuzz_dns
EXTRA_PROGRAMS += $(FUZZERS)
endif

FUZZ_CONF_LIBS = libdaemon.a libconf.a libgateway.a libsequans.a libnbcoap.a \
	libbase.a $(INIH_LIBS)
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz_conf.c
tests_fuzz_fuzz_conf_LDADD = $(FUZZ_CONF_LIBS)
tests_fuzz_fuzz_conf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_conf
TESTS += tests/fuzz/replay_conf
tests_fuzz_replay_conf_SOURCES = tests/fuzz/fuzz_conf.c tests/fuzz/replay.c
tests_fuzz_replay_conf_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"conf"'
tests_fuzz_replay_conf_LDADD = $(FUZZ_CONF_LIBS)

FUZZ_COAP_LIBS = libnbcoap.a libbase.a

tests_fuzz_fuzz_message_SOURCES = tests/fuzz/fuzz_message.c
tests_fuzz_fuzz_message_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_message_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_message
TESTS += tests/fuzz/replay_message
tests_fuzz_replay_message_SOURCES = tests/fuzz/fuzz_message.c tests/fuzz/replay.c
tests_fuzz_replay_message_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"message"'
tests_fuzz_replay_message_LDADD = $(FUZZ_COAP_LIBS)

tests_fuzz_fuzz_options_SOURCES = tests/fuzz/fuzz_options.c
tests_fuzz_fuzz_options_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_options_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_options
TESTS += tests/fuzz/replay_options
tests_fuzz_replay_options_SOURCES = tests/fuzz/fuzz_options.c tests/fuzz/replay.c
tests_fuzz_replay_options_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"options"'
tests_fuzz_replay_options_LDADD = $(FUZZ_COAP_LIBS)

tests_fuzz_fuzz_uri_SOURCES = tests/fuzz/fuzz_uri.c
tests_fuzz_fuzz_uri_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_uri_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_uri
TESTS += tests/fuzz/replay_uri
tests_fuzz_replay_uri_SOURCES = tests/fuzz/fuzz_uri.c tests/fuzz/replay.c
tests_fuzz_replay_uri_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"uri"'
tests_fuzz_replay_uri_LDADD = $(FUZZ_COAP_LIBS)

tests_fuzz_fuzz_endpoint_SOURCES = tests/fuzz/fuzz_endpoint.c
tests_fuzz_fuzz_endpoint_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_endpoint_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_endpoint
TESTS += tests/fuzz/replay_endpoint
tests_fuzz_replay_endpoint_SOURCES = tests/fuzz/fuzz_endpoint.c tests/fuzz/replay.c
tests_fuzz_replay_endpoint_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"endpoint"'
tests_fuzz_replay_endpoint_LDADD = $(FUZZ_COAP_LIBS)

tests_fuzz_fuzz_link_format_SOURCES = tests/fuzz/fuzz_link_format.c
tests_fuzz_fuzz_link_format_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_link_format_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_link_format
TESTS += tests/fuzz/replay_link_format
tests_fuzz_replay_link_format_SOURCES = tests/fuzz/fuzz_link_format.c \
	tests/fuzz/replay.c
tests_fuzz_replay_link_format_CPPFLAGS = $(AM_CPPFLAGS) \
	-DCORPUS='"link_format"'
tests_fuzz_replay_link_format_LDADD = $(FUZZ_COAP_LIBS)

tests_fuzz_fuzz_transfer_SOURCES = tests/fuzz/fuzz_transfer.c
tests_fuzz_fuzz_transfer_LDADD = $(FUZZ_COAP_LIBS)
tests_fuzz_fuzz_transfer_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_transfer
TESTS += tests/fuzz/replay_transfer
tests_fuzz_replay_transfer_SOURCES = tests/fuzz/fuzz_transfer.c \
	tests/fuzz/replay.c
tests_fuzz_replay_transfer_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"transfer"'
tests_fuzz_replay_transfer_LDADD = $(FUZZ_COAP_LIBS)

FUZZ_NODE_LIBS = libnode.a libnbcoap.a libbase.a
tests_fuzz_fuzz_node_SOURCES = tests/fuzz/fuzz_node.c
tests_fuzz_fuzz_node_LDADD = $(FUZZ_NODE_LIBS)
tests_fuzz_fuzz_node_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_node
TESTS += tests/fuzz/replay_node
tests_fuzz_replay_node_SOURCES = tests/fuzz/fuzz_node.c tests/fuzz/replay.c
tests_fuzz_replay_node_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"node"'
tests_fuzz_replay_node_LDADD = $(FUZZ_NODE_LIBS)

FUZZ_AT_CHAT_LIBS = libat.a libbase.a
tests_fuzz_fuzz_at_chat_SOURCES = tests/fuzz/fuzz_at_chat.c
tests_fuzz_fuzz_at_chat_LDADD = $(FUZZ_AT_CHAT_LIBS)
tests_fuzz_fuzz_at_chat_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_at_chat
TESTS += tests/fuzz/replay_at_chat
tests_fuzz_replay_at_chat_SOURCES = tests/fuzz/fuzz_at_chat.c tests/fuzz/replay.c
tests_fuzz_replay_at_chat_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"at_chat"'
tests_fuzz_replay_at_chat_LDADD = $(FUZZ_AT_CHAT_LIBS)

FUZZ_SQN_MODEM_LIBS = libsequans.a libat.a $(DNS_LIBS)
tests_fuzz_fuzz_sqn_modem_SOURCES = tests/fuzz/fuzz_sqn_modem.c
tests_fuzz_fuzz_sqn_modem_LDADD = $(FUZZ_SQN_MODEM_LIBS)
tests_fuzz_fuzz_sqn_modem_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_sqn_modem
TESTS += tests/fuzz/replay_sqn_modem
tests_fuzz_replay_sqn_modem_SOURCES = tests/fuzz/fuzz_sqn_modem.c tests/fuzz/replay.c
tests_fuzz_replay_sqn_modem_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"sqn_modem"'
tests_fuzz_replay_sqn_modem_LDADD = $(FUZZ_SQN_MODEM_LIBS)

tests_fuzz_fuzz_dns_SOURCES = tests/fuzz/fuzz_dns.c
tests_fuzz_fuzz_dns_LDADD = $(DNS_LIBS)
tests_fuzz_fuzz_dns_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/replay_dns
TESTS += tests/fuzz/replay_dns
tests_fuzz_replay_dns_SOURCES = tests/fuzz/fuzz_dns.c tests/fuzz/replay.c
tests_fuzz_replay_dns_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"dns"'
tests_fuzz_replay_dns_LDADD = $(DNS_LIBS)
