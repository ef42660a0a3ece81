#include "unit/unit.h"

TCase *sequans_transcripts_case(void);
TCase *sequans_sim_case(void);

int main(void)
{
	static const unit_case cases[] = {
		sequans_transcripts_case,
		sequans_sim_case,
		NULL,
	};

	return unit_run("sequans", cases);
}
