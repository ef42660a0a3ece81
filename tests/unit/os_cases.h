/* os_cases.h - the cases of src/os, one for each of its modules */
#ifndef TESTS_UNIT_OS_CASES_H
#define TESTS_UNIT_OS_CASES_H

#include "unit/unit.h"

TCase *os_loop_case(void);

#endif
