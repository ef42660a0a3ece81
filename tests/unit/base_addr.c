#include "base/addr.h"
#include "base/assert.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

TCase *base_addr_case(void);

/* Of exactly its length, so that a sanitizer sees a read behind it. */
static char *exact(const char *text, size_t len)
{
	char *copy = malloc(len ? len : 1);

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, text, len);
	return copy;
}

static int parse_host(struct nb_addr *out, const char *text)
{
	size_t len = strlen(text);
	char *copy = exact(text, len);
	int rc = nb_addr_parse_host(out, copy, len);

	free(copy);
	return rc;
}

static int parse(struct nb_addr *out, const char *text)
{
	size_t len = strlen(text);
	char *copy = exact(text, len);
	int rc = nb_addr_parse(out, copy, len, 5683);

	free(copy);
	return rc;
}

static struct nb_addr host(const char *text)
{
	struct nb_addr a;

	ck_assert_msg(parse_host(&a, text) == 0, "%s", text);
	return a;
}

static void check_host(const char *text, const char *canonical)
{
	struct nb_addr a = host(text);
	char buf[NB_ADDR_TEXT];
	int len = nb_addr_format_host(&a, buf, sizeof(buf));

	ck_assert_str_eq(buf, canonical);
	ck_assert_int_eq(len, (int)strlen(canonical));
}

START_TEST(an_ipv4_literal_fills_four_bytes_and_the_rest_is_zero)
{
	static const uint8_t ip[16] = {192, 0, 2, 255};
	struct nb_addr a;

	memset(&a, 0xff, sizeof(a));
	ck_assert_int_eq(parse_host(&a, "192.0.2.255"), 0);
	ck_assert_mem_eq(a.ip, ip, sizeof(ip));
	ck_assert_uint_eq(a.family, NB_FAMILY_IPV4);
	ck_assert_uint_eq(a.port, 0);
	ck_assert_uint_eq(a.zone, 0);
}
END_TEST

START_TEST(an_ipv6_literal_fills_sixteen_bytes)
{
	static const uint8_t ip[16] = {
		0x20, 0x01, 0x0d, 0xb8, [7] = 0x0a, [14] = 0xab, 0xcd};
	struct nb_addr a;

	memset(&a, 0xff, sizeof(a));
	ck_assert_int_eq(parse_host(&a, "2001:db8:0:a::aBcD"), 0);
	ck_assert_mem_eq(a.ip, ip, sizeof(ip));
	ck_assert_uint_eq(a.family, NB_FAMILY_IPV6);
	ck_assert_uint_eq(a.port, 0);
	ck_assert_uint_eq(a.zone, 0);
}
END_TEST

START_TEST(each_ipv4_literal_is_written_as_it_was_read)
{
	check_host("0.0.0.0", "0.0.0.0");
	check_host("1.2.3.4", "1.2.3.4");
	check_host("10.100.20.199", "10.100.20.199");
	check_host("255.255.255.255", "255.255.255.255");
}
END_TEST

/* RFC 4291, 2.2; RFC 5952, 4 */
START_TEST(each_ipv6_literal_is_written_in_its_one_canonical_form)
{
	static const struct {
		const char *text, *canonical;
	} rows[] = {
		{"::", "::"},
		{"0:0:0:0:0:0:0:0", "::"},
		{"0000:0000:0000:0000:0000:0000:0000:0000", "::"},
		{"::1", "::1"},
		{"0::1", "::1"},
		{"1::", "1::"},
		{"1::0", "1::"},
		{"1::8", "1::8"},
		{"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
		{"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
		{"1:2:3::5:6:7:8", "1:2:3:0:5:6:7:8"},
		{"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
		{"2001:0db8::0001", "2001:db8::1"},
		{"2001:db8:0:0:0:0:2:1", "2001:db8::2:1"},
		{"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
		{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
		{"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
		{"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
		{"2001:db8::1:0:0:1", "2001:db8::1:0:0:1"},
		{"0:0:1:0:0:1:0:0", "::1:0:0:1:0:0"},
		{"1:0:0:1:0:0:0:0", "1:0:0:1::"},
		{"0:1:0:1:0:1:0:1", "0:1:0:1:0:1:0:1"},
		{"2001:DB8::AAAA:bbbb", "2001:db8::aaaa:bbbb"},
		{"ff02::fd", "ff02::fd"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
	};

	for (size_t i = 0; i < NB_COUNT(rows); i++) {
		check_host(rows[i].text, rows[i].canonical);
		check_host(rows[i].canonical, rows[i].canonical);
	}
}
END_TEST

/* RFC 4291, 2.2 (3); RFC 5952, 5 */
START_TEST(each_mixed_notation_is_read_and_only_mapped_ones_are_written_so)
{
	check_host("::ffff:192.0.2.1", "::ffff:192.0.2.1");
	check_host("::FFFF:c000:0201", "::ffff:192.0.2.1");
	check_host("0:0:0:0:0:ffff:0.0.0.0", "::ffff:0.0.0.0");
	check_host("::ffff:0:0", "::ffff:0.0.0.0");
	check_host("::ffff:255.255.255.255", "::ffff:255.255.255.255");
	check_host("::13.1.68.3", "::d01:4403");
	check_host("64:ff9b::192.0.2.33", "64:ff9b::c000:221");
	check_host("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a");
	check_host("1::6:7.8.9.10", "1::6:708:90a");
	check_host("1:2:3:4:5::7.8.9.10", "1:2:3:4:5:0:708:90a");
	check_host("::ffff:0:192.0.2.1", "::ffff:0:c000:201");
	check_host("::1:ffff:192.0.2.1", "::1:ffff:c000:201");
}
END_TEST

START_TEST(a_mapped_address_stays_ipv6)
{
	struct nb_addr mapped = host("::ffff:192.0.2.1");
	struct nb_addr plain = host("192.0.2.1");

	ck_assert_uint_eq(mapped.family, NB_FAMILY_IPV6);
	ck_assert(!nb_addr_same_host(&mapped, &plain));
}
END_TEST

static const char *const bad_hosts[] = {
	"",
	" ",
	"a",
	"localhost",
	"1",
	"1.2",
	"1.2.3",
	"1.2.3.",
	".1.2.3",
	".1.2.3.4",
	"1..2.3",
	"1.2.3.4.",
	"1.2.3.4.5",
	"1.2.3.256",
	"256.2.3.4",
	"1.2.3.1000",
	"1.2.3.4294967297",
	"1.2.3.18446744073709551617",
	"01.2.3.4",
	"1.2.3.04",
	"1.2.00.4",
	"1.2.3.0x4",
	"1.2.3.a",
	"1.2.3.-4",
	"1.2.3.+4",
	" 1.2.3.4",
	"1.2.3.4 ",
	"1.2.3.4/32",
	"1,2,3,4",
	"3232235777",
	":",
	":::",
	"::::",
	":1",
	":1:2:3:4:5:6:7",
	":1:2:3:4:5:6:7:8",
	"1:",
	"1:2:3:4:5:6:7:",
	"1:2:3:4:5:6:7:8:",
	"1:2:3:4:5:6:7",
	"1:2:3:4:5:6:7:8:9",
	"1:2:3:4:5:6:7:8::",
	"::1:2:3:4:5:6:7:8",
	"1:2:3:4::5:6:7:8",
	"1::2::3",
	"::1::",
	"1:::2",
	":::1",
	"1:::",
	"::1:",
	"00001::",
	"::12345",
	"::g",
	"::1g",
	"::-1",
	"::0x1",
	" ::1",
	"::1 ",
	"::1/128",
	"[::1]",
	"fe80::1%1",
	"fe80::1%eth0",
	"::1.2.3",
	"::1.2.3.4.5",
	"::1.2.3.256",
	"::01.2.3.4",
	"::1.2.3.4:5",
	"::1.2.3.4::",
	"::1.2.3.4:",
	"1.2.3.4::",
	"1.2.3.4:5683",
	"::.1.2.3",
	"::1a.2.3.4",
	"::1234.2.3.4",
	"::12345.2.3.4",
	"1:2:3:4:5:6:7:1.2.3.4",
	"1:2:3:4:5:6:7:8:1.2.3.4",
	"1:2:3:4:5:1.2.3.4",
	"1:2:3:4:5:6::1.2.3.4",
	"::1:2:3:4:5:6:1.2.3.4",
};

START_TEST(each_malformed_host_is_the_peers_fault_and_changes_nothing)
{
	struct nb_addr before = host("192.0.2.7");
	struct nb_addr a = before;

	for (size_t i = 0; i < NB_COUNT(bad_hosts); i++) {
		ck_assert_msg(parse_host(&a, bad_hosts[i]) == NB_ERR_PEER, "%s",
			      bad_hosts[i]);
		ck_assert(nb_addr_equal(&a, &before));
	}
}
END_TEST

START_TEST(a_nul_is_no_end_of_a_literal)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse_host(&a, "::1\0", 4), NB_ERR_PEER);
	ck_assert_int_eq(nb_addr_parse_host(&a, "1.2.3.4\0", 8), NB_ERR_PEER);
	ck_assert_int_eq(nb_addr_parse_host(&a, "1.2.3.\0004", 8), NB_ERR_PEER);
	ck_assert_int_eq(nb_addr_parse_host(&a, NULL, 0), NB_ERR_PEER);
	ck_assert_int_eq(nb_addr_parse(&a, NULL, 0, 1), NB_ERR_PEER);
}
END_TEST

START_TEST(only_len_bytes_are_the_literal)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse_host(&a, "192.0.2.199", 9), 0);
	ck_assert_uint_eq(a.ip[3], 1);
	ck_assert_int_eq(nb_addr_parse_host(&a, "::12", 3), 0);
	ck_assert_uint_eq(a.ip[15], 1);
	ck_assert_int_eq(nb_addr_parse(&a, "[::1]:56", 7, 9), 0);
	ck_assert_uint_eq(a.port, 5);
}
END_TEST

START_TEST(each_byte_in_each_place_of_a_literal_is_read_within_bounds)
{
	static const char *const texts[] = {
		"255.255.255.255",         "1:2:3:4:5:6:7:8",
		"1:2:3:4:5:6:7.8.9.10",    "1::8",
		"[1::ffff:1.2.3.4]:65535", "192.0.2.1:5683",
	};
	struct nb_addr a;

	for (size_t i = 0; i < NB_COUNT(texts); i++) {
		size_t len = strlen(texts[i]);

		for (size_t at = 0; at < len; at++) {
			char *copy = exact(texts[i], len);

			for (int c = 0; c < 256; c++) {
				copy[at] = (char)c;
				nb_addr_parse_host(&a, copy, len);
				nb_addr_parse(&a, copy, len, 0);
			}
			free(copy);
			copy = exact(texts[i], at);
			nb_addr_parse_host(&a, copy, at);
			nb_addr_parse(&a, copy, at, 0);
			free(copy);
		}
	}
}
END_TEST

static void check_port(const char *text, const char *ip, uint16_t port)
{
	struct nb_addr expected = host(ip);
	struct nb_addr a;

	expected.port = port;
	ck_assert_msg(parse(&a, text) == 0, "%s", text);
	ck_assert_msg(nb_addr_equal(&a, &expected), "%s", text);
}

START_TEST(each_port_is_read_or_is_the_given_one)
{
	check_port("192.0.2.1", "192.0.2.1", 5683);
	check_port("192.0.2.1:5684", "192.0.2.1", 5684);
	check_port("192.0.2.1:0", "192.0.2.1", 0);
	check_port("192.0.2.1:65535", "192.0.2.1", 65535);
	check_port("[2001:db8::1]", "2001:db8::1", 5683);
	check_port("[2001:db8::1]:1", "2001:db8::1", 1);
	check_port("[::]:65535", "::", 65535);
	check_port("[::ffff:192.0.2.1]:7", "::ffff:192.0.2.1", 7);
}
END_TEST

START_TEST(each_malformed_endpoint_is_the_peers_fault_and_changes_nothing)
{
	static const char *const bad[] = {
		"",
		":",
		":5683",
		"[",
		"]",
		"[]",
		"[]:1",
		"[[::1]]",
		"[::1",
		"[::1:5683",
		"::1",
		"::1]",
		"2001:db8::1:5683",
		"[192.0.2.1]",
		"[192.0.2.1]:1",
		"192.0.2.1]:1",
		"[fe80::1%1]:1",
		"[::1]5683",
		"[::1]:",
		"[::1]::1",
		"[::1] :1",
		"[::1]:1]",
		"192.0.2.1:",
		"192.0.2.1::1",
		"192.0.2.1:65536",
		"192.0.2.1:4294967296",
		"192.0.2.1:18446744073709551616",
		"192.0.2.1:05683",
		"192.0.2.1:00",
		"192.0.2.1:-1",
		"192.0.2.1:+1",
		"192.0.2.1: 1",
		"192.0.2.1:1 ",
		"192.0.2.1:a",
		"192.0.2.1:1:2",
		"192.0.2:1",
		"host:1",
	};
	struct nb_addr before = host("192.0.2.7");
	struct nb_addr a = before;

	for (size_t i = 0; i < NB_COUNT(bad); i++) {
		ck_assert_msg(parse(&a, bad[i]) == NB_ERR_PEER, "%s", bad[i]);
		ck_assert(nb_addr_equal(&a, &before));
	}
}
END_TEST

static void check_format(const char *ip, uint32_t zone, uint16_t port,
			 const char *text)
{
	struct nb_addr a = host(ip);
	char buf[NB_ADDR_TEXT];

	a.zone = zone;
	a.port = port;
	ck_assert_int_eq(nb_addr_format(&a, buf, sizeof(buf)),
			 (int)strlen(text));
	ck_assert_str_eq(buf, text);
}

START_TEST(each_endpoint_is_written_with_its_port_and_zone)
{
	check_format("192.0.2.1", 0, 5683, "192.0.2.1:5683");
	check_format("192.0.2.1", 0, 0, "192.0.2.1:0");
	check_format("2001:db8::1", 0, 5683, "[2001:db8::1]:5683");
	check_format("fe80::1", 3, 5683, "[fe80::1%3]:5683");
	check_format("::ffff:1.2.3.4", 0, 1, "[::ffff:1.2.3.4]:1");
	check_format("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", UINT32_MAX,
		     65535,
		     "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff%4294967295]"
		     ":65535");
}
END_TEST

START_TEST(the_host_alone_is_written_without_its_zone)
{
	struct nb_addr a = host("fe80::1");
	char buf[NB_ADDR_TEXT];

	a.zone = 3;
	a.port = 5683;
	ck_assert_int_eq(nb_addr_format_host(&a, buf, sizeof(buf)), 7);
	ck_assert_str_eq(buf, "fe80::1");
}
END_TEST

START_TEST(no_address_is_written_as_nothing)
{
	struct nb_addr none = {.family = NB_FAMILY_NONE};
	char buf[NB_ADDR_TEXT] = "x";

	ck_assert_int_eq(nb_addr_format_host(&none, buf, sizeof(buf)), 0);
	ck_assert_str_eq(buf, "");
	buf[0] = 'x';
	ck_assert_int_eq(nb_addr_format(&none, buf, sizeof(buf)), 0);
	ck_assert_str_eq(buf, "");
}
END_TEST

START_TEST(each_room_that_is_too_small_gives_an_error_and_no_text)
{
	static const char text[] = "[2001:db8::1]:5683";
	struct nb_addr a;

	ck_assert_int_eq(parse(&a, text), 0);
	for (size_t cap = 0; cap <= sizeof(text); cap++) {
		char *buf = exact("x", 1);
		int expected = cap < sizeof(text) ? NB_ERR_SPACE
						  : (int)sizeof(text) - 1;

		buf = realloc(buf, cap ? cap : 1);
		ck_assert_int_eq(nb_addr_format(&a, buf, cap), expected);
		if (cap == 0)
			ck_assert_int_eq(buf[0], 'x');
		else
			ck_assert_str_eq(buf, expected < 0 ? "" : text);
		free(buf);
	}
	char small[11];
	ck_assert_int_eq(nb_addr_format_host(&a, small, 11), NB_ERR_SPACE);
	ck_assert_str_eq(small, "");
}
END_TEST

START_TEST(each_member_makes_an_endpoint_another_one)
{
	struct nb_addr a = host("2001:db8::1");
	struct nb_addr b = a;

	ck_assert(nb_addr_equal(&a, &b) && nb_addr_same_host(&a, &b));
	b.port = 1;
	ck_assert(!nb_addr_equal(&a, &b) && nb_addr_same_host(&a, &b));
	b = a;
	b.zone = 1;
	ck_assert(!nb_addr_equal(&a, &b) && !nb_addr_same_host(&a, &b));
	b = a;
	b.family = NB_FAMILY_IPV4;
	ck_assert(!nb_addr_equal(&a, &b) && !nb_addr_same_host(&a, &b));
	for (size_t i = 0; i < sizeof(b.ip); i++) {
		b = a;
		b.ip[i] ^= 0x80;
		ck_assert(!nb_addr_equal(&a, &b) && !nb_addr_same_host(&a, &b));
	}
}
END_TEST

/* One letter for each predicate that holds. */
START_TEST(each_address_has_its_scope)
{
	static const struct {
		const char *text, *scope;
	} rows[] = {
		{"0.0.0.0", ""},
		{"126.255.255.255", "g"},
		{"127.0.0.1", "o"},
		{"127.255.255.255", "o"},
		{"128.0.0.0", "g"},
		{"10.0.0.1", "g"},
		{"169.253.255.255", "g"},
		{"169.254.0.0", "l"},
		{"169.254.255.255", "l"},
		{"169.255.0.0", "g"},
		{"223.255.255.255", "g"},
		{"224.0.0.0", "m"},
		{"239.255.255.255", "m"},
		{"240.0.0.0", "g"},
		{"255.255.255.254", "g"},
		{"255.255.255.255", "m"},
		{"254.128.0.1", "g"},
		{"::", ""},
		{"::1", "o"},
		{"::2", "g"},
		{"1::1", "g"},
		{"7f00::1", "g"},
		{"a9fe::1", "g"},
		{"e000::", "g"},
		{"fd00::1", "g"},
		{"fe7f::1", "g"},
		{"fe80::", "l"},
		{"febf:ffff::1", "l"},
		{"fec0::1", "g"},
		{"feff::1", "g"},
		{"ff00::", "m"},
		{"ff02::1", "m"},
		{"ffff:ffff::1", "m"},
		{"2001:db8::1", "g"},
	};

	for (size_t i = 0; i < NB_COUNT(rows); i++) {
		struct nb_addr a = host(rows[i].text);
		const char *scope = rows[i].scope;

		ck_assert(nb_addr_is_set(&a));
		ck_assert_msg(nb_addr_is_global(&a) == !!strchr(scope, 'g') &&
				      nb_addr_is_link_local(&a) ==
					      !!strchr(scope, 'l') &&
				      nb_addr_is_loopback(&a) ==
					      !!strchr(scope, 'o') &&
				      nb_addr_is_multicast(&a) ==
					      !!strchr(scope, 'm'),
			      "%s is not \"%s\"", rows[i].text, scope);
	}
}
END_TEST

START_TEST(no_address_has_no_scope_whatever_its_bytes)
{
	static const char *const texts[] = {
		"127.0.0.1", "169.254.0.1", "224.0.0.1", "::1",
		"fe80::1",   "ff02::1",     "2000::1",
	};

	for (size_t i = 0; i < NB_COUNT(texts); i++) {
		struct nb_addr a = host(texts[i]);

		a.family = NB_FAMILY_NONE;
		ck_assert(!nb_addr_is_set(&a));
		ck_assert(!nb_addr_is_global(&a));
		ck_assert(!nb_addr_is_link_local(&a));
		ck_assert(!nb_addr_is_loopback(&a));
		ck_assert(!nb_addr_is_multicast(&a));
	}
}
END_TEST

static void add_text_tests(TCase *tc)
{
	tcase_add_test(tc,
		       an_ipv4_literal_fills_four_bytes_and_the_rest_is_zero);
	tcase_add_test(tc, an_ipv6_literal_fills_sixteen_bytes);
	tcase_add_test(tc, each_ipv4_literal_is_written_as_it_was_read);
	tcase_add_test(tc,
		       each_ipv6_literal_is_written_in_its_one_canonical_form);
	tcase_add_test(
		tc,
		each_mixed_notation_is_read_and_only_mapped_ones_are_written_so);
	tcase_add_test(tc, a_mapped_address_stays_ipv6);
	tcase_add_test(
		tc, each_malformed_host_is_the_peers_fault_and_changes_nothing);
	tcase_add_test(tc, a_nul_is_no_end_of_a_literal);
	tcase_add_test(tc, only_len_bytes_are_the_literal);
	tcase_add_test(
		tc, each_byte_in_each_place_of_a_literal_is_read_within_bounds);
	tcase_add_test(tc, each_port_is_read_or_is_the_given_one);
	tcase_add_test(
		tc,
		each_malformed_endpoint_is_the_peers_fault_and_changes_nothing);
	tcase_add_test(tc, each_endpoint_is_written_with_its_port_and_zone);
	tcase_add_test(tc, the_host_alone_is_written_without_its_zone);
	tcase_add_test(tc, no_address_is_written_as_nothing);
	tcase_add_test(tc,
		       each_room_that_is_too_small_gives_an_error_and_no_text);
}

static void add_value_tests(TCase *tc)
{
	tcase_add_test(tc, each_member_makes_an_endpoint_another_one);
	tcase_add_test(tc, each_address_has_its_scope);
	tcase_add_test(tc, no_address_has_no_scope_whatever_its_bytes);
}

TCase *base_addr_case(void)
{
	TCase *tc = tcase_create("addr");

	add_text_tests(tc);
	add_value_tests(tc);
	return tc;
}
