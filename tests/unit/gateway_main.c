#include "unit/gateway_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		gateway_options_case, gateway_route_case,   gateway_name_case,
		gateway_target_case,  gateway_outcome_case, NULL,
	};

	return unit_run("gateway", cases);
}
