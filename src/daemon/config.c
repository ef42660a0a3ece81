#include "daemon/config.h"

#include "gateway/config_rules.h"
#include "gateway/keys.h"
#include "sequans/keys.h"
#include "sequans/timer.h"

/* In the order of --dump-config. */
static const struct nb_section *const sections[] = {
	&gw_section_gateway, &gw_section_access,
	&sqn_section_modem,  &gw_section_target,
	&gw_section_route,   &gw_section_serve,
	&gw_section_proxy,   NULL,
};

static void fill_gateway(struct daemon_config *c)
{
	struct gw_config *gateway = &c->gateway;
	size_t one = 0;
	struct gw_settings *settings =
		conf_values(c->conf, &gw_section_gateway, &one);

	gateway->settings = *settings;
	gateway->access = conf_values(c->conf, &gw_section_access, &one);
	gateway->targets = conf_values(c->conf, &gw_section_target,
				       &gateway->target_count);
	gateway->routes =
		conf_values(c->conf, &gw_section_route, &gateway->route_count);
	gateway->modem = c->modem.driver != SQN_DRIVER_UDP;
	gw_config_derive(gateway);
}

/*
 * A separate response comes within the first wait, or a second transmission is
 * on its way; a modem that sleeps earlier does not hear it.
 */
static void check_active_time(struct daemon_config *c)
{
	struct nb_faults *faults = conf_faults(c->conf);
	struct nb_place where = nb_key_place(&c->modem.origin, "psm");
	struct sqn_psm psm;

	if (!c->gateway.modem || !sqn_psm_parse(&psm, c->modem.psm))
		return;
	for (size_t i = 0; i < c->gateway.target_count; i++) {
		const struct nbcoap_params *p = &c->gateway.targets[i].params;
		if (psm.active >= p->ack_timeout * p->ack_random_milli / 1000)
			continue;
		faults->tell(faults, where, true,
			     "psm: active is less than ack-timeout times "
			     "ack-random-factor: separate responses may be "
			     "missed");
		return;
	}
}

int daemon_config_open(struct daemon_config *c, const char *path,
		       const char *instance)
{
	size_t one = 0;

	*c = (struct daemon_config){.conf = conf_open(sections, instance)};
	if (!c->conf)
		return NB_ERR_SYSTEM;
	conf_read_path(c->conf, path);
	if (conf_fill(c->conf) < 0)
		return NB_ERR_SYSTEM;

	struct sqn_config *modem =
		conf_values(c->conf, &sqn_section_modem, &one);
	sqn_config_derive(modem);
	c->modem = *modem;
	fill_gateway(c);
	gw_config_check(&c->gateway, conf_faults(c->conf));
	check_active_time(c);
	return conf_finish(c->conf);
}

void daemon_config_close(struct daemon_config *c)
{
	conf_close(c->conf);
	*c = (struct daemon_config){.conf = NULL};
}
