#include "unit/hub_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		hub_framing_case,
		hub_blocks_case,
		hub_refusal_case,
		hub_system_case,
		hub_trace_case,
		hub_result_case,
		hub_failure_case,
		hub_turn_case,
		hub_release_case,
		hub_modem_case,
		NULL,
	};

	return unit_run("hub", cases);
}
