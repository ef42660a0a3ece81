/* PDP contexts: defined, activated, their addresses. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define CME_LAST_PDN 171

static int activate(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_SET) {
		if (!sim_line_number(line, 0, 0))
			return CME_LAST_PDN;
		return sim_network_attached(s) ? SIM_OK : SIM_CME_NO_NETWORK;
	}
	for (unsigned cid = 1; cid <= SIM_CONTEXTS; cid++)
		if (s->nvram.contexts[cid - 1].defined)
			sim_info(s, "+CGACT: %u,%d", cid,
				 sim_network_attached(s));
	return SIM_OK;
}

static int tell_contexts(struct sim_modem *s)
{
	for (unsigned cid = 1; cid <= SIM_CONTEXTS; cid++) {
		const struct sim_context *c = &s->nvram.contexts[cid - 1];

		if (c->defined)
			sim_info(s,
				 "+CGDCONT: %u,\"%s\",\"%s\",,,,0,0,0,0,0,0,1,"
				 ",0",
				 cid, c->type, c->apn);
	}
	return SIM_OK;
}

static int context(struct sim_modem *s, const struct sim_line *line)
{
	struct sim_context c = {.defined = line->count > 1};

	if (line->form == SIM_READ)
		return tell_contexts(s);
	sim_line_text(line, 1, c.type, sizeof(c.type));
	sim_line_text(line, 2, c.apn, sizeof(c.apn));
	if (c.defined && strcasecmp(c.type, "IP") &&
	    strcasecmp(c.type, "IPV6") && strcasecmp(c.type, "IPV4V6"))
		return SIM_CME_PARAMETERS;
	s->nvram.contexts[sim_line_number(line, 0, 1) - 1] = c;
	return SIM_OK;
}

static int tell_logins(struct sim_modem *s)
{
	for (unsigned cid = 1; cid <= SIM_CONTEXTS; cid++) {
		const struct sim_login *l = &s->nvram.logins[cid - 1];

		if (l->protocol)
			sim_info(s, "+CGAUTH: %u,%u,\"%s\",\"%s\"", cid,
				 l->protocol, l->user, l->password);
	}
	return SIM_OK;
}

static int login(struct sim_modem *s, const struct sim_line *line)
{
	struct sim_login l = {.protocol =
				      (unsigned)sim_line_number(line, 1, 0)};

	if (line->form == SIM_READ)
		return tell_logins(s);
	sim_line_text(line, 2, l.user, sizeof(l.user));
	sim_line_text(line, 3, l.password, sizeof(l.password));
	s->nvram.logins[sim_line_number(line, 0, 1) - 1] = l;
	return SIM_OK;
}

static void tell_address(struct sim_modem *s, unsigned cid)
{
	static const enum nb_family order[] = {NB_FAMILY_IPV4, NB_FAMILY_IPV6};
	char text[160];
	int n = snprintf(text, sizeof(text), "+CGPADDR: %u", cid);

	for (size_t i = 0; i < 2; i++) {
		const struct nb_addr *a = sim_network_address(s, cid, order[i]);
		char host[SIM_ADDR_TEXT];

		if (!a)
			continue;
		sim_addr_text(s, a, host);
		n += snprintf(text + n, sizeof(text) - (size_t)n, ",\"%s\"",
			      host);
	}
	sim_info(s, "%s", text);
}

static int addresses(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_SET) {
		tell_address(s, (unsigned)sim_line_number(line, 0, 1));
		return SIM_OK;
	}
	for (unsigned cid = 1; cid <= SIM_CONTEXTS; cid++)
		if (s->nvram.contexts[cid - 1].defined)
			tell_address(s, cid);
	return SIM_OK;
}

static int address_format(struct sim_modem *s, const struct sim_line *line)
{
	unsigned *f = s->session.address_format;

	if (line->form == SIM_READ)
		sim_info(s, "+CGPIAF: %u,%u,%u,%u", f[0], f[1], f[2], f[3]);
	for (unsigned i = 0; line->form == SIM_SET && i < 4; i++)
		f[i] = (unsigned)sim_line_number(line, i, 0);
	return SIM_OK;
}

/* AT#SGACT: for sockets.  What is active already is refused. */
static int serve(struct sim_modem *s, const struct sim_line *line)
{
	unsigned cid = (unsigned)sim_line_number(line, 0, 1);
	const struct nb_addr *own = sim_network_address(s, cid, NB_FAMILY_IPV6);
	char text[SIM_ADDR_TEXT];

	if (!own)
		own = sim_network_address(s, cid, NB_FAMILY_IPV4);
	if (!sim_line_number(line, 1, 0)) {
		s->network.activated &= ~(1u << cid);
		return SIM_OK;
	}
	if (!own || s->network.activated & 1u << cid)
		return SIM_CME_NOT_ALLOWED;
	s->network.activated |= 1u << cid;
	sim_addr_text(s, own, text);
	sim_info(s, "#SGACT: %s", text);
	return SIM_OK;
}

static int tell_served(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_SET)
		return serve(s, line);
	for (unsigned cid = 1; cid <= SIM_CONTEXTS; cid++)
		if (s->nvram.contexts[cid - 1].defined)
			sim_info(s, "#SGACT: %u,%u", cid,
				 s->network.activated >> cid & 1);
	return SIM_OK;
}

const struct sim_command sim_context_commands[] = {
	{.name = "#SGACT",
	 .forms = SIM_READ | SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {SIM_NUM(1, SIM_CONTEXTS), SIM_NUM(0, 1)},
	 .run = tell_served},
	{.name = "+CGACT",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1), SIM_OPT_NUM(1, SIM_CONTEXTS)},
	 .run = activate},
	{.name = "+CGDCONT",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(1, SIM_CONTEXTS), SIM_OPT_TXT(7), SIM_OPT_TXT(100),
		    SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY,
		    SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY,
		    SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY, SIM_OPT_ANY},
	 .run = context},
	{.name = "+CGAUTH",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(1, SIM_CONTEXTS), SIM_OPT_NUM(0, 2),
		    SIM_OPT_TXT(64), SIM_OPT_TXT(64)},
	 .run = login},
	{.name = "+CGPADDR",
	 .forms = SIM_RUN | SIM_SET,
	 .params = {SIM_NUM(1, SIM_CONTEXTS)},
	 .run = addresses},
	{.name = "+CGPIAF",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1), SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 1),
		    SIM_OPT_NUM(0, 1)},
	 .run = address_format},
	{0},
};
