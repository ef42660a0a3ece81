#include "sim/choice.h"
#include "sim/answer.h"
#include "sim/commands.h"

/* The test form of a command that says nothing of it itself. */
static int tell_ranges(struct sim_modem *s, const struct sim_line *line)
{
	char ranges[400];
	bool known;

	sim_command_ranges(sim_commands_find(line->name, s->config.profile,
					     &known),
			   ranges, sizeof(ranges));
	if (ranges[0])
		sim_info(s, "%s: %s", line->name, ranges);
	return SIM_OK;
}

static int refuse(struct sim_modem *s, const struct sim_line *line)
{
	(void)s;
	(void)line;
	return SIM_CME_REFUSED;
}

static int refuse_parameters(struct sim_modem *s, const struct sim_line *line)
{
	(void)s;
	(void)line;
	return SIM_CME_PARAMETERS;
}

/* What runs when no row does. */
static const struct sim_command ranges_row = {.run = tell_ranges};
static const struct sim_command refusal_row = {.run = refuse};
static const struct sim_command parameters_row = {.run = refuse_parameters};

const struct sim_command *sim_choose(struct sim_modem *s,
				     const struct sim_line *line)
{
	bool known;
	const struct sim_command *row =
		sim_commands_find(line->name, s->config.profile, &known);
	int why;

	if (!row) {
		if (!known)
			sim_nonsense(s, "unknown command");
		return &refusal_row;
	}
	if (s->fail_next) {
		s->fail_next = false;
		return &refusal_row;
	}
	why = sim_command_check(row, line);
	if (why) {
		sim_nonsense(s, "command with parameters that it has not");
		return why == SIM_CME_REFUSED ? &refusal_row : &parameters_row;
	}
	if (line->form == SIM_TEST && !(row->forms & SIM_TEST))
		return &ranges_row;
	return row;
}

const struct sim_command *sim_choose_refusal(void)
{
	return &refusal_row;
}
