/* daemon_cases.h - the cases of src/daemon, by module */
#ifndef TESTS_UNIT_DAEMON_CASES_H
#define TESTS_UNIT_DAEMON_CASES_H

#include "unit/unit.h"

TCase *daemon_options_case(void);
TCase *daemon_modem_files_case(void);
TCase *daemon_port_case(void);
TCase *daemon_ports_case(void);
TCase *daemon_pin_case(void);

#endif
