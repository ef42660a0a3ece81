#include "cli/status.h"

#include "cli/call.h"
#include "cli/format.h"
#include "cli/say.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A text of sys.status's modem object; "unknown" for null. */
static const char *modem(const json_t *status, const char *name)
{
	const json_t *m = json_object_get(status, "modem");
	const char *text = json_string_value(json_object_get(m, name));

	return text ? text : "unknown";
}

static bool is_any_of(const char *text, const char *a, const char *b)
{
	return !strcmp(text, a) || !strcmp(text, b);
}

/* A sleeping link is up: a datagram wakes it. */
static bool is_up(const json_t *status)
{
	return is_any_of(modem(status, "state"), "up", "asleep");
}

/* A link without a modem has no registration; up is enough there. */
static bool is_registered(const json_t *status)
{
	return is_any_of(modem(status, "registration"), "home", "roaming") ||
	       is_up(status);
}

int cli_status_show(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result;
	int status = cli_call(cli, verb->method, NULL, &result);

	if (status)
		return status;
	const json_t *targets = json_object_get(result, "targets");
	if (!cli->json) {
		cli_format_pairs(stdout, result);
		if (json_array_size(targets))
			putchar('\n');
		cli_format_table(stdout, targets);
	}
	status = is_up(result) ? CLI_OK : CLI_LINK_DOWN;
	json_decref(result);
	return status;
}

static const struct goal {
	const char *name;
	bool (*reached)(const json_t *status);
} goals[] = {
	{"up", is_up},
	{"registered", is_registered},
	{NULL, NULL},
};

static const struct goal *find_goal(const char *name)
{
	const struct goal *goal = goals;

	while (name && goal->name && strcmp(goal->name, name))
		goal++;
	return goal;
}

/* Seconds of -t; negative without: as long as it takes.  False: no number. */
static bool read_limit(const struct cli *cli, double *seconds)
{
	const char *text = cli_options_value(&cli->args, CLI_TIMEOUT);
	char *end;

	*seconds = -1;
	if (!text)
		return true;
	*seconds = strtod(text, &end);
	return end != text && !*end && *seconds >= 0;
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_s(double s)
{
	struct timespec t = {.tv_sec = (time_t)s};

	t.tv_nsec = (long)((s - (double)t.tv_sec) * 1e9);
	nanosleep(&t, NULL);
}

/* Looks once; CLI_LINK_DOWN when the goal is not reached yet. */
static int look(struct cli *cli, const struct goal *goal, char state[32])
{
	json_t *result;
	int status = cli_call_quietly(cli, "sys.status", NULL, &result);

	if (status)
		return status;
	bool reached = goal->reached(result);
	snprintf(state, 32, "%s", modem(result, "state"));
	json_decref(result);
	return reached ? CLI_OK : CLI_LINK_DOWN;
}

static int wait_for(struct cli *cli, const struct goal *goal, double limit)
{
	char state[32];
	double end = now_s() + limit;
	int status = look(cli, goal, state);

	while (status == CLI_LINK_DOWN) {
		double left = limit < 0 ? 1 : end - now_s();

		if (left <= 0) {
			cli_say("not %s within %.10g s (%s)", goal->name, limit,
				state);
			return status;
		}
		sleep_s(left < 1 ? left : 1);
		status = look(cli, goal, state);
	}
	return status;
}

int cli_status_wait(struct cli *cli, const struct cli_verb *verb)
{
	const char *name = cli_options_value(&cli->args, CLI_FOR);
	const struct goal *goal = find_goal(name);
	double limit;

	if (!goal->name)
		return cli_say_usage("%s: what to wait for is up or registered",
				     name);
	if (!read_limit(cli, &limit))
		return cli_say_usage("-t takes a number of seconds");
	(void)verb;
	return wait_for(cli, goal, limit);
}
