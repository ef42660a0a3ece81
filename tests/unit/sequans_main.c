#include "unit/unit.h"

TCase *sequans_transcripts_case(void);

int main(void)
{
	static const unit_case cases[] = {
		sequans_transcripts_case,
		NULL,
	};

	return unit_run("sequans", cases);
}
