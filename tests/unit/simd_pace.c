/* How fast bytes go through a line. */
#include "simd/pace.h"
#include "unit/unit.h"

TCase *simd_pace_case(void);

START_TEST(a_byte_takes_ten_bits)
{
	struct simd_pace p = {0};

	simd_pace_set(&p, 100000); /* 100 us a byte */
	ck_assert_uint_eq(simd_pace_take(&p, 3, 1000000), 0);
	ck_assert_uint_eq(simd_pace_due(&p, 3), 1300000);
	ck_assert_uint_eq(simd_pace_take(&p, 3, 1099999), 0);
	ck_assert_uint_eq(simd_pace_take(&p, 3, 1100000), 1);
	ck_assert_uint_eq(simd_pace_take(&p, 2, 5000000), 2);
	ck_assert_uint_eq(simd_pace_take(&p, 1, 6000000), 0);
	ck_assert_uint_eq(simd_pace_take(&p, 1, 6100000), 1);
}
END_TEST

START_TEST(no_time_is_lost_between_looks)
{
	struct simd_pace p = {0};
	size_t through = 0;
	uint64_t now = 0;

	simd_pace_set(&p, 115200);
	for (; through < 11520; now += 137000)
		through += simd_pace_take(&p, 11520 - through, now);
	ck_assert_uint_ge(now, 999900000);
	ck_assert_uint_le(now, 1000300000);
}
END_TEST

START_TEST(without_a_speed_all_is_through_at_once)
{
	struct simd_pace p = {0};

	ck_assert_uint_eq(simd_pace_take(&p, 1000, 0), 1000);
}
END_TEST

TCase *simd_pace_case(void)
{
	TCase *c = tcase_create("pace");

	tcase_add_test(c, a_byte_takes_ten_bits);
	tcase_add_test(c, no_time_is_lost_between_looks);
	tcase_add_test(c, without_a_speed_all_is_through_at_once);
	return c;
}
