/*
 * What a node does of itself with a resource: its link, its observers, long
 * bodies; and the client's side of an observation.
 */
#include "unit/node_air.h"
#include "unit/node_cases.h"

#include <stdlib.h>

#define CONTENT   NBCOAP_CODE(2, 5)
#define CHANGED   NBCOAP_CODE(2, 4)
#define NOT_FOUND NBCOAP_CODE(4, 4)

static struct air air;
static struct air_told told;
static const char *state;

static void answer(void *arg, struct nbcoap_node *n,
		   const struct nbcoap_event *event)
{
	air_tell(arg, n, event);
	if (event->message.code == NBCOAP_GET)
		nbcoap_node_respond(n, event->inbound, CONTENT, 0,
				    nbcoap_text(state));
	else
		nbcoap_node_respond(n, event->inbound, CHANGED,
				    NBCOAP_NO_FORMAT, nbcoap_text(""));
}

static const struct nbcoap_resource temperature = {
	.path = "temp",
	.asked = answer,
	.arg = &told,
	.attributes = ";rt=\"temperature\"",
	.observable = true,
};

static void setup(void)
{
	memset(&told, 0, sizeof(told));
	state = "21";
	air_open(&air, NULL);
	ck_assert_int_eq(nbcoap_node_serve(air.node, &temperature), 0);
}

static void teardown(void)
{
	air_close(&air);
}

static struct nbcoap_option segment(const char *text)
{
	return (struct nbcoap_option){NBCOAP_URI_PATH, (uint16_t)strlen(text),
				      (const uint8_t *)text};
}

/* Asks as a peer does; @message ID @id, too. */
static struct nbcoap_message ask(uint16_t id, uint8_t code,
				 const struct nbcoap_option *options,
				 size_t count, const char *payload)
{
	struct nbcoap_message m = {.type = NBCOAP_CON,
				   .code = code,
				   .id = id,
				   .token_len = 1,
				   .token = (const uint8_t[]){7}};

	air_come(&air, &m, options, count, payload);
	return air_sent(&air, air.sent_count - 1);
}

static struct nbcoap_message observe(uint16_t id)
{
	struct nbcoap_option options[] = {{NBCOAP_OBSERVE, 0, NULL},
					  segment("temp")};

	return ask(id, NBCOAP_GET, options, 2, "");
}

static bool has(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_option option;

	return nbcoap_message_find(m, number, &option);
}

START_TEST(a_resource_is_in_the_directory)
{
	struct nbcoap_option path[] = {segment(".well-known"), segment("core")};
	struct nbcoap_resource hidden = temperature;

	hidden.path = "hidden";
	hidden.hidden = true;
	nbcoap_node_serve(air.node, &hidden);
	nbcoap_node_resource(air.node, "/b", answer, &told);
	struct nbcoap_message m = ask(1, NBCOAP_GET, path, 2, "");
	ck_assert(air_says(&m, "</temp>;rt=\"temperature\";obs,</b>"));
	nbcoap_node_resource(air.node, "/b", NULL, NULL);
	m = ask(2, NBCOAP_GET, path, 2, "");
	ck_assert(air_says(&m, "</temp>;rt=\"temperature\";obs"));
}
END_TEST

START_TEST(a_link_that_cannot_be_is_refused)
{
	struct nbcoap_resource bad = temperature;
	char *long_path = calloc(1, 260);

	bad.path = "other";
	bad.attributes = "rt";
	ck_assert_int_eq(nbcoap_node_serve(air.node, &bad), NB_ERR_CALLER);
	bad.attributes = NULL;
	bad.path = memset(long_path, 'a', 259);
	ck_assert_int_eq(nbcoap_node_serve(air.node, &bad), NB_ERR_SPACE);
	free(long_path);
}
END_TEST

START_TEST(its_observers_are_told_a_change)
{
	struct nbcoap_message m = observe(1);

	ck_assert(has(&m, NBCOAP_OBSERVE));
	ck_assert_uint_eq(nbcoap_node_observers(air.node, "temp"), 1);
	state = "22";
	nbcoap_node_notify(air.node, "/temp");
	nbcoap_node_notify(air.node, "temp");
	ck_assert_int_eq(nbcoap_node_poll(air.node, 0), 1);
	m = air_sent(&air, 1);
	ck_assert_int_eq(m.type, NBCOAP_NON);
	ck_assert(has(&m, NBCOAP_OBSERVE));
	ck_assert(air_says(&m, "22"));
}
END_TEST

START_TEST(observers_of_a_resource_that_goes_are_told_so)
{
	observe(1);
	nbcoap_node_resource(air.node, "temp", NULL, NULL);
	ck_assert_int_eq(nbcoap_node_poll(air.node, 0), 0);
	struct nbcoap_message m = air_sent(&air, 1);
	ck_assert_int_eq(m.code, NOT_FOUND);
	ck_assert(!has(&m, NBCOAP_OBSERVE));
	ck_assert_uint_eq(nbcoap_node_observers(air.node, "temp"), 0);
}
END_TEST

START_TEST(a_long_answer_goes_out_in_blocks)
{
	const uint8_t smallest = 0;
	struct nbcoap_option options[] = {segment("temp"),
					  {NBCOAP_BLOCK2, 1, &smallest}};

	state = "more than sixteen bytes";
	struct nbcoap_message m = ask(1, NBCOAP_GET, options, 2, "");
	ck_assert(has(&m, NBCOAP_BLOCK2));
	ck_assert(has(&m, NBCOAP_ETAG));
	ck_assert(air_says(&m, "more than sixtee"));
}
END_TEST

START_TEST(a_body_in_blocks_is_told_once)
{
	const uint8_t first = 0x08, second = 0x10;
	struct nbcoap_option options[] = {segment("temp"),
					  {NBCOAP_BLOCK1, 1, &first}};

	struct nbcoap_message m =
		ask(1, NBCOAP_PUT, options, 2, "more than sixtee");
	ck_assert_int_eq(m.code, NBCOAP_CODE(2, 31));
	ck_assert_int_eq(told.count, 0);
	options[1].value = &second;
	m = ask(2, NBCOAP_PUT, options, 2, "n bytes");
	ck_assert_int_eq(m.code, CHANGED);
	ck_assert_int_eq(told.count, 1);
	ck_assert_str_eq(told.payload, "more than sixteen bytes");
}
END_TEST

static void notify(uint8_t number, const char *payload)
{
	struct nbcoap_message m = air_sent(&air, 0);
	struct nbcoap_option option = {NBCOAP_OBSERVE, 1, &number};

	m.type = number == 1 ? NBCOAP_ACK : NBCOAP_NON;
	m.code = CONTENT;
	m.id = (uint16_t)(m.id + number - 1);
	air_come(&air, &m, &option, number > 0, payload);
}

START_TEST(an_observation_is_told_until_it_is_cancelled)
{
	int request = nbcoap_node_observe(air.node, "coap://192.0.2.1/temp",
					  air_tell, &told);
	struct nbcoap_message m = air_sent(&air, 0);

	ck_assert(has(&m, NBCOAP_OBSERVE));
	notify(1, "21");
	notify(2, "22");
	ck_assert_int_eq(told.count, 2);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_NOTIFICATION);
	ck_assert_int_eq(told.event.exchange, request);
	ck_assert_str_eq(told.payload, "22");
	nbcoap_node_cancel(air.node, request);
	notify(3, "23");
	ck_assert_int_eq(told.count, 2);
	m = air_sent(&air, air.sent_count - 1);
	ck_assert_int_eq(m.type, NBCOAP_RST);
}
END_TEST

static unsigned count_of(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;
	unsigned count = 0;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		count += option.number == number;
	return count;
}

START_TEST(who_leaves_tells_the_server_and_hears_its_answer)
{
	struct nbcoap_option option;
	int request = nbcoap_node_observe(air.node, "coap://192.0.2.1/temp",
					  air_tell, &told);
	struct nbcoap_message first = air_sent(&air, 0);

	ck_assert_uint_eq(count_of(&first, NBCOAP_OBSERVE), 1);
	ck_assert_int_eq(nbcoap_node_leave(air.node, request), NB_ERR_CALLER);
	notify(1, "21");
	ck_assert_int_eq(nbcoap_node_leave(air.node, request), 0);
	struct nbcoap_message m = air_sent(&air, 1);
	ck_assert_mem_eq(m.token, first.token, first.token_len);
	ck_assert(nbcoap_message_find(&m, NBCOAP_OBSERVE, &option));
	ck_assert_uint_eq(nbcoap_option_uint(&option),
			  NBCOAP_OBSERVE_DEREGISTER);
	air_answer(&air, 1, CONTENT, "21");
	ck_assert_int_eq(told.count, 2);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_RESPONSE);
	ck_assert_int_eq(told.event.exchange, request);
}
END_TEST

START_TEST(blocks_may_be_wished_for_with_the_first_message)
{
	const struct nbcoap_node_request get = {.code = NBCOAP_GET,
						.uri = "coap://192.0.2.1/a",
						.block_size = 64};
	struct nbcoap_node_request put = get;
	struct nbcoap_block_option block;

	ck_assert_int_ge(nbcoap_node_request(air.node, &get), 0);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(nbcoap_blockwise_find(&m, NBCOAP_BLOCK2, &block), 1);
	ck_assert_uint_eq(nbcoap_blockwise_size(block.szx), 64);
	air_answer(&air, 0, CONTENT, "x");

	put.code = NBCOAP_PUT;
	put.payload = nbcoap_text("0123456789012345678901234567890123456789"
				  "0123456789012345678901234567890123456789");
	ck_assert_int_ge(nbcoap_node_request(air.node, &put), 0);
	m = air_sent(&air, 1);
	ck_assert_int_eq(nbcoap_blockwise_find(&m, NBCOAP_BLOCK1, &block), 1);
	ck_assert(block.more);
	ck_assert_uint_eq(m.payload.len, 64);
}
END_TEST

START_TEST(a_long_response_comes_whole)
{
	const uint8_t first = 0x08, second = 0x10;
	struct nbcoap_option block = {NBCOAP_BLOCK2, 1, &first};

	nbcoap_node_get(air.node, "coap://192.0.2.1/a", air_tell, &told);
	struct nbcoap_message m = air_sent(&air, 0);
	m.type = NBCOAP_ACK;
	m.code = CONTENT;
	air_come(&air, &m, &block, 1, "more than sixtee");
	ck_assert_int_eq(told.count, 0);
	m = air_sent(&air, 1);
	ck_assert(has(&m, NBCOAP_BLOCK2));
	block.value = &second;
	m.type = NBCOAP_ACK;
	m.code = CONTENT;
	air_come(&air, &m, &block, 1, "n bytes");
	ck_assert_int_eq(told.count, 1);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_RESPONSE);
	ck_assert_str_eq(told.payload, "more than sixteen bytes");
}
END_TEST

START_TEST(only_what_is_read_can_be_observed)
{
	struct nbcoap_node_request request = {.code = NBCOAP_PUT,
					      .uri = "coap://192.0.2.1/a",
					      .observe = true};

	ck_assert_int_eq(nbcoap_node_request(air.node, &request),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(a_ping_is_answered_by_a_reset)
{
	ck_assert_int_ge(nbcoap_node_ping(air.node, "coap://192.0.2.1",
					  air_tell, &told),
			 0);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.type, NBCOAP_CON);
	ck_assert_int_eq(m.code, NBCOAP_EMPTY);
	m.type = NBCOAP_RST;
	air_come(&air, &m, NULL, 0, "");
	ck_assert_int_eq(told.count, 1);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_PONG);
}
END_TEST

TCase *node_whole_case(void)
{
	TCase *c = tcase_create("whole");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_resource_is_in_the_directory);
	tcase_add_test(c, a_link_that_cannot_be_is_refused);
	tcase_add_test(c, its_observers_are_told_a_change);
	tcase_add_test(c, observers_of_a_resource_that_goes_are_told_so);
	tcase_add_test(c, a_long_answer_goes_out_in_blocks);
	tcase_add_test(c, a_body_in_blocks_is_told_once);
	tcase_add_test(c, an_observation_is_told_until_it_is_cancelled);
	tcase_add_test(c, who_leaves_tells_the_server_and_hears_its_answer);
	tcase_add_test(c, blocks_may_be_wished_for_with_the_first_message);
	tcase_add_test(c, a_long_response_comes_whole);
	tcase_add_test(c, only_what_is_read_can_be_observed);
	tcase_add_test(c, a_ping_is_answered_by_a_reset);
	return c;
}
