#include "unit/unit.h"

TCase *sim_line_case(void);
TCase *sim_data_case(void);
TCase *sim_cell_case(void);
TCase *sim_sockets_case(void);
TCase *sim_saving_case(void);
TCase *sim_telit_case(void);
TCase *sim_quirks_case(void);
TCase *sim_air_case(void);

int main(void)
{
	static const unit_case cases[] = {
		sim_line_case,   sim_data_case,   sim_sockets_case,
		sim_cell_case,   sim_saving_case, sim_telit_case,
		sim_quirks_case, sim_air_case,    NULL,
	};

	return unit_run("sim", cases);
}
