/* client_cases.h - the cases of src/client */
#ifndef TESTS_UNIT_CLIENT_CASES_H
#define TESTS_UNIT_CLIENT_CASES_H

#include "unit/unit.h"

TCase *client_buffer_case(void);
TCase *client_message_case(void);
TCase *client_open_case(void);
TCase *client_connection_case(void);

#endif
