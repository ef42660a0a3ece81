#include "unit/coap_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		coap_code_case,        coap_params_case,
		coap_message_case,     coap_vectors_case,
		coap_uri_case,         coap_table_case,
		coap_list_case,        coap_timers_case,
		coap_outbox_case,      coap_retry_case,
		coap_mid_case,         coap_peer_case,
		coap_reply_case,       coap_critical_case,
		coap_endpoint_case,    coap_cancel_case,
		coap_pace_case,        coap_ids_case,
		coap_link_format_case, coap_blockwise_case,
		coap_observe_case,     coap_problem_case,
		coap_conditional_case, coap_rto_case,
		coap_amplify_case,     coap_echo_case,
		coap_transcript_case,  coap_world_case,
		coap_verdicts_case,    coap_notify_case,
		coap_restart_case,     coap_token_case,
		coap_told_case,        NULL,
	};
	return unit_run("coap", cases);
}
