#include "sim/config.h"
#include "base/assert.h"
#include <string.h>

static const uint8_t default_ip[16] = {
	0x20, 0x01, 0x0d, 0xb8, 0, 0x64, 0, 0x07, [15] = 2,
};

void sim_config_init(struct sim_config *config)
{
	*config = (struct sim_config){
		.profile = SIM_MONARCH2,
		.rtt = 60,
		.rrc_tail = 10000,
		.latency = 6,
		.boot_time = 1270,
		.attach_time = 500,
		.address = {{.family = NB_FAMILY_IPV6}},
	};
	memcpy(config->address[0].ip, default_ip, sizeof(default_ip));
}

/* nbgate-sim(1) tells them to users. */
static const struct {
	const char *name;
	nb_ms rtt, jitter, setup;
	unsigned loss_milli;
	bool lte_m;
} presets[] = {
	{"nb-iot-ce0", 600, 200, 800, 5, false},
	{"nb-iot-ce1", 2000, 500, 3000, 20, false},
	{"nb-iot-ce2", 8000, 2000, 10000, 50, false},
	{"lte-m", 150, 50, 200, 5, true},
};

bool sim_config_radio(struct sim_config *config, const char *preset)
{
	for (size_t i = 0; i < NB_COUNT(presets); i++) {
		if (strcmp(presets[i].name, preset))
			continue;
		config->rtt = presets[i].rtt;
		config->jitter = presets[i].jitter;
		config->loss_milli = presets[i].loss_milli;
		config->rrc_setup = presets[i].setup;
		config->lte_m = presets[i].lte_m;
		return true;
	}
	return false;
}
