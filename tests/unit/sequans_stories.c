/*
 * What has broken in the field, a test for each story (tests/README.md has the
 * table): the modem does it, and nothing that was accepted is lost.
 */
#include "base/addr.h"
#include "base/assert.h"
#include "sequans/command.h"
#include "sequans/key_check.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_stories_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

/* A datagram of the server's own accord. */
static void push(const void *data, size_t len)
{
	struct nb_addr peer;

	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	sim_modem_input_to_port(pair.sim, 5683, &peer, data, len, pair.now);
}

static void noise(const char *text)
{
	sim_modem_noise(pair.sim, text, strlen(text), pair.now);
}

static uint64_t resets(void)
{
	return pair_counter(&pair, "nbgate_modem_resets_total") +
	       pair_counter(&pair, "nbgate_modem_radio_cycles_total") +
	       pair_counter(&pair, "nbgate_modem_port_renewals_total");
}

START_TEST(a1_a_socket_closed_between_its_ring_and_the_read)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	push("pushed", 6);
	pair_run(&pair, 25 + _i, NULL);
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 10000, NULL);
	pair_exchange(&pair, PEER, "after");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a2_a_ring_of_nothing_and_a_reply_without_payload)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "\x60\x45\x01\x01");
	noise("\r\n+SQNSRING: 1,0\r\n");
	pair_run(&pair, 5000, NULL);
	pair_exchange(&pair, PEER, "\x60\x45\x01\x02");
	ck_assert_uint_eq(pair.received, 2);
	pair_finish(&pair);
}
END_TEST

START_TEST(a3_data_that_came_without_a_ring)
{
	struct nb_addr peer;

	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	pair.link.ops->pin(pair.link.self, &peer, NB_PIN_EXCHANGE, pair.now);
	sim_modem_lose_ring(pair.sim);
	pair_send(&pair, PEER, "question", 1);
	ck_assert(!pair_receives(&pair, 1, 5000));
	pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_EXCHANGE, pair.now);
	ck_assert(pair_receives(&pair, 1, 2000));
	pair_finish(&pair);
}
END_TEST

START_TEST(a4_unsolicited_lines_glued_to_everything)
{
	pair_init(&pair);
	pair.sim_config.chatty = true;
	pair.sim_config.split_writes = _i;
	pair_bring_up(&pair);
	for (int i = 0; i < 20; i++)
		pair_exchange(&pair, PEER, "some bytes");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a5_a_report_between_the_question_and_its_answer)
{
	pair_init(&pair);
	pair.sim_config.slow_cereg = pair.sim_config.cereg_flaps = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "hello");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a6_payload_that_looks_like_the_modem)
{
	static const char *const payloads[] = {
		"\r\nOK\r\n",
		"\r\n\r\nOK\r\n\r\nERROR\r\n",
		"> ",
		"\r\n> ",
		"\r\n+SQNSRING: 1,5\r\n",
		"\r\n+SQNSH: 1\r\n",
		"\r\n+SYSSTART\r\n",
		"\xff\xff\xff\xff",
		"\x1a\x1b\x11\x13",
		"\n",
	};

	pair_init(&pair);
	pair.config.ring_mode = _i & 1 ? SQN_RING_DATA : SQN_RING_AMOUNT;
	pair.config.data_mode = _i & 2 ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair_bring_up(&pair);
	for (size_t i = 0; i < NB_COUNT(payloads); i++)
		pair_exchange(&pair, PEER, payloads[i]);
	push("\0\0\0", 3);
	ck_assert(pair_receives(&pair, 1, 5000));
	ck_assert_mem_eq(pair.last, "\0\0\0", 3);
	pair_finish(&pair);
}
END_TEST

START_TEST(a7_a_ring_mode_kept_from_before)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	pair.config.ring_mode = SQN_RING_AMOUNT;
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 60000, pair_is_up));
	pair_exchange(&pair, PEER, "\r\nOK\r\n");
	pair_finish(&pair);
}
END_TEST

START_TEST(a8_sockets_that_survive_our_restart)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	uint64_t attaches = sim_modem_counters(pair.sim)->attaches;
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 60000, pair_is_up));
	pair_exchange(&pair, PEER, "after");
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->attaches, attaches);
	pair_finish(&pair);
}
END_TEST

START_TEST(a9_a_prompt_that_never_comes)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_lose_prompt(pair.sim);
	pair_send(&pair, PEER, "the datagram", 1);
	pair_run(&pair, 60000, NULL);
	ck_assert(pair_is_up(&pair));
	pair_exchange(&pair, PEER, "after");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a10_a_send_that_is_refused)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_fail_next(pair.sim);
	pair_send(&pair, PEER, "refused", 1);
	pair_run(&pair, 5000, NULL);
	ck_assert_uint_eq(pair.verdicts[NB_VERDICT_NOT_SENT], 1);
	ck_assert(pair_is_up(&pair));
	pair_exchange(&pair, PEER, "again");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a11_without_coverage_nothing_is_asked)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_coverage(pair.sim, false, pair.now);
	pair_run(&pair, 60000, NULL);
	uint64_t commands = sim_modem_counters(pair.sim)->commands;
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands, commands);
	ck_assert_uint_eq(resets(), 0);
	sim_modem_coverage(pair.sim, true, pair.now);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(a12_a_modem_that_answers_no_more)
{
	pair_init(&pair);
	pair.deaf = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "lost", 1);
	pair_run(&pair, 600000, NULL);
	ck_assert_uint_ge(pair_counter(&pair, "nbgate_modem_resets_total"), 1);
	ck_assert_uint_ge(
		pair_counter(&pair, "nbgate_modem_port_renewals_total"), 1);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(a13_a_modem_that_reboots_by_itself)
{
	pair_init(&pair);
	pair.sim_config.nul_at_start = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	if (_i)
		sim_modem_crash(pair.sim, pair.now);
	else
		sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, pair_is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.rebounds, 1);
	ck_assert_uint_eq(resets(), 0);
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(a14_a_modem_that_misses_the_first_line_after_sleep)
{
	pair_init(&pair);
	pair.sim_config.deaf_after_sleep = true;
	pair.deaf = true;
	pair_bring_up(&pair);
	pair_run(&pair, 60000, NULL);
	pair_send(&pair, PEER, "not heard", 1);
	pair_run(&pair, 60000, NULL);
	ck_assert(pair_is_up(&pair));
	ck_assert_uint_eq(pair_counter(&pair, "nbgate_modem_resets_total"), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a15_two_datagrams_that_could_be_merged_or_cut)
{
	pair_init(&pair);
	pair.sim_config.recv_model =
		_i & 1 ? SIM_RECV_MERGE : SIM_RECV_ONE_DATAGRAM;
	pair.sim_config.drop_tail = _i & 2;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	push("first", 5);
	push("the second", 10);
	ck_assert(pair_receives(&pair, 2, 5000));
	ck_assert_uint_eq(pair.last_len, 10);
	ck_assert_mem_eq(pair.last, "the second", 10);
	pair_finish(&pair);
}
END_TEST

START_TEST(a16_text_that_would_become_a_command)
{
	static const char *const names[] = {"a\rb", "a\nb", "a\"b",
					    "a;b",  "a,b",  "\x1a"};
	struct at_writer w;
	char line[64];

	pair_init(&pair);
	pair_bring_up(&pair);
	for (size_t i = 0; i < NB_COUNT(names); i++) {
		ck_assert_int_eq(pair.link.ops->resolve(pair.link.self,
							names[i], 1, pair.now),
				 NB_ERR_CALLER);
		ck_assert_ptr_nonnull(sqn_check_apn(names[i]));
	}
	for (size_t i = 0; i < 3; i++) {
		ck_assert_ptr_nonnull(sqn_check_quotable(names[i]));
		at_write_init(&w, line, sizeof(line), "+X");
		at_write_quoted(&w, names[i]);
		ck_assert_int_eq(at_write_end(&w), NB_ERR_CALLER);
	}
	pair_finish(&pair);
}
END_TEST

START_TEST(a17_lines_without_end_and_sense)
{
	static char text[3000];
	struct nb_addr peer;

	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	memset(text, 'x', sizeof(text) - 1);
	noise(text);
	noise("\r\n+SQNSRING: 4294967297,99999999999\r\n+SQNSRING:\r\n"
	      "+CEREG: 1,\"\r\n+SQNSH: -1\r\n+SQNSRING: 1,1500,x\r\n,,,\r\n");
	pair_run(&pair, 60000, NULL);
	pair_send(&pair, PEER, "into the ring's data", 1);
	pair_run(&pair, 60000, NULL);
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	pair.link.ops->look(pair.link.self, &peer, pair.now);
	pair_run(&pair, 1000, NULL);
	pair_exchange(&pair, PEER, "after");
	ck_assert_uint_eq(resets(), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a18_somebody_else_who_writes_to_our_modem)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	noise("AT+GCAP\r\r\nERROR\r\n");
	pair_run(&pair, 1000, NULL);
	ck_assert_ptr_nonnull(strstr(pair.log, "ModemManager"));
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(a19_commands_that_take_their_time)
{
	ck_assert_int_ge(sqn_standard[SQN_RADIO].limit_ms, 40000);
	ck_assert_int_ge(sqn_standard[SQN_OPERATOR].limit_ms, 180000);
	ck_assert_int_gt(sqn_monarch[SQN_DIAL].limit_ms, 20000);
	pair_init(&pair);
	pair.sim_config.slow_cereg = true;
	pair.sim_config.latency = 1500;
	pair_start(&pair);
	ck_assert(pair_run(&pair, 300000, pair_is_up));
	ck_assert_uint_eq(
		pair_counter(&pair, "nbgate_modem_command_timeouts_total"), 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a20_nothing_waits_for_a_timer)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	uint64_t commands = sim_modem_counters(pair.sim)->commands;
	nb_ms now = pair.now;
	pair_send(&pair, PEER, "at once", 1);
	ck_assert_int_eq(pair.now, now);
	pair_run(&pair, 0, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands, commands + 1);
	pair_finish(&pair);
}
END_TEST

START_TEST(a21_the_local_port_stays_over_idling_and_closing)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	ck_assert_uint_eq(pair.local_port, 5683);
	pair_run(&pair, 600000, NULL);
	ck_assert_uint_eq(
		pair_counter(&pair, "nbgate_modem_closed_by_modem_total"), 0);
	for (int i = 0; i < 3; i++) {
		sim_modem_close_socket(pair.sim, 1, pair.now);
		pair_run(&pair, 10000, NULL);
		pair_exchange(&pair, PEER, "after");
		ck_assert_uint_eq(pair.local_port, 5683);
	}
	ck_assert_uint_eq(pair.rebounds, 0);
	pair_finish(&pair);
}
END_TEST

static bool has_resolved(const struct pair *p)
{
	return p->resolutions > 0;
}

/* Others go on while the modem finds nothing; a literal needs no name. */
START_TEST(c12_a_name_that_is_found_late_holds_up_nobody)
{
	static struct sim_name name = {.name = "coap.example"};

	pair_init(&pair);
	nb_addr_parse_host(&name.addr, "2001:db8::5", 11);
	pair.sim_config.names = &name;
	pair.sim_config.name_count = 1;
	pair.sim_config.late_aaaa = true;
	pair_bring_up(&pair);
	pair.link.ops->resolve(pair.link.self, name.name, 1, pair.now);
	pair_exchange(&pair, PEER, "meanwhile");
	ck_assert_uint_eq(pair.resolutions, 0);
	ck_assert(pair_run(&pair, 30000, has_resolved));
	ck_assert(nb_addr_same_host(&pair.resolved, &name.addr));
	pair_finish(&pair);
}
END_TEST

static bool is_asleep(const struct pair *p)
{
	return p->state == NB_LINK_ASLEEP;
}

static void sleep_with(const char *psm, const char *edrx)
{
	pair_init(&pair);
	strcpy(pair.config.psm, psm);
	strcpy(pair.config.edrx, edrx);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	ck_assert(pair_run(&pair, 60000, is_asleep));
	pair_run(&pair, 60000, NULL);
}

START_TEST(c13_with_psm_a_downlink_waits_for_an_uplink)
{
	sleep_with("tau=12h active=10s", "off");
	ck_assert_int_eq(pair.page, NB_NEVER);
	push("pushed", 6);
	ck_assert(!pair_receives(&pair, 1, 600000));
	pair_send(&pair, PEER, "wake", 1);
	ck_assert(pair_receives(&pair, 2, 20000));
	pair_finish(&pair);
}
END_TEST

START_TEST(c13_with_edrx_a_downlink_waits_for_its_page)
{
	sleep_with("off", "20.48s");
	ck_assert_int_eq(pair.page, 20480);
	push("pushed", 6);
	ck_assert(pair_receives(&pair, 1, pair.page + 5000));
	pair_finish(&pair);
}
END_TEST

TCase *sequans_stories_case(void)
{
	TCase *t = tcase_create("stories");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, a1_a_socket_closed_between_its_ring_and_the_read,
			    0, 30);
	tcase_add_test(t, a2_a_ring_of_nothing_and_a_reply_without_payload);
	tcase_add_test(t, a3_data_that_came_without_a_ring);
	tcase_add_loop_test(t, a4_unsolicited_lines_glued_to_everything, 0, 2);
	tcase_add_test(t, a5_a_report_between_the_question_and_its_answer);
	tcase_add_loop_test(t, a6_payload_that_looks_like_the_modem, 0, 4);
	tcase_add_test(t, a7_a_ring_mode_kept_from_before);
	tcase_add_test(t, a8_sockets_that_survive_our_restart);
	tcase_add_test(t, a9_a_prompt_that_never_comes);
	tcase_add_test(t, a10_a_send_that_is_refused);
	tcase_add_test(t, a11_without_coverage_nothing_is_asked);
	tcase_add_test(t, a12_a_modem_that_answers_no_more);
	tcase_add_loop_test(t, a13_a_modem_that_reboots_by_itself, 0, 2);
	tcase_add_test(t, a14_a_modem_that_misses_the_first_line_after_sleep);
	tcase_add_loop_test(t, a15_two_datagrams_that_could_be_merged_or_cut, 0,
			    4);
	tcase_add_test(t, a16_text_that_would_become_a_command);
	tcase_add_test(t, a17_lines_without_end_and_sense);
	tcase_add_test(t, a18_somebody_else_who_writes_to_our_modem);
	tcase_add_test(t, a19_commands_that_take_their_time);
	tcase_add_test(t, a20_nothing_waits_for_a_timer);
	tcase_add_test(t, a21_the_local_port_stays_over_idling_and_closing);
	tcase_add_test(t, c12_a_name_that_is_found_late_holds_up_nobody);
	tcase_add_test(t, c13_with_psm_a_downlink_waits_for_an_uplink);
	tcase_add_test(t, c13_with_edrx_a_downlink_waits_for_its_page);
	return t;
}
