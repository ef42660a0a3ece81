#include "cli/ask.h"

#include "cli/call.h"
#include "cli/format.h"
#include "cli/params.h"
#include "cli/say.h"
#include <string.h>

/* Calls @method with the operand @n as @param, when both are there. */
static int call(struct cli *cli, const char *method, const char *param,
		size_t n, json_t **result)
{
	json_t *params = json_object();
	const char *operand = cli_operand(cli, n);
	int status = 0;

	if (param && operand)
		status = cli_params_text(params, param, operand);
	if (cli_options_has(&cli->args, CLI_FORCE))
		json_object_set_new(params, "force", json_true());
	if (!status)
		return cli_call(cli, method, params, result);
	json_decref(params);
	return status;
}

/* The array of objects that a result is, or has as a member. */
static const json_t *rows_of(json_t *result)
{
	const char *name;
	json_t *value;

	json_object_foreach (result, name, value) {
		if (json_is_array(value))
			return value;
	}
	return result;
}

int cli_ask_plain(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result;
	int status = call(cli, verb->method, verb->param, 0, &result);

	if (status)
		return status;
	if (!cli->json)
		cli_format_pairs(stdout, result);
	json_decref(result);
	return CLI_OK;
}

/* What a modem says must not drive the terminal. */
static void print_line(const json_t *line)
{
	const char *at = json_string_value(line);

	for (; at && *at; at++)
		putchar(((unsigned char)*at < ' ' && *at != '\t') || *at == 0x7f
				? '?'
				: *at);
	putchar('\n');
}

int cli_ask_at(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result, *line;
	size_t i;
	int status = call(cli, verb->method, verb->param, 0, &result);

	if (status)
		return status;
	const json_t *final = json_object_get(result, "final");
	const char *text = json_string_value(final);
	if (!cli->json) {
		json_array_foreach (json_object_get(result, "lines"), i, line) {
			print_line(line);
		}
		print_line(final);
	}
	status = text && !strcmp(text, "OK") ? CLI_OK : CLI_FAILED;
	if (json_is_true(json_object_get(result, "truncated")))
		cli_say("the answer was too long: lines are missing");
	json_decref(result);
	return status;
}

int cli_ask_list(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result;
	int status = call(cli, verb->method, NULL, 0, &result);

	if (status)
		return status;
	if (!cli->json)
		cli_format_table(stdout, rows_of(result));
	json_decref(result);
	return CLI_OK;
}

int cli_ask_metrics(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result, *params = NULL;

	if (!cli->json)
		params = json_pack("{s:s}", "format", "openmetrics");
	int status = cli_call(cli, verb->method, params, &result);
	if (status)
		return status;
	const char *text = json_string_value(json_object_get(result, "text"));
	if (text && !cli->json)
		fputs(text, stdout);
	json_decref(result);
	return CLI_OK;
}

static const struct {
	const char *name, *method, *param;
} outbox[] = {
	{"list", "outbox.list", NULL},
	{"get", "outbox.get", "entry"},
	{"cancel", "outbox.cancel", "entry"},
	{"flush", "outbox.flush", NULL},
	{NULL, NULL, NULL},
};

int cli_ask_outbox(struct cli *cli, const struct cli_verb *verb)
{
	const char *name = cli_operand(cli, 0);
	json_t *result;
	size_t i = 0;

	while (outbox[i].name && strcmp(outbox[i].name, name))
		i++;
	if (!outbox[i].name)
		return cli_say_usage("%s: %s does list, get, cancel or flush",
				     name, verb->name);
	if (outbox[i].param && !cli_operand(cli, 1))
		return cli_say_usage("%s %s needs an entry", verb->name, name);
	int status = call(cli, outbox[i].method, outbox[i].param, 1, &result);
	if (status)
		return status;
	if (!cli->json)
		cli_format_table(stdout, rows_of(result));
	json_decref(result);
	return CLI_OK;
}
