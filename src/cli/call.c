#include "cli/call.h"

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/say.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* A call under way. */
struct wait {
	struct nbgate *connection;
	long id;
	int interrupts; /* a descriptor */
	bool cancelled;
	struct cli_progress progress;
};

static const char *hint(int error)
{
	if (error == EACCES)
		return "; you need to be in the socket's group, nbgate by "
		       "default";
	if (error == ENOENT || error == ECONNREFUSED)
		return "; does the daemon run? (systemctl status 'nbgated@*')";
	return "";
}

static int open_connection(struct cli *cli)
{
	if (cli->connection)
		return CLI_OK;
	cli->connection = nbgate_open(cli->socket);
	if (cli->connection)
		return CLI_OK;
	cli_say("%s: %s%s", cli->socket, strerror(errno), hint(errno));
	return CLI_NO_DAEMON;
}

void cli_call_close(struct cli *cli)
{
	nbgate_close(cli->connection);
	cli->connection = NULL;
}

/* The first interrupt cancels; the answer then tells whether it was sent. */
static int interrupt(struct wait *w)
{
	char params[40];

	if (!cli_interrupt_take(w->interrupts))
		return CLI_OK;
	if (w->cancelled) {
		cli_progress_end(&w->progress);
		cli_say("interrupted; the request may have been sent");
		return CLI_FAILED;
	}
	w->cancelled = true;
	snprintf(params, sizeof(params), "{\"id\":%ld}", w->id);
	nbgate_send(w->connection, "coap.cancel", params);
	return CLI_OK;
}

static void note(struct wait *w, const struct nbgate_message *m)
{
	if (!m->method || strcmp(m->method, "coap.progress"))
		return;
	json_t *params = json_loads(m->body, 0, NULL);
	cli_progress_note(&w->progress, params);
	json_decref(params);
}

static bool answers(const struct wait *w, const struct nbgate_message *m)
{
	return m->type != NBGATE_NOTIFICATION && (m->id == w->id || m->id == 0);
}

/* 1 when @m is the answer, 0 when nothing more has come, or an error. */
static int take_messages(struct wait *w, struct nbgate_message *m)
{
	int got;

	while ((got = nbgate_receive(w->connection, m, 0)) > 0) {
		if (answers(w, m))
			break;
		note(w, m);
	}
	return got;
}

static int lost(struct cli *cli, int error)
{
	cli_say("%s: %s", cli->socket, nbgate_strerror(error));
	return error == NBGATE_ERR_CLOSED ? CLI_NO_DAEMON : CLI_FAILED;
}

static int wait_for_answer(struct cli *cli, struct wait *w,
			   struct nbgate_message *m)
{
	int got;

	while (!(got = take_messages(w, m))) {
		struct pollfd p[] = {
			{.fd = nbgate_fd(w->connection),
			 .events = nbgate_events(w->connection)},
			{.fd = w->interrupts, .events = POLLIN},
		};

		poll(p, 2, cli_progress_wait(&w->progress));
		int status = interrupt(w);
		if (status)
			return status;
		cli_progress_draw(&w->progress);
	}
	cli_progress_end(&w->progress);
	return got > 0 ? CLI_OK : lost(cli, got);
}

/* Asks, and waits for the answer, a failure too. */
static int ask(struct cli *cli, const char *method, const char *params,
	       struct nbgate_message *m)
{
	int status = open_connection(cli);

	if (status)
		return status;
	struct wait w = {.connection = cli->connection};
	w.interrupts = cli_interrupt_open();
	cli_progress_start(&w.progress);
	w.id = nbgate_send(cli->connection, method, params);
	status = w.id < 0 ? lost(cli, (int)w.id) : wait_for_answer(cli, &w, m);
	cli_interrupt_close(w.interrupts);
	return status;
}

/* Reads the answer, and tells a failure. */
static int read_answer(const struct cli *cli, const struct nbgate_message *m,
		       json_t **result)
{
	json_t *body = json_loads(m->body, JSON_DECODE_ANY, NULL);

	if (!body) {
		cli_say("%s: %s", cli->socket,
			nbgate_strerror(NBGATE_ERR_PEER));
		return CLI_FAILED;
	}
	if (m->type == NBGATE_RESULT) {
		*result = body;
		return CLI_OK;
	}
	int status = cli_failure_status(body);
	if (cli->json)
		puts(m->body);
	else
		cli_failure_say(body);
	json_decref(body);
	return status;
}

static int call(struct cli *cli, const char *method, json_t *params, bool print,
		json_t **result)
{
	struct nbgate_message m;
	char *text = params ? json_dumps(params, JSON_COMPACT) : NULL;
	int status = ask(cli, method, text, &m);

	free(text);
	json_decref(params);
	if (status)
		return status;
	status = read_answer(cli, &m, result);
	if (status == CLI_OK && print)
		puts(m.body);
	return status;
}

int cli_call(struct cli *cli, const char *method, json_t *params,
	     json_t **result)
{
	return call(cli, method, params, cli->json, result);
}

int cli_call_quietly(struct cli *cli, const char *method, json_t *params,
		     json_t **result)
{
	return call(cli, method, params, false, result);
}
