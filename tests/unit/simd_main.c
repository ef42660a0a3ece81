#include "unit/unit.h"

TCase *simd_options_case(void);
TCase *simd_files_case(void);
TCase *simd_orders_case(void);
TCase *simd_pace_case(void);
TCase *simd_replay_case(void);
TCase *simd_run_case(void);

int main(void)
{
	static const unit_case cases[] = {
		simd_options_case,
		simd_files_case,
		simd_orders_case,
		simd_pace_case,
		simd_replay_case,
		simd_run_case,
		NULL,
	};

	return unit_run("simd", cases);
}
