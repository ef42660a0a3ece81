#include "unit/unit.h"

TCase *conf_syntax_case(void);
TCase *conf_files_case(void);
TCase *conf_keys_case(void);
TCase *conf_rules_case(void);
TCase *conf_dump_case(void);
TCase *conf_sample_case(void);

int main(void)
{
	static const unit_case cases[] = {
		conf_syntax_case,
		conf_files_case,
		conf_keys_case,
		conf_rules_case,
		conf_dump_case,
		conf_sample_case,
		NULL,
	};

	return unit_run("conf", cases);
}
