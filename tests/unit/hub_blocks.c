#include "unit/hub_cases.h"

#include <nbcoap/blockwise.h>
#include <stdio.h>
#include <string.h>

enum { BODY = 1000, BLOCK = 512 };

static struct hub_bench b;
static int c;
static char body[BODY + 1], first[BLOCK + 1];

static void open_bench(int block_size, int max_body, size_t mtu)
{
	hub_bench_config(&b);
	b.link.mtu = mtu;
	b.targets[0].block_size = block_size;
	b.targets[0].max_body = max_body;
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_open(&b);
	c = hub_bench_client(&b, 1000);
	for (int i = 0; i < BODY; i++)
		body[i] = (char)('a' + i % 26);
	memcpy(first, body, BLOCK);
}

static void setup(void)
{
	open_bench(512, 65536, 1232);
}

static void teardown(void)
{
	ck_assert_int_eq(b.link.pins, 0);
	hub_bench_close(&b);
}

static void request(const char *params)
{
	char line[2 * BODY];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/telemetry\"%s}}",
		 params);
	hub_bench_say(&b, c, line);
}

static void put(const char *more)
{
	char params[BODY + 100];

	snprintf(params, sizeof(params),
		 ",\"method\":\"PUT\",\"payload\":\"%s\"%s", body, more);
	request(params);
}

/* The @index'th datagram has this Block1 or Block2 option. */
static void has_block(size_t index, uint16_t number, uint32_t num, bool more,
		      uint32_t size)
{
	struct nbcoap_message m = hub_bench_sent(&b, index);
	struct nbcoap_block_option block;

	ck_assert_int_eq(nbcoap_blockwise_find(&m, number, &block), 1);
	ck_assert_uint_eq(block.num, num);
	ck_assert(block.more == more);
	ck_assert_uint_eq(nbcoap_blockwise_size(block.szx), size);
}

static void answer(size_t index, uint8_t code, uint16_t number, uint8_t value,
		   const char *payload)
{
	struct nbcoap_option option = {number, 1, &value};

	hub_bench_answer(&b, index, code, &option, 1, payload);
}

static bool hears(const char *text)
{
	return strstr(hub_bench_hear(&b, c), text);
}

START_TEST(a_response_in_blocks_is_one_result)
{
	request("");
	answer(0, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x0d, first);
	has_block(1, NBCOAP_BLOCK2, 1, false, 512);
	answer(1, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x15, body + 512);
	const char *heard = hub_bench_hear(&b, c);
	ck_assert_ptr_nonnull(strstr(heard, body));
	ck_assert_ptr_nonnull(strstr(heard, "\"code\":\"2.05\""));
	ck_assert_ptr_nonnull(
		strstr(heard, "\"transmissions\":2,\"blocks\":2,"));
}
END_TEST

START_TEST(a_request_goes_in_blocks)
{
	put("");
	has_block(0, NBCOAP_BLOCK1, 0, true, 512);
	answer(0, NBCOAP_CODE(2, 31), NBCOAP_BLOCK1, 0x0d, "");
	has_block(1, NBCOAP_BLOCK1, 1, false, 512);
	answer(1, NBCOAP_CODE(2, 4), NBCOAP_BLOCK1, 0x15, "");
	const char *heard = hub_bench_hear(&b, c);
	ck_assert_ptr_nonnull(strstr(heard, "\"code\":\"2.04\""));
	ck_assert_ptr_nonnull(strstr(heard, "\"blocks\":2,"));
}
END_TEST

START_TEST(blocks_are_as_small_as_a_datagram_wants_them)
{
	hub_bench_close(&b);
	open_bench(512, 65536, 300);
	put("");
	has_block(0, NBCOAP_BLOCK1, 0, true, 256);
	answer(0, NBCOAP_CODE(4, 4), NBCOAP_BLOCK1, 0x0c, "");
	ck_assert(hears("\"code\":\"4.04\""));
}
END_TEST

START_TEST(small_blocks_are_asked_for_from_the_start)
{
	hub_bench_close(&b);
	open_bench(64, 65536, 1232);
	request("");
	has_block(0, NBCOAP_BLOCK2, 0, false, 64);
	answer(0, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x02, "all");
	ck_assert(hears("\"payload\":\"all\""));
}
END_TEST

START_TEST(a_response_over_max_body_is_too_large)
{
	hub_bench_close(&b);
	open_bench(512, 600, 1232);
	request("");
	answer(0, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x0d, first);
	answer(1, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x15, body + 512);
	ck_assert(hears("\"reason\":\"too-large\",\"phase\":\"waiting\","
			"\"sent\":\"yes\""));
}
END_TEST

START_TEST(what_wants_no_answer_cannot_go_in_blocks)
{
	hub_bench_close(&b);
	open_bench(512, 65536, 600);
	put(",\"no_response\":true,\"confirmable\":false");
	ck_assert(hears("\"reason\":\"too-large\""));
	ck_assert_uint_eq(b.link.sent_count, 0);
}
END_TEST

START_TEST(a_response_that_changes_in_mid_body_is_whole_in_the_end)
{
	uint8_t more = 0x0d, last = 0x15;
	struct nbcoap_option options[] = {
		{NBCOAP_ETAG, 1, (const uint8_t *)"1"},
		{NBCOAP_BLOCK2, 1, &more},
	};

	memset(first, 'z', BLOCK);
	request("");
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), options, 2, first);
	options[0].value = (const uint8_t *)"2";
	options[1].value = &last;
	hub_bench_answer(&b, 1, NBCOAP_CODE(2, 5), options, 2, "old");
	memcpy(first, body, 512);
	options[1].value = &more;
	hub_bench_answer(&b, 2, NBCOAP_CODE(2, 5), options, 2, first);
	options[1].value = &last;
	hub_bench_answer(&b, 3, NBCOAP_CODE(2, 5), options, 2, body + 512);
	const char *heard = hub_bench_hear(&b, c);
	ck_assert_ptr_nonnull(strstr(heard, body));
	ck_assert_ptr_null(strstr(heard, "zz"));
}
END_TEST

START_TEST(time_that_runs_out_amid_a_body_ends_the_request)
{
	request(",\"timeout_ms\":5000");
	answer(0, NBCOAP_CODE(2, 5), NBCOAP_BLOCK2, 0x0d, first);
	hub_bench_until(&b, b.now + 5000);
	ck_assert(hears("\"reason\":\"timeout\",\"phase\":\"waiting\","
			"\"sent\":\"yes\",\"transmissions\":2"));
}
END_TEST

TCase *hub_blocks_case(void)
{
	TCase *tc = tcase_create("blocks");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_response_in_blocks_is_one_result);
	tcase_add_test(tc, a_request_goes_in_blocks);
	tcase_add_test(tc, blocks_are_as_small_as_a_datagram_wants_them);
	tcase_add_test(tc, small_blocks_are_asked_for_from_the_start);
	tcase_add_test(tc, a_response_over_max_body_is_too_large);
	tcase_add_test(tc, what_wants_no_answer_cannot_go_in_blocks);
	tcase_add_test(tc,
		       a_response_that_changes_in_mid_body_is_whole_in_the_end);
	tcase_add_test(tc, time_that_runs_out_amid_a_body_ends_the_request);
	return tc;
}
