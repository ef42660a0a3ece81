#include "sim/modem.h"
#include "unit/unit.h"

#include <nbcoap/addr.h>
#include <nbsqn/modem.h>
#include <stdlib.h>
#include <string.h>

/* The library as a program uses it, wire to wire with the simulated modem. */
static struct {
	nb_ms now;
	struct nbsqn_modem *modem;
	struct sim_modem *sim;
	enum nb_link_state state;
	unsigned verdicts[4];
	char received[64];
	struct nb_addr resolved;
	char answer[64];
	enum nbsqn_answer how;
	bool closed; /* the wish to close was granted */
	unsigned logs;
	struct nbsqn_refused_pin refused;
} world;

static const struct nbsqn_setting settings[] = {
	{"apn", "iot"},
	{"baud", "115200"},
	{NULL, NULL},
};

static struct sim_name name = {.name = "coap.example"};

static void open_with(const char *pin, const char *sims_pin)
{
	const struct nbsqn_setup setup = {
		.settings = settings,
		.pin = pin,
		.local_port = 5683,
	};
	struct sim_config sim_config;

	memset(&world, 0, sizeof(world));
	sim_config_init(&sim_config);
	strcpy(sim_config.pin, sims_pin);
	nb_addr_parse_host(&name.addr, "2001:db8::7", 11);
	sim_config.names = &name;
	sim_config.name_count = 1;
	world.sim = sim_modem_init(malloc(sim_modem_footprint()), &sim_config,
				   world.now);
	world.modem = nbsqn_modem_init(malloc(nbsqn_modem_footprint()), &setup,
				       world.now);
	ck_assert_ptr_nonnull(world.modem);
}

static void open_both(void)
{
	open_with(NULL, "");
}

static void close_both(void)
{
	free(world.modem);
	free(world.sim);
}

static void take(const struct nbsqn_event *event)
{
	switch (event->type) {
	case NBSQN_EVENT_RECEIVED:
		ck_assert_uint_lt(event->bytes.len, sizeof(world.received));
		memcpy(world.received, event->bytes.data, event->bytes.len);
		break;
	case NBSQN_EVENT_VERDICT:
		world.verdicts[event->verdict]++;
		break;
	case NBSQN_EVENT_STATE:
		world.state = event->state;
		break;
	case NBSQN_EVENT_RESOLVED:
		ck_assert_uint_eq(event->address_count, 1);
		world.resolved = event->address[0];
		break;
	case NBSQN_EVENT_ANSWERED:
		world.how = event->answer;
		if (event->answer == NBSQN_ANSWER_FINAL)
			memcpy(world.answer, event->bytes.data,
			       event->bytes.len);
		break;
	case NBSQN_EVENT_LOG:
		ck_assert_int_ge(event->priority, 3);
		ck_assert_int_le(event->priority, 7);
		world.logs++;
		break;
	case NBSQN_EVENT_REBOUND:
	case NBSQN_EVENT_DROWSY:
		break;
	}
}

static void grant(const struct nbsqn_wish *wish)
{
	switch (wish->type) {
	case NBSQN_WISH_OPEN:
		ck_assert_uint_eq(wish->baud, 115200);
		nbsqn_modem_port(world.modem, NBSQN_PORT_OPEN, world.now);
		break;
	case NBSQN_WISH_CLOSE:
		world.closed = true;
		nbsqn_modem_port(world.modem, NBSQN_PORT_CLOSED, world.now);
		break;
	case NBSQN_WISH_RUN:
		nbsqn_modem_ran(world.modem, world.now);
		break;
	case NBSQN_WISH_SPEED:
	case NBSQN_WISH_KEEP:
		break;
	case NBSQN_WISH_KEEP_PIN:
		world.refused = wish->refused_pin;
		break;
	}
}

static bool serve_driver(void)
{
	struct nbsqn_event event;
	struct nbsqn_wish wish;
	uint8_t buf[64];
	bool moved = false;

	for (; nbsqn_modem_next_event(world.modem, &event, world.now);
	     moved = true)
		take(&event);
	for (; nbsqn_modem_next_wish(world.modem, &wish); moved = true)
		grant(&wish);
	size_t len =
		nbsqn_modem_output(world.modem, buf, sizeof(buf), world.now);
	if (len == 0)
		return moved;
	nbsqn_modem_output_done(world.modem, len, world.now);
	sim_modem_input_bytes(world.sim, buf, len, world.now);
	return true;
}

/* Whoever is written to answers with the same bytes. */
static bool serve_modem(void)
{
	struct sim_event event;
	uint8_t buf[64];

	while (sim_modem_next_event(world.sim, &event)) {
		uint8_t copy[64];

		ck_assert_int_ne(event.type, SIM_EVENT_VIOLATION);
		if (event.type != SIM_EVENT_SEND)
			continue;
		memcpy(copy, event.bytes.data, event.bytes.len);
		sim_modem_input_datagram(world.sim, event.socket, &event.peer,
					 copy, event.bytes.len, world.now);
	}
	size_t len =
		sim_modem_output_bytes(world.sim, buf, sizeof(buf), world.now);
	if (len == 0)
		return false;
	sim_modem_output_done(world.sim, len, world.now);
	nbsqn_modem_input(world.modem, buf, len, world.now);
	return true;
}

static void run(nb_ms ms)
{
	nb_ms end = world.now + ms;

	for (;;) {
		while (serve_driver() || serve_modem())
			;
		nb_ms next = nbsqn_modem_deadline(world.modem);
		nb_ms other = sim_modem_deadline(world.sim);
		if (other < next)
			next = other;
		if (next > end)
			break;
		if (next > world.now)
			world.now = next;
		nbsqn_modem_expire(world.modem, world.now);
		sim_modem_expire(world.sim, world.now);
	}
	world.now = end;
}

static void bring_up(void)
{
	run(60000);
	ck_assert_int_eq(world.state, NB_LINK_UP);
}

static struct nb_addr address(const char *text)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse(&a, text, strlen(text), 5683), 0);
	return a;
}

static int send_text(const char *text, uint64_t tag)
{
	const struct nb_datagram datagram = {
		.peer = address("[2001:db8::1]"),
		.bytes = {(const uint8_t *)text, strlen(text)},
		.transmission = 1,
		.tag = tag,
	};

	return nbsqn_modem_send(world.modem, &datagram, world.now);
}

START_TEST(a_datagram_goes_out_and_its_answer_comes_in)
{
	struct nb_addr peer = address("[2001:db8::1]");

	ck_assert(!nbsqn_modem_ready(world.modem, &peer));
	ck_assert_int_eq(send_text("early", 1), NB_ERR_SPACE);
	bring_up();
	ck_assert(nbsqn_modem_ready(world.modem, &peer));
	nbsqn_modem_pin(world.modem, &peer, NBSQN_PIN_EXCHANGE, world.now);
	ck_assert_int_eq(send_text("hello", 2), 0);
	run(5000);
	nbsqn_modem_look(world.modem, &peer, world.now);
	nbsqn_modem_unpin(world.modem, &peer, NBSQN_PIN_EXCHANGE, world.now);
	run(5000);
	ck_assert_uint_eq(world.verdicts[NB_VERDICT_ACCEPTED], 1);
	ck_assert_str_eq(world.received, "hello");
	ck_assert_uint_eq(nbsqn_modem_at_once(world.modem), 0);
}
END_TEST

START_TEST(a_datagram_that_is_taken_back_is_not_sent)
{
	bring_up();
	ck_assert_int_eq(send_text("hello", 7), 0);
	nbsqn_modem_withdraw(world.modem, 7, world.now);
	run(5000);
	ck_assert_uint_eq(world.verdicts[NB_VERDICT_NOT_SENT], 1);
	ck_assert_str_eq(world.received, "");
}
END_TEST

START_TEST(what_is_longer_than_the_mtu_is_refused)
{
	static const char text[1500] = "x";
	struct nb_datagram datagram = {
		.peer = address("[2001:db8::1]"),
		.bytes = {(const uint8_t *)text, 1280 - 48},
	};

	bring_up();
	ck_assert_uint_eq(nbsqn_modem_mtu(world.modem, NB_FAMILY_IPV6),
			  datagram.bytes.len);
	ck_assert_uint_eq(nbsqn_modem_mtu(world.modem, NB_FAMILY_IPV4),
			  1280 - 28);
	datagram.bytes.len++;
	ck_assert_int_eq(nbsqn_modem_send(world.modem, &datagram, world.now),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(a_name_is_looked_up_through_the_modem)
{
	bring_up();
	ck_assert_int_eq(nbsqn_modem_resolve(world.modem, "coap.example", 1,
					     world.now),
			 0);
	ck_assert_int_eq(nbsqn_modem_resolve(world.modem, "no name", 2,
					     world.now),
			 NB_ERR_CALLER);
	run(5000);
	ck_assert(nb_addr_equal(&world.resolved, &name.addr));
}
END_TEST

START_TEST(a_command_of_the_users_is_said_between)
{
	bring_up();
	ck_assert_int_eq(nbsqn_modem_command(world.modem, "AT+CGMM", false, 1,
					     world.now),
			 0);
	run(5000);
	ck_assert_str_eq(world.answer, "GM02S\n");
	nbsqn_modem_command(world.modem, "AT+CFUN=0", false, 2, world.now);
	run(5000);
	ck_assert_int_eq(world.how, NBSQN_ANSWER_DENIED);
}
END_TEST

START_TEST(the_status_tells_modem_network_and_address)
{
	struct nbsqn_status status;

	bring_up();
	nbsqn_modem_status(world.modem, &status, world.now);
	ck_assert_int_eq(status.state, NB_LINK_UP);
	ck_assert_int_eq(status.registration, NBSQN_REGISTRATION_HOME);
	ck_assert_str_eq(status.model, "GM02S");
	ck_assert_str_eq(status.rat, "nb-iot");
	ck_assert_uint_eq(status.address_count, 1);
	run(5000);
	nbsqn_modem_status(world.modem, &status, world.now);
	ck_assert_int_ge(status.rsrp_age, 0);
	ck_assert_int_lt(status.rsrp_dbm, 0);
}
END_TEST

START_TEST(the_port_is_given_away_and_taken_back)
{
	bring_up();
	nbsqn_modem_release(world.modem, world.now);
	run(5000);
	ck_assert(world.closed);
	ck_assert_int_eq(world.state, NB_LINK_RELEASED);
	nbsqn_modem_resume(world.modem, world.now);
	bring_up();
}
END_TEST

START_TEST(the_end_closes_sockets_and_then_says_so)
{
	bring_up();
	ck_assert_int_eq(send_text("hello", 1), 0);
	run(5000);
	nbsqn_modem_shutdown(world.modem, world.now);
	run(1000);
	ck_assert(nbsqn_modem_is_shut(world.modem));
}
END_TEST

START_TEST(a_pin_that_the_sim_refused_is_to_be_remembered)
{
	open_with("1111", "1234");
	run(60000);
	ck_assert_int_ne(world.state, NB_LINK_UP);
	ck_assert_uint_ne(world.refused.pin, 0);
	close_both();
}
END_TEST

START_TEST(a_setting_that_is_not_good_says_what_is_allowed)
{
	static const struct {
		struct nbsqn_setting setting;
		const char *why; /* NULL: it is good */
	} rows[] = {
		{{"apn", "iot"}, NULL},
		{{"apn", "a b"},
		 "must be letters, digits, \".\", \"-\" and \"_\""},
		{{"cid", "7"}, "must be 1 to 6"},
		{{"dns-servers", "192.0.2.1, 2001:db8::1"}, NULL},
		{{"dns-servers", "192.0.2.1, x"},
		 "must be a list of IPv4 and IPv6 addresses"},
		{{"nonsense", "1"}, "unknown setting"},
		{{"device", "/dev/ttyUSB0"}, "unknown setting"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char why[NBSQN_WHY];
		int result = nbsqn_setting_check(&rows[i].setting, why);

		ck_assert_int_eq(result, rows[i].why ? NB_ERR_CALLER : 0);
		if (rows[i].why)
			ck_assert_str_eq(why, rows[i].why);
	}
}
END_TEST

START_TEST(nothing_begins_with_what_is_not_good)
{
	const struct nbsqn_setting bad[] = {{"mtu", "1"}, {NULL, NULL}};
	const struct nbsqn_setup rows[] = {
		{.settings = bad}, {.pin = "123"},         {.pin = "123456789"},
		{.pin = "12a4"},   {.apn_password = "\""},
	};
	void *memory = malloc(nbsqn_modem_footprint());

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_ptr_null(nbsqn_modem_init(memory, &rows[i], 0));
	const struct nbsqn_setup good = {.pin = "1234", .apn_password = "x"};
	ck_assert_ptr_nonnull(nbsqn_modem_init(memory, &good, 0));
	free(memory);
}
END_TEST

static TCase *link_case(void)
{
	TCase *t = tcase_create("a modem as a link");

	tcase_add_checked_fixture(t, open_both, close_both);
	tcase_add_test(t, a_datagram_goes_out_and_its_answer_comes_in);
	tcase_add_test(t, a_datagram_that_is_taken_back_is_not_sent);
	tcase_add_test(t, what_is_longer_than_the_mtu_is_refused);
	tcase_add_test(t, a_name_is_looked_up_through_the_modem);
	tcase_add_test(t, a_command_of_the_users_is_said_between);
	tcase_add_test(t, the_status_tells_modem_network_and_address);
	tcase_add_test(t, the_port_is_given_away_and_taken_back);
	tcase_add_test(t, the_end_closes_sockets_and_then_says_so);
	return t;
}

static TCase *settings_case(void)
{
	TCase *t = tcase_create("settings");

	tcase_add_test(t, a_pin_that_the_sim_refused_is_to_be_remembered);
	tcase_add_test(t, a_setting_that_is_not_good_says_what_is_allowed);
	tcase_add_test(t, nothing_begins_with_what_is_not_good);
	return t;
}

int main(void)
{
	static const unit_case cases[] = {link_case, settings_case, NULL};

	return unit_run("nbsqn", cases);
}
