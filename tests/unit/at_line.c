#include "at/line.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *at_line_case(void);

/* What came out, as text: lines in [], a prompt as >, data in (). */
static char seen[4096];

static void note(const struct at_line *l, enum at_token token)
{
	char *end = seen + strlen(seen);
	size_t room = sizeof(seen) - strlen(seen);

	if (token == AT_TOKEN_LINE)
		snprintf(end, room, "[%s]", l->text);
	else if (token == AT_TOKEN_PROMPT)
		snprintf(end, room, ">");
	else if (token == AT_TOKEN_DATA)
		snprintf(end, room, "(%.*s)", (int)l->data_len,
			 (const char *)l->data);
}

/* Feeds @len bytes in pieces of @piece; a line "data N" makes N bytes data. */
static void feed(struct at_line *l, const char *text, size_t len, size_t piece)
{
	static uint8_t room[64];
	enum at_token token;

	for (size_t from = 0; from < len; from += piece) {
		size_t left = len - from < piece ? len - from : piece;
		const char *at = text + from;
		while (left) {
			size_t n = at_line_input(l, at, left, &token);
			ck_assert_uint_le(n, left);
			at += n;
			left -= n;
			note(l, token);
			if (token == AT_TOKEN_LINE &&
			    strncmp(l->text, "data ", 5) == 0)
				at_line_expect_data(l, room,
						    (size_t)l->text[5] - '0');
		}
	}
}

#define GIVES(prompt, text, want)                                              \
	do {                                                                   \
		for (size_t piece = 1; piece <= sizeof(text); piece++) {       \
			struct at_line line;                                   \
			at_line_init(&line);                                   \
			at_line_expect_prompt(&line, prompt);                  \
			seen[0] = '\0';                                        \
			feed(&line, text, sizeof(text) - 1, piece);            \
			ck_assert_str_eq(seen, want);                          \
		}                                                              \
	} while (0)

START_TEST(lines_end_with_cr_or_lf_and_empty_ones_are_nothing)
{
	GIVES(false, "\r\nOK\r\n", "[OK]");
	GIVES(false, "\r\n+A: 1\r\n+A: 2\r\n\r\nOK\r\n", "[+A: 1][+A: 2][OK]");
	GIVES(false, "ATE0\r\r\nOK\r\n\n\n", "[ATE0][OK]");
	GIVES(false, "\r\nunfinished", "");
}
END_TEST

START_TEST(nul_and_ff_are_noise_in_any_place_of_a_line)
{
	GIVES(false, "\0\xff\r\n+SYS\0START\xff\r\n", "[+SYSSTART]");
}
END_TEST

START_TEST(a_prompt_is_found_with_and_without_its_crlf)
{
	GIVES(true, "\r\n> ", ">");
	GIVES(true, "> ", ">");
	GIVES(true, "\0> ", ">");
	GIVES(true, "\r\n+SQNSRING: 1,5\r\n> ", "[+SQNSRING: 1,5]>");
	GIVES(true, "\r\n> \r\nOK\r\n", ">[OK]");
}
END_TEST

START_TEST(a_prompt_that_nobody_expects_is_text)
{
	GIVES(false, "\r\n> \r\nOK\r\n", "[> ][OK]");
}
END_TEST

START_TEST(a_chevron_elsewhere_is_text)
{
	GIVES(true, "\r\n>x\r\n", "[>x]");
	GIVES(true, "\r\n>\r\n", "[>]");
	GIVES(true, "\r\na> b\r\n", "[a> b]");
}
END_TEST

START_TEST(counted_data_may_be_anything)
{
	GIVES(true, "\r\ndata 8\r\n\r\nOK\r\n> \r\n\r\nOK\r\n",
	      "[data 8](\r\nOK\r\n> )[OK]");
	GIVES(false, "data 2\n\n\n\r\nOK\r\n", "[data 2](\n\n)[OK]");
	GIVES(false, "data 2\r\n\n\n\r\nOK\r\n", "[data 2](\n\n)[OK]");
}
END_TEST

START_TEST(a_line_of_the_largest_length_is_kept_and_a_longer_one_dropped)
{
	static char text[AT_LINE_MAX + 8];
	struct at_line l;
	enum at_token token;

	at_line_init(&l);
	memset(text, 'x', sizeof(text));
	text[AT_LINE_MAX - 1] = '\r';
	at_line_input(&l, text, AT_LINE_MAX, &token);
	ck_assert_int_eq(token, AT_TOKEN_LINE);
	ck_assert_uint_eq(l.len, AT_LINE_MAX - 1);

	text[AT_LINE_MAX - 1] = 'x';
	text[AT_LINE_MAX] = '\r';
	at_line_input(&l, text, AT_LINE_MAX + 1, &token);
	ck_assert_int_eq(token, AT_TOKEN_NONE);
	ck_assert_uint_eq(l.dropped, 1);

	at_line_input(&l, "OK\r", 3, &token);
	ck_assert_int_eq(token, AT_TOKEN_LINE);
	ck_assert_str_eq(l.text, "OK");
}
END_TEST

START_TEST(abandoned_data_become_lines_again)
{
	struct at_line l;
	enum at_token token;
	uint8_t room[100];

	at_line_init(&l);
	at_line_input(&l, "data\r", 5, &token);
	at_line_expect_data(&l, room, sizeof(room));
	at_line_input(&l, "\nabc", 4, &token);
	ck_assert_int_eq(token, AT_TOKEN_NONE);
	at_line_abandon_data(&l);
	at_line_input(&l, "OK\r", 3, &token);
	ck_assert_int_eq(token, AT_TOKEN_LINE);
	ck_assert_str_eq(l.text, "OK");
}
END_TEST

TCase *at_line_case(void)
{
	TCase *t = tcase_create("line");

	tcase_add_test(t, lines_end_with_cr_or_lf_and_empty_ones_are_nothing);
	tcase_add_test(t, nul_and_ff_are_noise_in_any_place_of_a_line);
	tcase_add_test(t, a_prompt_is_found_with_and_without_its_crlf);
	tcase_add_test(t, a_prompt_that_nobody_expects_is_text);
	tcase_add_test(t, a_chevron_elsewhere_is_text);
	tcase_add_test(t, counted_data_may_be_anything);
	tcase_add_test(
		t,
		a_line_of_the_largest_length_is_kept_and_a_longer_one_dropped);
	tcase_add_test(t, abandoned_data_become_lines_again);
	return t;
}
