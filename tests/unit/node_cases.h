/* node_cases.h - the cases of test_node */
#ifndef TESTS_UNIT_NODE_CASES_H
#define TESTS_UNIT_NODE_CASES_H

#include "unit/unit.h"

TCase *node_client_case(void);
TCase *node_microcoapy_case(void);
TCase *node_server_case(void);
TCase *node_udp_case(void);
TCase *node_whole_case(void);

#endif
