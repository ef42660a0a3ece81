#include "unit/unit.h"

TCase *conf_syntax_case(void);
TCase *conf_files_case(void);

int main(void)
{
	static const unit_case cases[] = {
		conf_syntax_case,
		conf_files_case,
		NULL,
	};

	return unit_run("conf", cases);
}
