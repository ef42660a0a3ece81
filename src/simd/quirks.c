#include "simd/quirks.h"
#include "base/assert.h"
#include <string.h>

static const struct {
	const char *name;
	size_t offset; /* of a bool */
	bool value;
} switches[] = {
	{"booting", offsetof(struct sim_config, booted), false},
	{"registered", offsetof(struct sim_config, registered), true},
	{"roaming", offsetof(struct sim_config, roaming), true},
	{"lte-m", offsetof(struct sim_config, lte_m), true},
	{"drop-tail", offsetof(struct sim_config, drop_tail), true},
	{"keep-copy", offsetof(struct sim_config, keep_copy), true},
	{"close-urc", offsetof(struct sim_config, close_urc), true},
	{"port-lingers", offsetof(struct sim_config, port_lingers), true},
	{"dial-open-error", offsetof(struct sim_config, dial_error), true},
	{"no-idle-close", offsetof(struct sim_config, no_idle_close), true},
	{"cfgext-volatile", offsetof(struct sim_config, cfgext_lost), true},
	{"long-sends", offsetof(struct sim_config, long_sends), true},
	{"lf-is-skipped", offsetof(struct sim_config, skip_lf), true},
	{"prompt-timeout", offsetof(struct sim_config, prompt_ends), true},
	{"split-prompt", offsetof(struct sim_config, split_prompt), true},
	{"late-no-carrier", offsetof(struct sim_config, stray_carrier), true},
	{"plain-source", offsetof(struct sim_config, plain_source), true},
	{"colon-addresses", offsetof(struct sim_config, colon_addresses), true},
	{"echo-off", offsetof(struct sim_config, echo_off), true},
	{"cereg-flap", offsetof(struct sim_config, cereg_flaps), true},
	{"no-80", offsetof(struct sim_config, no_80), true},
	{"slow-cereg", offsetof(struct sim_config, slow_cereg), true},
	{"no-dns", offsetof(struct sim_config, no_dns), true},
	{"late-aaaa", offsetof(struct sim_config, late_aaaa), true},
	{"deaf-after-sleep", offsetof(struct sim_config, deaf_after_sleep),
	 true},
	{"chatty", offsetof(struct sim_config, chatty), true},
	{"split-writes", offsetof(struct sim_config, split_writes), true},
	{"one-port-once", offsetof(struct sim_config, one_port_once), true},
	{"nul-at-start", offsetof(struct sim_config, nul_at_start), true},
	{"no-psm", offsetof(struct sim_config, no_psm), true},
	{"no-edrx", offsetof(struct sim_config, no_edrx), true},
	{"sleep-drops", offsetof(struct sim_config, sleep_drops), true},
	{"rai-ignored", offsetof(struct sim_config, rai_ignored), true},
	{"no-rai", offsetof(struct sim_config, no_rai), true},
	{"lower-hex", offsetof(struct sim_config, lower_hex), true},
};

static const struct {
	const char *name;
	size_t offset; /* of an enum */
	unsigned value;
} models[] = {
	{"merge-reads", offsetof(struct sim_config, recv_model),
	 SIM_RECV_MERGE},
	{"ring-on-empty", offsetof(struct sim_config, ring_model),
	 SIM_RING_ON_EMPTY},
	{"close-once", offsetof(struct sim_config, close_again),
	 SIM_CLOSE_REFUSED},
	{"close-once-error", offsetof(struct sim_config, close_again),
	 SIM_CLOSE_ERROR},
	{"six-fields", offsetof(struct sim_config, states_form),
	 SIM_STATES_SIX},
	{"seven-fields", offsetof(struct sim_config, states_form),
	 SIM_STATES_SEVEN},
	{"empty-is-error", offsetof(struct sim_config, empty_read),
	 SIM_EMPTY_ERROR},
	{"empty-is-zero", offsetof(struct sim_config, empty_read),
	 SIM_EMPTY_ZERO},
};

bool simd_quirk_set(struct sim_config *config, const char *name)
{
	char *base = (char *)config;

	for (size_t i = 0; i < NB_COUNT(switches); i++)
		if (!strcmp(switches[i].name, name)) {
			*(bool *)(base + switches[i].offset) =
				switches[i].value;
			return true;
		}
	for (size_t i = 0; i < NB_COUNT(models); i++)
		if (!strcmp(models[i].name, name)) {
			memcpy(base + models[i].offset, &models[i].value,
			       sizeof(models[i].value));
			return true;
		}
	return false;
}
