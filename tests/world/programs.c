#include "world/programs.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* How long a program waits at most before it asks again. */
#define PAUSE 40000

/* Who keeps what was not sent gives up then: a name may not be found. */
#define KEPT_UNTIL 1500000

/* Ids of what else a program says; requests are numbered from 0. */
#define CANCEL_ID 1000

void programs_open(struct programs *p, struct world *w, struct weather *weather)
{
	memset(p, 0, sizeof(*p));
	p->world = w;
	p->weather = weather;
	for (size_t i = 0; i < PROGRAMS; i++) {
		struct hub_peer who = {1000 + (uint32_t)i, 1000, 1};

		p->all[i].client = hub_client_add(w->hub, &who);
		p->all[i].next = w->now + world_chance(w, PAUSE);
		p->all[i].keeps = world_chance(w, 3) == 0;
		p->all[i].leaves = !p->all[i].keeps && world_chance(w, 4) == 0;
	}
}

static void say(struct programs *p, const struct program *one, const char *line)
{
	struct world *w = p->world;

	if (w->trace)
		printf("%8lld program %d says %s", (long long)w->now,
		       one->client, line);
	ck_assert_uint_eq(hub_client_input(w->hub, one->client, line,
					   strlen(line), w->now),
			  strlen(line));
	world_pump(w);
}

static const char *choose_way(struct world *w)
{
	static const char *const ways[] = {
		"\"path\":\"/cloud/a\"",
		"\"path\":\"/cloud/b\"",
		"\"path\":\"/second/c\"",
		"\"path\":\"/named/d\"",
		"\"target\":\"second\",\"path\":\"/e\"",
		"\"uri\":\"coap://[2001:db8::4]/f\"",
		"\"uri\":\"coap://[2001:db8::5]/g\"",
		"\"uri\":\"coap://[2001:db8::6]/h\"",
		"\"uri\":\"coap://[2001:db8::7]/i\"",
		"\"uri\":\"coap://[2001:db8::8]/j\"",
	};

	return ways[world_chance(w, sizeof(ways) / sizeof(ways[0]))];
}

static const char *choose_more(struct world *w)
{
	static const char *const mores[] = {
		"",
		"",
		"",
		",\"timeout_ms\":20000",
		",\"timeout_ms\":90000",
		",\"priority\":\"high\"",
		",\"progress\":true",
		",\"confirmable\":false",
	};

	return mores[world_chance(w, sizeof(mores) / sizeof(mores[0]))];
}

static void call(struct programs *p, struct program *one, const char *params,
		 unsigned post)
{
	struct asked *a = &one->asked[one->count];
	char line[300];

	a->post = post;
	snprintf(a->params, sizeof(a->params), "%s", params);
	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%zu,\"method\":\"coap.request\","
		 "\"params\":{%s}}\n",
		 one->count, params);
	one->count++;
	say(p, one, line);
}

static void ask(struct programs *p, struct program *one)
{
	struct world *w = p->world;
	unsigned post = 0;
	char body[64] = "";
	char params[120];

	if (world_chance(w, 2)) {
		post = ++p->posts;
		snprintf(body, sizeof(body),
			 ",\"method\":\"POST\",\"payload\":\"%u\"", post);
	}
	snprintf(params, sizeof(params), "%s%s%s", choose_way(w), body,
		 choose_more(w));
	one->asks++;
	call(p, one, params, post);
}

/* What was not sent, and has not been asked again; or NULL. */
static struct asked *find_unsent(struct program *one)
{
	for (size_t i = 0; i < one->count; i++)
		if (one->asked[i].heard == HEARD_NOT_SENT &&
		    !one->asked[i].again)
			return &one->asked[i];
	return NULL;
}

static void ask_again(struct programs *p, struct program *one, struct asked *a)
{
	a->again = true;
	call(p, one, a->params, a->post);
}

static bool is_waiting(const struct program *one)
{
	for (size_t i = 0; i < one->count; i++)
		if (!one->asked[i].times)
			return true;
	return false;
}

/* Until everything was answered, or may have been sent. */
static void keep_on(struct programs *p, struct program *one)
{
	struct asked *unsent = find_unsent(one);

	if (one->count == PROGRAM_CALLS || p->world->now > KEPT_UNTIL)
		one->next = NB_NEVER;
	else if (unsent)
		ask_again(p, one, unsent);
	else if (one->asks < PROGRAM_ASKS)
		ask(p, one);
	else if (!is_waiting(one))
		one->next = NB_NEVER;
}

static void cancel_one(struct programs *p, struct program *one)
{
	char line[200];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.cancel\","
		 "\"params\":{\"id\":%lld}}\n",
		 CANCEL_ID,
		 (long long)world_chance(p->world, (nb_ms)one->count));
	say(p, one, line);
}

static void leave(struct programs *p, struct program *one)
{
	hub_client_remove(p->world->hub, one->client, p->world->now);
	one->client = -1;
	one->next = NB_NEVER;
}

static void act(struct programs *p, struct program *one)
{
	struct world *w = p->world;

	one->next = w->now + world_chance(w, PAUSE);
	if (one->keeps)
		keep_on(p, one);
	else if (one->count > 0 && world_chance(w, 12) == 0)
		cancel_one(p, one);
	else if (one->asks < PROGRAM_ASKS)
		ask(p, one);
	else if (one->leaves)
		leave(p, one);
	else
		one->next = NB_NEVER;
}

static void take_answer(struct program *one, json_t *answer)
{
	json_t *id = json_object_get(answer, "id");
	const char *sent = NULL;
	struct asked *a;

	if (!json_is_integer(id) || json_integer_value(id) == CANCEL_ID)
		return;
	a = &one->asked[json_integer_value(id)];
	a->times++;
	json_unpack(answer, "{s:{s:{s:s}}}", "error", "data", "sent", &sent);
	if (json_object_get(answer, "result"))
		a->heard = HEARD_RESULT;
	else
		a->heard = sent && strcmp(sent, "no") == 0 ? HEARD_NOT_SENT
							   : HEARD_FAILED;
}

static void hear(struct programs *p, struct program *one)
{
	struct world *w = p->world;
	const void *data;
	size_t len = hub_client_output(w->hub, one->client, &data);
	const char *at = data;
	const char *end = at + len;

	while (at < end) {
		const char *lf = memchr(at, '\n', (size_t)(end - at));
		json_t *answer;

		ck_assert_ptr_nonnull(lf);
		if (w->trace)
			printf("%8lld program %d hears %.*s\n",
			       (long long)w->now, one->client, (int)(lf - at),
			       at);
		answer = json_loadb(at, (size_t)(lf - at), 0, NULL);
		ck_assert_ptr_nonnull(answer);
		take_answer(one, answer);
		json_decref(answer);
		at = lf + 1;
	}
	hub_client_output_done(w->hub, one->client, len);
}

static nb_ms deadline(const struct programs *p)
{
	nb_ms due = world_deadline(p->world);

	if (p->weather && weather_deadline(p->weather) < due)
		due = weather_deadline(p->weather);
	for (size_t i = 0; i < PROGRAMS; i++)
		if (p->all[i].next < due)
			due = p->all[i].next;
	return due;
}

void programs_run(struct programs *p, nb_ms end)
{
	nb_ms due;

	while ((due = deadline(p)) <= end) {
		world_advance(p->world, due);
		if (p->weather)
			weather_expire(p->weather);
		for (size_t i = 0; i < PROGRAMS; i++) {
			struct program *one = &p->all[i];

			if (one->next <= p->world->now)
				act(p, one);
			if (one->client >= 0)
				hear(p, one);
		}
	}
	world_advance(p->world, end);
}

static void judge_post(const struct programs *p, const struct asked *a)
{
	unsigned executed = p->world->server.executions[a->post];

	ck_assert_msg(executed <= 1, "seed %llu: POST %u was executed twice",
		      (unsigned long long)p->world->seed, a->post);
	ck_assert_msg(a->heard != HEARD_RESULT || executed == 1,
		      "seed %llu: POST %u was answered, not executed",
		      (unsigned long long)p->world->seed, a->post);
	ck_assert_msg(a->heard != HEARD_NOT_SENT || a->again || executed == 0,
		      "seed %llu: POST %u was executed, not sent",
		      (unsigned long long)p->world->seed, a->post);
}

/* All that it kept went out in the end, where names are found at all. */
static void judge_keeper(const struct programs *p, struct program *one)
{
	if (one->keeps && !p->world->sim_config.no_dns)
		ck_assert_msg(!find_unsent(one), "seed %llu: never sent",
			      (unsigned long long)p->world->seed);
}

void programs_judge(struct programs *p)
{
	for (size_t i = 0; i < PROGRAMS; i++) {
		struct program *one = &p->all[i];

		judge_keeper(p, one);
		for (size_t k = 0; k < one->count; k++) {
			const struct asked *a = &one->asked[k];

			ck_assert_msg(
				one->client < 0 || a->times == 1,
				"seed %llu: %u answers to %zu of program %zu",
				(unsigned long long)p->world->seed, a->times, k,
				i);
			ck_assert_uint_le(a->times, 1);
			if (a->post)
				judge_post(p, a);
		}
	}
}
