/* Names through DNS servers, over a socket of the simulated modem. */
#include "base/addr.h"
#include "base/writer.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_resolver_case(void);

#define PEER   "[2001:db8::1]:5683"
#define FIRST  "2001:db8::53"
#define SECOND "2001:db8::54"

enum { GOOD = 0x8180, TRUNCATED = 0x8380, NO_NAME = 0x8183, REFUSED = 0x8185 };
enum { A = 1, AAAA = 28 };

/* What a server does with a query. */
enum manner { ANSWERS, SILENT, REFUSES, KNOWS_NOTHING, CUTS, MUMBLES };

static struct pair pair;

static struct {
	enum manner manner[2]; /* of the first and the second server */
	unsigned asked[2];
	uint16_t type; /* that there are addresses of */
	uint32_t ttl;
	uint16_t id, port;  /* of the last query */
	uint16_t last_type; /* that it asked for */
	bool roomy;         /* it had an OPT record */
} dns;

static struct nb_bytes question(const struct sim_event *ev)
{
	const uint8_t *q = ev->bytes.data + 12;
	size_t len = 0;

	while (q[len])
		len += 1u + q[len];
	return (struct nb_bytes){q, len + 5};
}

static size_t compose(uint8_t *buf, size_t cap, const struct sim_event *ev,
		      uint16_t flags, unsigned count)
{
	struct nb_bytes q = question(ev);
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	nb_writer_bytes(&w, ev->bytes.data, 2);
	nb_writer_u16(&w, flags);
	nb_writer_u16(&w, 1);
	nb_writer_u16(&w, (uint16_t)count);
	nb_writer_u32(&w, 0);
	nb_writer_bytes(&w, q.data, q.len);
	for (unsigned i = 0; i < count; i++) {
		nb_writer_u16(&w, 0xc00c);
		nb_writer_u16(&w, dns.type);
		nb_writer_u16(&w, 1);
		nb_writer_u32(&w, dns.ttl);
		nb_writer_u16(&w, dns.type == A ? 4 : 16);
		if (dns.type == A)
			nb_writer_bytes(&w, "\xc0\x00\x02\x07", 4);
		else
			nb_writer_bytes(&w,
					"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0"
					"\0\0\x07",
					16);
	}
	ck_assert_int_gt(nb_writer_end(&w), 0);
	return w.len;
}

static void say(const struct sim_event *ev, const struct nb_addr *from,
		const uint8_t *buf, size_t len)
{
	sim_modem_input_datagram(pair.sim, ev->socket, from, buf, len,
				 pair.now);
}

static void answer(const struct sim_event *ev, uint16_t flags, unsigned count)
{
	uint8_t buf[512];
	struct sim_event copy = *ev;
	uint8_t query[300];

	memcpy(query, ev->bytes.data, ev->bytes.len);
	copy.bytes.data = query;
	say(&copy, &ev->peer, buf,
	    compose(buf, sizeof(buf), &copy, flags, count));
}

/* Three datagrams that answer nothing; the right one comes behind them. */
static void mumble(const struct sim_event *ev)
{
	struct nb_addr stranger = ev->peer;
	uint8_t buf[512];
	struct sim_event copy = *ev;
	uint8_t query[300];

	memcpy(query, ev->bytes.data, ev->bytes.len);
	copy.bytes.data = query;
	size_t len = compose(buf, sizeof(buf), &copy, NO_NAME, 0);
	stranger.port++;
	say(&copy, &stranger, buf, len);
	buf[0] ^= 1;
	say(&copy, &ev->peer, buf, len);
	say(&copy, &ev->peer, (const uint8_t *)"\r\nOK\r\n", 6);
	buf[0] ^= 1;
	len = compose(buf, sizeof(buf), &copy, GOOD, 1);
	say(&copy, &ev->peer, buf, len);
}

static void note(const struct sim_event *ev)
{
	struct nb_bytes q = question(ev);

	dns.id = (uint16_t)(ev->bytes.data[0] << 8 | ev->bytes.data[1]);
	dns.port = ev->local_port;
	dns.last_type = q.data[q.len - 3];
	dns.roomy = ev->bytes.len > 12 + q.len;
}

static bool serve(struct pair *p, const struct sim_event *ev)
{
	unsigned which = ev->peer.ip[15] - 0x53u;

	(void)p;
	if (ev->peer.port != 53)
		return false;
	ck_assert_uint_lt(which, 2);
	dns.asked[which]++;
	note(ev);
	switch (dns.manner[which]) {
	case ANSWERS:
		answer(ev, GOOD, dns.last_type == dns.type);
		break;
	case SILENT:
		break;
	case REFUSES:
		answer(ev, REFUSED, 0);
		break;
	case KNOWS_NOTHING:
		answer(ev, NO_NAME, 0);
		break;
	case CUTS:
		answer(ev, dns.roomy ? GOOD : TRUNCATED, dns.roomy);
		break;
	case MUMBLES:
		mumble(ev);
		break;
	}
	return true;
}

static void begin(const char *servers)
{
	static struct sim_name known = {.name = "iot.example"};

	pair_init(&pair);
	memset(&dns, 0, sizeof(dns));
	dns.type = AAAA;
	dns.ttl = 60;
	strcpy(pair.config.dns_servers, servers);
	pair.other = serve;
	nb_addr_parse_host(&known.addr, "2001:db8::99", 12);
	pair.sim_config.names = &known;
	pair.sim_config.name_count = 1;
}

static void start(void)
{
	pair_start(&pair);
	ck_assert_msg(pair_run(&pair, 120000, pair_is_up), "it never comes up");
}

static unsigned awaited;

static bool has_resolved(const struct pair *p)
{
	return p->resolutions >= awaited;
}

/* How long it took. */
static nb_ms resolve(const char *name)
{
	nb_ms begun = pair.now;

	awaited = pair.resolutions + 1;
	ck_assert_int_eq(pair.link.ops->resolve(pair.link.self, name, awaited,
						pair.now),
			 0);
	ck_assert_msg(pair_run(&pair, 300000, has_resolved), "no end");
	return pair.now - begun;
}

static void check(const char *host)
{
	char text[NB_ADDR_TEXT];

	ck_assert_int_eq(pair.result, 0);
	nb_addr_format_host(&pair.resolved, text, sizeof(text));
	ck_assert_str_eq(text, host);
}

static unsigned sockets(void)
{
	struct nb_link_status status;

	pair.link.ops->status(pair.link.self, &status, pair.now);
	return status.sockets;
}

static void finish(void)
{
	pair_run(&pair, 60000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->violations, 0);
	ck_assert_uint_eq(pair.received, 0);
	pair_end(&pair);
}

START_TEST(a_server_is_asked_and_its_socket_closed)
{
	begin(FIRST);
	pair.config.data_mode = _i & 1 ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair.config.ring_mode = _i & 2 ? SQN_RING_DATA : SQN_RING_AMOUNT;
	pair.sim_config.close_urc = _i & 4;
	pair.sim_config.no_dns = true;
	start();
	resolve("iot.example");
	check("2001:db8::7");
	ck_assert_int_eq(pair.ttl, 60000);
	pair_run(&pair, 1000, NULL);
	ck_assert_uint_eq(sockets(), 0);
	ck_assert_uint_eq(dns.asked[0], 1);
	finish();
}
END_TEST

START_TEST(ids_and_ports_are_others_each_time)
{
	begin(FIRST);
	start();
	resolve("iot.example");
	uint16_t id = dns.id, port = dns.port;
	ck_assert_uint_ge(port, 49152);
	pair_run(&pair, 1000, NULL);
	resolve("iot.example");
	ck_assert_uint_ne(dns.id, id);
	ck_assert_uint_ne(dns.port, port);
	finish();
}
END_TEST

START_TEST(only_the_answer_to_the_query_is_believed)
{
	begin(FIRST);
	dns.manner[0] = MUMBLES;
	start();
	resolve("iot.example");
	check("2001:db8::7");
	finish();
}
END_TEST

START_TEST(a_silent_server_gives_way_to_the_next_which_is_remembered)
{
	begin(FIRST ", " SECOND);
	dns.manner[0] = SILENT;
	start();
	ck_assert_int_ge(resolve("iot.example"), 10000);
	check("2001:db8::7");
	ck_assert_int_lt(resolve("b.example"), 2000);
	ck_assert_uint_eq(dns.asked[0], 1);
	ck_assert_uint_eq(dns.asked[1], 2);
	finish();
}
END_TEST

START_TEST(a_server_that_refuses_gives_way_at_once)
{
	begin(FIRST ", " SECOND);
	dns.manner[0] = REFUSES;
	start();
	ck_assert_int_lt(resolve("iot.example"), 2000);
	check("2001:db8::7");
	finish();
}
END_TEST

START_TEST(when_no_server_answers_the_modem_is_asked_after_all)
{
	begin(FIRST ", " SECOND);
	dns.manner[0] = dns.manner[1] = SILENT;
	start();
	ck_assert_int_lt(resolve("iot.example"), 70000);
	check("2001:db8::99");
	ck_assert_int_eq(pair.ttl, 0);
	ck_assert_uint_eq(dns.asked[0], 2);
	ck_assert_uint_eq(dns.asked[1], 2);
	finish();
}
END_TEST

START_TEST(servers_of_a_family_that_we_have_not_are_left_out)
{
	begin("192.0.2.53");
	start();
	ck_assert_int_lt(resolve("iot.example"), 2000);
	check("2001:db8::99");
	finish();
}
END_TEST

START_TEST(a_name_that_does_not_exist_is_asked_for_once)
{
	begin(FIRST ", " SECOND);
	dns.manner[0] = KNOWS_NOTHING;
	start();
	resolve("iot.example");
	ck_assert_int_eq(pair.result, 0);
	ck_assert(!nb_addr_is_set(&pair.resolved));
	ck_assert_uint_eq(dns.asked[0] + dns.asked[1], 1);
	finish();
}
END_TEST

START_TEST(what_can_be_no_name_asks_nobody)
{
	begin(FIRST);
	start();
	resolve("a..example");
	ck_assert_int_eq(pair.result, 0);
	ck_assert(!nb_addr_is_set(&pair.resolved));
	ck_assert_uint_eq(dns.asked[0], 0);
	finish();
}
END_TEST

START_TEST(with_both_families_ipv4_is_asked_for_second)
{
	begin(FIRST);
	dns.type = A;
	pair.config.pdp_type = SQN_PDP_IPV4V6;
	nb_addr_parse_host(&pair.sim_config.address[1], "192.0.2.9", 9);
	start();
	resolve("iot.example");
	check("192.0.2.7");
	ck_assert_uint_eq(dns.asked[0], 2);
	finish();
}
END_TEST

START_TEST(without_ipv4_a_name_of_ipv4_has_no_address)
{
	begin(FIRST);
	dns.type = A;
	start();
	resolve("iot.example");
	ck_assert(!nb_addr_is_set(&pair.resolved));
	ck_assert_uint_eq(dns.asked[0], 1);
	finish();
}
END_TEST

START_TEST(a_truncated_answer_is_asked_for_again_with_more_room)
{
	begin(FIRST);
	dns.manner[0] = CUTS;
	start();
	resolve("iot.example");
	check("2001:db8::7");
	ck_assert(dns.roomy);
	ck_assert_uint_eq(dns.asked[0], 2);
	finish();
}
END_TEST

START_TEST(a_time_to_live_of_0_is_not_unknown)
{
	begin(FIRST);
	dns.ttl = 0;
	start();
	resolve("iot.example");
	ck_assert_int_eq(pair.ttl, 1);
	finish();
}
END_TEST

START_TEST(an_answer_whose_ring_is_lost_is_found)
{
	begin(FIRST);
	start();
	sim_modem_lose_ring(pair.sim);
	resolve("iot.example");
	check("2001:db8::7");
	ck_assert_uint_eq(dns.asked[0], 1);
	finish();
}
END_TEST

START_TEST(a_silent_server_holds_up_another_name_by_one_query_only)
{
	begin(FIRST ", " SECOND);
	dns.manner[0] = SILENT;
	start();
	nb_ms begun = pair.now;
	awaited = 2;
	for (uint64_t tag = 1; tag <= 2; tag++)
		pair.link.ops->resolve(pair.link.self, "iot.example", tag,
				       pair.now);
	ck_assert(pair_run(&pair, 300000, has_resolved));
	ck_assert_int_lt(pair.now - begun, 25000);
	finish();
}
END_TEST

static void pin(unsigned n, bool pins)
{
	struct nb_addr peer;

	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	peer.port = (uint16_t)(5683 + n);
	if (pins)
		pair.link.ops->pin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				   pair.now);
	else
		pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				     pair.now);
}

START_TEST(no_exchange_loses_its_socket_to_a_query)
{
	begin(FIRST);
	pair.echoes = false;
	start();
	for (unsigned n = 0; n < 6; n++) {
		char peer[32] = "[2001:db8::1]:5683";
		peer[17] = (char)('3' + n);
		pin(n, true);
		pair_send(&pair, peer, "hello", 1);
		pair_run(&pair, 5000, NULL);
	}
	ck_assert_uint_eq(sockets(), 6);
	awaited = 1;
	pair.link.ops->resolve(pair.link.self, "iot.example", 1, pair.now);
	ck_assert(!pair_run(&pair, 60000, has_resolved));
	ck_assert_uint_eq(sockets(), 6);
	pin(2, false);
	ck_assert(pair_run(&pair, 60000, has_resolved));
	check("2001:db8::7");
	finish();
}
END_TEST

START_TEST(a_peer_at_the_servers_address_has_a_socket_of_its_own)
{
	begin(FIRST);
	pair.other = NULL;
	start();
	pair_send(&pair, "[" FIRST "]:53", "hello", 1);
	pair_run(&pair, 5000, NULL);
	ck_assert_uint_eq(pair.received, 1);
	pair.other = serve;
	resolve("iot.example");
	check("2001:db8::7");
	ck_assert_uint_ge(dns.port, 49152);
	ck_assert_uint_eq(pair.received, 1);
	pair.received = 0;
	finish();
}
END_TEST

START_TEST(beside_a_shared_socket_the_servers_is_of_its_own)
{
	begin(FIRST);
	pair.config.sockets = SQN_SOCKETS_SHARED;
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	start();
	pair_send(&pair, PEER, "hello", 1);
	pair_run(&pair, 5000, NULL);
	ck_assert_uint_eq(pair.received, 1);
	ck_assert_uint_eq(pair.local_port, 5683);
	resolve("iot.example");
	check("2001:db8::7");
	ck_assert_uint_ge(dns.port, 49152);
	pair_run(&pair, 1000, NULL);
	ck_assert_uint_eq(sockets(), 1);
	pair.received = 0;
	finish();
}
END_TEST

START_TEST(a_reboot_amid_a_query_ends_the_look_up_and_the_next_is_good)
{
	begin(FIRST);
	dns.manner[0] = SILENT;
	start();
	awaited = 1;
	pair.link.ops->resolve(pair.link.self, "iot.example", 1, pair.now);
	pair_run(&pair, 2000 + 1000 * _i, NULL);
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 60000, has_resolved));
	ck_assert_int_eq(pair.result, NB_ERR_SYSTEM);
	dns.manner[0] = ANSWERS;
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	resolve("iot.example");
	check("2001:db8::7");
	finish();
}
END_TEST

START_TEST(without_servers_the_modem_is_asked_ten_times_a_second_apart)
{
	begin("");
	pair.sim_config.no_dns = true;
	start();
	uint64_t before = sim_modem_counters(pair.sim)->commands;
	nb_ms took = resolve("iot.example");
	ck_assert_int_eq(pair.result, 0);
	ck_assert(!nb_addr_is_set(&pair.resolved));
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands - before, 10);
	ck_assert_int_ge(took, 9000);
	ck_assert_int_lt(took, 12000);
	finish();
}
END_TEST

START_TEST(the_modem_is_asked_again_until_it_knows_the_family_wanted)
{
	begin("");
	pair.sim_config.late_aaaa = true;
	start();
	ck_assert_int_ge(resolve("iot.example"), 3000);
	check("2001:db8::99");
	finish();
}
END_TEST

TCase *sequans_resolver_case(void)
{
	TCase *t = tcase_create("resolver");

	tcase_add_loop_test(t, a_server_is_asked_and_its_socket_closed, 0, 8);
	tcase_add_test(t, ids_and_ports_are_others_each_time);
	tcase_add_test(t, only_the_answer_to_the_query_is_believed);
	tcase_add_test(
		t, a_silent_server_gives_way_to_the_next_which_is_remembered);
	tcase_add_test(t, a_server_that_refuses_gives_way_at_once);
	tcase_add_test(t, when_no_server_answers_the_modem_is_asked_after_all);
	tcase_add_test(t, servers_of_a_family_that_we_have_not_are_left_out);
	tcase_add_test(t, a_name_that_does_not_exist_is_asked_for_once);
	tcase_add_test(t, what_can_be_no_name_asks_nobody);
	tcase_add_test(t, with_both_families_ipv4_is_asked_for_second);
	tcase_add_test(t, without_ipv4_a_name_of_ipv4_has_no_address);
	tcase_add_test(t, a_truncated_answer_is_asked_for_again_with_more_room);
	tcase_add_test(t, a_time_to_live_of_0_is_not_unknown);
	tcase_add_test(t, an_answer_whose_ring_is_lost_is_found);
	tcase_add_test(t,
		       a_silent_server_holds_up_another_name_by_one_query_only);
	tcase_add_test(t, no_exchange_loses_its_socket_to_a_query);
	tcase_add_test(t,
		       a_peer_at_the_servers_address_has_a_socket_of_its_own);
	tcase_add_loop_test(t, beside_a_shared_socket_the_servers_is_of_its_own,
			    0, 2);
	tcase_add_loop_test(
		t, a_reboot_amid_a_query_ends_the_look_up_and_the_next_is_good,
		0, 3);
	tcase_add_test(
		t, without_servers_the_modem_is_asked_ten_times_a_second_apart);
	tcase_add_test(
		t, the_modem_is_asked_again_until_it_knows_the_family_wanted);
	return t;
}
