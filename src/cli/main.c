/* nbgate - the command-line client of the gateway: its verbs, as one table */
#include "base/assert.h"
#include "cli/ask.h"
#include "cli/call.h"
#include "cli/cli.h"
#include "cli/describe.h"
#include "cli/request.h"
#include "cli/say.h"
#include "cli/status.h"
#include "cli/trace.h"
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run_later(struct cli *cli, const struct cli_verb *verb);

#define REQUEST CLI_OF_REQUEST
#define BODY    (CLI_OF_REQUEST | CLI_OF_BODY)
#define ANY     0xffffu

/* clang-format off */
static const struct cli_verb verbs[] = {
	{"get", "RESOURCE", 1, 1, "read a resource",
	 REQUEST, "GET", NULL, cli_request_run},
	{"put", "RESOURCE", 1, 1, "write a resource",
	 BODY, "PUT", NULL, cli_request_run},
	{"post", "RESOURCE", 1, 1, "hand something to a resource",
	 BODY, "POST", NULL, cli_request_run},
	{"delete", "RESOURCE", 1, 1, "remove a resource",
	 REQUEST, "DELETE", NULL, cli_request_run},
	{"fetch", "RESOURCE", 1, 1, "read a part, which the payload selects",
	 BODY, "FETCH", NULL, cli_request_run},
	{"patch", "RESOURCE", 1, 1, "change a part",
	 BODY, "PATCH", NULL, cli_request_run},
	{"ipatch", "RESOURCE", 1, 1, "change a part; twice does no harm",
	 BODY, "iPATCH", NULL, cli_request_run},
	{"ping", "TARGET", 1, 1, "ask whether a server is there",
	 CLI_OF_PING, "coap.ping", NULL, cli_request_ping},
	{"observe", "RESOURCE", 1, 1, "follow a resource (not supported yet)",
	 ANY, NULL, NULL, run_later},
	{"serve", "PATH -- COMMAND ...", 1, 999,
	 "run a command per incoming request (not supported yet)",
	 ANY, NULL, NULL, run_later},
	{"list", "", 0, 0, "requests under way",
	 0, "coap.list", NULL, cli_ask_list},
	{"status", "", 0, 0, "modem, link, targets and queues",
	 0, "sys.status", NULL, cli_status_show},
	{"wait", "", 0, 0, "return when the link is up",
	 CLI_OF_WAIT, "sys.status", NULL, cli_status_wait},
	{"metrics", "", 0, 0, "counters, as OpenMetrics",
	 0, "sys.metrics", NULL, cli_ask_metrics},
	{"hello", "", 0, 0, "versions, features and limits",
	 0, "sys.hello", NULL, cli_ask_plain},
	{"describe", "[METHOD]", 0, 1, "the methods of the local API",
	 0, "sys.describe", NULL, cli_describe_run},
	{"watch", "", 0, 0, "events as they come (not supported yet)",
	 ANY, NULL, NULL, run_later},
	{"outbox", "list|get|cancel|flush [ENTRY]", 1, 2, "the durable queue",
	 0, "outbox.list", NULL, cli_ask_outbox},
	{"reload", "", 0, 0, "read the configuration again",
	 0, "sys.reload", NULL, cli_ask_plain},
	{"release", "", 0, 0, "give the modem's port to another tool",
	 0, "modem.release", NULL, cli_ask_plain},
	{"resume", "", 0, 0, "take the modem's port back",
	 0, "modem.resume", NULL, cli_ask_plain},
	{"at", "COMMAND", 1, 1, "one AT command",
	 CLI_OF_AT, "modem.at", "command", cli_ask_at},
	{"trace", "", 0, 0, "capture datagrams, and AT lines",
	 CLI_OF_TRACE, "trace.start", NULL, cli_trace_run},
};
/* clang-format on */

static int run_later(struct cli *cli, const struct cli_verb *verb)
{
	(void)cli;
	cli_say("%s: not supported yet", verb->name);
	return CLI_FAILED;
}

static const struct cli_verb *find_verb(const char *name)
{
	for (size_t i = 0; i < NB_COUNT(verbs); i++) {
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	}
	return NULL;
}

static int help(void)
{
	puts("Usage: nbgate [-s SOCKET | -i INSTANCE] [-j] VERB ...\n"
	     "\n"
	     "RESOURCE is /path (by route), TARGET:/path or coap://HOST/path.\n"
	     "\n"
	     "Verbs:");
	for (size_t i = 0; i < NB_COUNT(verbs); i++) {
		char form[64];

		snprintf(form, sizeof(form), "%s %s", verbs[i].name,
			 verbs[i].operands);
		printf("  %-36s %s\n", form, verbs[i].help);
	}
	puts("\nOptions:");
	cli_options_help(stdout, CLI_OF_ALL);
	puts("\n'nbgate VERB --help' tells the options of a verb; more is in "
	     "nbgate(1).");
	return CLI_OK;
}

static int help_on(const struct cli_verb *verb)
{
	unsigned kinds =
		verb->run == run_later ? CLI_OF_ALL : verb->kinds | CLI_OF_ALL;

	printf("Usage: nbgate [-s SOCKET | -i INSTANCE] [-j] %s %s\n\n"
	       "%s: %s\n\nOptions:\n",
	       verb->name, verb->operands, verb->name, verb->help);
	cli_options_help(stdout, kinds);
	return CLI_OK;
}

static int find_socket(struct cli *cli)
{
	const char *named = cli_options_value(&cli->args, CLI_SOCKET);
	const char *instance = cli_options_value(&cli->args, CLI_INSTANCE);

	if (named && instance)
		return cli_say_usage("either -s or -i");
	if (named && strlen(named) >= sizeof(cli->socket))
		return cli_say_usage("the path of the socket is too long");
	if (named)
		strcpy(cli->socket, named);
	else if (nbgate_socket_path(cli->socket, instance) < 0)
		return cli_say_usage("%s: no name of an instance",
				     instance ? instance : "$NBGATE_SOCKET");
	return CLI_OK;
}

static int run_verb(struct cli *cli, const struct cli_verb *verb)
{
	size_t operands = cli->args.operand_count - 1;
	int status = cli_options_check(&cli->args, verb->name,
				       verb->kinds | CLI_OF_ALL);

	if (!status && (operands < verb->min || operands > verb->max))
		status = cli_say_usage("it goes: %s%s%s", verb->name,
				       verb->operands[0] ? " " : "",
				       verb->operands);
	if (!status)
		status = find_socket(cli);
	if (!status)
		status = verb->run(cli, verb);
	cli_call_close(cli);
	return status;
}

static int run(struct cli *cli)
{
	const char *name =
		cli->args.operand_count ? cli->args.operands[0] : NULL;
	const struct cli_verb *verb = name ? find_verb(name) : NULL;

	if (cli_options_has(&cli->args, CLI_VERSION)) {
		puts("nbgate " PACKAGE_VERSION);
		return CLI_OK;
	}
	if (name && !verb)
		return cli_say_usage("%s: no such verb", name);
	if (cli_options_has(&cli->args, CLI_HELP))
		return verb ? help_on(verb) : help();
	if (!verb)
		return cli_say_usage("a verb is missing");
	return run_verb(cli, verb);
}

/*
 * Where a standard stream is closed the daemon's socket would take its place,
 * and be written to.  What is opened for reading refuses that.
 */
static void fill_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

/* What did not get out must not end as a success. */
static int finish(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	cli_say("standard output: %s", strerror(errno));
	return status ? status : CLI_FAILED;
}

int main(int argc, char **argv)
{
	struct cli cli = {0};

	fill_standard_streams();
	int status = cli_options_read(&cli.args, argc, argv);

	if (!status) {
		cli.json = cli_options_has(&cli.args, CLI_JSON);
		status = run(&cli);
	}
	cli_options_reset(&cli.args);
	return finish(status);
}
