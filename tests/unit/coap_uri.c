#include "unit/coap_cases.h"
#include "unit/coap_text.h"

#include "base/assert.h"

#include <nbcoap/uri.h>

#include <stdio.h>
#include <string.h>

enum { OPTIONS_MAX = 16, ROOM = 512 };

static struct nb_bytes bytes_of(const char *text)
{
	return (struct nb_bytes){(const uint8_t *)text, strlen(text)};
}

static int parse(struct nbcoap_uri *uri, const char *text)
{
	return nbcoap_uri_parse(uri, text, strlen(text));
}

static void check_piece(struct nb_bytes piece, const char *expected)
{
	ck_assert_uint_eq(piece.len, strlen(expected));
	ck_assert(!piece.len || !memcmp(piece.data, expected, piece.len));
}

START_TEST(a_uri_comes_apart)
{
	struct nbcoap_uri uri;
	ck_assert_int_eq(parse(&uri, "CoAP://Example.com:1234/a/b?x=1&y"), 0);
	ck_assert(!uri.secure && !uri.literal);
	check_piece(uri.host, "Example.com");
	ck_assert_uint_eq(uri.port, 1234);
	ck_assert(uri.port_given && uri.query_given);
	check_piece(uri.path, "/a/b");
	check_piece(uri.query, "x=1&y");
}
END_TEST

START_TEST(what_a_uri_leaves_out_has_its_default)
{
	struct nbcoap_uri uri;
	ck_assert_int_eq(parse(&uri, "coap://host"), 0);
	ck_assert_uint_eq(uri.port, 5683);
	ck_assert(!uri.port_given && !uri.query_given);
	check_piece(uri.path, "");
	ck_assert_int_eq(parse(&uri, "coaps://host:?"), 0);
	ck_assert_uint_eq(uri.port, 5684);
	ck_assert(uri.secure && !uri.port_given && uri.query_given);
	check_piece(uri.query, "");
}
END_TEST

START_TEST(address_literals_are_read_with_their_port)
{
	struct nbcoap_uri uri;
	ck_assert_int_eq(parse(&uri, "coap://[2001:db8::1]:61616/x"), 0);
	ck_assert(uri.literal);
	check_piece(uri.host, "2001:db8::1");
	ck_assert_uint_eq(uri.addr.family, NB_FAMILY_IPV6);
	ck_assert_uint_eq(uri.addr.port, 61616);
	ck_assert_uint_eq(uri.addr.ip[15], 1);
	ck_assert_int_eq(parse(&uri, "coap://192.0.2.1"), 0);
	ck_assert(uri.literal);
	ck_assert_uint_eq(uri.addr.family, NB_FAMILY_IPV4);
	ck_assert_uint_eq(uri.addr.port, 5683);
}
END_TEST

START_TEST(a_literal_with_a_zone_is_left_to_be_looked_up)
{
	struct nbcoap_uri uri;
	uint8_t name[32];
	ck_assert_int_eq(parse(&uri, "coap://[fe80::1%25eth0]/"), 0);
	ck_assert(uri.literal);
	ck_assert_uint_eq(uri.addr.family, NB_FAMILY_NONE);
	int len = nbcoap_uri_decode(uri.host, name, sizeof(name));
	check_piece((struct nb_bytes){name, (size_t)len}, "fe80::1%eth0");
}
END_TEST

static const char *const bad_uris[] = {
	"",
	"coap:",
	"coap:/host",
	"http://host/",
	"coapx://host/",
	"coap:///path",
	"coap://",
	"coap://:5683/",
	"coap://user@host/",
	"coap://host/#fragment",
	"coap://host#",
	"coap://host:0/",
	"coap://host:65536/",
	"coap://host:99999999999999999999/",
	"coap://host:56a/",
	"coap://host:-1/",
	"coap://host/%",
	"coap://host/%2",
	"coap://host/%zz",
	"coap://host?%1g",
	"coap://h%st/",
	"coap://[2001:db8::1/",
	"coap://[2001:db8::1]x/",
	"coap://[192.0.2.1]/",
	"coap://[host]/",
	"coap://[]/",
	"coap://[fe80::1%eth0]/",
	"coap://[fe80::1%25]/",
	"coap://2001:db8::1/",
	"coap://192.0.2/",
	"coap://192.0.2.256/",
	"coap://192.0.2.01/",
	"coap://192.0.2%2e%31./",
	"coap://7/",
	"coap://host/a\nb",
	"coap://host/\x7f",
	"coap://ho st/",
	"coap://h\"st/",
};

static void check_bad_uris(size_t i)
{
	struct nbcoap_uri uri;
	memset(&uri, 0x55, sizeof(uri));
	struct nbcoap_uri before = uri;
	ck_assert_int_eq(parse(&uri, bad_uris[i]), NB_ERR_PEER);
	ck_assert(!memcmp(&uri, &before, sizeof(uri)));
}

START_TEST(a_bad_uri_is_refused_and_leaves_nothing)
{
	for (size_t i = 0; i < NB_COUNT(bad_uris); i++)
		check_bad_uris(i);
}
END_TEST

/* The options of a URI as the line of a message. */
static int text_of(const char *text, char *line)
{
	struct nbcoap_uri uri;
	struct nbcoap_option o[OPTIONS_MAX];
	static uint8_t room[ROOM];
	uint8_t *at = room;
	uint8_t buf[ROOM];
	struct nbcoap_message m = {.code = NBCOAP_GET};

	ck_assert_int_eq(parse(&uri, text), 0);
	int n = nbcoap_uri_host_option(&uri, o, 0, OPTIONS_MAX, &at,
				       room + ROOM);
	if (n >= 0)
		n = nbcoap_uri_path_options(uri.path, o, (size_t)n, OPTIONS_MAX,
					    &at, room + ROOM);
	if (n >= 0)
		n = nbcoap_uri_query_options(uri.query, o, (size_t)n,
					     OPTIONS_MAX, &at, room + ROOM);
	if (n < 0)
		return n;
	n = nbcoap_message_encode(&m, o, (size_t)n, (struct nb_bytes){0}, buf,
				  sizeof(buf));
	ck_assert_int_gt(n, 0);
	nbcoap_message_decode(&m, buf, (size_t)n);
	coap_text_message(&m, line, COAP_TEXT_MAX);
	return 0;
}

/* A URI and the options behind "CON 0.01 id=0000". */
static const struct {
	const char *uri, *options;
} decomposed[] = {
	/* RFC 7252, 6.4; 6.2: an address literal needs no Uri-Host */
	{"coap://[2001:db8::2:1]/", ""},
	{"coap://192.0.2.1:61616", ""},
	{"coap://h/", " 3=68"},
	{"coap://H%41:9/", " 3=6861"},
	{"coap://h/a", " 3=68 11=61"},
	{"coap://h/a/b%2Fc", " 3=68 11=61 11=622f63"},
	{"coap://h/a/", " 3=68 11=61 11="},
	{"coap://h//", " 3=68 11= 11="},
	{"coap://h/%E3%81%93", " 3=68 11=e38193"},
	{"coap://h/...", " 3=68 11=2e2e2e"},
	{"coap://h/.a", " 3=68 11=2e61"},
	{"coap://h?x=1&y=2", " 3=68 15=783d31 15=793d32"},
	{"coap://h/?a%26b", " 3=68 15=612662"},
	{"coap://h/?&", " 3=68 15= 15="},
	{"coap://h/?//", " 3=68 15=2f2f"},
	{"coap://h/?", " 3=68"},
};

static void check_decomposed(size_t i)
{
	char line[COAP_TEXT_MAX];
	ck_assert_int_eq(text_of(decomposed[i].uri, line), 0);
	ck_assert_str_eq(line + strlen("CON 0.01 id=0000"),
			 decomposed[i].options);
}

START_TEST(uris_become_options)
{
	for (size_t i = 0; i < NB_COUNT(decomposed); i++)
		check_decomposed(i);
}
END_TEST

static const char *const refused[] = {
	"coap://h/.",       "coap://h/..",     "coap://h/a/%2e%2e/b",
	"coap://h/a/%2E/b", "coap://h/a%00b",  "coap://h/%0d",
	"coap://h/?a%7f",   "coap://h/a/.%2e",
};

static void check_refused(size_t i)
{
	char line[COAP_TEXT_MAX];
	ck_assert_int_eq(text_of(refused[i], line), NB_ERR_PEER);
}

START_TEST(what_would_walk_or_break_a_line_is_refused)
{
	for (size_t i = 0; i < NB_COUNT(refused); i++)
		check_refused(i);
}
END_TEST

START_TEST(a_piece_has_at_most_255_bytes)
{
	char path[300] = "/";
	uint8_t room[ROOM];
	uint8_t *at = room;
	struct nbcoap_option o[2];

	memset(path + 1, 'a', 255);
	ck_assert_int_eq(nbcoap_uri_path_options(bytes_of(path), o, 0, 2, &at,
						 room + ROOM),
			 1);
	ck_assert_ptr_eq(at, room + 255);
	strcat(path, "a");
	ck_assert_int_eq(nbcoap_uri_path_options(bytes_of(path), o, 0, 2, &at,
						 room + ROOM),
			 NB_ERR_PEER);
	ck_assert_ptr_eq(at, room + 255);
}
END_TEST

START_TEST(no_room_is_said)
{
	uint8_t room[3];
	uint8_t *at = room;
	struct nbcoap_option o[2];

	ck_assert_int_eq(nbcoap_uri_path_options(bytes_of("/a/b/c"), o, 0, 2,
						 &at, room + 3),
			 NB_ERR_SPACE);
	ck_assert_int_eq(nbcoap_uri_query_options(bytes_of("a=1&b"), o, 0, 2,
						  &at, room + 3),
			 NB_ERR_SPACE);
	ck_assert_int_eq(nbcoap_uri_query_options(bytes_of("a=1"), o, 1, 2, &at,
						  room + 3),
			 2);
}
END_TEST

START_TEST(a_path_begins_with_a_slash)
{
	uint8_t room[ROOM];
	uint8_t *at = room;
	struct nbcoap_option o[2];
	ck_assert_int_eq(nbcoap_uri_path_options(bytes_of("a"), o, 0, 2, &at,
						 room + ROOM),
			 NB_ERR_PEER);
	ck_assert_int_eq(nbcoap_uri_path_options(bytes_of(""), o, 0, 2, &at,
						 room + ROOM),
			 0);
}
END_TEST

/* A request's bytes and its URI (RFC 7252, 6.5), from [2001:db8::1]:5683. */
static const struct {
	const char *hex, *uri;
} composed[] = {
	{"40010000", "coap://[2001:db8::1]/"},
	{"40010000 3148", "coap://H/"},
	{"40010000 3168 42162e", "coap://h:5678/"},
	{"40010000 721633", "coap://[2001:db8::1]/"},
	{"40010000 b161 03622f63", "coap://[2001:db8::1]/a/b%2Fc"},
	{"40010000 b161 00", "coap://[2001:db8::1]/a/"},
	{"40010000 b0 00", "coap://[2001:db8::1]//"},
	{"40010000 b3e38193", "coap://[2001:db8::1]/%E3%81%93"},
	{"40010000 b13a 4178 03612662", "coap://[2001:db8::1]/:?x&a%26b"},
	{"40010000 d1022f 013f", "coap://[2001:db8::1]/?/&?"},
	{"40010000 32205b", "coap://%20%5B/"},
};

static void check_composed(size_t i)
{
	static const struct nb_addr peer = {
		.ip = {0x20, 0x01, 0x0d, 0xb8, [15] = 1},
		.port = 5683,
		.family = NB_FAMILY_IPV6,
	};
	uint8_t bytes[64];
	char text[64];
	struct nbcoap_message m;

	int len = coap_text_bytes(composed[i].hex, bytes, sizeof(bytes));
	ck_assert_int_eq(nbcoap_message_decode(&m, bytes, (size_t)len),
			 NBCOAP_FORMAT_GOOD);
	int n = nbcoap_uri_format(&m, &peer, false, text, sizeof(text));
	ck_assert_str_eq(text, composed[i].uri);
	ck_assert_int_eq(n, (int)strlen(text));
	ck_assert_int_eq(nbcoap_uri_format(&m, &peer, false, text, (size_t)n),
			 NB_ERR_SPACE);
}

START_TEST(options_become_a_uri)
{
	for (size_t i = 0; i < NB_COUNT(composed); i++)
		check_composed(i);
}
END_TEST

START_TEST(coaps_has_a_port_of_its_own)
{
	static const struct nb_addr peer = {
		.ip = {192, 0, 2, 1}, .port = 5684, .family = NB_FAMILY_IPV4};
	const uint8_t bytes[] = {0x40, 1, 0, 0};
	char text[64];
	struct nbcoap_message m;

	nbcoap_message_decode(&m, bytes, sizeof(bytes));
	nbcoap_uri_format(&m, &peer, true, text, sizeof(text));
	ck_assert_str_eq(text, "coaps://192.0.2.1/");
	nbcoap_uri_format(&m, &peer, false, text, sizeof(text));
	ck_assert_str_eq(text, "coap://192.0.2.1:5684/");
}
END_TEST

TCase *coap_uri_case(void)
{
	TCase *c = tcase_create("uri");
	tcase_add_test(c, a_uri_comes_apart);
	tcase_add_test(c, what_a_uri_leaves_out_has_its_default);
	tcase_add_test(c, address_literals_are_read_with_their_port);
	tcase_add_test(c, a_literal_with_a_zone_is_left_to_be_looked_up);
	tcase_add_test(c, a_bad_uri_is_refused_and_leaves_nothing);
	tcase_add_test(c, uris_become_options);
	tcase_add_test(c, what_would_walk_or_break_a_line_is_refused);
	tcase_add_test(c, a_piece_has_at_most_255_bytes);
	tcase_add_test(c, no_room_is_said);
	tcase_add_test(c, a_path_begins_with_a_slash);
	tcase_add_test(c, options_become_a_uri);
	tcase_add_test(c, coaps_has_a_port_of_its_own);
	return c;
}
