/* Identity, forms of answers, the clock, power. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/power.h"
#include <time.h>

#define FACTORY_MS 10000

static const struct {
	const char *maker, *model, *revision;
} identity[] = {
	[SIM_MONARCH1] = {"SEQUANS Communications", "VZM20Q", "UE6.0.0.0"},
	[SIM_MONARCH2] = {"SEQUANS Communications", "GM02S", "UE8.2.1.0"},
	[SIM_TELIT] = {"Telit", "ME310G1-WW", "M0C.500003"},
};

static int accept(struct sim_modem *s, const struct sim_line *line)
{
	(void)s;
	(void)line;
	return SIM_OK;
}

static int echo(struct sim_modem *s, const struct sim_line *line)
{
	s->session.echo = sim_line_number(line, 0, 0);
	return SIM_OK;
}

static int tell_all(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "%s", identity[s->config.profile].maker);
	sim_info(s, "%s", identity[s->config.profile].model);
	sim_info(s, "%s", identity[s->config.profile].revision);
	return SIM_OK;
}

static int tell_maker(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "%s", identity[s->config.profile].maker);
	return SIM_OK;
}

static int tell_model(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "%s", identity[s->config.profile].model);
	return SIM_OK;
}

static int tell_revision(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "%s", identity[s->config.profile].revision);
	return SIM_OK;
}

static int tell_serial(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_info(s, "004999010640000");
	return SIM_OK;
}

static int restore(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_power_defaults(s);
	return SIM_OK;
}

static int restore_slowly(struct sim_modem *s, const struct sim_line *line)
{
	if (s->job.step)
		return restore(s, line);
	s->job.due = s->now + FACTORY_MS;
	return SIM_LATER;
}

static int factory(struct sim_modem *s, const struct sim_line *line)
{
	sim_power_factory(s);
	return restore(s, line);
}

static int errors(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ)
		sim_info(s, "+CMEE: %u", s->session.cmee);
	else
		s->session.cmee = (unsigned)sim_line_number(line, 0, 0);
	return SIM_OK;
}

/* 1970 until the network has told the time. */
static int clock_read(struct sim_modem *s, const struct sim_line *line)
{
	time_t at = 0;
	struct tm tm;
	char text[32];

	(void)line;
	if (s->network.clock_known)
		at = (time_t)(s->config.epoch_s + s->now / 1000);
	gmtime_r(&at, &tm);
	strftime(text, sizeof(text), "%m/%d,%H:%M:%S+00", &tm);
	sim_info(s, "+CCLK: \"%02d/%s\"", tm.tm_year % 100, text);
	return SIM_OK;
}

static int reset(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	return sim_power_restart(s);
}

static int shut_down(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	sim_final(s, SIM_OK);
	sim_urc(s, "+SHUTDOWN");
	sim_power_off(s);
	return SIM_DONE;
}

const struct sim_command sim_basic_commands[] = {
	{.name = "", .forms = SIM_RUN, .run = accept},
	{.name = "E",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 1)},
	 .run = echo},
	{.name = "Q",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 0)},
	 .run = accept},
	{.name = "V",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(1, 1)},
	 .run = accept},
	{.name = "I",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 9)},
	 .run = tell_all},
	{.name = "Z",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 0)},
	 .run = restore},
	{.name = "&F",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 0)},
	 .run = restore_slowly},
	{.name = "&W",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 0)},
	 .run = accept},
	{.name = "+SQNSFACTORYRESET", .forms = SIM_RUN, .run = factory},
	{.name = "+SQNFACTORYRESET", .forms = SIM_RUN, .run = factory},
	{.name = "+CGMI", .forms = SIM_RUN, .run = tell_maker},
	{.name = "+CGMM", .forms = SIM_RUN, .run = tell_model},
	{.name = "+CGMR", .forms = SIM_RUN, .run = tell_revision},
	{.name = "+CGSN",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(0, 1)},
	 .run = tell_serial},
	{.name = "+CMEE",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 2)},
	 .run = errors},
	{.name = "+CCLK", .forms = SIM_READ, .run = clock_read},
	{.name = "^RESET", .forms = SIM_RUN, .run = reset},
	{.name = "+SQNSSHDN", .forms = SIM_RUN, .run = shut_down},
	{0},
};
