/*
 * Notifications at the edges; how one fares on its way tell the transcripts
 * (server-notify-*.coap).
 */
#include "unit/coap_cases.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>

enum { PLACES = 2 };

static struct nbcoap_endpoint *e;
static void *memory;
static struct nbcoap_notification news;

static void setup(void)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = 1,
		.peers = 1,
		.message_size = 32,
		.inbound = 1,
		.dedup = PLACES,
		.secret = "notifications",
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	e = nbcoap_endpoint_init(memory, len, &config, 0);
	nbcoap_endpoint_link(e, NB_LINK_UP, 0);
	news = (struct nbcoap_notification){
		.peer = {.ip = {192, 0, 2, 1},
			 .port = 5683,
			 .family = NB_FAMILY_IPV4},
		.token = (const uint8_t *)"token one",
		.token_len = 1,
		.confirmable = true,
		.response = {.code = NBCOAP_CODE(2, 5)},
		.user = 7,
	};
}

static void teardown(void)
{
	free(memory);
}

static uint64_t send_one(void)
{
	struct nb_datagram d;

	ck_assert(nbcoap_endpoint_output(e, &d, NULL, NULL, 0));
	return d.tag;
}

START_TEST(what_is_no_response_is_refused)
{
	news.response.code = NBCOAP_GET;
	ck_assert_int_eq(nbcoap_endpoint_notify(e, &news, 0), NB_ERR_CALLER);
	news.response.code = NBCOAP_CODE(2, 5);
	news.token_len = NBCOAP_TOKEN_MAX + 1;
	ck_assert_int_eq(nbcoap_endpoint_notify(e, &news, 0), NB_ERR_CALLER);
}
END_TEST

START_TEST(one_that_is_too_large_is_refused)
{
	static const uint8_t payload[32];

	news.response.payload = (struct nb_bytes){payload, sizeof(payload)};
	ck_assert_int_eq(nbcoap_endpoint_notify(e, &news, 0), NB_ERR_SPACE);
}
END_TEST

START_TEST(the_first_to_leave_a_full_table_are_those_that_nobody_acknowledges)
{
	news.confirmable = false;
	for (unsigned i = 0; i < 3 * PLACES; i++) {
		struct nbcoap_event ev;

		ck_assert_int_ge(nbcoap_endpoint_notify(e, &news, 0), 0);
		nbcoap_endpoint_verdict(e, send_one(), NB_VERDICT_ACCEPTED, 0);
		while (nbcoap_endpoint_next_event(e, &ev))
			ck_assert_uint_eq(ev.user, 7);
	}
	news.confirmable = true;
	for (unsigned i = 0; i < PLACES; i++)
		ck_assert_int_ge(nbcoap_endpoint_notify(e, &news, 0), 0);
	ck_assert_int_eq(nbcoap_endpoint_notify(e, &news, 0), NB_ERR_SPACE);
}
END_TEST

START_TEST(it_leaves_from_where_its_request_came)
{
	struct nb_datagram d = {.answers = false};

	ck_assert_int_ge(nbcoap_endpoint_notify(e, &news, 0), 0);
	ck_assert(nbcoap_endpoint_output(e, &d, NULL, NULL, 0));
	ck_assert(d.answers);
}
END_TEST

START_TEST(bytes_at_the_link_are_never_superseded)
{
	struct nbcoap_response newer = {.code = NBCOAP_CODE(2, 5)};
	int inbound = nbcoap_endpoint_notify(e, &news, 0);
	uint64_t tag = send_one();

	ck_assert(!nbcoap_endpoint_may_supersede(e, inbound));
	ck_assert_int_eq(nbcoap_endpoint_supersede(e, inbound, &newer),
			 NB_ERR_CALLER);
	nbcoap_endpoint_verdict(e, tag, NB_VERDICT_ACCEPTED, 0);
	ck_assert_int_eq(nbcoap_endpoint_supersede(e, inbound, &newer), 0);
}
END_TEST

START_TEST(one_that_has_ended_is_not_superseded)
{
	struct nbcoap_response newer = {.code = NBCOAP_CODE(2, 5)};
	int inbound = nbcoap_endpoint_notify(e, &news, 0);

	nbcoap_endpoint_verdict(e, send_one(), NB_VERDICT_UNREACHABLE, 0);
	ck_assert_int_eq(nbcoap_endpoint_supersede(e, inbound, &newer),
			 NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_supersede(e, -1, &newer),
			 NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_supersede(e, PLACES, &newer),
			 NB_ERR_CALLER);
}
END_TEST

TCase *coap_notify_case(void)
{
	TCase *c = tcase_create("notify");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, what_is_no_response_is_refused);
	tcase_add_test(c, one_that_is_too_large_is_refused);
	tcase_add_test(
		c,
		the_first_to_leave_a_full_table_are_those_that_nobody_acknowledges);
	tcase_add_test(c, it_leaves_from_where_its_request_came);
	tcase_add_test(c, bytes_at_the_link_are_never_superseded);
	tcase_add_test(c, one_that_has_ended_is_not_superseded);
	return c;
}
