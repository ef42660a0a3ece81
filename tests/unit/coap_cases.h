/* coap_cases.h - the cases of libnbcoap's tests, one a file */
#ifndef TESTS_COAP_CASES_H
#define TESTS_COAP_CASES_H

#include "unit/unit.h"

TCase *coap_code_case(void);
TCase *coap_message_case(void);
TCase *coap_params_case(void);
TCase *coap_transcript_case(void);
TCase *coap_uri_case(void);
TCase *coap_vectors_case(void);

#endif
