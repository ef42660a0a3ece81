/* Observers, as a server (RFC 7641, with its appendix A), and links. */
#include "unit/transfer_bench.h"
#include "unit/transfer_cases.h"

#include <stdio.h>
#include <string.h>

static uint8_t state[40];

static void setup(void)
{
	bench_open(1, 2, 0, false);
	bench_observable = true;
	memset(state, '1', sizeof(state));
	bench_answer.payload = (struct nb_bytes){state, 1};
}

static void change(char to)
{
	memset(state, to, sizeof(state));
	nbcoap_server_notify(bench_server, 1);
	bench_pull();
}

/* The peer answers what it got last. */
static void hear_empty(const char *type)
{
	char line[64];

	snprintf(line, sizeof(line), "%s 0.00 id=%04x", type, bench_sent_id());
	bench_hear(line);
}

static void observe(void)
{
	bench_hear("CON 0.01 id=0001 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0001 token=4a 6=01 payload=31");
}

START_TEST(who_observes_is_told_each_change)
{
	/* Appendix A.1, figure 3. */
	observe();
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
	bench_pass(5000);
	bench_expect_silence();
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=32");
	bench_pass(5000);
	change('3');
	bench_expect("NON 2.05 id=0000 token=4a 6=03 payload=33");
	ck_assert_str_eq(bench_line, "CON 0.01 id=0001 token=4a 6= 11=61");
	ck_assert_int_eq(bench_pins, 1);
}
END_TEST

START_TEST(notifications_are_a_round_trip_apart_and_the_latest_wins)
{
	observe();
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=32");
	change('3');
	change('4');
	bench_expect_silence();
	bench_pass(2999);
	bench_expect_silence();
	bench_pass(1);
	bench_expect("NON 2.05 id=0000 token=4a 6=03 payload=34");
	bench_pass(10000);
	bench_expect_silence();
}
END_TEST

START_TEST(each_second_notification_may_be_confirmable)
{
	bench_confirm_every = 2;
	observe();
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=32");
	bench_pass(3000);
	change('3');
	bench_expect("CON 2.05 id=0000 token=4a 6=03 payload=33");
	hear_empty("ACK");
	change('4');
	bench_expect("NON 2.05 id=0000 token=4a 6=04 payload=34");
}
END_TEST

START_TEST(once_in_24_hours_one_is_confirmable)
{
	observe();
	bench_pass(86400000 - 1);
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=32");
	bench_pass(3000);
	change('3');
	bench_expect("CON 2.05 id=0000 token=4a 6=03 payload=33");
	hear_empty("ACK");
	change('4');
	bench_expect("NON 2.05 id=0000 token=4a 6=04 payload=34");
}
END_TEST

START_TEST(a_newer_state_takes_the_place_of_one_on_its_way)
{
	bench_confirm_every = 1;
	observe();
	change('2');
	bench_expect("CON 2.05 id=0000 token=4a 6=02 payload=32");
	change('3');
	change('4');
	bench_expect_silence();
	bench_pass(3000);
	bench_expect("CON 2.05 id=0000 token=4a 6=04 payload=34");
	hear_empty("ACK");
	bench_pass(10000);
	bench_expect_silence();
}
END_TEST

START_TEST(a_reset_ends_it)
{
	observe();
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=32");
	bench_pass(60000);
	hear_empty("RST");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
	change('3');
	bench_expect_silence();
	ck_assert_int_eq(bench_pins, 0);
}
END_TEST

START_TEST(who_does_not_acknowledge_has_gone)
{
	bench_confirm_every = 1;
	observe();
	change('2');
	for (unsigned i = 0; i < 5; i++) {
		bench_expect("CON 2.05 id=0000 token=4a 6=02 payload=32");
		bench_pass(3000 << i);
	}
	bench_pass(100000);
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
	ck_assert_int_eq(bench_pins, 0);
}
END_TEST

START_TEST(who_observes_no_more_is_not_told)
{
	observe();
	/* A plain GET with another token leaves it. */
	bench_hear("CON 0.01 id=0002 token=4b 11=61");
	bench_expect("ACK 2.05 id=0002 token=4b payload=31");
	bench_hear("CON 0.01 id=0003 token=4b 6=01 11=61");
	bench_expect("ACK 2.05 id=0003 token=4b payload=31");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
	bench_hear("CON 0.01 id=0004 token=4a 6=01 11=61");
	bench_expect("ACK 2.05 id=0004 token=4a payload=31");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
}
END_TEST

START_TEST(who_asks_again_takes_its_own_place)
{
	observe();
	bench_hear("CON 0.01 id=0002 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0002 token=4a 6=02 payload=31");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 6=03 payload=32");
	bench_expect_silence();
}
END_TEST

START_TEST(who_finds_no_place_gets_a_plain_answer)
{
	observe();
	bench_port = 1;
	bench_hear("CON 0.01 id=0001 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0001 token=4a 6=02 payload=31");
	bench_port = 2;
	bench_hear("CON 0.01 id=0001 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0001 token=4a payload=31");
	/* Nor does one whose request is too long to keep. */
	bench_port = 1;
	bench_hear("CON 0.05 id=0002 token=4c 6= 11=61 payload="
		   "00000000000000000000000000000000000000000000000000000000"
		   "0000000000000000000000000000000000000000000000000000");
	bench_expect("ACK 2.05 id=0002 token=4c payload=31");
}
END_TEST

START_TEST(what_may_not_be_observed_is_answered_plainly)
{
	bench_observable = false;
	bench_hear("CON 0.01 id=0001 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0001 token=4a payload=31");
	bench_observable = true;
	/* Nor is an error, an action, or a later block. */
	bench_answer.code = NBCOAP_CODE(4, 4);
	bench_hear("CON 0.01 id=0002 token=4a 6= 11=61");
	bench_expect("ACK 4.04 id=0002 token=4a payload=31");
	bench_answer.code = NBCOAP_CODE(2, 4);
	bench_hear("CON 0.03 id=0003 token=4a 6= 11=61");
	bench_expect("ACK 2.04 id=0003 token=4a payload=31");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
	ck_assert_int_eq(bench_pins, 0);
}
END_TEST

START_TEST(an_error_is_the_last_notification)
{
	observe();
	bench_answer = (struct nbcoap_response){.code = NBCOAP_CODE(4, 4)};
	change('2');
	bench_expect("NON 4.04 id=0000 token=4a");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
	ck_assert_int_eq(bench_pins, 0);
}
END_TEST

START_TEST(another_content_format_ends_it)
{
	static const uint8_t json = 50;
	static const struct nbcoap_option format = {NBCOAP_CONTENT_FORMAT, 1,
						    &json};

	observe();
	bench_answer.options = &format;
	bench_answer.option_count = 1;
	change('2');
	bench_expect("NON 5.00 id=0000 token=4a");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
}
END_TEST

START_TEST(of_a_long_representation_the_first_block_is_told)
{
	/* RFC 7959, 3.4, figure 13: the rest is asked for with another
	   token. */
	bench_answer.payload.len = 24;
	bench_hear("CON 0.01 id=0001 token=4a 6= 11=61");
	bench_expect("ACK 2.05 id=0001 token=4a 4=6eab51e3 6=01 23=08 28=18 "
		     "payload=31313131313131313131313131313131");
	change('2');
	bench_expect("NON 2.05 id=0000 token=4a 4=987d0fbf 6=02 23=08 28=18 "
		     "payload=32323232323232323232323232323232");
	bench_hear("CON 0.01 id=0002 token=4b 11=61 23=10");
	bench_expect("ACK 2.05 id=0002 token=4b 4=987d0fbf 23=10 "
		     "payload=3232323232323232");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
}
END_TEST

START_TEST(an_answer_that_comes_later_counts_too)
{
	struct nbcoap_response later = bench_answer;

	bench_answer.code = 0;
	bench_hear("NON 0.01 id=0001 token=4a 6= 11=61");
	bench_hear("NON 0.01 id=0002 token=01 11=61");
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound - 1,
					       &later, bench_now),
			 0);
	bench_expect("NON 2.05 id=0000 token=4a 6=01 payload=31");
	/* Of a notification as well, and nothing may come of it. */
	bench_pull();
	change('2');
	change('3');
	ck_assert_uint_eq(bench_asked, 3);
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &later, bench_now),
			 0);
	bench_expect("NON 2.05 id=0000 token=4a 6=02 payload=33");
	bench_pass(3000);
	ck_assert_uint_eq(bench_asked, 4); /* it changed while it was asked */
	nbcoap_server_drop(bench_server, bench_inbound, bench_now);
	bench_pass(10000);
	ck_assert_uint_eq(bench_asked, 4);
	bench_expect_silence();
}
END_TEST

START_TEST(an_answer_about_one_that_has_gone_reaches_nobody)
{
	struct nbcoap_response later = bench_answer;
	int gone;

	observe();
	bench_answer.code = 0;
	change('2');
	gone = bench_inbound;
	bench_hear("NON 0.01 id=0002 token=4a 6=01 11=61");
	bench_answer = later;
	bench_hear("NON 0.01 id=0003 token=4b 6= 11=61");
	bench_expect("NON 2.05 id=0000 token=4b 6=02 payload=32");
	bench_answer.code = 0;
	change('3');
	ck_assert_int_eq(nbcoap_server_respond(bench_server, gone, &later,
					       bench_now),
			 NB_ERR_CALLER);
	bench_expect_silence();
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &later, bench_now),
			 0);
	bench_expect("NON 2.05 id=0000 token=4b 6=03 payload=33");
}
END_TEST

START_TEST(while_the_link_is_away_observers_wait)
{
	observe();
	nbcoap_endpoint_link(bench_endpoint, NB_LINK_DOWN, bench_now);
	change('2');
	bench_expect_silence();
	bench_pass(1000000);
	change('3');
	nbcoap_endpoint_link(bench_endpoint, NB_LINK_UP, bench_now);
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
	bench_pass(3000);
	bench_expect("NON 2.05 id=0000 token=4a 6=09 payload=33");
	bench_expect_silence();
}
END_TEST

/* Saved, and restored into a new server. */
static void restart(void)
{
	uint8_t saved[512];
	struct nbcoap_response answer = bench_answer;
	int len = nbcoap_server_save(bench_server, saved, sizeof(saved));

	ck_assert_int_gt(len, 0);
	ck_assert_int_eq(nbcoap_server_save(bench_server, saved,
					    (size_t)len - 1),
			 NB_ERR_SPACE);
	bench_close();
	bench_open(1, 2, 0, false);
	bench_answer = answer;
	for (size_t cut = 0; cut < (size_t)len; cut++)
		ck_assert_int_eq(
			nbcoap_server_restore(bench_server,
					      (struct nb_bytes){saved, cut},
					      bench_now),
			NB_ERR_PEER);
	ck_assert_int_eq(
		nbcoap_server_restore(bench_server,
				      (struct nb_bytes){saved, (size_t)len},
				      bench_now),
		0);
}

START_TEST(after_a_restart_observers_are_told_the_present_state)
{
	observe();
	restart();
	bench_observable = true;
	state[0] = '7';
	bench_pull();
	bench_expect("NON 2.05 id=0000 token=4a 6=010002 payload=37");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 1);
	ck_assert_int_eq(bench_pins, 1);
}
END_TEST

START_TEST(what_may_not_be_observed_after_a_restart_ends)
{
	observe();
	restart();
	bench_pull();
	bench_expect("NON 2.05 id=0000 token=4a payload=31");
	ck_assert_uint_eq(nbcoap_server_observers(bench_server, 1), 0);
	ck_assert_int_eq(bench_pins, 0);
}
END_TEST

static const struct nbcoap_link links[] = {
	{{(const uint8_t *)"/a", 2}, {(const uint8_t *)";rt=x", 5}},
	{{(const uint8_t *)"/bcdefgh", 8}, {(const uint8_t *)";obs", 4}},
};

START_TEST(the_directory_is_answered_in_blocks_as_well)
{
	/* </a>;rt=x,</bcdefgh>;obs */
	ck_assert_int_eq(nbcoap_server_set_links(bench_server, links, 2), 0);
	bench_hear("CON 0.01 id=0001 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265");
	bench_expect("ACK 2.05 id=0001 token=aa 12=28 23=08 28=18 "
		     "payload=3c2f613e3b72743d782c3c2f62636465");
	bench_hear("CON 0.01 id=0002 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265 23=10");
	bench_expect("ACK 2.05 id=0002 token=aa 12=28 23=10 "
		     "payload=6667683e3b6f6273");
	bench_hear("CON 0.01 id=0003 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265 15=72743d78");
	bench_expect("ACK 2.05 id=0003 token=aa 12=28 "
		     "payload=3c2f613e3b72743d78");
	ck_assert_uint_eq(bench_asked, 0);
}
END_TEST

START_TEST(other_paths_and_methods_are_the_owners)
{
	static const struct nbcoap_link bad = {{(const uint8_t *)"<", 1},
					       {NULL, 0}};

	bench_hear("CON 0.01 id=0001 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265");
	bench_expect("ACK 2.05 id=0001 token=aa payload=31"); /* no links yet */
	ck_assert_int_eq(nbcoap_server_set_links(bench_server, &bad, 1),
			 NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_server_set_links(bench_server, links, 2), 0);
	bench_hear("CON 0.01 id=0002 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265 11=61");
	bench_expect("ACK 2.05 id=0002 token=aa payload=31");
	bench_hear("CON 0.01 id=0003 token=aa 11=2e77656c6c2d6b6e6f776e");
	bench_expect("ACK 2.05 id=0003 token=aa payload=31");
	bench_hear("CON 0.02 id=0004 token=aa 11=2e77656c6c2d6b6e6f776e "
		   "11=636f7265");
	bench_expect("ACK 2.05 id=0004 token=aa payload=31");
}
END_TEST

TCase *transfer_observers_case(void)
{
	TCase *c = tcase_create("observers");

	tcase_add_checked_fixture(c, setup, bench_close);
	tcase_add_test(c, who_observes_is_told_each_change);
	tcase_add_test(
		c, notifications_are_a_round_trip_apart_and_the_latest_wins);
	tcase_add_test(c, each_second_notification_may_be_confirmable);
	tcase_add_test(c, once_in_24_hours_one_is_confirmable);
	tcase_add_test(c, a_newer_state_takes_the_place_of_one_on_its_way);
	tcase_add_test(c, a_reset_ends_it);
	tcase_add_test(c, who_does_not_acknowledge_has_gone);
	tcase_add_test(c, who_observes_no_more_is_not_told);
	tcase_add_test(c, who_asks_again_takes_its_own_place);
	tcase_add_test(c, who_finds_no_place_gets_a_plain_answer);
	tcase_add_test(c, what_may_not_be_observed_is_answered_plainly);
	tcase_add_test(c, an_error_is_the_last_notification);
	tcase_add_test(c, another_content_format_ends_it);
	tcase_add_test(c, of_a_long_representation_the_first_block_is_told);
	tcase_add_test(c, an_answer_that_comes_later_counts_too);
	tcase_add_test(c, an_answer_about_one_that_has_gone_reaches_nobody);
	tcase_add_test(c, while_the_link_is_away_observers_wait);
	tcase_add_test(c, after_a_restart_observers_are_told_the_present_state);
	tcase_add_test(c, what_may_not_be_observed_after_a_restart_ends);
	tcase_add_test(c, the_directory_is_answered_in_blocks_as_well);
	tcase_add_test(c, other_paths_and_methods_are_the_owners);
	return c;
}
