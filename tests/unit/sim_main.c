#include "unit/unit.h"

TCase *sim_line_case(void);
TCase *sim_data_case(void);

int main(void)
{
	static const unit_case cases[] = {
		sim_line_case,
		sim_data_case,
		NULL,
	};

	return unit_run("sim", cases);
}
