#include "unit/unit.h"

TCase *dns_message_case(void);

int main(void)
{
	static const unit_case cases[] = {dns_message_case, NULL};

	return unit_run("dns", cases);
}
