#include "cli/failure.h"

#include "base/assert.h"
#include "cli/say.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *reason;
	enum cli_exit status;
} reasons[] = {
	{"timeout", CLI_NO_ANSWER},
	{"reset", CLI_NO_ANSWER},
	{"unreachable", CLI_NO_ANSWER},
	{"name-not-found", CLI_NO_ANSWER},
	{"denied", CLI_DENIED},
	{"modem-absent", CLI_LINK_DOWN},
	{"not-registered", CLI_LINK_DOWN},
	{"link-down", CLI_LINK_DOWN},
};

static const char *reason_of(const json_t *error)
{
	const json_t *data = json_object_get(error, "data");
	const char *reason = json_string_value(json_object_get(data, "reason"));

	return reason ? reason : "no reason given";
}

int cli_failure_status(const json_t *error)
{
	const char *reason = reason_of(error);

	for (size_t i = 0; i < NB_COUNT(reasons); i++) {
		if (!strcmp(reasons[i].reason, reason))
			return (int)reasons[i].status;
	}
	return CLI_FAILED;
}

/*
 * What is known of the sending, in brackets.  A refusal has no phase: then
 * nothing went out, and its message is all there is to say.
 */
static void describe_sending(char *text, size_t cap, const json_t *data)
{
	const json_t *sent = json_object_get(data, "sent");
	json_int_t times =
		json_integer_value(json_object_get(data, "transmissions"));
	bool acked = json_is_true(json_object_get(data, "acked"));
	char count[48] = "";

	text[0] = '\0';
	if (!json_is_string(sent) || !json_object_get(data, "phase"))
		return;
	if (times > 0)
		snprintf(count, sizeof(count),
			 ", %" JSON_INTEGER_FORMAT " transmission%s", times,
			 times == 1 ? "" : "s");
	snprintf(text, cap, " (sent: %s%s%s)", json_string_value(sent),
		 acked ? ", acknowledged" : "", count);
}

static void describe_retry(char *text, size_t cap, const json_t *data)
{
	const json_t *retry = json_object_get(data, "retry_after_ms");

	text[0] = '\0';
	if (json_is_integer(retry))
		snprintf(text, cap, "; try again in %.3g s",
			 (double)json_integer_value(retry) / 1000);
}

void cli_failure_say(const json_t *error)
{
	const json_t *data = json_object_get(error, "data");
	const char *message =
		json_string_value(json_object_get(error, "message"));
	char sending[96], retry[48];

	describe_sending(sending, sizeof(sending), data);
	describe_retry(retry, sizeof(retry), data);
	cli_say("%s%s%s", message ? message : reason_of(error), sending, retry);
}
