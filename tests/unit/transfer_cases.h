/* transfer_cases.h - the cases of the tests of transfers, one a file */
#ifndef TESTS_TRANSFER_CASES_H
#define TESTS_TRANSFER_CASES_H

#include "unit/unit.h"

TCase *transfer_blocks_case(void);
TCase *transfer_client_case(void);
TCase *transfer_observe_case(void);
TCase *transfer_observers_case(void);
TCase *transfer_options_case(void);
TCase *transfer_world_case(void);

#endif
