/* Names and pings (reference, 1.8 and 1.9). */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include <stdio.h>

#define ADDRESSES    4 /* that one answer tells */
#define HOST_MAX     254
#define TTL          57
#define LATE_LOOKUPS 3

static bool online(const struct sim_modem *s)
{
	return sim_network_attached(s) && s->network.covered;
}

/* ",<addr>" for each address of @host; how many. */
static unsigned list_addresses(const struct sim_modem *s, const char *host,
			       enum nb_family family, char *buf, size_t cap)
{
	struct nb_addr a;
	unsigned count = 0;
	size_t len = 0;

	while (count < ADDRESSES &&
	       sim_network_resolve(s, host, family, count, &a)) {
		char text[SIM_ADDR_TEXT];

		sim_addr_text(s, &a, text);
		len += (size_t)snprintf(buf + len, cap - len, ",%s", text);
		count++;
	}
	return count;
}

/* Some resolvers know nothing, some no IPv6 at first. */
static bool answers(struct sim_modem *s, enum nb_family family)
{
	if (s->config.late_aaaa && family == NB_FAMILY_IPV6 &&
	    s->network.late_lookups < LATE_LOOKUPS) {
		s->network.late_lookups++;
		return false;
	}
	return !s->config.no_dns;
}

/* AT#QDNS: one address, of a family that there is one of our own of. */
static int tell_first(struct sim_modem *s, const char *host)
{
	bool ipv6 = sim_network_address(s, 1, NB_FAMILY_IPV6);
	struct nb_addr a;
	char text[SIM_ADDR_TEXT];

	if (s->config.no_dns || !online(s) || !sim_network_serves(s, 1) ||
	    !sim_network_resolve(s, host,
				 ipv6 ? NB_FAMILY_IPV6 : NB_FAMILY_IPV4, 0, &a))
		return SIM_ERROR;
	sim_addr_text(s, &a, text);
	sim_info(s, "+SQNDNSLKUP: \"%s\",\"%s\"", host, text);
	return SIM_OK;
}

static int look_up(struct sim_modem *s, const struct sim_line *line)
{
	enum nb_family family =
		sim_line_number(line, 1, 0) ? NB_FAMILY_IPV6 : NB_FAMILY_IPV4;
	char host[HOST_MAX], list[ADDRESSES * (SIM_ADDR_TEXT + 1)];

	if (!s->job.step) {
		s->job.due = s->now + s->config.rtt;
		return SIM_LATER;
	}
	sim_line_text(line, 0, host, sizeof(host));
	if (s->config.profile == SIM_TELIT)
		return tell_first(s, host);
	if (!answers(s, family))
		return SIM_ERROR;
	if (!online(s) || !list_addresses(s, host, family, list, sizeof(list)))
		return SIM_ERROR;
	sim_info(s, "+SQNDNSLKUP: %s%s", host, list);
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
	if (!sim_network_resolve(s, host, NB_FAMILY_NONE, 0, &a))
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
	 .profiles = SIM_ON_TELIT,
	 .params = {SIM_TXT(HOST_MAX - 1)},
	 .run = look_up},
	{.name = "+SQNDNSLKUP",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_SEQUANS,
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
