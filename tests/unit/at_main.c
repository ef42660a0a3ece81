#include "unit/unit.h"

TCase *at_line_case(void);
TCase *at_result_case(void);
TCase *at_args_case(void);
TCase *at_sync_case(void);
TCase *at_chat_case(void);

int main(void)
{
	static const unit_case cases[] = {
		at_line_case, at_result_case, at_args_case,
		at_sync_case, at_chat_case,   NULL,
	};

	return unit_run("at", cases);
}
