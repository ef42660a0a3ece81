#include "sequans/given.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_given_case(void);

static struct sqn_given g;
static struct nb_link_event ev;

static void setup(void)
{
	memset(&g, 0, sizeof(g));
}

START_TEST(there_is_one_at_a_time_until_its_event_is_taken)
{
	ck_assert(sqn_given_add(&g, "AT+CSQ", false, 7));
	ck_assert(!sqn_given_add(&g, "AT+CSQ", false, 8));
	ck_assert(!sqn_given_take(&g, &ev));
	sqn_given_answer(&g, "+CSQ: 20,99");
	sqn_given_end(&g, NB_ANSWER_FINAL, "OK");
	ck_assert(!sqn_given_add(&g, "AT+CSQ", false, 8));
	ck_assert(sqn_given_take(&g, &ev));
	ck_assert_int_eq(ev.type, NB_LINK_ANSWERED);
	ck_assert_uint_eq(ev.tag, 7);
	ck_assert_mem_eq(ev.bytes.data, "+CSQ: 20,99\n", ev.bytes.len);
	ck_assert_str_eq(ev.final, "OK");
	ck_assert(!ev.truncated);
	ck_assert(!sqn_given_take(&g, &ev));
	ck_assert(sqn_given_add(&g, "AT+CSQ", false, 8));
}
END_TEST

START_TEST(force_helps_what_is_denied_and_nothing_else)
{
	static const struct {
		const char *line;
		enum nb_answer refusal;
	} rows[] = {
		{"AT+CFUN=0", NB_ANSWER_DENIED},
		{"CFUN", NB_ANSWER_BAD},
		{"AT+CSQ\r", NB_ANSWER_CONTROL},
	};

	for (size_t i = 0; i < 3; i++) {
		ck_assert(sqn_given_add(&g, rows[i].line, false, 1));
		ck_assert(sqn_given_take(&g, &ev));
		ck_assert_int_eq(ev.answer, rows[i].refusal);
		ck_assert(sqn_given_add(&g, rows[i].line, true, 1));
		ck_assert_int_eq(sqn_given_take(&g, &ev), i > 0);
		setup();
	}
}
END_TEST

START_TEST(what_has_no_room_is_told_and_leaves_no_half_line)
{
	static const uint8_t most[SQN_GIVEN_ROOM / 2 - 3];
	static const uint8_t much[8];

	sqn_given_add(&g, "AT+CLAC", false, 1);
	sqn_given_data(&g, (struct nb_bytes){most, sizeof(most)});
	sqn_given_data(&g, (struct nb_bytes){much, sizeof(much)});
	sqn_given_answer(&g, "1234");
	sqn_given_answer(&g, "123");
	sqn_given_answer(&g, "");
	sqn_given_end(&g, NB_ANSWER_FINAL, "OK");
	sqn_given_take(&g, &ev);
	ck_assert(ev.truncated);
	ck_assert_uint_eq(ev.bytes.len, SQN_GIVEN_ROOM);
	ck_assert_mem_eq(ev.bytes.data + SQN_GIVEN_ROOM - 6, "\n1234\n", 6);
}
END_TEST

START_TEST(an_end_of_nothing_is_harmless)
{
	sqn_given_end(&g, NB_ANSWER_GONE, "");
	ck_assert(!sqn_given_take(&g, &ev));
	sqn_given_add(&g, "AT", false, 1);
	sqn_given_end(&g, NB_ANSWER_FINAL, "OK");
	sqn_given_end(&g, NB_ANSWER_GONE, "");
	sqn_given_take(&g, &ev);
	ck_assert_int_eq(ev.answer, NB_ANSWER_FINAL);
}
END_TEST

TCase *sequans_given_case(void)
{
	TCase *t = tcase_create("given");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, there_is_one_at_a_time_until_its_event_is_taken);
	tcase_add_test(t, force_helps_what_is_denied_and_nothing_else);
	tcase_add_test(t, what_has_no_room_is_told_and_leaves_no_half_line);
	tcase_add_test(t, an_end_of_nothing_is_harmless);
	return t;
}
