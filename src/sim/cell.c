/* Registration, operators, contexts: what the cell decides. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include "sim/power.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ATTACH_LIMIT_MS 180000
#define SCAN_MS         5000
#define POLL_MS         100
#define CME_LAST_PDN    171

/* Answers when the modem is registered, or at last that it is not. */
static int await_attach(struct sim_modem *s)
{
	if (sim_network_attached(s))
		return SIM_OK;
	if (s->now - s->job.started >= ATTACH_LIMIT_MS)
		return SIM_CME_NO_NETWORK;
	s->job.due = s->now + POLL_MS;
	return SIM_LATER;
}

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
	sim_network_cell(s, cell, sizeof(cell));
	sim_info(s, "+CEREG: %u,%d%s", s->session.cereg, (int)s->network.stat,
		 cell);
	return SIM_OK;
}

static void tell_operator(struct sim_modem *s)
{
	static const char *const forms[] = {"nbgate test network", "nbgate",
					    SIM_OPERATOR};
	unsigned format = s->session.operator_format;
	int by_hand = s->nvram.operator_id[0] != '\0';

	if (!sim_network_attached(s))
		sim_info(s, "+COPS: %d", by_hand);
	else
		sim_info(s, "+COPS: %d,%u,\"%s\",%d", by_hand, format,
			 forms[format], s->nvram.rat == 1 ? 7 : 9);
}

static int scan(struct sim_modem *s)
{
	if (!s->job.step) {
		s->job.due = s->now + SCAN_MS;
		return SIM_LATER;
	}
	sim_info(s,
		 "+COPS: (%d,\"nbgate test network\",\"nbgate\",\"" SIM_OPERATOR
		 "\","
		 "%d),,(0-3),(0-2)",
		 sim_network_attached(s) ? 2 : 1, s->nvram.rat == 1 ? 7 : 9);
	return SIM_OK;
}

static int choose_operator(struct sim_modem *s, const struct sim_line *line)
{
	if (s->session.cfun != 1)
		return SIM_CME_NOT_ALLOWED;
	if (!s->job.step) {
		s->nvram.operator_id[0] = '\0';
		if (sim_line_number(line, 0, 0) == 1)
			sim_line_text(line, 2, s->nvram.operator_id,
				      sizeof(s->nvram.operator_id));
		sim_network_stop(s);
		sim_network_start(s);
	}
	return await_attach(s);
}

static int set_operator(struct sim_modem *s, const struct sim_line *line)
{
	switch (sim_line_number(line, 0, 0)) {
	case 2:
		sim_network_stop(s);
		return SIM_OK;
	case 3:
		s->session.operator_format =
			(unsigned)sim_line_number(line, 1, 0);
		return SIM_OK;
	default:
		return choose_operator(s, line);
	}
}

static int operators(struct sim_modem *s, const struct sim_line *line)
{
	switch (line->form) {
	case SIM_SET:
		return set_operator(s, line);
	case SIM_TEST:
		return scan(s);
	case SIM_RUN:
	case SIM_READ:
		tell_operator(s);
	}
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
	return await_attach(s);
}

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
	{.name = "+COPS",
	 .forms = SIM_READ | SIM_SET | SIM_TEST,
	 .params = {SIM_NUM(0, 3), SIM_OPT_NUM(0, 2), SIM_OPT_TXT(32),
		    SIM_OPT_NUM(0, 9)},
	 .run = operators},
	{.name = "+CSQ", .forms = SIM_RUN, .run = signal_quality},
	{.name = "+CESQ", .forms = SIM_RUN, .run = extended_quality},
	{.name = "+CGATT",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1)},
	 .run = attach},
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
