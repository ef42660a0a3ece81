#include "os_cases.h"

#include <stddef.h>

int main(void)
{
	static const unit_case cases[] = {
		os_loop_case,     os_serial_case, os_path_case,  os_child_case,
		os_listener_case, os_udp_case,    os_small_case, NULL,
	};

	return unit_run("os", cases);
}
