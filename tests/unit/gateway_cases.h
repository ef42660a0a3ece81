/*
 * gateway_cases.h - the cases of test_gateway
 */
#ifndef TESTS_GATEWAY_CASES_H
#define TESTS_GATEWAY_CASES_H

#include "unit/unit.h"

TCase *gateway_options_case(void);
TCase *gateway_route_case(void);
TCase *gateway_name_case(void);
TCase *gateway_target_case(void);
TCase *gateway_outcome_case(void);

#endif
