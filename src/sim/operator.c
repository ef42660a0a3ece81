/* AT+COPS: which operator, chosen by the network or by the host. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"

#define SCAN_MS 5000

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
	return sim_network_await(s);
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

const struct sim_command sim_operator_commands[] = {
	{.name = "+COPS",
	 .forms = SIM_READ | SIM_SET | SIM_TEST,
	 .params = {SIM_NUM(0, 3), SIM_OPT_NUM(0, 2), SIM_OPT_TXT(32),
		    SIM_OPT_NUM(0, 9)},
	 .run = operators},
	{0},
};
