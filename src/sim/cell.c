/* Radio on and off, registration, signal, technology and bands. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include "sim/power.h"

#define SLOW_MS 8000 /* AT+CEREG? of a slow one */

static void set_function(struct sim_modem *s, unsigned cfun)
{
	bool card_came = !s->session.cfun && cfun;

	s->session.cfun = cfun;
	if (!cfun)
		s->session.unlocked = false;
	if (cfun == 1)
		sim_network_start(s);
	else
		sim_network_stop(s);
	if (card_came && s->session.simst)
		sim_urc(s, "+SQNSIMST: 1");
}

static int function(struct sim_modem *s, const struct sim_line *line)
{
	unsigned cfun = (unsigned)sim_line_number(line, 0, 1);

	if (line->form == SIM_READ) {
		sim_info(s, "+CFUN: %u", s->session.cfun);
		return SIM_OK;
	}
	if (cfun != 0 && cfun != 1 && cfun != 4 && cfun != 5)
		return SIM_CME_PARAMETERS;
	if (sim_line_number(line, 1, 0))
		return sim_power_restart(s);
	set_function(s, cfun);
	return SIM_OK;
}

static int registration(struct sim_modem *s, const struct sim_line *line)
{
	char cell[64];

	if (line->form == SIM_SET) {
		s->session.cereg = (unsigned)sim_line_number(line, 0, 0);
		return SIM_OK;
	}
	if (s->config.slow_cereg && !s->job.step) {
		s->job.due = s->now + SLOW_MS;
		return SIM_LATER;
	}
	sim_network_cell(s, cell, sizeof(cell));
	sim_info(s, "+CEREG: %u,%d%s", s->session.cereg, (int)s->network.stat,
		 cell);
	return SIM_OK;
}

static bool has_signal(const struct sim_modem *s)
{
	return s->network.covered && s->session.cfun == 1;
}

static int signal_quality(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "+CSQ: %d,99", has_signal(s) ? 20 : 99);
	return SIM_OK;
}

static int extended_quality(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, has_signal(s) ? "+CESQ: 99,99,255,255,24,48"
				  : "+CESQ: 99,99,255,255,255,255");
	return SIM_OK;
}

static int attach(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ) {
		sim_info(s, "+CGATT: %d", sim_network_attached(s));
		return SIM_OK;
	}
	if (!sim_line_number(line, 0, 0)) {
		sim_network_stop(s);
		return SIM_OK;
	}
	if (s->session.cfun != 1)
		return SIM_CME_NOT_ALLOWED;
	sim_network_start(s);
	return sim_network_await(s);
}

static int technology(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ) {
		sim_info(s, "+SQNMODEACTIVE: %u", s->nvram.rat);
		return SIM_OK;
	}
	if (s->session.cfun)
		return SIM_CME_ACTIVE;
	s->nvram.next_rat = (unsigned)sim_line_number(line, 0, 2);
	return SIM_OK;
}

static int bands(struct sim_modem *s, const struct sim_line *line)
{
	int64_t rat = sim_line_number(line, 0, 0);

	if (line->form == SIM_SET) {
		sim_line_text(line, 2, s->nvram.bands[rat],
			      sizeof(s->nvram.bands[rat]));
		return SIM_OK;
	}
	for (unsigned i = 0; i < 2; i++)
		sim_info(s, "+SQNBANDSEL: %u,standard,\"%s\"", i,
			 s->nvram.bands[i]);
	return SIM_OK;
}

static int conformance(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ) {
		sim_info(s, "+SQNCTM: %s", s->nvram.ctm);
		return SIM_OK;
	}
	sim_line_text(line, 0, s->nvram.ctm, sizeof(s->nvram.ctm));
	return sim_power_restart(s);
}

const struct sim_command sim_cell_commands[] = {
	{.name = "+CFUN",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 5), SIM_OPT_NUM(0, 1)},
	 .run = function},
	{.name = "+CEREG",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 5)},
	 .run = registration},
	{.name = "+CSQ", .forms = SIM_RUN, .run = signal_quality},
	{.name = "+CESQ", .forms = SIM_RUN, .run = extended_quality},
	{.name = "+CGATT",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1)},
	 .run = attach},
	{.name = "+SQNMODEACTIVE",
	 .forms = SIM_READ | SIM_SET,
	 .profiles = SIM_ON_MONARCH2,
	 .params = {SIM_NUM(1, 2)},
	 .run = technology},
	{.name = "+SQNBANDSEL",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1), SIM_TXT(32), SIM_OPT_TXT(63)},
	 .run = bands},
	{.name = "+SQNCTM",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_TXT(23)},
	 .run = conformance},
	{0},
};
