#include "sim/command.h"
#include <stdio.h>
#include <string.h>

static bool fits(const struct sim_param *param, const struct sim_arg *arg)
{
	int64_t v;

	if (!arg->len && !arg->quoted)
		return param->optional;
	switch (param->kind) {
	case SIM_NO_PARAM:
		return false;
	case SIM_NUMBER:
		return !arg->quoted && sim_number_parse(arg, &v) &&
		       v >= param->min && v <= param->max;
	case SIM_TEXT:
		return (int64_t)arg->len >= param->min &&
		       (int64_t)arg->len <= param->max;
	case SIM_ANY:
		return true;
	}
	return false;
}

int sim_command_check(const struct sim_command *row,
		      const struct sim_line *line)
{
	static const struct sim_arg omitted;

	if (line->form != SIM_TEST && !(row->forms & line->form))
		return SIM_CME_REFUSED;
	if (line->form != SIM_SET)
		return 0;
	for (unsigned i = 0; i < SIM_ARGS; i++) {
		const struct sim_param *param = &row->params[i];
		const struct sim_arg *arg =
			i < line->count ? &line->args[i] : &omitted;

		if (param->kind == SIM_NO_PARAM)
			return i < line->count ? SIM_CME_PARAMETERS : 0;
		if (!fits(param, arg))
			return SIM_CME_PARAMETERS;
	}
	return 0;
}

void sim_command_ranges(const struct sim_command *row, char *buf, size_t cap)
{
	size_t len = 0;

	buf[0] = '\0';
	for (unsigned i = 0; i < SIM_ARGS && row->params[i].kind; i++) {
		const struct sim_param *p = &row->params[i];
		char range[48] = "";

		if (p->kind == SIM_NUMBER)
			snprintf(range, sizeof(range), "(%lld-%lld)",
				 (long long)p->min, (long long)p->max);
		len += (size_t)snprintf(buf + len, cap - len, "%s%s",
					i ? "," : "", range);
		if (len >= cap)
			return;
	}
}
