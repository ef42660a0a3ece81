#include "unit/transfer_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		transfer_options_case,
		transfer_blocks_case,
		transfer_client_case,
		transfer_observe_case,
		transfer_observers_case,
		transfer_world_case,
		NULL,
	};
	return unit_run("transfer", cases);
}
