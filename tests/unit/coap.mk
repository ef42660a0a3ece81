check_PROGRAMS += tests/unit/test_coap
TESTS += tests/unit/test_coap
tests_unit_test_coap_SOURCES = \
	tests/unit/coap_main.c tests/unit/coap_cases.h \
	tests/unit/coap_text.c tests/unit/coap_text.h tests/unit/coap_code.c \
	tests/unit/coap_critical.c tests/unit/coap_endpoint.c \
	tests/unit/coap_message.c tests/unit/coap_mid.c \
	tests/unit/coap_outbox.c tests/unit/coap_params.c \
	tests/unit/coap_peer.c tests/unit/coap_reply.c \
	tests/unit/coap_retry.c tests/unit/coap_table.c \
	tests/unit/coap_timers.c tests/unit/coap_transcript.c \
	tests/unit/coap_uri.c tests/unit/coap_vectors.c
tests_unit_test_coap_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_coap_LDADD = libunit.a libnbcoap.a libbase.a $(CHECK_LIBS)
EXTRA_DIST += \
	tests/vectors/messages.txt tests/transcripts/back-off.coap \
	tests/transcripts/cancelled.coap tests/transcripts/con-to-non.coap \
	tests/transcripts/critical-option.coap \
	tests/transcripts/foreign-token.coap tests/transcripts/give-up.coap \
	tests/transcripts/late-answer-of-first-id.coap \
	tests/transcripts/link-lost.coap tests/transcripts/more-waits.coap \
	tests/transcripts/no-response.coap tests/transcripts/non.coap \
	tests/transcripts/piggybacked.coap tests/transcripts/ping.coap \
	tests/transcripts/rebound.coap tests/transcripts/reset.coap \
	tests/transcripts/separate-before-ack.coap \
	tests/transcripts/separate-non.coap tests/transcripts/separate.coap \
	tests/transcripts/unasked.coap tests/transcripts/verdicts.coap
