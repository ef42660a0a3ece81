#include "base/reader.h"
#include "base/writer.h"
#include "unit/unit.h"

#include <limits.h>
#include <string.h>

TCase *base_bytes_case(void);

static const uint8_t seven[] = {0x01, 0x80, 0x02, 0xff, 0xfe, 0xfd, 0xfc};
static const uint8_t eight[] = {0xf0, 0xde, 0xbc, 0x9a, 0x78, 0x56, 0x34, 0x12};

START_TEST(each_number_is_read_in_network_byte_order)
{
	struct nb_reader r;

	nb_reader_init(&r, seven, sizeof(seven));
	ck_assert_uint_eq(nb_reader_u8(&r), 0x01);
	ck_assert_uint_eq(nb_reader_u16(&r), 0x8002);
	ck_assert_uint_eq(nb_reader_u32(&r), 0xfffefdfc);
	ck_assert_uint_eq(nb_reader_left(&r), 0);
	ck_assert(nb_reader_ok(&r));
	nb_reader_init(&r, eight, sizeof(eight));
	ck_assert_uint_eq(nb_reader_u64(&r), 0xf0debc9a78563412);
	ck_assert(nb_reader_ok(&r));
}
END_TEST

START_TEST(bytes_are_given_in_place)
{
	struct nb_reader r;

	nb_reader_init(&r, seven, sizeof(seven));
	ck_assert_ptr_eq(nb_reader_bytes(&r, 3), seven);
	ck_assert_ptr_eq(nb_reader_bytes(&r, 0), seven + 3);
	ck_assert_ptr_eq(nb_reader_bytes(&r, 4), seven + 3);
	ck_assert_ptr_eq(nb_reader_bytes(&r, 0), seven + 7);
	ck_assert(nb_reader_ok(&r));
}
END_TEST

START_TEST(each_number_that_is_cut_off_reads_as_zero_and_fails)
{
	struct nb_reader r;

	nb_reader_init(&r, seven, 0);
	ck_assert_uint_eq(nb_reader_u8(&r), 0);
	ck_assert(!nb_reader_ok(&r));
	nb_reader_init(&r, seven, 1);
	ck_assert_uint_eq(nb_reader_u16(&r), 0);
	ck_assert(!nb_reader_ok(&r));
	nb_reader_init(&r, seven, 3);
	ck_assert_uint_eq(nb_reader_u32(&r), 0);
	ck_assert(!nb_reader_ok(&r));
}
END_TEST

START_TEST(too_many_bytes_are_none_however_many)
{
	struct nb_reader r;

	nb_reader_init(&r, seven, sizeof(seven));
	ck_assert_ptr_null(nb_reader_bytes(&r, sizeof(seven) + 1));
	ck_assert(!nb_reader_ok(&r));
	nb_reader_init(&r, seven, sizeof(seven));
	ck_assert_uint_eq(nb_reader_u8(&r), 1);
	ck_assert_ptr_null(nb_reader_bytes(&r, SIZE_MAX));
	ck_assert(!nb_reader_ok(&r));
}
END_TEST

START_TEST(after_a_failure_every_read_is_zero_or_empty)
{
	struct nb_reader r;

	nb_reader_init(&r, seven, sizeof(seven));
	nb_reader_fail(&r);
	ck_assert_uint_eq(nb_reader_left(&r), 0);
	ck_assert_uint_eq(nb_reader_u8(&r), 0);
	ck_assert_uint_eq(nb_reader_u16(&r), 0);
	ck_assert_uint_eq(nb_reader_u32(&r), 0);
	ck_assert_ptr_null(nb_reader_bytes(&r, 1));
	ck_assert_ptr_null(nb_reader_bytes(&r, 0));
	ck_assert(!nb_reader_ok(&r));
}
END_TEST

START_TEST(nothing_at_all_can_be_read_empty)
{
	struct nb_reader r;

	nb_reader_init(&r, NULL, 0);
	ck_assert_uint_eq(nb_reader_left(&r), 0);
	ck_assert_ptr_null(nb_reader_bytes(&r, 0));
	ck_assert(nb_reader_ok(&r));
	ck_assert_uint_eq(nb_reader_u8(&r), 0);
	ck_assert(!nb_reader_ok(&r));
}
END_TEST

START_TEST(each_number_is_written_in_network_byte_order)
{
	uint8_t buf[sizeof(seven)];
	struct nb_writer w;

	nb_writer_init(&w, buf, sizeof(buf));
	nb_writer_u8(&w, 0x01);
	nb_writer_u16(&w, 0x8002);
	nb_writer_u32(&w, 0xfffefdfc);
	ck_assert_int_eq(nb_writer_end(&w), sizeof(seven));
	ck_assert_mem_eq(buf, seven, sizeof(seven));

	uint8_t more[sizeof(eight)];
	nb_writer_init(&w, more, sizeof(more));
	nb_writer_u64(&w, 0xf0debc9a78563412);
	ck_assert_int_eq(nb_writer_end(&w), sizeof(eight));
	ck_assert_mem_eq(more, eight, sizeof(eight));
}
END_TEST

START_TEST(what_does_not_fit_is_dropped_whole_and_so_is_the_rest)
{
	uint8_t buf[4] = {0xaa, 0xaa, 0xaa, 0xaa};
	static const uint8_t untouched[3] = {0xaa, 0xaa, 0xaa};
	struct nb_writer w;

	nb_writer_init(&w, buf, 3);
	nb_writer_u8(&w, 1);
	nb_writer_u32(&w, 0x02020202);
	nb_writer_u8(&w, 3);
	nb_writer_bytes(&w, seven, 2);
	nb_writer_decimal(&w, 4);
	ck_assert_int_eq(nb_writer_end(&w), NB_ERR_SPACE);
	ck_assert_uint_eq(buf[0], 1);
	ck_assert_mem_eq(buf + 1, untouched, sizeof(untouched));
}
END_TEST

START_TEST(a_length_beyond_everything_does_not_fit)
{
	uint8_t buf[4];
	struct nb_writer w;

	nb_writer_init(&w, buf, sizeof(buf));
	nb_writer_u8(&w, 1);
	nb_writer_bytes(&w, seven, SIZE_MAX);
	ck_assert_int_eq(nb_writer_end(&w), NB_ERR_SPACE);
}
END_TEST

START_TEST(nothing_fits_into_no_room)
{
	struct nb_writer w;

	nb_writer_init(&w, NULL, 0);
	nb_writer_bytes(&w, NULL, 0);
	nb_writer_text(&w, "");
	ck_assert_int_eq(nb_writer_end(&w), 0);
	nb_writer_u8(&w, 0);
	ck_assert_int_eq(nb_writer_end(&w), NB_ERR_SPACE);
	ck_assert_int_eq(nb_writer_text_end(&w), NB_ERR_SPACE);
}
END_TEST

START_TEST(the_room_is_never_more_than_a_count_can_say)
{
	uint8_t buf[1];
	struct nb_writer w;

	nb_writer_init(&w, buf, SIZE_MAX);
	ck_assert_uint_eq(w.cap, INT_MAX);
}
END_TEST

START_TEST(each_number_is_written_with_as_few_digits_as_it_has)
{
	static const struct {
		uint64_t v;
		const char *decimal, *hex;
	} rows[] = {
		{0, "0", "0"},
		{9, "9", "9"},
		{10, "10", "a"},
		{16, "16", "10"},
		{65535, "65535", "ffff"},
		{0x123456789abcdef0, "1311768467463790320", "123456789abcdef0"},
		{UINT64_MAX, "18446744073709551615", "ffffffffffffffff"},
	};
	char buf[32];
	struct nb_writer w;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		nb_writer_init(&w, buf, sizeof(buf));
		nb_writer_decimal(&w, rows[i].v);
		ck_assert_int_eq(nb_writer_text_end(&w),
				 (int)strlen(rows[i].decimal));
		ck_assert_str_eq(buf, rows[i].decimal);
		nb_writer_init(&w, buf, sizeof(buf));
		nb_writer_hex(&w, rows[i].v);
		ck_assert_int_eq(nb_writer_text_end(&w),
				 (int)strlen(rows[i].hex));
		ck_assert_str_eq(buf, rows[i].hex);
	}
}
END_TEST

START_TEST(text_has_its_nul_only_at_the_end)
{
	char buf[8];
	struct nb_writer w;

	memset(buf, 'x', sizeof(buf));
	nb_writer_init(&w, buf, sizeof(buf));
	nb_writer_text(&w, "ab");
	ck_assert_int_eq(buf[2], 'x');
	nb_writer_text(&w, "cd");
	ck_assert_int_eq(nb_writer_text_end(&w), 4);
	ck_assert_str_eq(buf, "abcd");
	ck_assert_int_eq(nb_writer_end(&w), 4);
	ck_assert_int_eq(buf[5], 'x');
}
END_TEST

START_TEST(text_without_room_for_its_nul_becomes_empty)
{
	char buf[4];
	struct nb_writer w;

	nb_writer_init(&w, buf, sizeof(buf));
	nb_writer_text(&w, "abc");
	ck_assert_int_eq(nb_writer_text_end(&w), 3);
	nb_writer_init(&w, buf, sizeof(buf));
	nb_writer_text(&w, "abcd");
	ck_assert_int_eq(nb_writer_text_end(&w), NB_ERR_SPACE);
	ck_assert_str_eq(buf, "");
	ck_assert_int_eq(nb_writer_end(&w), NB_ERR_SPACE);
}
END_TEST

TCase *base_bytes_case(void)
{
	TCase *tc = tcase_create("bytes");

	tcase_add_test(tc, each_number_is_read_in_network_byte_order);
	tcase_add_test(tc, bytes_are_given_in_place);
	tcase_add_test(tc, each_number_that_is_cut_off_reads_as_zero_and_fails);
	tcase_add_test(tc, too_many_bytes_are_none_however_many);
	tcase_add_test(tc, after_a_failure_every_read_is_zero_or_empty);
	tcase_add_test(tc, nothing_at_all_can_be_read_empty);
	tcase_add_test(tc, each_number_is_written_in_network_byte_order);
	tcase_add_test(tc,
		       what_does_not_fit_is_dropped_whole_and_so_is_the_rest);
	tcase_add_test(tc, a_length_beyond_everything_does_not_fit);
	tcase_add_test(tc, nothing_fits_into_no_room);
	tcase_add_test(tc, the_room_is_never_more_than_a_count_can_say);
	tcase_add_test(tc, each_number_is_written_with_as_few_digits_as_it_has);
	tcase_add_test(tc, text_has_its_nul_only_at_the_end);
	tcase_add_test(tc, text_without_room_for_its_nul_becomes_empty);
	return tc;
}
