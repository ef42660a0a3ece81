#include "sequans/dialect.h"
#include "base/assert.h"

static const struct sqn_dialect dialects[] = {
	[SQN_PROFILE_MONARCH1] = {.name = "monarch1",
				  .own = sqn_monarch,
				  .ring = "+SQNSRING",
				  .sending = SQN_SENDING_TERMINATED,
				  .accepts_any = true,
				  .tells_families = true,
				  .reads_states = true},
	[SQN_PROFILE_MONARCH2] = {.name = "monarch2",
				  .own = sqn_monarch,
				  .ring = "+SQNSRING",
				  .sending = SQN_SENDING_COUNTED,
				  .releases = true,
				  .accepts_any = true,
				  .tells_families = true,
				  .reads_states = true,
				  .changes_radio = true},
	[SQN_PROFILE_TELIT] = {.name = "telit",
			       .own = sqn_telit,
			       .ring = "SRING",
			       .sending = SQN_SENDING_DIALLED,
			       .releases = true,
			       .boots_silently = true},
};

const struct sqn_dialect *sqn_dialect(enum sqn_profile profile)
{
	NB_ASSERT(profile != SQN_PROFILE_AUTO);
	return &dialects[profile];
}

const struct at_command *sqn_dialect_command(const struct sqn_dialect *d,
					     enum sqn_command command)
{
	const struct at_command *own = &d->own[command];

	return own->name ? own : &sqn_standard[command];
}
