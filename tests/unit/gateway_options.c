#include "gateway/options.h"
#include "unit/gateway_cases.h"

#include <string.h>

static struct gw_options o;

static struct nb_bytes text(const char *s)
{
	return (struct nb_bytes){(const uint8_t *)s, strlen(s)};
}

static int add_path(const char *path)
{
	gw_options_init(&o);
	return gw_options_add_path(&o, text(path));
}

static void is(size_t i, uint16_t number, const char *value)
{
	ck_assert_uint_lt(i, o.count);
	ck_assert_uint_eq(o.at[i].number, number);
	ck_assert_uint_eq(o.at[i].len, strlen(value));
	ck_assert_mem_eq(o.at[i].value, value, strlen(value));
}

START_TEST(a_path_becomes_a_segment_each_decoded)
{
	ck_assert_int_eq(add_path("/a/b%2Fc/%20"), 0);
	ck_assert_uint_eq(o.count, 3);
	is(0, NBCOAP_URI_PATH, "a");
	is(1, NBCOAP_URI_PATH, "b/c");
	is(2, NBCOAP_URI_PATH, " ");
}
END_TEST

START_TEST(a_trailing_slash_is_an_empty_last_segment)
{
	ck_assert_int_eq(add_path("/a/"), 0);
	ck_assert_uint_eq(o.count, 2);
	is(1, NBCOAP_URI_PATH, "");
}
END_TEST

START_TEST(dots_and_control_characters_are_refused_after_decoding)
{
	static const char *const bad[] = {
		"/.",    "/a/..", "/%2e", "/a/%2e%2E/b", "/a%0d", "/%00",
		"/a\tb", "/a%7f", "/%zz", "/%2",         "a",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(add_path(bad[i]) == NB_ERR_PEER, "%s", bad[i]);
		ck_assert_uint_eq(o.count, 0);
	}
	ck_assert_int_eq(add_path("/..."), 0);
}
END_TEST

START_TEST(a_segment_of_255_bytes_fits_and_one_of_256_is_refused)
{
	char path[300] = "/";

	memset(path + 1, 'x', 255);
	ck_assert_int_eq(add_path(path), 0);
	ck_assert_uint_eq(o.at[0].len, 255);
	path[256] = 'x';
	ck_assert_int_eq(add_path(path), NB_ERR_PEER);
}
END_TEST

START_TEST(a_segment_far_too_long_is_refused_not_too_much)
{
	static char path[5000] = "/";

	memset(path + 1, 'x', sizeof(path) - 2);
	ck_assert_int_eq(add_path(path), NB_ERR_PEER);
	ck_assert(!o.full);
}
END_TEST

START_TEST(more_than_a_datagram_holds_is_remembered)
{
	static char path[4000];

	for (size_t i = 0; i + 1 < sizeof(path); i++)
		path[i] = i % 100 ? 'x' : '/';
	ck_assert_int_eq(add_path(path), 0);
	ck_assert(o.full);
	gw_options_init(&o);
	for (int i = 0; i < GW_OPTION_COUNT; i++)
		gw_options_add(&o, NBCOAP_ETAG, "x", 1);
	ck_assert(!o.full);
	gw_options_add(&o, NBCOAP_ETAG, "x", 1);
	ck_assert(o.full);
}
END_TEST

START_TEST(sorting_keeps_equal_numbers_in_their_order)
{
	gw_options_init(&o);
	gw_options_add_query(&o, text("b=1&a=2"));
	gw_options_add_path(&o, text("/z/y"));
	gw_options_add_uint(&o, NBCOAP_CONTENT_FORMAT, 0);
	gw_options_sort(&o);
	is(0, NBCOAP_URI_PATH, "z");
	is(1, NBCOAP_URI_PATH, "y");
	is(2, NBCOAP_CONTENT_FORMAT, "");
	is(3, NBCOAP_URI_QUERY, "b=1");
	is(4, NBCOAP_URI_QUERY, "a=2");
}
END_TEST

START_TEST(joined_behind_a_trailing_slash_no_empty_segment_is_left_between)
{
	static struct gw_options tail;

	add_path("/base/");
	gw_options_init(&tail);
	gw_options_add_path(&tail, text("/skip/x"));
	gw_options_join_path(&o, &tail, 1);
	ck_assert_uint_eq(o.count, 2);
	is(0, NBCOAP_URI_PATH, "base");
	is(1, NBCOAP_URI_PATH, "x");
	add_path("/base/");
	gw_options_join_path(&o, &tail, 2);
	ck_assert_uint_eq(o.count, 2);
}
END_TEST

TCase *gateway_options_case(void)
{
	TCase *tc = tcase_create("options");

	tcase_add_test(tc, a_path_becomes_a_segment_each_decoded);
	tcase_add_test(tc, a_trailing_slash_is_an_empty_last_segment);
	tcase_add_test(tc,
		       dots_and_control_characters_are_refused_after_decoding);
	tcase_add_test(tc,
		       a_segment_of_255_bytes_fits_and_one_of_256_is_refused);
	tcase_add_test(tc, a_segment_far_too_long_is_refused_not_too_much);
	tcase_add_test(tc, more_than_a_datagram_holds_is_remembered);
	tcase_add_test(tc, sorting_keeps_equal_numbers_in_their_order);
	tcase_add_test(
		tc,
		joined_behind_a_trailing_slash_no_empty_segment_is_left_between);
	return tc;
}
