#include "sim/config.h"
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
