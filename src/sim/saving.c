/* PSM and eDRX: what the host asks for, and what it is told. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/grant.h"
#include "sim/network.h"
#include <string.h>

/* Of a host that asks for PSM and names no timers: 10 s, 1 h. */
static const char default_active[] = "00000101";
static const char default_tau[] = "00100001";
/* 20.48 s of 81.92 s, in NB-IoT. */
static const char default_cycle[] = "0101";
static const char default_window[] = "0111";

/* The host asks for something else: the network is told at once. */
static int changed(struct sim_modem *s)
{
	if (!sim_network_attached(s))
		return SIM_OK;
	sim_air_attach(&s->air, s->now);
	sim_grant(s);
	return SIM_OK;
}

/* Parameter @index, or @otherwise where it was omitted and nothing stands. */
static void take_text(const struct sim_line *line, unsigned index, char *text,
		      size_t cap, const char *otherwise)
{
	if (sim_line_has(line, index))
		sim_line_text(line, index, text, cap);
	else if (!text[0])
		strcpy(text, otherwise);
}

static int power_saving(struct sim_modem *s, const struct sim_line *line)
{
	struct sim_nvram *n = &s->nvram;

	if (line->form == SIM_READ) {
		sim_info(s, "+CPSMS: %u,,,\"%s\",\"%s\"", n->psm, n->tau,
			 n->active);
		return SIM_OK;
	}
	n->psm = (unsigned)sim_line_number(line, 0, 0);
	if (n->psm == 2) {
		n->psm = 0;
		n->tau[0] = n->active[0] = '\0';
	}
	if (n->psm) {
		take_text(line, 3, n->tau, sizeof(n->tau), default_tau);
		take_text(line, 4, n->active, sizeof(n->active),
			  default_active);
	}
	return changed(s);
}

static int set_edrx(struct sim_modem *s, const struct sim_line *line)
{
	unsigned mode = (unsigned)sim_line_number(line, 0, 0);
	unsigned act = (unsigned)sim_line_number(line, 1, SIM_EDRX_NB_IOT);
	struct sim_edrx *e = &s->nvram.edrx[act - SIM_EDRX_LTE_M];

	if (mode == 0 || mode == 3) {
		memset(s->nvram.edrx, 0, sizeof(s->nvram.edrx));
		return changed(s);
	}
	e->mode = mode;
	take_text(line, 2, e->cycle, sizeof(e->cycle), default_cycle);
	take_text(line, 3, e->window, sizeof(e->window), default_window);
	return changed(s);
}

/* A line for each technology that it was asked for. */
static int edrx(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_SET)
		return set_edrx(s, line);
	for (unsigned i = 0; i < 2; i++)
		if (s->nvram.edrx[i].mode)
			sim_info(s, "+CEDRXS: %u,\"%s\"", SIM_EDRX_LTE_M + i,
				 s->nvram.edrx[i].cycle);
	return SIM_OK;
}

static int edrx_and_window(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_SET)
		return set_edrx(s, line);
	for (unsigned i = 0; i < 2; i++) {
		const struct sim_edrx *e = &s->nvram.edrx[i];

		sim_info(s, "+SQNEDRX: %u,%u,\"%s\",\"%s\"", e->mode,
			 SIM_EDRX_LTE_M + i, e->cycle, e->window);
	}
	return SIM_OK;
}

/* What holds now (27.007, 7.41); AcT 0: nothing does. */
static int edrx_now(struct sim_modem *s, const struct sim_line *line)
{
	const struct sim_grant *g = &s->network.granted;

	(void)line;
	if (!g->edrx[0])
		sim_info(s, "+CEDRXRDP: 0");
	else
		sim_info(s, "+CEDRXRDP: %u,\"%s\",\"%s\",\"%s\"",
			 sim_edrx_act(s), sim_edrx_now(s)->cycle, g->edrx,
			 g->window);
	return SIM_OK;
}

const struct sim_command sim_saving_commands[] = {
	{.name = "+CPSMS",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 2), SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_TXT(8),
		    SIM_OPT_TXT(8)},
	 .run = power_saving},
	{.name = "+CEDRXS",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 3), SIM_OPT_NUM(SIM_EDRX_LTE_M, SIM_EDRX_NB_IOT),
		    SIM_OPT_TXT(4)},
	 .run = edrx},
	{.name = "+SQNEDRX",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 3), SIM_OPT_NUM(SIM_EDRX_LTE_M, SIM_EDRX_NB_IOT),
		    SIM_OPT_TXT(4), SIM_OPT_TXT(4)},
	 .run = edrx_and_window},
	{.name = "+CEDRXRDP", .forms = SIM_RUN, .run = edrx_now},
	{0},
};
