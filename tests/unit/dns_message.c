#include "base/writer.h"
#include "dns/message.h"
#include "unit/unit.h"

#include <nbcoap/addr.h>

#include <string.h>

TCase *dns_message_case(void);

enum { GOOD = 0x8180, NO_NAME = 0x8183, REFUSED = 0x8185 };
enum { A = 1, CNAME = 5, AAAA = 28 };

static uint8_t query[DNS_QUERY_MAX];
static int query_len;
static uint8_t bytes[512];
static struct nb_writer w;
static struct dns_answer out;

static int ask(const char *name, enum nb_family family)
{
	struct dns_question q = {.id = 0x1234, .name = name, .family = family};

	query_len = dns_query_encode(&q, query);
	return query_len;
}

/* The header and the question of an answer to iot.example. */
static void begin(uint16_t flags, uint16_t records)
{
	ask("iot.example", NB_FAMILY_IPV6);
	nb_writer_init(&w, bytes, sizeof(bytes));
	nb_writer_u16(&w, 0x1234);
	nb_writer_u16(&w, flags);
	nb_writer_u16(&w, 1);
	nb_writer_u16(&w, records);
	nb_writer_u32(&w, 0);
	nb_writer_bytes(&w, query + 12, (size_t)query_len - 12);
}

static void write_name(const char *name)
{
	while (*name) {
		size_t len = strcspn(name, ".");

		nb_writer_u8(&w, (uint8_t)len);
		nb_writer_bytes(&w, name, len);
		name += len + (name[len] == '.');
	}
	nb_writer_u8(&w, 0);
}

static void record(const char *owner, uint16_t type, uint32_t ttl, size_t len)
{
	write_name(owner);
	nb_writer_u16(&w, type);
	nb_writer_u16(&w, 1);
	nb_writer_u32(&w, ttl);
	nb_writer_u16(&w, (uint16_t)len);
}

static void aaaa(const char *owner, uint32_t ttl, const char *host)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse_host(&a, host, strlen(host)), 0);
	record(owner, AAAA, ttl, 16);
	nb_writer_bytes(&w, a.ip, 16);
}

static void cname(const char *owner, uint32_t ttl, const char *name)
{
	record(owner, CNAME, ttl, strlen(name) + 2);
	write_name(name);
}

static enum dns_answer_type decode(void)
{
	out = (struct dns_answer){.count = 77};
	return dns_answer_decode(&out,
				 (struct nb_bytes){query, (size_t)query_len},
				 (struct nb_bytes){bytes, w.len});
}

static void check_address(size_t i, const char *host)
{
	char text[NB_ADDR_TEXT];

	nb_addr_format_host(&out.address[i], text, sizeof(text));
	ck_assert_str_eq(text, host);
}

START_TEST(a_query_has_its_id_one_question_and_nothing_else)
{
	static const uint8_t expected[] =
		"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
		"\x03iot\x07"
		"example\x00\x00\x1c\x00\x01";

	ck_assert_int_eq(ask("iot.example", NB_FAMILY_IPV6),
			 sizeof(expected) - 1);
	ck_assert_mem_eq(query, expected, sizeof(expected) - 1);
	ck_assert_int_eq(ask("iot.example.", NB_FAMILY_IPV4), query_len);
	ck_assert_uint_eq(query[query_len - 3], A);
}
END_TEST

START_TEST(a_query_says_how_much_room_its_answer_has)
{
	struct dns_question q = {
		.name = "a", .family = NB_FAMILY_IPV6, .room = 1232};
	int len = dns_query_encode(&q, query);

	ck_assert_int_eq(len, 12 + 3 + 4 + 11);
	ck_assert_uint_eq(query[11], 1);
	ck_assert_uint_eq(query[len - 7], 1232 % 256);
	ck_assert_uint_eq(query[len - 8], 1232 / 256);
}
END_TEST

START_TEST(what_cannot_be_a_name_is_refused)
{
	char label[65], name[256];

	memset(label, 'a', sizeof(label) - 1);
	label[64] = '\0';
	memset(name, 'a', sizeof(name) - 1);
	for (size_t i = 1; i < sizeof(name) - 1; i += 2)
		name[i] = '.';
	name[255] = '\0';
	ck_assert_int_eq(ask(label, NB_FAMILY_IPV6), NB_ERR_CALLER);
	ck_assert_int_eq(ask("a..b", NB_FAMILY_IPV6), NB_ERR_CALLER);
	ck_assert_int_eq(ask(name, NB_FAMILY_IPV6), NB_ERR_CALLER);
	name[253] = '\0';
	ck_assert_int_eq(ask(name, NB_FAMILY_IPV6), 12 + 255 + 4);
}
END_TEST

START_TEST(addresses_are_found_with_the_shortest_time_to_live)
{
	begin(GOOD, 2);
	aaaa("iot.example", 300, "2001:db8::1");
	aaaa("iot.example", 60, "2001:db8::2");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	ck_assert_uint_eq(out.count, 2);
	check_address(0, "2001:db8::1");
	check_address(1, "2001:db8::2");
	ck_assert_int_eq(out.ttl, 60000);
}
END_TEST

START_TEST(ipv4_addresses_are_found_too)
{
	begin(GOOD, 1);
	ask("iot.example", NB_FAMILY_IPV4);
	memcpy(bytes + 12, query + 12, (size_t)query_len - 12);
	record("iot.example", A, 1, 4);
	nb_writer_bytes(&w, "\xc0\x00\x02\x01", 4);
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	check_address(0, "192.0.2.1");
	ck_assert_int_eq(out.ttl, 1000);
}
END_TEST

START_TEST(more_addresses_than_there_is_room_for_are_left_out)
{
	begin(GOOD, 6);
	for (int i = 0; i < 6; i++)
		aaaa("iot.example", 60, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	ck_assert_uint_eq(out.count, NB_LINK_ADDRESSES);
}
END_TEST

START_TEST(aliases_are_followed_and_their_times_count)
{
	begin(GOOD, 3);
	cname("iot.example", 300, "a.example");
	cname("a.example", 5, "b.example");
	aaaa("b.example", 60, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	ck_assert_uint_eq(out.count, 1);
	ck_assert_int_eq(out.ttl, 5000);
}
END_TEST

START_TEST(aliases_that_end_nowhere_or_in_a_circle_give_no_address)
{
	begin(GOOD, 1);
	cname("iot.example", 300, "a.example");
	ck_assert_int_eq(decode(), DNS_ANSWER_NO_ADDRESS);
	begin(GOOD, 2);
	cname("iot.example", 300, "a.example");
	cname("a.example", 300, "iot.example");
	ck_assert_int_eq(decode(), DNS_ANSWER_NO_ADDRESS);
}
END_TEST

START_TEST(a_time_to_live_may_be_0_and_one_beyond_31_bits_is)
{
	begin(GOOD, 1);
	aaaa("iot.example", 0, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	ck_assert_int_eq(out.ttl, 0);
	begin(GOOD, 1);
	aaaa("iot.example", 0x80000001u, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	ck_assert_int_eq(out.ttl, 0);
}
END_TEST

START_TEST(no_such_name_no_address_and_no_help_are_told_apart)
{
	begin(NO_NAME, 0);
	ck_assert_int_eq(decode(), DNS_ANSWER_NO_NAME);
	begin(GOOD, 0);
	ck_assert_int_eq(decode(), DNS_ANSWER_NO_ADDRESS);
	begin(REFUSED, 0);
	ck_assert_int_eq(decode(), DNS_ANSWER_FAILED);
	ck_assert_uint_eq(out.count, 77);
}
END_TEST

START_TEST(a_server_that_only_refers_to_others_is_no_help)
{
	begin(0x8100, 0);
	ck_assert_int_eq(decode(), DNS_ANSWER_FAILED);
	begin(0x8500, 0);
	ck_assert_int_eq(decode(), DNS_ANSWER_NO_ADDRESS);
}
END_TEST

START_TEST(a_truncated_answer_is_none_whatever_is_in_it)
{
	begin(GOOD | 0x0200, 1);
	aaaa("iot.example", 60, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_TRUNCATED);
}
END_TEST

START_TEST(the_question_may_come_back_in_other_case)
{
	begin(GOOD, 1);
	bytes[13] = 'I';
	aaaa("iot.example", 60, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
}
END_TEST

/* Which byte of a good answer, and what is put there. */
static const struct {
	size_t at;
	uint8_t value;
} foreign[] = {
	{0, 0x13}, /* another ID                */
	{1, 0x35}, /* another ID                */
	{2, 0x01}, /* a query                   */
	{2, 0xa1}, /* another operation         */
	{5, 0},    /* without a question        */
	{5, 2},    /* with two                  */
	{13, 'j'}, /* another name              */
	{26, A},   /* another type              */
	{28, 3},   /* another class             */
};

START_TEST(what_does_not_answer_our_question_is_foreign)
{
	begin(GOOD, 1);
	aaaa("iot.example", 60, "2001:db8::1");
	ck_assert_int_eq(decode(), DNS_ANSWER_FOUND);
	bytes[foreign[_i].at] = foreign[_i].value;
	ck_assert_int_eq(decode(), DNS_ANSWER_FOREIGN);
	ck_assert_uint_eq(out.count, 77);
}
END_TEST

START_TEST(an_answer_that_is_cut_anywhere_is_none)
{
	begin(GOOD, 2);
	cname("iot.example", 300, "a.example");
	aaaa("a.example", 60, "2001:db8::1");
	size_t whole = w.len;
	for (w.len = 0; w.len < whole; w.len++) {
		ck_assert_int_eq(decode(), w.len < (size_t)query_len
						   ? DNS_ANSWER_FOREIGN
						   : DNS_ANSWER_FAILED);
		ck_assert_uint_eq(out.count, 77);
	}
}
END_TEST

TCase *dns_message_case(void)
{
	TCase *tc = tcase_create("message");

	tcase_add_test(tc, a_query_has_its_id_one_question_and_nothing_else);
	tcase_add_test(tc, a_query_says_how_much_room_its_answer_has);
	tcase_add_test(tc, what_cannot_be_a_name_is_refused);
	tcase_add_test(tc, addresses_are_found_with_the_shortest_time_to_live);
	tcase_add_test(tc, ipv4_addresses_are_found_too);
	tcase_add_test(tc, more_addresses_than_there_is_room_for_are_left_out);
	tcase_add_test(tc, aliases_are_followed_and_their_times_count);
	tcase_add_test(tc,
		       aliases_that_end_nowhere_or_in_a_circle_give_no_address);
	tcase_add_test(tc, a_time_to_live_may_be_0_and_one_beyond_31_bits_is);
	tcase_add_test(tc, no_such_name_no_address_and_no_help_are_told_apart);
	tcase_add_test(tc, a_server_that_only_refers_to_others_is_no_help);
	tcase_add_test(tc, a_truncated_answer_is_none_whatever_is_in_it);
	tcase_add_test(tc, the_question_may_come_back_in_other_case);
	tcase_add_loop_test(tc, what_does_not_answer_our_question_is_foreign, 0,
			    (int)(sizeof(foreign) / sizeof(foreign[0])));
	tcase_add_test(tc, an_answer_that_is_cut_anywhere_is_none);
	return tc;
}
