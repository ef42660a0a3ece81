#include "daemon/pin.h"
#include "daemon_cases.h"
#include "os_tmp.h"

#include <errno.h>
#include <string.h>

static struct sqn_refused_pin kept;

static void read_again(void)
{
	memset(&kept, 0xff, sizeof(kept));
	pin_read_refused(os_tmp_path("."), &kept);
}

START_TEST(a_refused_pin_is_known_after_a_restart)
{
	const struct sqn_refused_pin refused = {0x0123456789abcdef, 1};

	ck_assert(pin_keep_refused(os_tmp_path("."), &refused));
	read_again();
	ck_assert_uint_eq(kept.pin, refused.pin);
	ck_assert_uint_eq(kept.sim, refused.sim);
}
END_TEST

START_TEST(without_a_file_of_ours_none_was_refused)
{
	read_again();
	ck_assert_uint_eq(kept.pin, 0);
	os_tmp_write("pin-refused", "1234\n", 5);
	read_again();
	ck_assert_uint_eq(kept.pin, 0);
	ck_assert_uint_eq(kept.sim, 0);
}
END_TEST

START_TEST(what_cannot_be_kept_says_why)
{
	const struct sqn_refused_pin refused = {1, 1};

	ck_assert(!pin_keep_refused("/no/such/directory", &refused));
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

TCase *daemon_pin_case(void)
{
	TCase *tc = tcase_create("refused pin");

	tcase_add_checked_fixture(tc, os_tmp_make, os_tmp_remove);
	tcase_add_test(tc, a_refused_pin_is_known_after_a_restart);
	tcase_add_test(tc, without_a_file_of_ours_none_was_refused);
	tcase_add_test(tc, what_cannot_be_kept_says_why);
	return tc;
}
