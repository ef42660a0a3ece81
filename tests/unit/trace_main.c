#include "unit/unit.h"

TCase *trace_packet_case(void);
TCase *trace_transcript_case(void);

int main(void)
{
	static const unit_case cases[] = {
		trace_packet_case,
		trace_transcript_case,
		NULL,
	};

	return unit_run("trace", cases);
}
