/*
 * api_cases.h - the cases of test_api
 */
#ifndef TESTS_API_CASES_H
#define TESTS_API_CASES_H

#include "unit/unit.h"

TCase *api_frame_case(void);
TCase *api_envelope_case(void);
TCase *api_param_case(void);
TCase *api_format_case(void);
TCase *api_output_case(void);
TCase *api_ask_case(void);

#endif
