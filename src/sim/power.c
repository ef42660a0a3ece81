#include "sim/power.h"
#include "sim/answer.h"
#include "sim/network.h"
#include "sim/sockets.h"
#include <string.h>

static const char *const stored_defaults[SIM_STORED_COUNT] = {
	[SIM_STORED_IPR] = "115200",     [SIM_STORED_IFC] = "2,2",
	[SIM_STORED_IPSCFG] = "0,5000",  [SIM_STORED_PSCFG] = "5000",
	[SIM_STORED_RICFG] = "0,3,1000", [SIM_STORED_IBRCFG] = "0,100",
	[SIM_STORED_CTZU] = "0",         [SIM_STORED_CTZR] = "0",
};

void sim_power_factory(struct sim_modem *s)
{
	struct sim_nvram *n = &s->nvram;
	unsigned tries = n->pin_tries;

	memset(n, 0, sizeof(*n));
	n->pin_tries = tries;
	n->contexts[0] = (struct sim_context){
		.defined = true,
		.type = "IPV4V6",
	};
	n->rat = n->next_rat = s->config.lte_m ? 1 : 2;
	strcpy(n->bands[0], "1,2,3,4,5,8,12,13,20,28");
	strcpy(n->bands[1], "1,2,3,4,5,8,12,13,20,28");
	strcpy(n->ctm, "standard");
	for (size_t i = 1; i < SIM_STORED_COUNT; i++)
		strcpy(n->stored[i], stored_defaults[i]);
}

void sim_power_defaults(struct sim_modem *s)
{
	static const unsigned colons[4] = {1, 0, 1, 0};

	s->session.echo = !s->config.echo_off;
	s->session.cmee = 0;
	s->session.cereg = 0;
	s->session.simst = 1;
	memset(s->session.address_format, 0, sizeof(s->session.address_format));
	if (s->config.colon_addresses)
		memcpy(s->session.address_format, colons, sizeof(colons));
}

static void forget(struct sim_modem *s)
{
	sim_sockets_close_all(s, false);
	sim_network_drop(s);
	for (size_t i = 0; i < SIM_SOCKETS; i++) {
		sim_socket_init(&s->sockets[i]);
		if (s->config.no_idle_close)
			s->sockets[i].settings.max_to = 0;
	}
	if (s->config.cfgext_lost)
		memset(s->nvram.extended, 0, sizeof(s->nvram.extended));
	memset(&s->session, 0, sizeof(s->session));
	sim_power_defaults(s);
	s->nvram.rat = s->nvram.next_rat;
	s->input = SIM_INPUT_LINE;
	s->typed.len = 0;
	s->typed.unheard = false;
	s->stray_due = NB_NEVER;
	s->job.row = NULL;
	sim_fifo_drop(&s->in, s->in.len);
}

void sim_power_ready(struct sim_modem *s, bool registered)
{
	forget(s);
	s->power = SIM_POWER_ON;
	s->boot_due = NB_NEVER;
	if (!registered)
		return;
	s->session.echo = false;
	s->session.cfun = 1;
	s->session.unlocked = true;
	sim_network_resume(s);
}

void sim_power_reboot(struct sim_modem *s)
{
	forget(s);
	s->power = SIM_POWER_BOOTING;
	s->boot_due = s->now + s->config.boot_time;
	s->counters.boots++;
}

int sim_power_restart(struct sim_modem *s)
{
	sim_final(s, SIM_OK);
	sim_urc(s, "+SHUTDOWN");
	sim_power_reboot(s);
	return SIM_DONE;
}

void sim_power_off(struct sim_modem *s)
{
	forget(s);
	s->power = SIM_POWER_OFF;
	s->boot_due = NB_NEVER;
}

nb_ms sim_power_deadline(const struct sim_modem *s)
{
	return s->boot_due;
}

void sim_power_expire(struct sim_modem *s)
{
	if (s->boot_due > s->now)
		return;
	s->boot_due = NB_NEVER;
	s->power = SIM_POWER_ON;
	if (s->config.nul_at_start)
		sim_bytes(s, "", 1);
	sim_urc(s, "+SYSSTART");
}
