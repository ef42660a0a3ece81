#include "unit/unit.h"

TCase *sequans_small_case(void);
TCase *sequans_screen_case(void);
TCase *sequans_given_case(void);
TCase *sequans_inbox_case(void);
TCase *sequans_peer_case(void);
TCase *sequans_transcripts_case(void);
TCase *sequans_sim_case(void);
TCase *sequans_settings_case(void);
TCase *sequans_saving_case(void);
TCase *sequans_stories_case(void);
TCase *sequans_shared_case(void);
TCase *sequans_listener_case(void);
TCase *sequans_unknowns_case(void);
TCase *sequans_recovery_case(void);
TCase *sequans_telit_case(void);
TCase *sequans_timer_case(void);
TCase *sequans_resolver_case(void);

int main(void)
{
	static const unit_case cases[] = {
		sequans_small_case,    sequans_screen_case,
		sequans_given_case,    sequans_inbox_case,
		sequans_peer_case,     sequans_transcripts_case,
		sequans_sim_case,      sequans_settings_case,
		sequans_saving_case,   sequans_stories_case,
		sequans_shared_case,   sequans_listener_case,
		sequans_unknowns_case, sequans_recovery_case,
		sequans_timer_case,    sequans_resolver_case,
		sequans_telit_case,    NULL,
	};

	return unit_run("sequans", cases);
}
