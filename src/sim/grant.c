#include "sim/grant.h"
#include "sim/answer.h"
#include <string.h>

static const char *either(const char *first, const char *second)
{
	return first[0] ? first : second;
}

static void grant_psm(struct sim_modem *s)
{
	struct sim_grant *g = &s->network.granted;
	const struct sim_grant *forced = &s->config.grant;

	if (s->nvram.psm != 1 || s->config.no_psm)
		return;
	strcpy(g->active, either(forced->active, s->nvram.active));
	strcpy(g->tau, either(forced->tau, s->nvram.tau));
}

unsigned sim_edrx_act(const struct sim_modem *s)
{
	return s->nvram.rat == 1 ? SIM_EDRX_LTE_M : SIM_EDRX_NB_IOT;
}

const struct sim_edrx *sim_edrx_now(const struct sim_modem *s)
{
	return &s->nvram.edrx[s->nvram.rat - 1];
}

static void grant_edrx(struct sim_modem *s)
{
	const struct sim_edrx *e = sim_edrx_now(s);
	struct sim_grant *g = &s->network.granted;
	const struct sim_grant *forced = &s->config.grant;

	if (!e->mode || s->config.no_edrx)
		return;
	strcpy(g->edrx, either(forced->edrx, e->cycle));
	strcpy(g->window, either(forced->window, e->window));
}

static void tell_edrx(struct sim_modem *s)
{
	const struct sim_edrx *e = sim_edrx_now(s);
	const struct sim_grant *g = &s->network.granted;
	unsigned act = sim_edrx_act(s);

	if (e->mode != 2)
		return;
	if (g->edrx[0])
		sim_urc(s, "+CEDRXP: %u,\"%s\",\"%s\",\"%s\"", act, e->cycle,
			g->edrx, g->window);
	else
		sim_urc(s, "+CEDRXP: %u,\"%s\"", act, e->cycle);
}

void sim_grant(struct sim_modem *s)
{
	const struct sim_grant *g = &s->network.granted;
	const struct sim_grant before = *g;
	bool nb_iot = s->nvram.rat == 2;

	s->network.granted = (struct sim_grant){0};
	grant_psm(s);
	grant_edrx(s);
	s->air.radio.sleep = (struct sim_sleep){
		.active = sim_sleep_active(g->active),
		.update = sim_sleep_update(g->tau),
		.cycle = sim_sleep_cycle(g->edrx, nb_iot),
		.window = sim_sleep_window(g->window, nb_iot),
	};
	if (strcmp(before.edrx, g->edrx) || strcmp(before.window, g->window))
		tell_edrx(s);
}
