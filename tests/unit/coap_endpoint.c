#include "unit/coap_cases.h"

#include "coap/metrics.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>
#include <string.h>

enum { MESSAGE = 64, EXCHANGES = 4, PEERS = 3 };

static struct nbcoap_endpoint *e;
static void *memory;
static struct nbcoap_params params;
static nb_ms now;

/* What the endpoint said since the last look. */
static struct nb_datagram sent[16];
static unsigned sent_count;
static struct nbcoap_event told[64];
static unsigned told_count;

static void open_endpoint(unsigned exchanges)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = exchanges,
		.peers = PEERS,
		.replies = 4,
		.message_size = MESSAGE,
		.secret = "endpoint",
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	ck_assert_ptr_null(nbcoap_endpoint_init(memory, len - 1, &config, now));
	e = nbcoap_endpoint_init(memory, len, &config, now);
	ck_assert_ptr_nonnull(e);
	nbcoap_endpoint_link(e, NB_LINK_UP, now);
}

static void setup(void)
{
	now = 1000000;
	params = nbcoap_params_rfc7252;
	params.ack_random_milli = 1000;
	params.probing_rate = 0;
	sent_count = told_count = 0;
	open_endpoint(EXCHANGES);
}

static void teardown(void)
{
	free(memory);
}

static struct nb_addr peer(uint16_t port)
{
	return (struct nb_addr){
		.ip = {192, 0, 2, 1}, .port = port, .family = NB_FAMILY_IPV4};
}

static void pull_events(void)
{
	told_count = 0;
	while (nbcoap_endpoint_next_event(e, &told[told_count]))
		ck_assert_uint_lt(++told_count, 64);
}

static unsigned count_told(enum nbcoap_event_type type)
{
	unsigned count = 0;

	for (unsigned i = 0; i < told_count; i++)
		count += told[i].type == type;
	return count;
}

static const struct nbcoap_event *find_told(enum nbcoap_event_type type)
{
	for (unsigned i = 0; i < told_count; i++)
		if (told[i].type == type)
			return &told[i];
	ck_abort_msg("no such event");
	return NULL;
}

/* Everything that can go out does, without verdicts. */
static unsigned pull_output(void)
{
	sent_count = 0;
	while (nbcoap_endpoint_output(e, &sent[sent_count], NULL, NULL, now))
		ck_assert_uint_lt(++sent_count, 16);
	return sent_count;
}

static void accept_all(void)
{
	for (unsigned i = 0; i < sent_count; i++)
		nbcoap_endpoint_verdict(e, sent[i].tag, NB_VERDICT_ACCEPTED,
					now);
}

static int request(uint16_t port, bool confirmable)
{
	struct nbcoap_request r = {
		.peer = peer(port),
		.params = &params,
		.code = NBCOAP_GET,
		.confirmable = confirmable,
		.user = port,
	};
	return nbcoap_endpoint_request(e, &r, now);
}

static bool can_start(uint16_t port)
{
	struct nb_addr a = peer(port);

	return nbcoap_endpoint_can_start(e, &a, &params, now);
}

/* An answer to the datagram @d. */
static void answer(const struct nb_datagram *d, enum nbcoap_type type,
		   uint8_t code)
{
	struct nbcoap_message m;
	uint8_t bytes[16];

	nbcoap_message_decode(&m, d->bytes.data, d->bytes.len);
	m.type = type;
	m.code = code;
	if (code == NBCOAP_EMPTY)
		m.token_len = 0;
	int len = nbcoap_message_encode(&m, NULL, 0, (struct nb_bytes){0},
					bytes, sizeof(bytes));
	nbcoap_endpoint_input(e, &d->peer, bytes, (size_t)len, now);
}

START_TEST(what_makes_no_request_is_the_callers_fault)
{
	struct nbcoap_option unsorted[] = {{12, 0, NULL}, {11, 0, NULL}};
	struct nbcoap_request good = {
		.peer = peer(1), .params = &params, .code = NBCOAP_GET};
	struct nbcoap_request r = good;

	r.code = NBCOAP_EMPTY;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.code = NBCOAP_CODE(2, 5);
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r = good;
	r.peer.port = 0;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.peer = peer(1);
	r.peer.ip[0] = 224;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_ping(e, &r.peer, &params, 0, now),
			 NB_ERR_CALLER);
	r = good;
	r.options = unsorted;
	r.option_count = 2;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_measure(&r), NB_ERR_CALLER);
	ck_assert_int_ge(nbcoap_endpoint_request(e, &good, now), 0);
}
END_TEST

START_TEST(a_message_is_as_long_as_it_was_measured_and_fits_or_not)
{
	static const uint8_t payload[MESSAGE];
	struct nbcoap_option path = {11, 3, (const uint8_t *)"abc"};
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_POST,
		.options = &path,
		.option_count = 1,
		.payload = {payload, MESSAGE - 13},
	};

	ck_assert_int_eq(nbcoap_endpoint_measure(&r), MESSAGE);
	r.payload.len++;
	ck_assert_int_eq(nbcoap_endpoint_measure(&r), MESSAGE + 1);
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_SPACE);
	r.payload.len--;
	ck_assert_int_ge(nbcoap_endpoint_request(e, &r, now), 0);
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert_uint_eq(sent[0].bytes.len, MESSAGE);
}
END_TEST

START_TEST(nothing_goes_out_before_the_link_is_usable)
{
	static const enum nb_link_state unusable[] = {NB_LINK_ABSENT,
						      NB_LINK_DOWN,
						      NB_LINK_SEARCHING,
						      NB_LINK_RELEASED};

	request(1, true);
	for (unsigned i = 0; i < 4; i++) {
		nbcoap_endpoint_link(e, unusable[i], now);
		ck_assert_uint_eq(pull_output(), 0);
	}
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	nbcoap_endpoint_link(e, NB_LINK_ASLEEP, now);
	ck_assert_uint_eq(pull_output(), 1);
}
END_TEST

START_TEST(nstart_holds_a_peer_until_it_acknowledges_and_no_other)
{
	ck_assert_int_ge(request(1, true), 0);
	ck_assert(!can_start(1));
	ck_assert_int_eq(request(1, true), NB_ERR_SPACE);
	ck_assert(can_start(2));
	ck_assert_int_ge(request(2, true), 0);
	pull_output();
	accept_all();
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(can_start(1));
	ck_assert(!can_start(2));
}
END_TEST

START_TEST(a_non_confirmable_holds_nstart_until_it_would_be_sent_again)
{
	request(1, false);
	pull_output();
	accept_all();
	ck_assert(!can_start(1));
	now += params.ack_timeout;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
}
END_TEST

START_TEST(a_full_table_is_said_aloud)
{
	params.nstart = 64;
	for (unsigned i = 0; i < EXCHANGES; i++)
		ck_assert_int_ge(request(1, true), 0);
	ck_assert(!can_start(1));
	ck_assert_int_eq(request(2, true), NB_ERR_SPACE);
}
END_TEST

START_TEST(a_peer_too_many_is_said_aloud)
{
	for (uint16_t port = 1; port <= PEERS; port++)
		ck_assert_int_ge(request(port, true), 0);
	ck_assert(!can_start(9));
	ck_assert_int_eq(request(9, true), NB_ERR_SPACE);
}
END_TEST

START_TEST(an_empty_token_tells_only_one_exchange_apart)
{
	params.token_len = 0;
	request(1, true);
	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 1);
	ck_assert(can_start(1));
}
END_TEST

static bool not_port_1(void *arg, const struct nb_addr *a)
{
	(void)arg;
	return a->port != 1;
}

START_TEST(a_peer_that_is_not_ready_holds_up_no_other)
{
	struct nb_datagram d;

	request(1, true);
	request(2, true);
	ck_assert(nbcoap_endpoint_output(e, &d, not_port_1, NULL, now));
	ck_assert_uint_eq(d.peer.port, 2);
	ck_assert(!nbcoap_endpoint_output(e, &d, not_port_1, NULL, now));
	ck_assert(nbcoap_endpoint_output(e, &d, NULL, NULL, now));
	ck_assert_uint_eq(d.peer.port, 1);
}
END_TEST

START_TEST(bytes_stay_as_they_are_until_their_verdict)
{
	uint8_t copy[MESSAGE];

	params.nstart = 64;
	request(1, true);
	pull_output();
	struct nb_datagram held = sent[0];
	memcpy(copy, held.bytes.data, held.bytes.len);

	answer(&held, NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, held.tag);
	for (unsigned i = 1; i < EXCHANGES; i++)
		ck_assert_int_ge(request(1, true), 0);
	ck_assert_int_eq(request(1, true), NB_ERR_SPACE);
	pull_output();
	ck_assert_mem_eq(held.bytes.data, copy, held.bytes.len);

	nbcoap_endpoint_verdict(e, held.tag, NB_VERDICT_NOT_SENT, now);
	ck_assert_int_ge(request(1, true), 0);
}
END_TEST

START_TEST(bytes_stay_until_their_verdict_though_it_begins_anew)
{
	uint8_t copy[MESSAGE];

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	ck_assert_uint_eq(pull_output(), 1);
	struct nb_datagram held = sent[0];
	memcpy(copy, held.bytes.data, held.bytes.len);

	nbcoap_endpoint_rebound(e, now);
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, held.tag);
	ck_assert_uint_eq(pull_output(), 0);
	ck_assert_mem_eq(held.bytes.data, copy, held.bytes.len);

	nbcoap_endpoint_verdict(e, held.tag, NB_VERDICT_UNKNOWN, now);
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert_mem_eq(sent[0].bytes.data + 4, copy + 4, 4);
	ck_assert_int_ne(memcmp(sent[0].bytes.data + 2, copy + 2, 2), 0);
}
END_TEST

START_TEST(a_verdict_that_belongs_to_nothing_is_harmless)
{
	request(1, true);
	nbcoap_endpoint_verdict(e, 0, NB_VERDICT_ACCEPTED, now);
	pull_output();
	nbcoap_endpoint_verdict(e, sent[0].tag + 1, NB_VERDICT_ACCEPTED, now);
	nbcoap_endpoint_verdict(e, UINT64_MAX, NB_VERDICT_ACCEPTED, now);
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	accept_all();
	accept_all();
	pull_events();
	ck_assert_uint_eq(
		find_told(NBCOAP_EVENT_PROGRESS)->progress.transmissions, 1);
}
END_TEST

START_TEST(the_owner_hears_no_more_after_it_cancelled)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert_int_eq(progress.sent, NBCOAP_SENT_YES);
	pull_events();
	ck_assert_uint_eq(told_count, 2);
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_PIN), 1);
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_UNPIN), 1);
}
END_TEST

START_TEST(what_is_cancelled_before_it_went_out_leaves_nothing)
{
	struct nbcoap_progress progress;

	nbcoap_endpoint_cancel(e, request(1, true), &progress, now);
	ck_assert_int_eq(progress.sent, NBCOAP_SENT_NO);
	ck_assert_uint_eq(pull_output(), 0);
	ck_assert(can_start(1));
}
END_TEST

START_TEST(what_is_cancelled_at_the_link_is_withdrawn_and_may_have_left)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, sent[0].tag);
	ck_assert(!can_start(1));
	accept_all();
	ck_assert(!can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 2000);
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
	ck_assert_uint_eq(pull_output(), 0);
}
END_TEST

START_TEST(anything_from_the_peer_frees_what_was_abandoned)
{
	static const uint8_t ping[] = {0x40, 0, 0, 9};
	struct nbcoap_progress progress;
	struct nb_addr from = peer(1);
	int exchange = request(1, true);

	pull_output();
	accept_all();
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert(!can_start(1));
	nbcoap_endpoint_input(e, &from, ping, sizeof(ping), now);
	ck_assert(can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(a_round_trip_is_measured_when_it_is_known_what_was_answered)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);

	request(1, true);
	ck_assert(nbcoap_endpoint_peer(e, &a, &info));
	ck_assert_uint_eq(info.in_flight, 1);
	ck_assert_int_eq(info.rtt, -1);
	ck_assert_int_eq(info.last_heard, NB_NEVER);
	pull_output();
	accept_all();
	now += 700;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_uint_eq(info.in_flight, 0);
	ck_assert_int_eq(info.rtt, 700);
	ck_assert_int_eq(info.last_heard, now);
	a = peer(2);
	ck_assert(!nbcoap_endpoint_peer(e, &a, &info));
}
END_TEST

START_TEST(after_a_retransmission_the_first_one_stands_for_the_answered)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);
	nb_ms begun = now;

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	pull_output();
	accept_all();
	now += 100;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	const struct nbcoap_event *ev = find_told(NBCOAP_EVENT_RESPONSE);
	ck_assert_int_eq(ev->progress.first_accepted, begun);
	ck_assert_int_eq(ev->progress.last_accepted, begun);
	ck_assert_int_eq(ev->progress.acked_at, now);
	ck_assert_uint_eq(ev->user, 1);
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, -1);
}
END_TEST

START_TEST(a_separate_response_is_no_round_trip)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);

	request(1, true);
	pull_output();
	accept_all();
	now += 700;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	now += 5000;
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, 700);
}
END_TEST

START_TEST(a_duplicate_with_a_token_in_use_again_answers_nothing)
{
	params.token_len = 0;
	request(1, true);
	pull_output();
	accept_all();
	struct nb_datagram first = sent[0];
	uint8_t bytes[MESSAGE];
	memcpy(bytes, first.bytes.data, first.bytes.len);
	first.bytes.data = bytes;
	answer(&first, NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_output();
	accept_all();
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 1);

	request(1, true);
	pull_output();
	accept_all();
	answer(&first, NBCOAP_CON, NBCOAP_CODE(2, 5));
	ck_assert_uint_eq(pull_output(), 1);
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 0);
	ck_assert_uint_eq(nbcoap_endpoint_counters(e)->duplicates, 1);
}
END_TEST

START_TEST(while_another_waits_at_the_door_more_is_expected)
{
	request(1, true);
	request(2, true);
	ck_assert_uint_eq(pull_output(), 2);
	ck_assert_int_eq(sent[0].expect, NB_EXPECT_MORE);
	ck_assert_int_eq(sent[1].expect, NB_EXPECT_MORE);
	accept_all();
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	answer(&sent[1], NBCOAP_CON, NBCOAP_CODE(2, 5));
	ck_assert_uint_eq(pull_output(), 2);
	ck_assert_int_eq(sent[0].expect, NB_EXPECT_MORE);
	ck_assert_int_eq(sent[1].expect, NB_EXPECT_NOTHING);
}
END_TEST

/* A PUT is sent, then our address changes; what becomes of it? */
static enum nbcoap_event_type rebound_put(const struct nbcoap_option *option)
{
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_PUT,
		.confirmable = true,
		.options = option,
		.option_count = option ? 1 : 0,
	};

	ck_assert_int_ge(nbcoap_endpoint_request(e, &r, now), 0);
	pull_output();
	accept_all();
	nbcoap_endpoint_rebound(e, now);
	pull_events();
	return count_told(NBCOAP_EVENT_FAILED) ? NBCOAP_EVENT_FAILED
					       : NBCOAP_EVENT_PROGRESS;
}

START_TEST(a_condition_makes_a_request_one_that_is_not_repeated)
{
	static const struct nbcoap_option match = {NBCOAP_IF_MATCH, 0, NULL};
	static const struct nbcoap_option none = {NBCOAP_IF_NONE_MATCH, 0,
						  NULL};

	ck_assert_int_eq(rebound_put(&match), NBCOAP_EVENT_FAILED);
	ck_assert_int_eq(rebound_put(&none), NBCOAP_EVENT_FAILED);
	ck_assert_int_eq(rebound_put(NULL), NBCOAP_EVENT_PROGRESS);
	ck_assert_uint_eq(pull_output(), 1);
}
END_TEST

START_TEST(what_is_cancelled_after_it_began_anew_leaves_nothing)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	accept_all();
	nbcoap_endpoint_rebound(e, now);
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert(can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(an_idle_endpoint_has_no_deadline)
{
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	nbcoap_endpoint_expire(e, now);
	request(1, true);
	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(ids_tokens_and_their_order_come_from_the_secret)
{
	uint8_t first[8];

	request(1, true);
	pull_output();
	memcpy(first, sent[0].bytes.data, sizeof(first));
	teardown();
	setup();
	request(1, true);
	pull_output();
	ck_assert_mem_eq(sent[0].bytes.data, first, sizeof(first));
}
END_TEST

/* Sends one that asks for no answer; false when none may start. */
static bool send_quiet(uint16_t port)
{
	struct nbcoap_request r = {
		.peer = peer(port),
		.params = &params,
		.code = NBCOAP_POST,
		.suppress = 26,
	};
	struct nb_datagram d;
	struct nbcoap_event ev;
	unsigned quiet = 0;

	if (!can_start(port))
		return false;
	if (nbcoap_endpoint_request(e, &r, now) < 0 ||
	    !nbcoap_endpoint_output(e, &d, NULL, NULL, now))
		return false;
	nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, now);
	while (nbcoap_endpoint_next_event(e, &ev))
		quiet += ev.type == NBCOAP_EVENT_QUIET;
	return quiet == 1;
}

static unsigned send_quiet_ones(uint16_t port, unsigned most)
{
	unsigned count = 0;

	while (count < most && send_quiet(port))
		count++;
	return count;
}

/* A Non-confirmable request of 8 bytes goes out, and nothing comes of it. */
static void probe(uint16_t port)
{
	ck_assert_int_ge(request(port, false), 0);
	pull_output();
	accept_all();
	now += params.ack_timeout;
	nbcoap_endpoint_expire(e, now);
	pull_events();
}

START_TEST(a_silent_peer_gets_no_more_than_probing_rate)
{
	params.probing_rate = 2;
	probe(1);
	nb_ms free_at = now + 4000 - params.ack_timeout;

	ck_assert(!can_start(1));
	ck_assert(can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), free_at);
	now = free_at - 1;
	ck_assert(!can_start(1));
	now = free_at;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
	/* On the average: the second comes on top of the first. */
	probe(1);
	now = free_at + 3999;
	ck_assert(!can_start(1));
	now++;
	ck_assert(can_start(1));
}
END_TEST

START_TEST(a_peer_that_speaks_is_not_silent)
{
	params.probing_rate = 1;
	probe(1);
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_NON, NBCOAP_CODE(2, 5));
	ck_assert(can_start(1));
}
END_TEST

START_TEST(what_was_acknowledged_and_not_answered_counts_for_probing_rate)
{
	params.probing_rate = 1;
	request(1, true);
	pull_output();
	accept_all();
	now += 100;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(!can_start(1));
	now += 8000;
	ck_assert(can_start(1));
	now -= 8000;
	answer(&sent[0], NBCOAP_NON, NBCOAP_CODE(2, 5));
	ck_assert(can_start(1));
}
END_TEST

START_TEST(an_adaptive_timeout_follows_the_round_trips)
{
	struct nb_addr a = peer(1);
	struct nbcoap_peer_info info;

	params.adaptive = true;
	request(1, true);
	pull_output();
	accept_all();
	now += 200;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert(nbcoap_endpoint_peer(e, &a, &info));
	ck_assert_int_eq(info.rtt, 200);
	/* (200 + 4 * 100 + 2000) / 2 */
	ck_assert_int_eq(info.rto, 1300);

	request(1, true);
	pull_output();
	accept_all();
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 1300);
}
END_TEST

START_TEST(an_answer_to_a_retransmission_tells_little)
{
	struct nb_addr a = peer(1);
	struct nbcoap_peer_info info;

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	pull_output();
	accept_all();
	now += 400;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, -1);
	/* (2400 + 1200 + 3 * 2000) / 4 */
	ck_assert_int_eq(info.rto, 2400);
}
END_TEST

START_TEST(what_observes_must_register)
{
	struct nbcoap_option observe = {.number = NBCOAP_OBSERVE};
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_GET,
		.observe = true,
	};

	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.options = &observe;
	r.option_count = 1;
	int exchange = nbcoap_endpoint_request(e, &r, now);
	ck_assert_int_ge(exchange, 0);
	ck_assert_int_eq(nbcoap_endpoint_repeat(e, exchange,
						NBCOAP_OBSERVE_REGISTER, now),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(when_no_id_is_free_a_request_waits_and_is_woken)
{
	ck_assert_uint_eq(send_quiet_ones(1, 70000), 65536);
	ck_assert(!can_start(1));
	nb_ms lifetime = params.peer_lifetime;
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + lifetime);
	now += lifetime;
	nbcoap_endpoint_expire(e, now);
	ck_assert(send_quiet(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(of_two_peers_without_ids_each_is_woken)
{
	nb_ms lifetime = params.peer_lifetime;

	send_quiet_ones(1, 70000);
	now += 1000;
	send_quiet_ones(2, 70000);
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now - 1000 + lifetime);
	now += lifetime - 1000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1) && !can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 1000);
	now += 1000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(when_that_is_allowed_the_oldest_id_gives_way)
{
	params.mid_reuse = NBCOAP_MID_OLDEST_FINISHED;
	ck_assert_uint_eq(send_quiet_ones(1, 70000), 70000);
}
END_TEST

/* Ten thousand at once, each acknowledged, then answered in any order. */
START_TEST(ten_thousand_exchanges_end_each_once)
{
	enum { MANY = 10000 };
	static struct nb_datagram d[MANY];
	struct nbcoap_event ev;
	unsigned started = 0;
	unsigned responses = 0;

	teardown();
	params.nstart = MANY;
	open_endpoint(MANY);
	while (request(1, true) >= 0)
		started++;
	ck_assert_uint_eq(started, MANY);
	for (unsigned i = 0; i < MANY; i++) {
		nbcoap_endpoint_output(e, &d[i], NULL, NULL, now);
		nbcoap_endpoint_verdict(e, d[i].tag, NB_VERDICT_ACCEPTED, now);
	}
	for (unsigned i = 0; i < MANY; i++)
		answer(&d[i], NBCOAP_ACK, NBCOAP_EMPTY);
	now += 500;
	for (unsigned i = 0; i < MANY; i++) {
		answer(&d[i * 7 % MANY], NBCOAP_NON, NBCOAP_CODE(2, 5));
		while (nbcoap_endpoint_next_event(e, &ev))
			responses += ev.type == NBCOAP_EVENT_RESPONSE;
	}
	ck_assert_uint_eq(responses, MANY);
	ck_assert(!nbcoap_endpoint_next_event(e, &ev));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(counters_count)
{
	static const uint8_t garbage[] = {0x4f, 1, 0, 1};
	const struct nbcoap_counters *c = nbcoap_endpoint_counters(e);
	struct nb_addr a = peer(1);

	request(1, true);
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->requests, 1);
	ck_assert_uint_eq(c->bytes_sent, 8);
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->responses, 1);
	ck_assert_uint_eq(c->acks_sent, 1);
	ck_assert_uint_eq(c->bytes_received, 8);
	nbcoap_endpoint_input(e, &a, garbage, sizeof(garbage), now);
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->malformed, 1);
	ck_assert_uint_eq(c->resets_sent, 1);
}
END_TEST

START_TEST(every_counter_has_a_name)
{
	size_t count = 0;

	while (nbcoap_metrics[count].name)
		count++;
	ck_assert_uint_eq(count * sizeof(uint64_t),
			  sizeof(struct nbcoap_counters));
	for (size_t i = 0; i < count; i++)
		ck_assert_uint_eq(nbcoap_metrics[i].offset,
				  i * sizeof(uint64_t));
}
END_TEST

TCase *coap_endpoint_case(void)
{
	TCase *c = tcase_create("endpoint");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, what_makes_no_request_is_the_callers_fault);
	tcase_add_test(c,
		       a_message_is_as_long_as_it_was_measured_and_fits_or_not);
	tcase_add_test(c, nothing_goes_out_before_the_link_is_usable);
	tcase_add_test(c,
		       nstart_holds_a_peer_until_it_acknowledges_and_no_other);
	tcase_add_test(
		c, a_non_confirmable_holds_nstart_until_it_would_be_sent_again);
	tcase_add_test(c, a_full_table_is_said_aloud);
	tcase_add_test(c, a_peer_too_many_is_said_aloud);
	tcase_add_test(c, an_empty_token_tells_only_one_exchange_apart);
	tcase_add_test(c, a_peer_that_is_not_ready_holds_up_no_other);
	tcase_add_test(c, bytes_stay_as_they_are_until_their_verdict);
	tcase_add_test(c, bytes_stay_until_their_verdict_though_it_begins_anew);
	tcase_add_test(c, a_verdict_that_belongs_to_nothing_is_harmless);
	tcase_add_test(c, the_owner_hears_no_more_after_it_cancelled);
	tcase_add_test(c, what_is_cancelled_before_it_went_out_leaves_nothing);
	tcase_add_test(
		c,
		what_is_cancelled_at_the_link_is_withdrawn_and_may_have_left);
	tcase_add_test(c, anything_from_the_peer_frees_what_was_abandoned);
	tcase_add_test(
		c, a_round_trip_is_measured_when_it_is_known_what_was_answered);
	tcase_add_test(
		c,
		after_a_retransmission_the_first_one_stands_for_the_answered);
	tcase_add_test(c, a_separate_response_is_no_round_trip);
	tcase_add_test(c,
		       a_duplicate_with_a_token_in_use_again_answers_nothing);
	tcase_add_test(c, while_another_waits_at_the_door_more_is_expected);
	tcase_add_test(c, a_condition_makes_a_request_one_that_is_not_repeated);
	tcase_add_test(c, what_is_cancelled_after_it_began_anew_leaves_nothing);
	tcase_add_test(c, an_idle_endpoint_has_no_deadline);
	tcase_add_test(c, ids_tokens_and_their_order_come_from_the_secret);
	tcase_add_test(c, a_silent_peer_gets_no_more_than_probing_rate);
	tcase_add_test(c, a_peer_that_speaks_is_not_silent);
	tcase_add_test(
		c,
		what_was_acknowledged_and_not_answered_counts_for_probing_rate);
	tcase_add_test(c, an_adaptive_timeout_follows_the_round_trips);
	tcase_add_test(c, an_answer_to_a_retransmission_tells_little);
	tcase_add_test(c, what_observes_must_register);
	tcase_add_test(c, when_no_id_is_free_a_request_waits_and_is_woken);
	tcase_add_test(c, of_two_peers_without_ids_each_is_woken);
	tcase_add_test(c, when_that_is_allowed_the_oldest_id_gives_way);
	tcase_add_test(c, ten_thousand_exchanges_end_each_once);
	tcase_add_test(c, counters_count);
	tcase_add_test(c, every_counter_has_a_name);
	return c;
}
