/*
 * hub_cases.h - the cases of test_hub: bytes of clients in, bytes out
 */
#ifndef TESTS_HUB_CASES_H
#define TESTS_HUB_CASES_H

#include "unit/hub_bench.h"
#include "unit/unit.h"

TCase *hub_blocks_case(void);
TCase *hub_framing_case(void);
TCase *hub_modem_case(void);
TCase *hub_refusal_case(void);
TCase *hub_system_case(void);
TCase *hub_trace_case(void);
TCase *hub_result_case(void);
TCase *hub_failure_case(void);
TCase *hub_turn_case(void);
TCase *hub_release_case(void);

#endif
