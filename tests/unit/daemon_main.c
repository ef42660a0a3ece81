#include "daemon_cases.h"

#include <stddef.h>

int main(void)
{
	static const unit_case cases[] = {
		daemon_options_case, daemon_modem_files_case, daemon_port_case,
		daemon_ports_case,   daemon_pin_case,         NULL,
	};

	return unit_run("daemon", cases);
}
