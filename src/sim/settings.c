/* Settings that the double keeps and gives back, and does not act upon. */
#include "sim/answer.h"
#include "sim/commands.h"
#include <string.h>

static int store(struct sim_modem *s, const struct sim_line *line)
{
	char *text = s->nvram.stored[s->job.row->stored];

	if (line->form == SIM_READ) {
		sim_info(s, "%s: %s", line->name, text);
		return SIM_OK;
	}
	if (line->rest.len >= sizeof(s->nvram.stored[0]))
		return SIM_CME_PARAMETERS;
	memcpy(text, line->rest.text, line->rest.len);
	text[line->rest.len] = '\0';
	return SIM_OK;
}

const struct sim_command sim_setting_commands[] = {
	{.name = "+IPR",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_IPR,
	 .params = {SIM_NUM(300, 3686400)},
	 .run = store},
	{.name = "+IFC",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_IFC,
	 .params = {SIM_NUM(0, 2), SIM_NUM(0, 2)},
	 .run = store},
	{.name = "+SQNIPSCFG",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_IPSCFG,
	 .params = {SIM_NUM(0, 2), SIM_OPT_NUM(100, 10000)},
	 .run = store},
	{.name = "+SQNPSCFG",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_PSCFG,
	 .params = {SIM_NUM(0, 3600000)},
	 .run = store},
	{.name = "+SQNRICFG",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_RICFG,
	 .params = {SIM_NUM(0, 2), SIM_OPT_NUM(0, 3), SIM_OPT_NUM(0, 60000)},
	 .run = store},
	{.name = "+SQNIBRCFG",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_IBRCFG,
	 .params = {SIM_NUM(0, 1), SIM_OPT_NUM(0, 1000)},
	 .run = store},
	{.name = "+CTZU",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_CTZU,
	 .params = {SIM_NUM(0, 1)},
	 .run = store},
	{.name = "+CTZR",
	 .forms = SIM_READ | SIM_SET,
	 .stored = SIM_STORED_CTZR,
	 .params = {SIM_NUM(0, 3)},
	 .run = store},
	{0},
};
