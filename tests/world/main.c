/*
 * The world of 200 seeds; of the one that is named, told line by line:
 * "test_world 17"; or of many: "test_world 1 5000".
 */
#include "unit/unit.h"
#include "world/programs.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS 200

/* Told line by line. */
static bool replay;
static int first_seed = 1, last_seed = SEEDS;

/* Programs ask for about five minutes; all is over long before this. */
#define LONG_ENOUGH 2000000

/* How long the weather is bad, where it is. */
#define STORM 600000

/* What the gateway says of itself at the end; to be freed. */
static json_t *ask(struct world *w, const char *method)
{
	struct hub_peer root = {0, 0, 1};
	int client = hub_client_add(w->hub, &root);
	char line[100];
	const void *data;
	size_t len;
	json_t *answer, *result;

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}\n", method);
	hub_client_input(w->hub, client, line, strlen(line), w->now);
	world_pump(w);
	len = hub_client_output(w->hub, client, &data);
	answer = json_loadb(data, len, 0, NULL);
	result = json_incref(json_object_get(answer, "result"));
	json_decref(answer);
	hub_client_remove(w->hub, client, w->now);
	ck_assert_ptr_nonnull(result);
	return result;
}

static json_int_t metric(const json_t *metrics, const char *name)
{
	const json_t *value = json_object_get(metrics, name);

	ck_assert_msg(json_is_integer(value), "%s", name);
	return json_integer_value(value);
}

static void judge_gateway(struct world *w)
{
	json_t *list = ask(w, "coap.list");
	json_t *metrics = ask(w, "sys.metrics");
	json_t *status = ask(w, "sys.status");
	json_t *target;
	size_t i;

	ck_assert_uint_eq(json_array_size(json_object_get(list, "requests")),
			  0);
	ck_assert_int_eq(metric(metrics, "nbgate_requests_waiting"), 0);
	ck_assert_int_eq(metric(metrics, "nbgate_requests_in_flight"), 0);
	json_array_foreach (json_object_get(status, "targets"), i, target) {
		ck_assert_int_eq(metric(target, "in_flight"), 0);
		ck_assert_int_eq(metric(target, "waiting"), 0);
	}
	json_decref(list);
	json_decref(metrics);
	json_decref(status);
}

/* What the days are like. */
enum days {
	DAYS_FAIR,
	DAYS_STORMY,
	DAYS_FAULTY, /* a storm, and a faulty modem of its own kind */
};

static void live(uint64_t seed, enum days days)
{
	static struct world w;
	static struct programs p;
	struct weather weather;

	world_init(&w, seed);
	world_roughen(&w);
	if (days == DAYS_FAULTY)
		world_quirks(&w);
	w.trace = replay;
	world_open(&w);
	weather_init(&weather, &w,
		     days == DAYS_FAULTY ? WEATHER_FAULTY : WEATHER_BAD,
		     w.now + STORM);
	programs_open(&p, &w, days == DAYS_FAIR ? NULL : &weather);
	programs_run(&p, w.now + LONG_ENOUGH);
	programs_judge(&p);
	judge_gateway(&w);
	ck_assert_msg(!strncmp(w.status, "link up", 7), "seed %llu: %s",
		      (unsigned long long)seed, w.status);
	ck_assert_uint_eq(sim_modem_counters(w.sim)->violations, 0);
	world_close(&w);
}

START_TEST(every_request_ends_once_and_no_post_runs_twice)
{
	live((uint64_t)_i, DAYS_FAIR);
}
END_TEST

START_TEST(nor_in_a_storm)
{
	live((uint64_t)_i, DAYS_STORMY);
}
END_TEST

START_TEST(nor_with_a_faulty_modem_and_the_link_always_comes_back)
{
	live((uint64_t)_i, DAYS_FAULTY);
}
END_TEST

static void exchange(struct world *w, int client, int id)
{
	char line[200];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/cloud/x\"}}\n",
		 id);
	world_call(w, client, line, "\"2.05\"");
}

START_TEST(a_hundred_exchanges_back_to_back_cost_210_at_commands_at_most)
{
	static struct world w;
	struct hub_peer who = {1000, 1000, 1};
	uint64_t before;
	int client;

	world_init(&w, 1);
	w.server.flawless = true;
	world_open(&w);
	client = hub_client_add(w.hub, &who);
	exchange(&w, client, 0);
	before = sim_modem_counters(w.sim)->commands;
	for (int i = 1; i <= 100; i++)
		exchange(&w, client, i);
	ck_assert_uint_le(sim_modem_counters(w.sim)->commands - before, 210);
	ck_assert_uint_eq(w.server.garbage, 0);
	world_close(&w);
}
END_TEST

static TCase *world_case(void)
{
	TCase *tc = tcase_create("world");

	tcase_add_test(
		tc,
		a_hundred_exchanges_back_to_back_cost_210_at_commands_at_most);
	tcase_add_loop_test(tc, every_request_ends_once_and_no_post_runs_twice,
			    first_seed, last_seed + 1);
	tcase_add_loop_test(tc, nor_in_a_storm, first_seed, last_seed + 1);
	tcase_add_loop_test(
		tc, nor_with_a_faulty_modem_and_the_link_always_comes_back,
		first_seed, last_seed + 1);
	return tc;
}

int main(int argc, char **argv)
{
	static const unit_case cases[] = {world_case, NULL};

	if (argc > 1)
		first_seed = last_seed = atoi(argv[1]);
	if (argc > 2)
		last_seed = atoi(argv[2]);
	replay = argc == 2;
	if (replay)
		setenv("CK_FORK", "no", 0);
	return unit_run("world", cases);
}
