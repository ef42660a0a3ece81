#include "unit/coap_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		coap_code_case, coap_params_case,  coap_message_case,
		coap_uri_case,  coap_vectors_case, coap_transcript_case,
		NULL,
	};
	return unit_run("coap", cases);
}
