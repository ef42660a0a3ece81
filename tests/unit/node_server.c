#include "unit/node_air.h"
#include "unit/node_cases.h"

#include <stdio.h>

#define CONTENT   NBCOAP_CODE(2, 5)
#define NOT_FOUND NBCOAP_CODE(4, 4)

static struct air air;
static struct air_told told;

static void setup(void)
{
	memset(&told, 0, sizeof(told));
	air_open(&air, NULL);
}

static void teardown(void)
{
	air_close(&air);
}

/* A Confirmable GET of /@first/@second comes, with the message ID @id. */
static int come(uint16_t id, const char *first, const char *second)
{
	const struct nbcoap_message m = {
		.type = NBCOAP_CON,
		.code = NBCOAP_GET,
		.id = id,
		.token_len = 1,
		.token = (const uint8_t[]){7},
	};
	const struct nbcoap_option path[] = {
		{NBCOAP_URI_PATH, (uint16_t)strlen(first),
		 (const uint8_t *)first},
		{NBCOAP_URI_PATH, (uint16_t)strlen(second),
		 (const uint8_t *)second},
	};
	return air_come(&air, &m, path, 2, "");
}

static void answer_222(void *arg, struct nbcoap_node *n,
		       const struct nbcoap_event *event)
{
	air_tell(arg, n, event);
	nbcoap_node_respond(n, event->inbound, CONTENT, 0, nbcoap_text("222"));
}

START_TEST(a_resource_answers_at_once_in_the_acknowledgement)
{
	nbcoap_node_resource(air.node, "current/measure", answer_222, &told);
	ck_assert_int_eq(come(1, "current", "measure"), 1);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.type, NBCOAP_ACK);
	ck_assert_int_eq(m.code, CONTENT);
	ck_assert_int_eq(m.id, 1);
	ck_assert(air_says(&m, "222"));
}
END_TEST

START_TEST(a_resource_answers_for_its_own_path_only)
{
	static const char *const others[][2] = {
		{"current", "measur"},
		{"current", "measure2"},
		{"curren", "tmeasure"},
		{"current", ""},
	};
	static struct air_told deeper;

	nbcoap_node_resource(air.node, "/current/measure", answer_222, &told);
	nbcoap_node_resource(air.node, "current/measure2/x", answer_222,
			     &deeper);
	for (unsigned i = 0; i < 4; i++) {
		come((uint16_t)i, others[i][0], others[i][1]);
		ck_assert_int_eq(air_sent(&air, i).code, NOT_FOUND);
	}
	ck_assert_int_eq(told.count, 0);
	ck_assert_int_eq(deeper.count, 0);
}
END_TEST

START_TEST(a_resource_without_a_path_answers_for_all_others)
{
	static struct air_told others;

	nbcoap_node_resource(air.node, NULL, answer_222, &others);
	nbcoap_node_resource(air.node, "current/measure", answer_222, &told);
	come(1, "current", "measure");
	come(2, "something", "else");
	ck_assert_int_eq(told.count, 1);
	ck_assert_int_eq(others.count, 1);
}
END_TEST

START_TEST(a_resource_that_was_taken_away_is_not_found)
{
	nbcoap_node_resource(air.node, "a/b", answer_222, &told);
	nbcoap_node_resource(air.node, "a/b", NULL, NULL);
	come(1, "a", "b");
	ck_assert_int_eq(air_sent(&air, 0).code, NOT_FOUND);
}
END_TEST

START_TEST(an_answer_may_come_later)
{
	nbcoap_node_resource(air.node, "a/b", air_tell, &told);
	come(1, "a", "b");
	ck_assert_uint_eq(air.sent_count, 0);
	ck_assert_int_eq(nbcoap_node_respond(air.node, told.event.inbound,
					     CONTENT, NBCOAP_NO_FORMAT,
					     nbcoap_text("late")),
			 0);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.token[0], 7);
	ck_assert(air_says(&m, "late"));
}
END_TEST

START_TEST(a_retransmission_gets_the_same_answer_and_calls_nobody)
{
	nbcoap_node_resource(air.node, "a/b", answer_222, &told);
	come(1, "a", "b");
	ck_assert_int_eq(come(1, "a", "b"), 0);
	ck_assert_int_eq(told.count, 1);
	ck_assert_uint_eq(air.sent_count, 2);
	ck_assert_uint_eq(air.sent_len[1], air.sent_len[0]);
	ck_assert_mem_eq(air.sent[1], air.sent[0], air.sent_len[0]);
}
END_TEST

START_TEST(a_retransmission_calls_again_where_that_is_wanted)
{
	const struct nbcoap_node_config config = {.again = true};

	air_close(&air);
	air_open(&air, &config);
	nbcoap_node_resource(air.node, "a/b", answer_222, &told);
	come(1, "a", "b");
	ck_assert_int_eq(come(1, "a", "b"), 1);
	ck_assert_int_eq(told.count, 2);
	ck_assert_uint_eq(air.sent_count, 2);
}
END_TEST

START_TEST(there_is_room_for_so_many_resources)
{
	static char paths[33][4];

	for (int i = 0; i < 33; i++) {
		snprintf(paths[i], sizeof(paths[i]), "r%d", i);
		ck_assert_int_eq(nbcoap_node_resource(air.node, paths[i],
						      answer_222, &told),
				 i < 32 ? 0 : NB_ERR_SPACE);
	}
	ck_assert_int_eq(nbcoap_node_resource(air.node, "r3", air_tell, &told),
			 0);
}
END_TEST

TCase *node_server_case(void)
{
	TCase *c = tcase_create("server");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_resource_answers_at_once_in_the_acknowledgement);
	tcase_add_test(c, a_resource_answers_for_its_own_path_only);
	tcase_add_test(c, a_resource_without_a_path_answers_for_all_others);
	tcase_add_test(c, a_resource_that_was_taken_away_is_not_found);
	tcase_add_test(c, an_answer_may_come_later);
	tcase_add_test(c,
		       a_retransmission_gets_the_same_answer_and_calls_nobody);
	tcase_add_test(c, a_retransmission_calls_again_where_that_is_wanted);
	tcase_add_test(c, there_is_room_for_so_many_resources);
	return c;
}
