#include "unit/coap_cases.h"

#include "base/assert.h"

#include <nbcoap/message.h>

#include <string.h>

static const struct nbcoap_message post = {
	.type = NBCOAP_CON, .code = NBCOAP_POST, .id = 7};

static struct nb_bytes no_bytes;

START_TEST(options_out_of_order_are_the_callers_fault)
{
	struct nbcoap_option options[] = {{12, 0, NULL}, {11, 0, NULL}};
	uint8_t buf[64];
	ck_assert_int_eq(nbcoap_message_encode(&post, options, 2, no_bytes, buf,
					       sizeof(buf)),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(an_empty_message_takes_no_content)
{
	struct nbcoap_message empty = {.type = NBCOAP_ACK, .id = 1};
	struct nbcoap_option option = {11, 0, NULL};
	struct nb_bytes payload = {(const uint8_t *)"x", 1};
	uint8_t buf[64];

	ck_assert_int_eq(nbcoap_message_encode(&empty, NULL, 0, no_bytes, buf,
					       sizeof(buf)),
			 4);
	ck_assert_int_eq(nbcoap_message_encode(&empty, &option, 1, no_bytes,
					       buf, sizeof(buf)),
			 NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_message_encode(&empty, NULL, 0, payload, buf,
					       sizeof(buf)),
			 NB_ERR_CALLER);
	empty.token_len = 1;
	ck_assert_int_eq(nbcoap_message_encode(&empty, NULL, 0, no_bytes, buf,
					       sizeof(buf)),
			 NB_ERR_CALLER);
}
END_TEST

/* RFC 8974, 2.1: 12, 13, 268, 269 are the edges of the three forms. */
START_TEST(a_long_token_goes_there_and_back_when_it_may)
{
	static const uint16_t lens[] = {9, 12, 13, 268, 269, UINT16_MAX};
	static uint8_t token[UINT16_MAX], buf[UINT16_MAX + 8];
	struct nbcoap_message m = post;

	token[0] = 0xee;
	m.token = token;
	for (size_t i = 0; i < NB_COUNT(lens); i++) {
		struct nbcoap_message back;
		m.token_len = lens[i];
		int len = nbcoap_message_encode(&m, NULL, 0, no_bytes, buf,
						sizeof(buf));
		ck_assert_int_gt(len, 0);
		ck_assert_int_eq(nbcoap_message_decode(&back, buf, (size_t)len),
				 NBCOAP_FORMAT_REJECT);
		ck_assert_int_eq(nbcoap_message_decode_extended(&back, buf,
								(size_t)len),
				 NBCOAP_FORMAT_GOOD);
		ck_assert_uint_eq(back.token_len, lens[i]);
		ck_assert_ptr_eq(back.token,
				 buf + nbcoap_message_token_offset(lens[i]));
		ck_assert_uint_eq(*back.token, 0xee);
	}
}
END_TEST

START_TEST(a_rejected_message_still_tells_type_and_id)
{
	const uint8_t bytes[] = {0x49, 0x01, 0xab, 0xcd};
	struct nbcoap_message m = {0};
	ck_assert_int_eq(nbcoap_message_decode(&m, bytes, sizeof(bytes)),
			 NBCOAP_FORMAT_REJECT);
	ck_assert_int_eq(m.type, NBCOAP_CON);
	ck_assert_uint_eq(m.id, 0xabcd);
}
END_TEST

/* Each cut ends without a fault, and none but a whole option's end is good. */
START_TEST(a_message_cut_at_any_byte_is_good_only_between_options)
{
	static const uint8_t whole[] = {0x42, 0x02, 0x00, 0x01, 0xaa,
					0xbb, 0xb2, 'a',  'b',  0x10,
					0xd1, 0x02, 0x05, 0xff, 'x'};
	static const size_t good[] = {6, 9, 10, 13, 15};
	size_t next = 0;
	struct nbcoap_message m;

	for (size_t len = 4; len <= sizeof(whole); len++) {
		bool expected = good[next] == len;
		ck_assert_msg((nbcoap_message_decode(&m, whole, len) ==
			       NBCOAP_FORMAT_GOOD) == expected,
			      "cut at %zu", len);
		next += expected;
	}
	ck_assert_uint_eq(next, 5);
}
END_TEST

START_TEST(find_gives_the_first_option_of_its_number)
{
	static const uint8_t bytes[] = {0x40, 0x01, 0,    1,    0xb1, 'a',
					0x01, 'b',  0x10, 0x31, 'q'};
	struct nbcoap_message m;
	struct nbcoap_option option;

	nbcoap_message_decode(&m, bytes, sizeof(bytes));
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_PATH, &option));
	ck_assert_uint_eq(option.value[0], 'a');
	ck_assert(nbcoap_message_find(&m, NBCOAP_CONTENT_FORMAT, &option));
	ck_assert_uint_eq(option.len, 0);
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_QUERY, &option));
	ck_assert(!nbcoap_message_find(&m, NBCOAP_OBSERVE, &option));
	ck_assert(!nbcoap_message_find(&m, NBCOAP_SIZE1, &option));
}
END_TEST

START_TEST(unsigned_integers_take_the_shortest_form_both_ways)
{
	static const struct {
		uint32_t value;
		uint16_t len;
	} row[] = {{0, 0},          {1, 1},        {255, 1},
		   {256, 2},        {65535, 2},    {65536, 3},
		   {0x00ffffff, 3}, {1u << 24, 4}, {UINT32_MAX, 4}};
	uint8_t buf[4];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct nbcoap_option o = {
			12, nbcoap_option_put_uint(buf, row[i].value), buf};
		ck_assert_uint_eq(o.len, row[i].len);
		ck_assert_uint_eq(nbcoap_option_uint(&o), row[i].value);
	}
}
END_TEST

START_TEST(leading_zeros_are_read_and_too_much_is_the_largest)
{
	const uint8_t zeros[] = {0, 0, 0, 0, 0, 7};
	const uint8_t large[] = {1, 0, 0, 0, 0};
	ck_assert_uint_eq(
		nbcoap_option_uint(&(struct nbcoap_option){12, 6, zeros}), 7);
	ck_assert_uint_eq(
		nbcoap_option_uint(&(struct nbcoap_option){12, 5, large}),
		UINT32_MAX);
}
END_TEST

START_TEST(sorting_keeps_equal_options_in_their_order)
{
	static const uint8_t v[] = "abcde";
	struct nbcoap_option o[] = {{15, 1, v},
				    {11, 1, v + 1},
				    {12, 0, v},
				    {11, 1, v + 2},
				    {1, 1, v + 3}};
	nbcoap_options_sort(o, 5);
	ck_assert_uint_eq(o[0].number, 1);
	ck_assert_ptr_eq(o[1].value, v + 1);
	ck_assert_ptr_eq(o[2].value, v + 2);
	ck_assert_uint_eq(o[3].number, 12);
	ck_assert_uint_eq(o[4].number, 15);
	nbcoap_options_sort(o, 0);
}
END_TEST

TCase *coap_message_case(void)
{
	TCase *c = tcase_create("message");
	tcase_add_test(c, options_out_of_order_are_the_callers_fault);
	tcase_add_test(c, an_empty_message_takes_no_content);
	tcase_add_test(c, a_long_token_goes_there_and_back_when_it_may);
	tcase_add_test(c, a_rejected_message_still_tells_type_and_id);
	tcase_add_test(c,
		       a_message_cut_at_any_byte_is_good_only_between_options);
	tcase_add_test(c, find_gives_the_first_option_of_its_number);
	tcase_add_test(c, unsigned_integers_take_the_shortest_form_both_ways);
	tcase_add_test(c, leading_zeros_are_read_and_too_much_is_the_largest);
	tcase_add_test(c, sorting_keeps_equal_options_in_their_order);
	return c;
}
