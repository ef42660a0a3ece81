/* coap_cases.h - the cases of libnbcoap's tests, one a file */
#ifndef TESTS_COAP_CASES_H
#define TESTS_COAP_CASES_H

#include "unit/unit.h"

TCase *coap_amplify_case(void);
TCase *coap_blockwise_case(void);
TCase *coap_cancel_case(void);
TCase *coap_code_case(void);
TCase *coap_conditional_case(void);
TCase *coap_critical_case(void);
TCase *coap_echo_case(void);
TCase *coap_endpoint_case(void);
TCase *coap_ids_case(void);
TCase *coap_link_format_case(void);
TCase *coap_list_case(void);
TCase *coap_message_case(void);
TCase *coap_mid_case(void);
TCase *coap_notify_case(void);
TCase *coap_observe_case(void);
TCase *coap_outbox_case(void);
TCase *coap_pace_case(void);
TCase *coap_params_case(void);
TCase *coap_peer_case(void);
TCase *coap_problem_case(void);
TCase *coap_reply_case(void);
TCase *coap_restart_case(void);
TCase *coap_retry_case(void);
TCase *coap_rto_case(void);
TCase *coap_table_case(void);
TCase *coap_timers_case(void);
TCase *coap_token_case(void);
TCase *coap_told_case(void);
TCase *coap_transcript_case(void);
TCase *coap_uri_case(void);
TCase *coap_vectors_case(void);
TCase *coap_verdicts_case(void);
TCase *coap_world_case(void);

#endif
