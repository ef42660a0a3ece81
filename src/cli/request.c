#include "cli/request.h"

#include "cli/answer.h"
#include "cli/call.h"
#include "cli/params.h"
#include "cli/payload.h"
#include "cli/progress.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static json_t *make_params(struct cli *cli, const char *method, int *status)
{
	json_t *params = json_pack("{s:s}", "method", method);

	*status = cli_params_resource(params, cli_operand(cli, 0));
	if (!*status)
		*status = cli_params_options(params, &cli->args);
	if (cli_progress_wanted())
		json_object_set_new(params, "progress", json_true());
	return params;
}

/*
 * A payload without an end of line would leave the prompt behind it; where
 * both streams are the same terminal that is mended, without touching the
 * payload.
 */
static void end_line(int fd, const json_t *result)
{
	const char *text =
		json_string_value(json_object_get(result, "payload"));
	size_t len = text ? strlen(text) : 0;

	if (len && text[len - 1] != '\n' && isatty(fd) && isatty(STDERR_FILENO))
		fputc('\n', stderr);
}

static int show(const struct cli *cli, int out, json_t *result)
{
	if (cli->json)
		return cli_answer_status(result);
	cli_answer_say(result, cli_options_has(&cli->args, CLI_VERBOSE));
	if (cli_payload_write(out, result) < 0)
		return CLI_FAILED;
	end_line(out, result);
	return cli_answer_status(result);
}

int cli_request_run(struct cli *cli, const struct cli_verb *verb)
{
	int status;
	json_t *result, *params = make_params(cli, verb->method, &status);

	if (status) {
		json_decref(params);
		return status;
	}
	int out = cli_payload_open(cli_options_value(&cli->args, CLI_OUTPUT));
	if (out < 0) {
		json_decref(params);
		return CLI_FAILED;
	}
	status = cli_call(cli, "coap.request", params, &result);
	if (!status) {
		status = show(cli, out, result);
		json_decref(result);
	}
	return cli_payload_close(out) < 0 ? CLI_FAILED : status;
}

int cli_request_ping(struct cli *cli, const struct cli_verb *verb)
{
	const char *target = cli_operand(cli, 0);
	json_t *result, *params = json_object();
	int status = cli_params_target(params, target);

	if (!status)
		status = cli_params_options(params, &cli->args);
	if (status) {
		json_decref(params);
		return status;
	}
	status = cli_call(cli, verb->method, params, &result);
	if (status)
		return status;
	if (!cli->json)
		printf("%s answered in %lld ms\n", target,
		       (long long)json_integer_value(
			       json_object_get(result, "rtt_ms")));
	json_decref(result);
	return CLI_OK;
}
