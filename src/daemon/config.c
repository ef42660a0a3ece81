#include "daemon/config.h"

#include "gateway/config_rules.h"
#include "gateway/keys.h"
#include "sequans/keys.h"

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
	return conf_finish(c->conf);
}

void daemon_config_close(struct daemon_config *c)
{
	conf_close(c->conf);
	*c = (struct daemon_config){.conf = NULL};
}
