#include "base/hash.h"
#include "unit/unit.h"

#include <string.h>

TCase *base_hash_case(void);

/* Key 00 .. 0f as in the SipHash paper, appendix A. */
static const uint8_t secret[NB_SECRET_LEN] = {0, 1, 2,  3,  4,  5,  6,  7,
					      8, 9, 10, 11, 12, 13, 14, 15};

/*
 * vectors_sip64 of the reference code as little-endian numbers: row i is the
 * hash of the i bytes 00, 01, ...
 */
static const uint64_t vectors[64] = {
	0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a,
	0x85676696d7fb7e2d, 0xcf2794e0277187b7, 0x18765564cd99a68d,
	0xcbc9466e58fee3ce, 0xab0200f58b01d137, 0x93f5f5799a932462,
	0x9e0082df0ba9e4b0, 0x7a5dbbc594ddb9f3, 0xf4b32f46226bada7,
	0x751e8fbc860ee5fb, 0x14ea5627c0843d90, 0xf723ca908e7af2ee,
	0xa129ca6149be45e5, 0x3f2acc7f57c29bdb, 0x699ae9f52cbe4794,
	0x4bc1b3f0968dd39c, 0xbb6dc91da77961bd, 0xbed65cf21aa2ee98,
	0xd0f2cbb02e3b67c7, 0x93536795e3a33e88, 0xa80c038ccd5ccec8,
	0xb8ad50c6f649af94, 0xbce192de8a85b8ea, 0x17d835b85bbb15f3,
	0x2f2e6163076bcfad, 0xde4daaaca71dc9a5, 0xa6a2506687956571,
	0xad87a3535c49ef28, 0x32d892fad841c342, 0x7127512f72f27cce,
	0xa7f32346f95978e3, 0x12e0b01abb051238, 0x15e034d40fa197ae,
	0x314dffbe0815a3b4, 0x027990f029623981, 0xcadcd4e59ef40c4d,
	0x9abfd8766a33735c, 0x0e3ea96b5304a7d0, 0xad0c42d6fc585992,
	0x187306c89bc215a9, 0xd4a60abcf3792b95, 0xf935451de4f21df2,
	0xa9538f0419755787, 0xdb9acddff56ca510, 0xd06c98cd5c0975eb,
	0xe612a3cb9ecba951, 0xc766e62cfcadaf96, 0xee64435a9752fe72,
	0xa192d576b245165a, 0x0a8787bf8ecb74b2, 0x81b3e73d20b49b6f,
	0x7fa8220ba3b2ecea, 0x245731c13ca42499, 0xb78dbfaf3a8d83bd,
	0xea1ad565322a1a0b, 0x60e61c23a3795013, 0x6606d7e446282b93,
	0x6ca4ecb15c5f91e1, 0x9f626da15c9625f3, 0xe51b38608ef25f57,
	0x958a324ceb064572,
};

START_TEST(each_reference_vector_comes_out)
{
	uint8_t message[64];

	for (size_t i = 0; i < sizeof(message); i++) {
		message[i] = (uint8_t)i;
		ck_assert_uint_eq(nb_hash(secret, message, i), vectors[i]);
	}
}
END_TEST

START_TEST(nothing_hashes_like_no_bytes)
{
	ck_assert_uint_eq(nb_hash(secret, NULL, 0), vectors[0]);
}
END_TEST

START_TEST(each_bit_of_the_secret_matters)
{
	uint8_t other[NB_SECRET_LEN];

	for (size_t bit = 0; bit < 8 * NB_SECRET_LEN; bit++) {
		memcpy(other, secret, sizeof(other));
		other[bit / 8] ^= (uint8_t)(1u << bit % 8);
		ck_assert_uint_ne(nb_hash(other, NULL, 0), vectors[0]);
	}
}
END_TEST

START_TEST(chance_is_the_hash_of_a_counter_on_every_machine)
{
	static const uint8_t counters[][8] = {{0}, {1}, {2}};
	struct nb_chance c;

	nb_chance_init(&c, secret);
	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_eq(nb_chance_next(&c),
				  nb_hash(secret, counters[i], 8));
	c.counter = 0x0102030405060708;
	static const uint8_t far[8] = {8, 7, 6, 5, 4, 3, 2, 1};
	ck_assert_uint_eq(nb_chance_next(&c), nb_hash(secret, far, 8));
}
END_TEST

START_TEST(the_same_secret_gives_the_same_chance)
{
	struct nb_chance a, b;

	nb_chance_init(&a, secret);
	nb_chance_init(&b, secret);
	for (int i = 0; i < 100; i++)
		ck_assert_uint_eq(nb_chance_next(&a), nb_chance_next(&b));
}
END_TEST

START_TEST(each_number_below_a_limit_comes_about_as_often)
{
	unsigned seen[6] = {0};
	struct nb_chance c;

	nb_chance_init(&c, secret);
	for (int i = 0; i < 6000; i++) {
		uint64_t v = nb_chance_below(&c, 6);
		ck_assert_uint_lt(v, 6);
		seen[v]++;
	}
	for (size_t i = 0; i < 6; i++) {
		ck_assert_uint_gt(seen[i], 850);
		ck_assert_uint_lt(seen[i], 1150);
	}
}
END_TEST

START_TEST(below_one_there_is_only_zero)
{
	struct nb_chance c;

	nb_chance_init(&c, secret);
	for (int i = 0; i < 100; i++)
		ck_assert_uint_eq(nb_chance_below(&c, 1), 0);
}
END_TEST

/* A plain remainder by 3 * 2^62 would hit its first third every second time. */
START_TEST(a_large_limit_is_fair_too)
{
	const uint64_t third = UINT64_C(1) << 62;
	unsigned low = 0;
	struct nb_chance c;

	nb_chance_init(&c, secret);
	for (int i = 0; i < 3000; i++) {
		uint64_t v = nb_chance_below(&c, 3 * third);
		ck_assert_uint_lt(v, 3 * third);
		low += v < third;
	}
	ck_assert_uint_gt(low, 850);
	ck_assert_uint_lt(low, 1150);
}
END_TEST

START_TEST(a_power_of_two_never_draws_twice)
{
	struct nb_chance c;

	nb_chance_init(&c, secret);
	for (uint64_t i = 1; i <= 100; i++) {
		nb_chance_below(&c, UINT64_C(1) << 63);
		ck_assert_uint_eq(c.counter, i);
	}
}
END_TEST

TCase *base_hash_case(void)
{
	TCase *tc = tcase_create("hash");

	tcase_add_test(tc, each_reference_vector_comes_out);
	tcase_add_test(tc, nothing_hashes_like_no_bytes);
	tcase_add_test(tc, each_bit_of_the_secret_matters);
	tcase_add_test(tc, chance_is_the_hash_of_a_counter_on_every_machine);
	tcase_add_test(tc, the_same_secret_gives_the_same_chance);
	tcase_add_test(tc, each_number_below_a_limit_comes_about_as_often);
	tcase_add_test(tc, below_one_there_is_only_zero);
	tcase_add_test(tc, a_large_limit_is_fair_too);
	tcase_add_test(tc, a_power_of_two_never_draws_twice);
	return tc;
}
