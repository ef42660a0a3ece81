/* What an endpoint remembers over a restart. */
#include "unit/coap_cases.h"
#include "unit/coap_text.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>
#include <string.h>

enum { STATE_MAX = 4096, LINE_LEN = 256 };

static struct nbcoap_endpoint *e;
static void *memory;
static nb_ms now;
static uint8_t state[STATE_MAX];
static size_t state_len;

static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};
static const struct nb_addr other = {
	.ip = {192, 0, 2, 2}, .port = 5683, .family = NB_FAMILY_IPV4};
static const struct nb_addr third = {
	.ip = {192, 0, 2, 3}, .port = 5683, .family = NB_FAMILY_IPV4};

/* Each start has another secret. */
static void start(const char *secret, unsigned dedup)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = 2,
		.peers = 2,
		.replies = 1,
		.message_size = 64,
		.inbound = 1,
		.dedup = dedup,
	};
	memcpy(config.secret, secret, strlen(secret));
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	e = nbcoap_endpoint_init(memory, len, &config, now);
	nbcoap_endpoint_link(e, NB_LINK_UP, now);
}

static void setup(void)
{
	now = 1000000;
	start("first", 4);
}

static void teardown(void)
{
	free(memory);
}

static void save(void)
{
	int len = nbcoap_endpoint_save(e, state, sizeof(state), now);

	ck_assert_int_gt(len, 0);
	state_len = (size_t)len;
}

static int restore(nb_ms age)
{
	return nbcoap_endpoint_restore(e, (struct nb_bytes){state, state_len},
				       age, now);
}

/* It stops, and starts again on another clock, @age ms later. */
static void restart(nb_ms age, unsigned dedup)
{
	save();
	teardown();
	now = 5000;
	start("second", dedup);
	ck_assert_int_eq(restore(age), 0);
}

static int hear(const char *line)
{
	uint8_t bytes[LINE_LEN];
	struct nbcoap_event ev;
	int inbound = -1;
	int len = coap_text_encode(line, bytes, sizeof(bytes));

	nbcoap_endpoint_input(e, &peer, bytes, (size_t)len, now);
	while (nbcoap_endpoint_next_event(e, &ev))
		if (ev.type == NBCOAP_EVENT_REQUEST)
			inbound = ev.inbound;
	return inbound;
}

/* What goes out, as a line; "": nothing. */
static const char *sent(void)
{
	static char line[LINE_LEN];
	struct nbcoap_message m;
	struct nb_datagram d;
	struct nbcoap_event ev;

	line[0] = '\0';
	if (!nbcoap_endpoint_output(e, &d, NULL, NULL, now))
		return line;
	nbcoap_message_decode(&m, d.bytes.data, d.bytes.len);
	coap_text_message(&m, line, sizeof(line));
	nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, now);
	while (nbcoap_endpoint_next_event(e, &ev))
		;
	return line;
}

static void respond(int inbound)
{
	static const struct nbcoap_response changed = {
		.code = NBCOAP_CODE(2, 4),
		.payload = {(const uint8_t *)"x", 1}};

	ck_assert_int_eq(nbcoap_endpoint_respond(e, inbound, &changed, now), 0);
}

START_TEST(an_action_is_not_done_again_for_a_duplicate)
{
	respond(hear("CON 0.02 id=0001 token=aa 11=61"));
	ck_assert_str_eq(sent(), "ACK 2.04 id=0001 token=aa payload=78");
	restart(1000, 4);
	ck_assert_int_eq(hear("CON 0.02 id=0001 token=aa 11=61"), -1);
	ck_assert_str_eq(sent(), "ACK 2.04 id=0001 token=aa payload=78");
	/* Another request with its message ID is none. */
	ck_assert_int_ge(hear("CON 0.02 id=0001 token=bb 11=61"), 0);
}
END_TEST

START_TEST(after_a_separate_answer_it_gets_the_empty_acknowledgement)
{
	int inbound = hear("CON 0.02 id=0001 token=aa 11=61");

	now += 1000;
	nbcoap_endpoint_expire(e, now);
	ck_assert_str_eq(sent(), "ACK 0.00 id=0001");
	respond(inbound);
	restart(0, 4);
	ck_assert_int_eq(hear("CON 0.02 id=0001 token=aa 11=61"), -1);
	ck_assert_str_eq(sent(), "ACK 0.00 id=0001");
}
END_TEST

START_TEST(what_was_not_answered_is_asked_again)
{
	ck_assert_int_ge(hear("CON 0.02 id=0001 token=aa 11=61"), 0);
	restart(0, 4);
	ck_assert_int_ge(hear("CON 0.02 id=0001 token=aa 11=61"), 0);
}
END_TEST

START_TEST(time_goes_on_while_it_is_away)
{
	respond(hear("CON 0.02 id=0001 token=aa 11=61"));
	restart(247000, 4);
	ck_assert_int_ge(hear("CON 0.02 id=0001 token=aa 11=61"), 0);
}
END_TEST

START_TEST(what_finds_no_room_is_left_out)
{
	respond(hear("CON 0.02 id=0001 token=aa 11=61"));
	sent();
	respond(hear("CON 0.02 id=0002 token=aa 11=61"));
	sent();
	restart(0, 1);
	ck_assert_int_eq(hear("CON 0.02 id=0001 token=aa 11=61"), -1);
}
END_TEST

static uint16_t ask_of(const struct nb_addr *addr)
{
	struct nbcoap_request request = {.peer = *addr,
					 .code = NBCOAP_GET,
					 .params = &nbcoap_params_rfc7252};
	struct nb_datagram d;
	struct nbcoap_message m;

	ck_assert_int_ge(nbcoap_endpoint_request(e, &request, now), 0);
	ck_assert(nbcoap_endpoint_output(e, &d, NULL, NULL, now));
	nbcoap_message_decode(&m, d.bytes.data, d.bytes.len);
	return m.id;
}

static uint16_t ask(void)
{
	return ask_of(&peer);
}

START_TEST(message_ids_go_on_far_from_those_in_use)
{
	uint16_t before = ask();

	restart(0, 4);
	ck_assert_uint_eq((uint16_t)(ask() - before), 1 + 4096);
}
END_TEST

static bool can_start(const struct nb_addr *addr)
{
	return nbcoap_endpoint_can_start(e, addr, &nbcoap_params_rfc7252, now);
}

START_TEST(a_peer_stays_as_long_as_its_message_ids_live)
{
	nb_ms lifetime = nbcoap_exchange_lifetime(&nbcoap_params_rfc7252);

	ask_of(&peer);
	ask_of(&other);
	restart(0, 4);
	ck_assert(!can_start(&third));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + lifetime);
	now += lifetime;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(&third));
}
END_TEST

START_TEST(bytes_that_were_not_saved_change_nothing)
{
	ask();
	respond(hear("CON 0.02 id=0001 token=aa 11=61"));
	sent();
	save();
	teardown();
	start("second", 4);
	size_t whole = state_len;
	for (state_len = 0; state_len < whole; state_len++)
		ck_assert_int_eq(restore(0), NB_ERR_PEER);
	state_len = whole + 1;
	ck_assert_int_eq(restore(0), NB_ERR_PEER);
	state_len = whole;
	state[3] ^= 1; /* another version */
	ck_assert_int_eq(restore(0), NB_ERR_PEER);
	ck_assert_int_ge(hear("CON 0.02 id=0001 token=aa 11=61"), 0);
}
END_TEST

START_TEST(a_buffer_that_is_too_small_is_refused)
{
	save();
	ck_assert_int_eq(nbcoap_endpoint_save(e, state, state_len - 1, now),
			 NB_ERR_SPACE);
}
END_TEST

TCase *coap_restart_case(void)
{
	TCase *c = tcase_create("restart");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, an_action_is_not_done_again_for_a_duplicate);
	tcase_add_test(
		c, after_a_separate_answer_it_gets_the_empty_acknowledgement);
	tcase_add_test(c, what_was_not_answered_is_asked_again);
	tcase_add_test(c, time_goes_on_while_it_is_away);
	tcase_add_test(c, what_finds_no_room_is_left_out);
	tcase_add_test(c, message_ids_go_on_far_from_those_in_use);
	tcase_add_test(c, a_peer_stays_as_long_as_its_message_ids_live);
	tcase_add_test(c, bytes_that_were_not_saved_change_nothing);
	tcase_add_test(c, a_buffer_that_is_too_small_is_refused);
	return c;
}
