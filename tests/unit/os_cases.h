/* os_cases.h - the cases of src/os, by module */
#ifndef TESTS_UNIT_OS_CASES_H
#define TESTS_UNIT_OS_CASES_H

#include "unit/unit.h"

TCase *os_loop_case(void);
TCase *os_serial_case(void);
TCase *os_path_case(void);
TCase *os_child_case(void);
TCase *os_listener_case(void);
TCase *os_udp_case(void);
TCase *os_small_case(void);

#endif
