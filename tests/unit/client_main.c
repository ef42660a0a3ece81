#include "unit/client_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		client_buffer_case,
		client_message_case,
		client_open_case,
		client_connection_case,
		NULL,
	};

	return unit_run("client", cases);
}
