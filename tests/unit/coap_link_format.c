#include "unit/coap_cases.h"

#include <nbcoap/link_format.h>

#include <string.h>

/* RFC 6690, 5: the examples, without the line feeds of the page. */
static const char sensors[] =
	"</sensors>;ct=40;title=\"Sensor Index\","
	"</sensors/temp>;rt=\"temperature-c\";if=\"sensor\","
	"</sensors/light>;rt=\"light-lux\";if=\"sensor\","
	"<http://www.example.com/sensors/t123>;anchor=\"/sensors/temp\""
	";rel=\"describedby\","
	"</t>;anchor=\"/sensors/temp\";rel=\"alternate\"";

static struct nb_bytes bytes(const char *text)
{
	return (struct nb_bytes){(const uint8_t *)text, strlen(text)};
}

static const char *text(struct nb_bytes b)
{
	static char copy[256];

	ck_assert_uint_lt(b.len, sizeof(copy));
	memcpy(copy, b.data, b.len);
	copy[b.len] = '\0';
	return copy;
}

/* The only link of @document. */
static struct nbcoap_link link_of(const char *document)
{
	struct nb_bytes rest = bytes(document);
	struct nbcoap_link link;

	ck_assert_int_eq(nbcoap_link_next(&rest, &link), 1);
	ck_assert_uint_eq(rest.len, 0);
	return link;
}

/* How many links @document has before its end or its fault. */
static int count(const char *document, int *end)
{
	struct nb_bytes rest = bytes(document);
	struct nbcoap_link link;
	int links = 0;

	while ((*end = nbcoap_link_next(&rest, &link)) == 1)
		links++;
	return links;
}

START_TEST(links_come_one_by_one_with_their_targets)
{
	static const char *const targets[] = {
		"/sensors", "/sensors/temp", "/sensors/light",
		"http://www.example.com/sensors/t123", "/t"};
	struct nb_bytes rest = bytes(sensors);
	struct nbcoap_link link;

	for (size_t i = 0; i < 5; i++) {
		ck_assert_int_eq(nbcoap_link_next(&rest, &link), 1);
		ck_assert_str_eq(text(link.target), targets[i]);
	}
	ck_assert_int_eq(nbcoap_link_next(&rest, &link), 0);
}
END_TEST

START_TEST(attributes_are_flags_tokens_or_quoted_strings)
{
	struct nbcoap_link link =
		link_of("</a>;obs;sz=280;title=\"x, \\\"y\\\"; z\"");
	struct nb_bytes rest = link.attributes;
	struct nbcoap_link_attribute a;

	ck_assert(nbcoap_link_next_attribute(&rest, &a));
	ck_assert_str_eq(text(a.name), "obs");
	ck_assert_int_eq(a.form, NBCOAP_LINK_FLAG);
	ck_assert(nbcoap_link_next_attribute(&rest, &a));
	ck_assert_str_eq(text(a.name), "sz");
	ck_assert_int_eq(a.form, NBCOAP_LINK_TOKEN);
	ck_assert_str_eq(text(a.value), "280");
	ck_assert(nbcoap_link_next_attribute(&rest, &a));
	ck_assert_int_eq(a.form, NBCOAP_LINK_QUOTED);
	ck_assert_str_eq(text(a.value), "x, \\\"y\\\"; z");
	ck_assert(!nbcoap_link_next_attribute(&rest, &a));
}
END_TEST

START_TEST(a_value_loses_its_escapes_when_it_is_asked_for)
{
	struct nbcoap_link link = link_of("</a>;title=\"\\\"y\\\\\\z\";obs");
	struct nbcoap_link_attribute a;
	char value[8];

	ck_assert(nbcoap_link_find(&link, "title", &a));
	ck_assert_int_eq(nbcoap_link_unquote(&a, value, 4), 4);
	ck_assert_mem_eq(value, "\"y\\z", 4);
	ck_assert_int_eq(nbcoap_link_unquote(&a, value, 3), NB_ERR_SPACE);
	ck_assert(nbcoap_link_find(&link, "obs", &a));
	ck_assert_int_eq(nbcoap_link_unquote(&a, value, 0), 0);
	ck_assert(!nbcoap_link_find(&link, "titl", &a));
}
END_TEST

START_TEST(what_is_no_link_is_told_and_not_taken)
{
	static const char *const bad[] = {"x",
					  "<",
					  "</a",
					  "</a> ",
					  "</a>,",
					  "</a>;",
					  "</a>;=1",
					  "</a>;x=",
					  "</a>;x=\"",
					  "</a>;x=\"\\",
					  "</a>;x=\"\n\"",
					  "</a>;x=a b",
					  "</a>;x=\"y\"z",
					  "</a>x",
					  "</a b>",
					  "</a>;x y",
					  ",</a>",
					  "</a>;*",
					  "</\x80>",
					  "</a>; x"};
	int end;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct nb_bytes rest = bytes(bad[i]);
		struct nbcoap_link link;

		ck_assert_msg(nbcoap_link_next(&rest, &link) == NB_ERR_PEER,
			      "%s", bad[i]);
		ck_assert_uint_eq(rest.len, strlen(bad[i]));
	}
	ck_assert_int_eq(count("</a>,</b>,,</c>", &end), 2);
	ck_assert_int_eq(end, NB_ERR_PEER);
}
END_TEST

START_TEST(odd_but_good_links_are_taken)
{
	static const char *const good[] = {
		"<>", "</>;if", "</a>;title*=UTF-8''%e2%82%ac",
		"</a>;x=<=>;y=\"\"",
		"<coap://[2001:db8::1]:5683/a?b=c#d>;t=\"\xc3\xa4\t\""};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct nbcoap_link link = link_of(good[i]);

		ck_assert(nbcoap_link_is_valid(&link));
	}
}
END_TEST

START_TEST(a_document_cut_anywhere_is_read_without_a_step_too_far)
{
	char copy[sizeof(sensors)];

	for (size_t len = 0; len < sizeof(sensors); len++) {
		char *cut = copy + sizeof(copy) - len; /* ends at the array's */
		struct nb_bytes rest = {(uint8_t *)cut, len};
		struct nbcoap_link link;

		memcpy(cut, sensors, len);
		while (nbcoap_link_next(&rest, &link) == 1)
			ck_assert(nbcoap_link_is_valid(&link));
	}
}
END_TEST

/* A link that filters are held against. */
static bool passes(const char *query)
{
	struct nbcoap_link link = link_of(
		"</sensors/a%20b>;rt=\"temperature-c core.s\";if=\"sensor\""
		";sz=280;obs;title=\"my \\\"own\\\" thing\";ct=\"0 40\"");

	return nbcoap_link_matches(&link, bytes(query));
}

START_TEST(a_filter_asks_for_one_of_several_values_or_how_one_begins)
{
	ck_assert(passes("rt=temperature-c"));
	ck_assert(passes("rt=core.s"));
	ck_assert(passes("rt=core*"));
	ck_assert(passes("rt=*"));
	ck_assert(passes("ct=40"));
	ck_assert(!passes("rt=temperature"));
	ck_assert(!passes("rt=temperature-c2"));
	ck_assert(!passes("rt=s*"));
	ck_assert(!passes("rt="));
	ck_assert(!passes("rt"
			  "=temperature-c core.s"));
}
END_TEST

START_TEST(other_attributes_are_compared_whole_and_without_escapes)
{
	ck_assert(passes("sz=280"));
	ck_assert(passes("sz=28*"));
	ck_assert(passes("title=my \"own\" thing"));
	ck_assert(passes("title=my \"*"));
	ck_assert(!passes("title=thing"));
	ck_assert(!passes("anchor=*"));
	ck_assert(!passes("s=280"));
}
END_TEST

START_TEST(an_attribute_without_a_value_is_found_by_its_name)
{
	ck_assert(passes("obs"));
	ck_assert(passes("obs=*"));
	ck_assert(passes("obs="));
	ck_assert(passes("rt"));
	ck_assert(!passes("obs=1"));
	ck_assert(!passes("hct"));
	ck_assert(!passes(""));
}
END_TEST

START_TEST(the_target_is_compared_as_href)
{
	ck_assert(passes("href=/sensors/a b"));
	ck_assert(passes("href=/sensors/*"));
	ck_assert(passes("href=/sensors*"));
	ck_assert(!passes("href=/sensors"));
	ck_assert(!passes("href=sensors*"));
}
END_TEST

START_TEST(a_request_wants_what_passes_all_its_queries)
{
	struct nbcoap_link link = link_of("</a>;rt=\"x y\";if=\"z\"");
	/* Uri-Query rt=y, if=z; then the same with if=q */
	struct nbcoap_message good = {
		.options = {(const uint8_t *)"\xd4\x02rt=y\x04if=z", 11}};
	struct nbcoap_message bad = {
		.options = {(const uint8_t *)"\xd4\x02rt=y\x04if=q", 11}};
	struct nbcoap_message none = {.code = NBCOAP_GET};

	ck_assert(nbcoap_link_is_wanted(&link, &good));
	ck_assert(!nbcoap_link_is_wanted(&link, &bad));
	ck_assert(nbcoap_link_is_wanted(&link, &none));
}
END_TEST

START_TEST(a_link_is_built_attribute_by_attribute)
{
	struct nbcoap_link_writer w;
	char buf[80];

	nbcoap_link_writer_init(&w, buf, sizeof(buf), 0);
	nbcoap_link_writer_target(&w, bytes("/a"));
	nbcoap_link_writer_string(&w, "rt", bytes("x y"));
	nbcoap_link_writer_number(&w, "sz", 4294967295);
	nbcoap_link_writer_flag(&w, "obs");
	nbcoap_link_writer_target(&w, bytes("/b"));
	nbcoap_link_writer_string(&w, "title*", bytes("\"\\"));
	int len = nbcoap_link_writer_end(&w);
	ck_assert_int_gt(len, 0);
	ck_assert_str_eq(text((struct nb_bytes){(uint8_t *)buf, (size_t)len}),
			 "</a>;rt=\"x y\";sz=4294967295;obs,"
			 "</b>;title*=\"\\\"\\\\\"");
}
END_TEST

START_TEST(what_would_be_no_link_cannot_be_built)
{
	struct nbcoap_link bad = {bytes("/a"), bytes("rt=x")};
	struct nbcoap_link_writer w;
	char buf[80];

	nbcoap_link_writer_init(&w, buf, sizeof(buf), 0);
	nbcoap_link_writer_target(&w, bytes("/a>b"));
	ck_assert_int_eq(nbcoap_link_writer_end(&w), NB_ERR_CALLER);
	nbcoap_link_writer_init(&w, buf, sizeof(buf), 0);
	nbcoap_link_writer_flag(&w, "");
	ck_assert_int_eq(nbcoap_link_writer_end(&w), NB_ERR_CALLER);
	nbcoap_link_writer_init(&w, buf, sizeof(buf), 0);
	nbcoap_link_writer_string(&w, "rt", bytes("\n"));
	ck_assert_int_eq(nbcoap_link_writer_end(&w), NB_ERR_CALLER);
	nbcoap_link_writer_init(&w, buf, sizeof(buf), 0);
	nbcoap_link_writer_link(&w, &bad);
	ck_assert_int_eq(nbcoap_link_writer_end(&w), NB_ERR_CALLER);
}
END_TEST

/* Writes all links of @document into the window that @w is. */
static void write_all(struct nbcoap_link_writer *w, const char *document)
{
	struct nb_bytes rest = bytes(document);
	struct nbcoap_link link;

	while (nbcoap_link_next(&rest, &link) == 1)
		nbcoap_link_writer_link(w, &link);
}

START_TEST(a_document_is_written_block_by_block)
{
	char whole[sizeof(sensors) + 16] = "";
	struct nbcoap_link_writer w;
	size_t at = 0;

	do {
		nbcoap_link_writer_init(&w, whole + at, 16, at);
		write_all(&w, sensors);
		ck_assert_uint_eq(w.total, strlen(sensors));
		at += (size_t)nbcoap_link_writer_end(&w);
	} while (nbcoap_link_writer_has_more(&w));
	ck_assert_uint_eq(at, strlen(sensors));
	ck_assert_mem_eq(whole, sensors, at);
}
END_TEST

START_TEST(without_room_a_document_is_only_counted)
{
	struct nbcoap_link_writer w;

	nbcoap_link_writer_init(&w, NULL, 0, 0);
	write_all(&w, sensors);
	ck_assert_int_eq(nbcoap_link_writer_end(&w), 0);
	ck_assert_uint_eq(w.total, strlen(sensors));
	ck_assert(nbcoap_link_writer_has_more(&w));
	nbcoap_link_writer_init(&w, NULL, 0, SIZE_MAX);
	write_all(&w, sensors);
	ck_assert_int_eq(nbcoap_link_writer_end(&w), 0);
	ck_assert(!nbcoap_link_writer_has_more(&w));
}
END_TEST

TCase *coap_link_format_case(void)
{
	TCase *c = tcase_create("link format");

	tcase_add_test(c, links_come_one_by_one_with_their_targets);
	tcase_add_test(c, attributes_are_flags_tokens_or_quoted_strings);
	tcase_add_test(c, a_value_loses_its_escapes_when_it_is_asked_for);
	tcase_add_test(c, what_is_no_link_is_told_and_not_taken);
	tcase_add_test(c, odd_but_good_links_are_taken);
	tcase_add_test(c,
		       a_document_cut_anywhere_is_read_without_a_step_too_far);
	tcase_add_test(
		c, a_filter_asks_for_one_of_several_values_or_how_one_begins);
	tcase_add_test(c,
		       other_attributes_are_compared_whole_and_without_escapes);
	tcase_add_test(c, an_attribute_without_a_value_is_found_by_its_name);
	tcase_add_test(c, the_target_is_compared_as_href);
	tcase_add_test(c, a_request_wants_what_passes_all_its_queries);
	tcase_add_test(c, a_link_is_built_attribute_by_attribute);
	tcase_add_test(c, what_would_be_no_link_cannot_be_built);
	tcase_add_test(c, a_document_is_written_block_by_block);
	tcase_add_test(c, without_room_a_document_is_only_counted);
	return c;
}
