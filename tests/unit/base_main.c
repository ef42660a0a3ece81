#include "unit/unit.h"

TCase *base_addr_case(void);
TCase *base_amount_case(void);
TCase *base_base64_case(void);
TCase *base_bytes_case(void);
TCase *base_hash_case(void);
TCase *base_hex_case(void);

int main(void)
{
	static const unit_case cases[] = {
		base_addr_case,
		base_amount_case,
		base_base64_case,
		base_bytes_case,
		base_hash_case,
		base_hex_case,
		NULL,
	};

	return unit_run("base", cases);
}
