check_PROGRAMS += tests/unit/test_coap
TESTS += tests/unit/test_coap
tests_unit_test_coap_SOURCES = \
	tests/unit/coap_main.c tests/unit/coap_cases.h \
	tests/unit/coap_text.c tests/unit/coap_text.h \
	tests/unit/coap_amplify.c tests/unit/coap_blockwise.c \
	tests/unit/coap_code.c tests/unit/coap_conditional.c \
	tests/unit/coap_cancel.c tests/unit/coap_critical.c tests/unit/coap_echo.c \
	tests/unit/coap_endpoint.c tests/unit/coap_link_format.c \
	tests/unit/coap_ids.c tests/unit/coap_list.c \
	tests/unit/coap_message.c tests/unit/coap_mid.c \
	tests/unit/coap_notify.c tests/unit/coap_observe.c tests/unit/coap_outbox.c \
	tests/unit/coap_params.c tests/unit/coap_peer.c \
	tests/unit/coap_problem.c tests/unit/coap_reply.c \
	tests/unit/coap_restart.c tests/unit/coap_token.c tests/unit/coap_told.c \
	tests/unit/coap_retry.c tests/unit/coap_rto.c tests/unit/coap_table.c \
	tests/unit/coap_timers.c tests/unit/coap_transcript.c \
	tests/unit/coap_uri.c tests/unit/coap_vectors.c
tests_unit_test_coap_SOURCES += \
	tests/unit/coap_owner.c tests/unit/coap_owner.h \
	tests/unit/coap_pace.c \
	tests/unit/coap_replay.c tests/unit/coap_replay.h \
	tests/unit/coap_verdicts.c tests/unit/coap_world.c
tests_unit_test_coap_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_coap_LDADD = libunit.a libnbcoap.a libbase.a $(CHECK_LIBS)
