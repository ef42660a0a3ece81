#include "unit/api_cases.h"

int main(void)
{
	static const unit_case cases[] = {
		api_frame_case,
		api_envelope_case,
		api_param_case,
		api_format_case,
		api_output_case,
		api_ask_case,
		NULL,
	};

	return unit_run("api", cases);
}
