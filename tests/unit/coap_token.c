/* Extended tokens (RFC 8974), where a transcript does not tell. */
#include "unit/coap_cases.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>
#include <string.h>

enum { MESSAGE = 128, TOKEN_MAX = 32, HEADER = 4 };

static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};
static const uint8_t token[MESSAGE];

static struct nbcoap_endpoint_config config;
static struct nbcoap_endpoint *e;
static void *memory;

static void start(unsigned token_max)
{
	free(memory);
	config = (struct nbcoap_endpoint_config){
		.exchanges = 1,
		.peers = 1,
		.message_size = MESSAGE,
		.inbound = 1,
		.dedup = 1,
		.token_max = token_max,
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	e = nbcoap_endpoint_init(memory, len, &config, 0);
	nbcoap_endpoint_link(e, NB_LINK_UP, 0);
}

static void setup(void)
{
	start(TOKEN_MAX);
}

static void teardown(void)
{
	free(memory);
	memory = NULL;
}

static void ask(uint16_t id, uint16_t token_len)
{
	uint8_t bytes[2 * MESSAGE];
	struct nbcoap_message m = {
		.code = NBCOAP_GET,
		.id = id,
		.token = token,
		.token_len = token_len,
	};
	int len = nbcoap_message_encode(&m, NULL, 0, (struct nb_bytes){0},
					bytes, sizeof(bytes));

	ck_assert_int_gt(len, 0);
	nbcoap_endpoint_input(e, &peer, bytes, (size_t)len, 0);
}

/* What goes out next; code 0: nothing. */
static struct nbcoap_message next_sent(void)
{
	struct nbcoap_message m = {0};
	struct nb_datagram d;

	if (nbcoap_endpoint_output(e, &d, NULL, NULL, 0)) {
		nbcoap_message_decode_extended(&m, d.bytes.data, d.bytes.len);
		nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, 0);
	}
	return m;
}

static int request(unsigned token_len)
{
	struct nbcoap_params params = nbcoap_params_rfc7252;
	struct nbcoap_request request = {
		.peer = peer,
		.params = &params,
		.code = NBCOAP_GET,
		.confirmable = true,
	};

	params.token_len = token_len;
	return nbcoap_endpoint_request(e, &request, 0);
}

START_TEST(a_request_with_a_longer_token_is_the_callers_fault)
{
	ck_assert_int_eq(request(TOKEN_MAX + 1), NB_ERR_CALLER);
	ck_assert_int_eq(request(UINT16_MAX + 1), NB_ERR_CALLER);
	ck_assert_int_ge(request(TOKEN_MAX), 0);
	ck_assert_uint_eq(next_sent().token_len, TOKEN_MAX);
}
END_TEST

START_TEST(without_the_option_eight_bytes_are_the_limit)
{
	start(NBCOAP_TOKEN_MAX);
	ck_assert_int_eq(request(NBCOAP_TOKEN_MAX + 1), NB_ERR_CALLER);
	ask(1, NBCOAP_TOKEN_MAX + 1);
	ck_assert_uint_eq(nbcoap_endpoint_counters(e)->malformed, 1);
	ck_assert_int_eq(next_sent().type, NBCOAP_RST);
}
END_TEST

START_TEST(a_quarter_of_a_message_is_the_longest_token)
{
	start(MESSAGE);
	ck_assert_int_eq(request(MESSAGE / 4 + 1), NB_ERR_CALLER);
	ck_assert_int_ge(request(MESSAGE / 4), 0);
}
END_TEST

START_TEST(no_room_is_5_03_with_the_longest_token_as_well)
{
	ask(1, 1);
	ask(2, TOKEN_MAX);
	struct nbcoap_message m = next_sent();
	ck_assert_uint_eq(m.code, NBCOAP_CODE(5, 3));
	ck_assert_uint_eq(m.token_len, TOKEN_MAX);
}
END_TEST

START_TEST(a_token_that_no_message_of_ours_can_have_meets_silence)
{
	ask(1, MESSAGE - HEADER - 1);
	struct nbcoap_message m = next_sent();
	ck_assert_uint_eq(m.code, NBCOAP_CODE(4, 0));
	ck_assert_uint_eq(m.token_len, MESSAGE - HEADER - 1);
	ask(2, MESSAGE - HEADER);
	ck_assert_uint_eq(next_sent().code, 0);
	ck_assert_uint_eq(nbcoap_endpoint_counters(e)->inbound_refused, 2);
}
END_TEST

START_TEST(a_duplicate_after_a_restart_gets_the_same_long_token)
{
	struct nbcoap_event ev;
	struct nbcoap_response response = {.code = NBCOAP_CODE(2, 5)};
	uint8_t state[512];

	ask(1, TOKEN_MAX);
	do
		ck_assert(nbcoap_endpoint_next_event(e, &ev));
	while (ev.type != NBCOAP_EVENT_REQUEST);
	ck_assert_int_eq(nbcoap_endpoint_respond(e, ev.inbound, &response, 0),
			 0);
	next_sent();
	int len = nbcoap_endpoint_save(e, state, sizeof(state), 0);
	ck_assert_int_gt(len, 0);
	start(TOKEN_MAX);
	ck_assert_int_eq(nbcoap_endpoint_restore(
				 e, (struct nb_bytes){state, (size_t)len}, 0,
				 0),
			 0);
	ask(1, TOKEN_MAX);
	struct nbcoap_message m = next_sent();
	ck_assert_uint_eq(m.code, response.code);
	ck_assert_uint_eq(m.token_len, TOKEN_MAX);
}
END_TEST

/* Only the answers that the endpoint gives by itself are kept with a token. */
START_TEST(extended_tokens_cost_room_only_where_they_are_known)
{
	size_t without, with;

	config.token_max = 0;
	without = nbcoap_endpoint_footprint(&config);
	config.token_max = NBCOAP_TOKEN_MAX;
	ck_assert_uint_eq(nbcoap_endpoint_footprint(&config), without);
	config.token_max = TOKEN_MAX;
	with = nbcoap_endpoint_footprint(&config);
	ck_assert_uint_gt(with, without);
	ck_assert_uint_le(with, without + 8 * (TOKEN_MAX + 2));
}
END_TEST

TCase *coap_token_case(void)
{
	TCase *c = tcase_create("token");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_request_with_a_longer_token_is_the_callers_fault);
	tcase_add_test(c, without_the_option_eight_bytes_are_the_limit);
	tcase_add_test(c, a_quarter_of_a_message_is_the_longest_token);
	tcase_add_test(c, no_room_is_5_03_with_the_longest_token_as_well);
	tcase_add_test(c,
		       a_token_that_no_message_of_ours_can_have_meets_silence);
	tcase_add_test(c, a_duplicate_after_a_restart_gets_the_same_long_token);
	tcase_add_test(c, extended_tokens_cost_room_only_where_they_are_known);
	return c;
}
