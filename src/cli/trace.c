#include "cli/trace.h"

#include "base/base64.h"
#include "cli/call.h"
#include "cli/interrupt.h"
#include "cli/say.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PATH_ROOM 4096

struct capture {
	FILE *packets, *at; /* NULL: not wanted */
	char path[PATH_ROOM], at_path[PATH_ROOM];
	json_int_t dropped;
};

/* A file whose name tells when. */
static void name_file(char path[PATH_ROOM])
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(path, PATH_ROOM, "nbgate-%Y%m%dT%H%M%SZ.pcapng", &tm);
}

/* The transcript is beside the packets, under the same name. */
static void name_transcript(char at_path[PATH_ROOM], const char *path)
{
	size_t len = strlen(path);
	const char *dot = strrchr(path, '.');

	if (dot && !strchr(dot, '/'))
		len = (size_t)(dot - path);
	snprintf(at_path, PATH_ROOM, "%.*s.at", (int)len, path);
}

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "we");

	if (!f)
		cli_say("%s: %s", path, strerror(errno));
	return f;
}

/* CLI_OK, or why it is not, told. */
static int open_files(struct capture *c, const char *path, bool at)
{
	if (path && !strcmp(path, "-")) {
		c->packets = stdout;
		return at ? cli_say_usage("with -w - there is no --at")
			  : CLI_OK;
	}
	if (path && strlen(path) + 4 > PATH_ROOM)
		return cli_say_usage("the path is too long");
	if (path)
		strcpy(c->path, path);
	else
		name_file(c->path);
	name_transcript(c->at_path, c->path);
	if (at && !strcmp(c->at_path, c->path))
		return cli_say_usage("-w %s: that is the transcript's name",
				     path);
	c->packets = open_file(c->path);
	if (!c->packets)
		return CLI_FAILED;
	if (!at)
		return CLI_OK;
	c->at = open_file(c->at_path);
	return c->at ? CLI_OK : CLI_FAILED;
}

static bool close_file(FILE *f, const char *path)
{
	if (!f || f == stdout || !fclose(f))
		return true;
	cli_say("%s: %s", path, strerror(errno));
	return false;
}

static bool close_files(struct capture *c)
{
	bool good = close_file(c->packets, c->path);

	return close_file(c->at, c->at_path) && good;
}

/* Each piece is written whole: what stands is a good file. */
static bool write_piece(FILE *f, const char *text)
{
	size_t len = strlen(text), count;
	uint8_t *data = malloc(NB_BASE64_BYTES(len) + 1);
	bool good = data && !nb_base64_decode(data, &count, text, len) &&
		    fwrite(data, 1, count, f) == count && !fflush(f);

	free(data);
	return good;
}

/* False: it could not be written. */
static bool take(struct capture *c, const struct nbgate_message *m)
{
	json_t *params = NULL;
	const char *kind = "", *text = "";
	json_int_t dropped = 0;
	bool good = true;

	if (!m->method || strcmp(m->method, "trace.data"))
		return true;
	params = json_loads(m->body, 0, NULL);
	if (json_unpack(params, "{s:s, s:s, s?I}", "kind", &kind, "b64", &text,
			"dropped", &dropped) == 0) {
		FILE *f = strcmp(kind, "at") ? c->packets : c->at;

		c->dropped += dropped;
		good = !f || write_piece(f, text);
	}
	json_decref(params);
	if (!good)
		cli_say("the capture cannot be written: %s", strerror(errno));
	return good;
}

/* 1: nothing more for now; else the exit status. */
static int take_all(struct cli *cli, struct capture *c)
{
	struct nbgate_message m;
	int got;

	while ((got = nbgate_receive(cli->connection, &m, 0)) > 0)
		if (!take(c, &m))
			return CLI_FAILED;
	if (!got)
		return 1;
	cli_say("%s: %s", cli->socket, nbgate_strerror(got));
	return got == NBGATE_ERR_CLOSED ? CLI_NO_DAEMON : CLI_FAILED;
}

/* Until it is interrupted, or something breaks. */
static int capture(struct cli *cli, struct capture *c)
{
	int interrupts = cli_interrupt_open();
	int status;

	while ((status = take_all(cli, c)) == 1) {
		struct pollfd p[] = {
			{.fd = nbgate_fd(cli->connection),
			 .events = nbgate_events(cli->connection)},
			{.fd = interrupts, .events = POLLIN},
		};

		poll(p, 2, -1);
		if (!cli_interrupt_take(interrupts))
			continue;
		status = take_all(cli, c) == 1 ? CLI_OK : CLI_FAILED;
		break;
	}
	cli_interrupt_close(interrupts);
	return status;
}

static void tell(const struct capture *c)
{
	if (c->packets != stdout)
		cli_say("capturing to %s%s%s until interrupted", c->path,
			c->at ? " and " : "", c->at_path);
}

static int start(struct cli *cli, const struct cli_verb *verb, bool at)
{
	json_t *result = NULL;
	int status =
		cli_call_quietly(cli, verb->method,
				 json_pack("{s:b, s:b}", "stream", 1, "at", at),
				 &result);

	json_decref(result);
	return status;
}

int cli_trace_run(struct cli *cli, const struct cli_verb *verb)
{
	struct capture c = {0};
	bool at = cli_options_has(&cli->args, CLI_AT);
	int status =
		open_files(&c, cli_options_value(&cli->args, CLI_WRITE), at);

	if (!status)
		status = start(cli, verb, at);
	if (!status) {
		tell(&c);
		status = capture(cli, &c);
	}
	if (c.dropped)
		cli_say("%lld pieces are missing: they came faster than they "
			"were written",
			(long long)c.dropped);
	return close_files(&c) ? status : CLI_FAILED;
}
