/* Names and pings (reference, 1.8 and 1.9). */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include <string.h>

#define HOST_MAX 254
#define TTL      57

static bool online(const struct sim_modem *s)
{
	return sim_network_attached(s) && s->network.covered;
}

static int look_up(struct sim_modem *s, const struct sim_line *line)
{
	enum nb_family family =
		sim_line_number(line, 1, 0) ? NB_FAMILY_IPV6 : NB_FAMILY_IPV4;
	char host[HOST_MAX], text[SIM_ADDR_TEXT];
	struct nb_addr a;

	if (!s->job.step) {
		s->job.due = s->now + s->config.rtt;
		return SIM_LATER;
	}
	sim_line_text(line, 0, host, sizeof(host));
	if (!online(s) || !sim_network_resolve(s, host, family, &a))
		return SIM_ERROR;
	sim_addr_text(s, &a, text);
	sim_info(s, "+SQNDNSLKUP: %s,%s", host, text);
	return SIM_OK;
}

static void tell_echo(struct sim_modem *s, const struct nb_addr *a)
{
	char text[SIM_ADDR_TEXT];
	unsigned n = ++s->job.count;

	sim_addr_text(s, a, text);
	if (!online(s) || sim_air_chance(&s->air, 1000) < s->config.loss_milli)
		sim_info(s, "+PING: %u,%s,-1,-1", n, text);
	else
		sim_info(s, "+PING: %u,%s,%lld,%d", n, text,
			 (long long)s->config.rtt, TTL);
}

/* First the name, then an echo each interval. */
static int ping(struct sim_modem *s, const struct sim_line *line)
{
	char host[HOST_MAX];
	struct nb_addr a;

	if (!s->job.step) {
		s->job.due = s->now + s->config.rtt;
		return online(s) ? SIM_LATER : SIM_CME_REFUSED;
	}
	sim_line_text(line, 0, host, sizeof(host));
	if (!sim_network_resolve(s, host, NB_FAMILY_NONE, &a))
		return SIM_ERROR;
	tell_echo(s, &a);
	if (s->job.count >= (unsigned)sim_line_number(line, 1, 4))
		return SIM_OK;
	s->job.due = s->now + sim_line_number(line, 3, 1) * 1000;
	return SIM_LATER;
}

const struct sim_command sim_name_commands[] = {
	{.name = "+SQNDNSLKUP",
	 .forms = SIM_SET,
	 .params = {SIM_TXT(HOST_MAX - 1), SIM_OPT_NUM(0, 1)},
	 .run = look_up},
	{.name = "+PING",
	 .forms = SIM_SET,
	 .params = {SIM_TXT(HOST_MAX - 1), SIM_OPT_NUM(1, 64),
		    SIM_OPT_NUM(32, 1400), SIM_OPT_NUM(1, 600),
		    SIM_OPT_NUM(1, 60), SIM_OPT_NUM(1, 255),
		    SIM_OPT_NUM(1, SIM_CONTEXTS)},
	 .run = ping},
	{0},
};
