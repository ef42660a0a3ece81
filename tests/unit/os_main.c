#include "os_cases.h"

#include <stddef.h>

int main(void)
{
	static const unit_case cases[] = {
		os_loop_case,
		NULL,
	};

	return unit_run("os", cases);
}
