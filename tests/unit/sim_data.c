/* Datagrams through sockets, both ways. */
#include "base/addr.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_data_case(void);

static struct host h;
static struct sim_config config;

static void setup(void)
{
	host_config(&config);
	host_open(&h, &config);
}

static void teardown(void)
{
	host_close(&h);
}

/* The same with another configuration. */
static void again(void)
{
	host_close(&h);
	host_open(&h, &config);
}

START_TEST(a_datagram_goes_out_behind_a_prompt_of_four_bytes)
{
	struct nb_addr peer = host_peer();

	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,5\r", "\r\n> ");
	says(&h, "hello", OK);
	ck_assert_uint_eq(h.sent, 1);
	ck_assert_mem_eq(h.payload, "hello", 5);
	ck_assert_uint_eq(h.last.bytes.len, 5);
	ck_assert_uint_eq(h.last.local_port, 16001);
	ck_assert(nb_addr_equal(&h.last.peer, &peer));
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(hex_digits_of_either_case_make_bytes)
{
	host_dial(&h);
	says(&h, "AT+SQNSCFGEXT=1,1,1,0,0,1\r", OK);
	says(&h, "AT+SQNSSENDEXT=1,5\r", "\r\n> ");
	says(&h, "68656C6c6f", OK);
	ck_assert_mem_eq(h.payload, "hello", 5);
}
END_TEST

START_TEST(payload_may_hold_every_terminator)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,9\r", "\r\n> ");
	host_write(&h, "\r\nOK\r\n> \0", 9);
	host_wait(&h, 50);
	ck_assert_str_eq(h.heard, OK);
	ck_assert_mem_eq(h.payload, "\r\nOK\r\n> \0", 9);
}
END_TEST

START_TEST(a_prompt_waits_for_ever)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,2\r", "\r\n> ");
	host_wait(&h, 86400000);
	says(&h, "a", "");
	says(&h, "b", OK);
	ck_assert_uint_eq(h.sent, 1);
}
END_TEST

START_TEST(a_line_sent_again_into_a_prompt_is_payload_and_its_rest_an_error)
{
	says(&h, "AT+CMEE=1\r", OK);
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,15\r", "\r\n> ");
	says(&h, "AT+SQNSSENDEXT=1,15\r", OK "\r\n+CME ERROR: 4\r\n");
	ck_assert_mem_eq(h.payload, "AT+SQNSSENDEXT=1", 15);
	ck_assert_uint_eq(host_violations(&h), 3);
}
END_TEST

START_TEST(a_LF_behind_the_CR_is_the_first_byte_and_counted)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,3\r\n", "\r\n> ");
	ck_assert_str_eq(h.violation, "a second line end became payload");
	says(&h, "ab", OK);
	ck_assert_mem_eq(h.payload, "\nab", 3);
}
END_TEST

START_TEST(a_CR_behind_the_payload_is_silent)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,2\r", "\r\n> ");
	says(&h, "ab\r", OK);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(over_1500_bytes_are_refused_and_counted)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1501\r", ERROR);
	ck_assert_str_eq(h.violation, "more than 1500 bytes in one datagram");
}
END_TEST

START_TEST(text_ends_with_control_z_and_may_name_its_peer)
{
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,2\r", OK);
	says(&h, "AT+SQNSSEND=1\r", "\r\n> ");
	says(&h, "hi\x1a", OK);
	ck_assert_uint_eq(h.last.peer.port, 5683);
	says(&h, "AT+SQNSSEND=1,\"2001:db8::2\",7\r", "\r\n> ");
	says(&h, "ho\x1a", OK);
	ck_assert_uint_eq(h.last.peer.port, 7);
	ck_assert_uint_eq(h.last.peer.ip[15], 2);
}
END_TEST

START_TEST(a_read_ends_with_a_trailer_of_eight_bytes)
{
	host_dial(&h);
	host_receive(&h, "hello");
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1,5\r\n");
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,5,5,0\r\n" OK);
	says(&h, "AT+SQNSRECV=1,1500\r",
	     "\r\n+SQNSRECV: 1,5\r\nhello\r\n\r\nOK\r\n");
	says(&h, "AT+SQNSRECV=1,1500\r", ERROR);
}
END_TEST

START_TEST(hex_receive_counts_bytes_and_writes_two_digits_each)
{
	host_dial(&h);
	says(&h, "AT+SQNSCFGEXT=1,1,1,0,0,0\r", OK);
	host_receive(&h, "Jo");
	says(&h, "AT+SQNSRECV=1,2\r", "\r\n+SQNSRECV: 1,2\r\n4A6F\r\n" OK);
}
END_TEST

START_TEST(an_empty_datagram_rings_and_reads_as_zero_bytes)
{
	host_dial(&h);
	host_receive(&h, "");
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1,0\r\n");
	says(&h, "AT+SQNSRECV=1,1500\r", "\r\n+SQNSRECV: 1,0\r\n" OK);
}
END_TEST

START_TEST(rings_come_in_three_modes)
{
	host_dial(&h);
	says(&h, "AT+SQNSCFGEXT=1,0,0,0\r", OK);
	host_receive(&h, "a");
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1\r\n");
	says(&h, "AT+SQNSCFGEXT=1,2,0,0\r", OK);
	host_receive(&h, "a\r\nb");
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1,4,a\r\nb\r\n");
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,5,1,0\r\n" OK);
}
END_TEST

START_TEST(one_read_is_one_datagram)
{
	host_dial(&h);
	host_receive(&h, "one");
	host_receive(&h, "two");
	says(&h, "AT+SQNSRECV=1,1500\r", "\r\n+SQNSRECV: 1,3\r\none\r\n" OK);
	says(&h, "AT+SQNSRECV=1,2\r", "\r\n+SQNSRECV: 1,2\r\ntw\r\n" OK);
	says(&h, "AT+SQNSRECV=1,2\r", "\r\n+SQNSRECV: 1,1\r\no\r\n" OK);
}
END_TEST

START_TEST(a_merging_modem_reads_on_and_stops_at_the_count)
{
	config.recv_model = SIM_RECV_MERGE;
	again();
	host_dial(&h);
	host_receive(&h, "one");
	host_receive(&h, "two");
	says(&h, "AT+SQNSRECV=1,4\r", "\r\n+SQNSRECV: 1,4\r\nonet\r\n" OK);
	says(&h, "AT+SQNSRECV=1,1500\r", "\r\n+SQNSRECV: 1,2\r\nwo\r\n" OK);
}
END_TEST

START_TEST(a_short_read_may_lose_the_rest)
{
	config.drop_tail = true;
	again();
	host_dial(&h);
	host_receive(&h, "one");
	says(&h, "AT+SQNSRECV=1,2\r", "\r\n+SQNSRECV: 1,2\r\non\r\n" OK);
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,3,0,0\r\n" OK);
}
END_TEST

START_TEST(a_modem_that_rings_on_empty_is_silent_while_data_waits)
{
	config.ring_model = SIM_RING_ON_EMPTY;
	again();
	host_dial(&h);
	host_receive(&h, "one");
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1,3\r\n");
	host_receive(&h, "two");
	ck_assert_str_eq(h.heard, "");
}
END_TEST

START_TEST(a_ring_can_be_lost_and_the_datagram_stays)
{
	host_dial(&h);
	sim_modem_lose_ring(h.modem);
	host_receive(&h, "one");
	ck_assert_str_eq(h.heard, "");
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,3,3,0\r\n" OK);
}
END_TEST

START_TEST(what_is_unread_is_bounded)
{
	char big[1401];

	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	host_dial(&h);
	for (int i = 0; i < 7; i++)
		host_receive(&h, big);
	ck_assert_uint_eq(sim_modem_counters(h.modem)->overflows, 2);
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,7000,7000,0\r\n" OK);
}
END_TEST

START_TEST(a_stranger_is_heard_only_by_who_accepts_any)
{
	struct nb_addr stranger = host_peer();

	stranger.port = 9;
	host_dial(&h);
	sim_modem_input_to_port(h.modem, 16001, &stranger, "x", 1, h.now);
	says(&h, "AT+SQNSI=1\r", "\r\n+SQNSI: 1,0,0,0,0\r\n" OK);
	says(&h, "AT+CGPIAF=1,0,1,0\r", OK);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::1\",0,16002,1,1\r", OK);
	sim_modem_input_to_port(h.modem, 16002, &stranger, "x", 1, h.now);
	host_wait(&h, 50);
	says(&h, "AT+SQNSRECV=2,1500\r",
	     "\r\n+SQNSRECV: 2,1,\"2001:0DB8:0000:0000:0000:0000:0000:0001\""
	     ",9\r\nx\r\n" OK);
}
END_TEST

START_TEST(sending_to_a_socket_that_was_told_closed_is_counted)
{
	host_dial(&h);
	sim_modem_close_socket(h.modem, 1, h.now);
	says(&h, "AT+SQNSSENDEXT=1,1\r", "\r\n+SQNSH: 1\r\n" ERROR);
	ck_assert_uint_eq(host_violations(&h), 0);
	host_wait(&h, 1000);
	says(&h, "AT+SQNSSENDEXT=1,1\r", ERROR);
	ck_assert_str_eq(h.violation, "send to a socket that +SQNSH closed");
}
END_TEST

START_TEST(a_socket_closed_under_its_prompt_fails_the_send)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1\r", "\r\n> ");
	sim_modem_close_socket(h.modem, 1, h.now);
	says(&h, "a", "\r\n+SQNSH: 1\r\n" ERROR);
	ck_assert_uint_eq(h.sent, 0);
}
END_TEST

START_TEST(a_read_of_nothing_is_refused_in_three_ways)
{
	static const char *const answers[] = {
		[SIM_EMPTY_REFUSED] = "\r\n+CME ERROR: 4\r\n",
		[SIM_EMPTY_ERROR] = ERROR,
		[SIM_EMPTY_ZERO] = ("\r\n+SQNSRECV: 1,0\r\n" OK),
	};

	config.empty_read = (enum sim_empty_read)_i;
	again();
	host_dial(&h);
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+SQNSRECV=1,1500\r", answers[_i]);
}
END_TEST

TCase *sim_data_case(void)
{
	TCase *c = tcase_create("data");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_datagram_goes_out_behind_a_prompt_of_four_bytes);
	tcase_add_test(c, hex_digits_of_either_case_make_bytes);
	tcase_add_test(c, payload_may_hold_every_terminator);
	tcase_add_test(c, a_prompt_waits_for_ever);
	tcase_add_test(
		c,
		a_line_sent_again_into_a_prompt_is_payload_and_its_rest_an_error);
	tcase_add_test(c, a_LF_behind_the_CR_is_the_first_byte_and_counted);
	tcase_add_test(c, a_CR_behind_the_payload_is_silent);
	tcase_add_test(c, over_1500_bytes_are_refused_and_counted);
	tcase_add_test(c, text_ends_with_control_z_and_may_name_its_peer);
	tcase_add_test(c, a_read_ends_with_a_trailer_of_eight_bytes);
	tcase_add_test(c, hex_receive_counts_bytes_and_writes_two_digits_each);
	tcase_add_test(c, an_empty_datagram_rings_and_reads_as_zero_bytes);
	tcase_add_test(c, rings_come_in_three_modes);
	tcase_add_test(c, one_read_is_one_datagram);
	tcase_add_test(c, a_merging_modem_reads_on_and_stops_at_the_count);
	tcase_add_test(c, a_short_read_may_lose_the_rest);
	tcase_add_test(c,
		       a_modem_that_rings_on_empty_is_silent_while_data_waits);
	tcase_add_test(c, a_ring_can_be_lost_and_the_datagram_stays);
	tcase_add_test(c, what_is_unread_is_bounded);
	tcase_add_test(c, a_stranger_is_heard_only_by_who_accepts_any);
	tcase_add_test(c, sending_to_a_socket_that_was_told_closed_is_counted);
	tcase_add_test(c, a_socket_closed_under_its_prompt_fails_the_send);
	tcase_add_loop_test(c, a_read_of_nothing_is_refused_in_three_ways, 0,
			    3);
	return c;
}
