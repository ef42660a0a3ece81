#include "unit/coap_cases.h"

#include <nbcoap/blockwise.h>

#include <string.h>

static struct nbcoap_option option(const void *value, uint16_t len)
{
	return (struct nbcoap_option){NBCOAP_BLOCK2, len, value};
}

static struct nb_bytes none(void)
{
	return (struct nb_bytes){NULL, 0};
}

/* NUM/M/size, as RFC 7959 writes it in 2.2. */
static struct nbcoap_block_option block(uint32_t num, bool more, size_t size)
{
	return (struct nbcoap_block_option){num, more,
					    nbcoap_blockwise_szx(size)};
}

static void is_block(const struct nbcoap_block_option *b, uint32_t num,
		     bool more, size_t size)
{
	ck_assert_uint_eq(b->num, num);
	ck_assert_int_eq(b->more, more);
	ck_assert_uint_eq(nbcoap_blockwise_size(b->szx), size);
}

START_TEST(a_value_is_number_more_and_size)
{
	static const struct {
		const char *value;
		uint16_t len;
		uint32_t num;
		bool more;
		size_t size;
	} rows[] = {
		{"", 0, 0, false, 16},
		{"\x06", 1, 0, false, 1024},
		{"\x1a", 1, 1, true, 64}, /* 1/1/64, RFC 7959, 3.1 */
		{"\x04\x39", 2, 67, true, 32},
		{"\xff\xff\xfe", 3, 0xfffff, true, 1024},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct nbcoap_option o = option(rows[i].value, rows[i].len);
		struct nbcoap_block_option b;
		uint8_t buf[4];

		ck_assert_int_eq(nbcoap_blockwise_decode(&b, &o), 0);
		is_block(&b, rows[i].num, rows[i].more, rows[i].size);
		ck_assert_uint_eq(nbcoap_blockwise_encode(&b, buf),
				  rows[i].len);
		ck_assert_mem_eq(buf, rows[i].value, rows[i].len);
	}
}
END_TEST

START_TEST(size_exponent_7_and_numbers_over_20_bits_are_refused)
{
	struct nbcoap_option reserved = option("\x0f", 1);
	struct nbcoap_option large = option("\x01\x00\x00\x06", 4);
	struct nbcoap_block_option b;

	ck_assert_int_eq(nbcoap_blockwise_decode(&b, &reserved), NB_ERR_PEER);
	ck_assert_int_eq(nbcoap_blockwise_decode(&b, &large), NB_ERR_PEER);
}
END_TEST

START_TEST(they_are_found_in_a_message)
{
	/* Block2 1/1/64, Block1 with exponent 7, Size2 300 */
	struct nbcoap_message m = {
		.options = {(const uint8_t *)"\xd1\x0a\x1a\x41\x07\x12\x01\x2c",
			    8}};
	struct nbcoap_message empty = {.code = NBCOAP_GET};
	struct nbcoap_block_option b;
	uint32_t size;

	ck_assert_int_eq(nbcoap_blockwise_find(&m, NBCOAP_BLOCK2, &b), 1);
	is_block(&b, 1, true, 64);
	ck_assert_int_eq(nbcoap_blockwise_find(&m, NBCOAP_BLOCK1, &b),
			 NB_ERR_PEER);
	ck_assert_int_eq(nbcoap_blockwise_find(&empty, NBCOAP_BLOCK2, &b), 0);
	ck_assert(nbcoap_blockwise_find_size(&m, NBCOAP_SIZE2, &size));
	ck_assert_uint_eq(size, 300);
	ck_assert(!nbcoap_blockwise_find_size(&m, NBCOAP_SIZE1, &size));
}
END_TEST

START_TEST(the_largest_block_that_fits_is_chosen)
{
	ck_assert_uint_eq(nbcoap_blockwise_szx(0), 0);
	ck_assert_uint_eq(nbcoap_blockwise_szx(31), 0);
	ck_assert_uint_eq(nbcoap_blockwise_szx(32), 1);
	ck_assert_uint_eq(nbcoap_blockwise_szx(1023), 5);
	ck_assert_uint_eq(nbcoap_blockwise_szx(SIZE_MAX), 6);
}
END_TEST

/* RFC 7959, 3.2, figure 9: 1:0/1/128 is answered 1:0/1/32; 1:4/1/32 follows. */
START_TEST(after_early_negotiation_the_next_block_is_counted_in_smaller_ones)
{
	struct nbcoap_block_option b = block(0, true, 128);

	ck_assert(nbcoap_blockwise_next(&b, nbcoap_blockwise_szx(32)));
	is_block(&b, 4, true, 32);
	ck_assert(nbcoap_blockwise_next(&b, nbcoap_blockwise_szx(32)));
	is_block(&b, 5, true, 32);
}
END_TEST

START_TEST(blocks_never_grow)
{
	struct nbcoap_block_option b = block(3, false, 64);

	ck_assert(nbcoap_blockwise_next(&b, NBCOAP_BLOCK_SZX_MAX));
	is_block(&b, 4, false, 64);
	ck_assert(nbcoap_blockwise_shrink(&b, NBCOAP_BLOCK_SZX_MAX));
	is_block(&b, 4, false, 64);
}
END_TEST

/* RFC 7959, 3.1, figure 5: asked for 2:1/0/64, a server may send 2:4/1/16. */
START_TEST(a_smaller_size_leaves_the_place_where_it_was)
{
	struct nbcoap_block_option b = block(1, false, 64);

	ck_assert_uint_eq(nbcoap_blockwise_offset(&b), 64);
	ck_assert(nbcoap_blockwise_shrink(&b, 0));
	is_block(&b, 4, false, 16);
	ck_assert_uint_eq(nbcoap_blockwise_offset(&b), 64);
}
END_TEST

START_TEST(a_number_that_would_not_fit_is_refused)
{
	struct nbcoap_block_option b = block(NBCOAP_BLOCK_NUM_MAX, true, 1024);

	ck_assert(!nbcoap_blockwise_next(&b, 6));
	ck_assert(!nbcoap_blockwise_shrink(&b, 5));
	is_block(&b, NBCOAP_BLOCK_NUM_MAX, true, 1024);
	ck_assert_uint_eq(nbcoap_blockwise_offset(&b), (1u << 30) - 1024);
}
END_TEST

START_TEST(a_body_is_cut_into_blocks_the_last_one_shorter)
{
	struct nb_bytes body = {(const uint8_t *)"0123456789abcdefABCDEF", 22};
	struct nbcoap_block_option b = block(0, false, 16);
	struct nb_bytes slice;

	ck_assert_int_eq(nbcoap_blockwise_slice(body, &b, &slice), 0);
	ck_assert(b.more && slice.len == 16 && slice.data == body.data);
	ck_assert(nbcoap_blockwise_next(&b, b.szx));
	ck_assert_int_eq(nbcoap_blockwise_slice(body, &b, &slice), 0);
	ck_assert(!b.more && slice.len == 6);
	ck_assert_mem_eq(slice.data, "ABCDEF", 6);
	ck_assert(nbcoap_blockwise_next(&b, b.szx));
	ck_assert_int_eq(nbcoap_blockwise_slice(body, &b, &slice), NB_ERR_PEER);
}
END_TEST

START_TEST(a_body_of_full_blocks_ends_with_a_full_one)
{
	struct nb_bytes body = {(const uint8_t *)"0123456789abcdef", 16};
	struct nbcoap_block_option first = block(0, false, 16);
	struct nbcoap_block_option second = block(1, false, 16);
	struct nb_bytes slice;

	ck_assert_int_eq(nbcoap_blockwise_slice(body, &first, &slice), 0);
	ck_assert(!first.more && slice.len == 16);
	ck_assert_int_eq(nbcoap_blockwise_slice(body, &second, &slice),
			 NB_ERR_PEER);
	ck_assert_int_eq(nbcoap_blockwise_slice(none(), &first, &slice), 0);
	ck_assert(!first.more && slice.len == 0);
}
END_TEST

/* What the block at @num of 16 bytes is, with the ETag @etag. */
static enum nbcoap_block_order input(struct nbcoap_reassembly *r, uint32_t num,
				     bool more, size_t len, const char *etag)
{
	struct nbcoap_block_option b = block(num, more, 16);
	struct nb_bytes tag = {(const uint8_t *)etag, strlen(etag)};

	return nbcoap_reassembly_input(r, &b, len, tag);
}

START_TEST(blocks_in_order_make_a_body)
{
	struct nbcoap_reassembly r;

	nbcoap_reassembly_init(&r, 0);
	ck_assert_int_eq(input(&r, 0, true, 16, "a"), NBCOAP_BLOCK_NEXT);
	ck_assert_int_eq(input(&r, 1, true, 16, "a"), NBCOAP_BLOCK_NEXT);
	ck_assert_int_eq(input(&r, 1, true, 16, "a"), NBCOAP_BLOCK_REPEATED);
	ck_assert_int_eq(input(&r, 3, true, 16, "a"), NBCOAP_BLOCK_GAP);
	ck_assert_int_eq(input(&r, 2, false, 5, "a"), NBCOAP_BLOCK_LAST);
	ck_assert_uint_eq(r.next, 37);
}
END_TEST

START_TEST(another_etag_or_none_is_another_body)
{
	struct nbcoap_reassembly r;

	nbcoap_reassembly_init(&r, 0);
	ck_assert_int_eq(input(&r, 0, true, 16, "a"), NBCOAP_BLOCK_NEXT);
	ck_assert_int_eq(input(&r, 1, true, 16, "b"), NBCOAP_BLOCK_CHANGED);
	ck_assert_int_eq(input(&r, 1, true, 16, ""), NBCOAP_BLOCK_CHANGED);
	ck_assert_int_eq(input(&r, 1, true, 16, "a"), NBCOAP_BLOCK_NEXT);
	nbcoap_reassembly_init(&r, 0);
	ck_assert_int_eq(input(&r, 0, true, 16, ""), NBCOAP_BLOCK_NEXT);
	ck_assert_int_eq(input(&r, 1, true, 16, "a"), NBCOAP_BLOCK_CHANGED);
	/* no ETag: nine bytes (RFC 7252, 5.4.3) */
	ck_assert_int_eq(input(&r, 1, true, 16, "123456789"),
			 NBCOAP_BLOCK_NEXT);
}
END_TEST

START_TEST(only_the_last_block_may_be_short_and_none_long)
{
	struct nbcoap_reassembly r;

	nbcoap_reassembly_init(&r, 0);
	ck_assert_int_eq(input(&r, 0, true, 15, ""), NBCOAP_BLOCK_MALFORMED);
	ck_assert_int_eq(input(&r, 0, true, 17, ""), NBCOAP_BLOCK_MALFORMED);
	ck_assert_int_eq(input(&r, 0, false, 17, ""), NBCOAP_BLOCK_MALFORMED);
	ck_assert_int_eq(input(&r, 0, false, 16, ""), NBCOAP_BLOCK_LAST);
	nbcoap_reassembly_init(&r, 0);
	ck_assert_int_eq(input(&r, 0, false, 0, ""), NBCOAP_BLOCK_LAST);
}
END_TEST

START_TEST(a_body_may_be_read_from_its_middle_and_in_smaller_blocks)
{
	struct nbcoap_reassembly r;
	struct nbcoap_block_option large = block(2, true, 32);

	nbcoap_reassembly_init(&r, 64);
	ck_assert_int_eq(nbcoap_reassembly_input(&r, &large, 32, none()),
			 NBCOAP_BLOCK_NEXT);
	ck_assert_int_eq(input(&r, 6, false, 1, ""), NBCOAP_BLOCK_LAST);
}
END_TEST

TCase *coap_blockwise_case(void)
{
	TCase *c = tcase_create("blockwise");

	tcase_add_test(c, a_value_is_number_more_and_size);
	tcase_add_test(c, size_exponent_7_and_numbers_over_20_bits_are_refused);
	tcase_add_test(c, they_are_found_in_a_message);
	tcase_add_test(c, the_largest_block_that_fits_is_chosen);
	tcase_add_test(
		c,
		after_early_negotiation_the_next_block_is_counted_in_smaller_ones);
	tcase_add_test(c, blocks_never_grow);
	tcase_add_test(c, a_smaller_size_leaves_the_place_where_it_was);
	tcase_add_test(c, a_number_that_would_not_fit_is_refused);
	tcase_add_test(c, a_body_is_cut_into_blocks_the_last_one_shorter);
	tcase_add_test(c, a_body_of_full_blocks_ends_with_a_full_one);
	tcase_add_test(c, blocks_in_order_make_a_body);
	tcase_add_test(c, another_etag_or_none_is_another_body);
	tcase_add_test(c, only_the_last_block_may_be_short_and_none_long);
	tcase_add_test(
		c, a_body_may_be_read_from_its_middle_and_in_smaller_blocks);
	return c;
}
