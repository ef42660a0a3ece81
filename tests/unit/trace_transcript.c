/* Transcripts, written and read, and what they hide. */
#include "trace/line.h"
#include "trace/mask.h"
#include "trace/transcript.h"
#include "unit/unit.h"
#include <string.h>

TCase *trace_transcript_case(void);

static struct trace_transcript t;
static char text[4096];

static void keep(void)
{
	size_t len = strlen(text);

	memcpy(text + len, t.text, t.text_len);
	text[len + t.text_len] = '\0';
}

static void host(const char *bytes, nb_ms now)
{
	size_t len = strlen(bytes), n;

	for (; len; bytes += n, len -= n) {
		n = trace_transcript_host(&t, bytes, len, now);
		keep();
	}
}

static void modem(const char *bytes, nb_ms now)
{
	size_t len = strlen(bytes);

	ck_assert_uint_eq(trace_transcript_modem(&t, bytes, len, now), len);
	keep();
}

static void setup(void)
{
	trace_transcript_init(&t, true, 0);
	text[0] = '\0';
}

START_TEST(lines_of_the_host_end_at_CR_and_time_stands_between)
{
	host("AT", 0);
	host("E0\rAT+C", 5);
	host("SQ\r", 30);
	modem("\r\n> ", 40);
	host("\x40\x01", 40);
	modem("\r\nOK\r\n", 45);
	ck_assert_str_eq(text, "> ATE0\\r\n"
			       "@ 5ms\n> AT+CSQ\\r\n"
			       "@ 35ms\n< \\r\\n>\\x20\n"
			       "> \\x40\\x01\n"
			       "@ 5ms\n< \\r\\nOK\\r\\n\n");
}
END_TEST

START_TEST(secrets_become_asterisks_in_both_directions)
{
	host("AT+CPIN=\"1234\"\r", 0);
	modem("at+cpin=1234\r", 0);
	host("AT+CGAUTH=1,1,\"me,too\",\"top,secret\"\r", 0);
	modem("\r\n+CGAUTH: 1,1,\"me\",\"x\"\r\n\r\nOK\r\n", 0);
	host("AT+CPIN?\r", 0);
	ck_assert_str_eq(text, "> AT+CPIN=\"****\"\\r\n"
			       "< at+cpin=****\\r\n"
			       "> AT+CGAUTH=1,1,\"me,too\",\"**********\"\\r\n"
			       "< \\r\\n+CGAUTH: 1,1,\"me\",\"*\"\\r\\n"
			       "\\r\\nOK\\r\\n\n"
			       "> AT+CPIN?\\r\n");
}
END_TEST

START_TEST(secrets_are_hidden_however_a_line_is_cut)
{
	static const char lines[] = "AT+CPIN =\"12|34\"\r"
				    "\r\n+CGAUTH:1,1,\"me\",\"x,y\"\r\n"
				    "AT+CMEE=1;+CPWD=\"SC\",\"1\"\r"
				    "\r\n+CPIN: READY\r\n";
	static const char hidden[] = "AT+CPIN =\"*****\"\r"
				     "\r\n+CGAUTH:1,1,\"me\",\"***\"\r\n"
				     "AT+CMEE=1;+CPWD=\"SC\",\"*\"\r"
				     "\r\n+CPIN: READY\r\n";
	uint8_t bytes[sizeof(lines)];

	for (size_t cut = 0; cut < sizeof(lines); cut++) {
		struct trace_mask m = {0};

		memcpy(bytes, lines, sizeof(lines));
		trace_mask(&m, bytes, cut);
		trace_mask(&m, bytes + cut, sizeof(lines) - 1 - cut);
		ck_assert_str_eq((char *)bytes, hidden);
	}
}
END_TEST

START_TEST(a_remark_ends_the_line_before_it)
{
	host("AT", 0);
	trace_transcript_remark(&t, "unplugged");
	keep();
	ck_assert_str_eq(text, "> AT\n# unplugged\n");
}
END_TEST

static struct trace_line line;

static int read_line(const char *s)
{
	return trace_line_read(&line, s, strlen(s));
}

START_TEST(what_was_written_is_read)
{
	ck_assert_int_eq(read_line("> AT\\r\\n\\\\\\x00\\xfF"), 0);
	ck_assert_int_eq(line.kind, TRACE_HOST);
	ck_assert_uint_eq(line.len, 7);
	ck_assert_mem_eq(line.data, "AT\r\n\\\0\xff", 7);
	ck_assert_int_eq(read_line("< x "), 0);
	ck_assert_int_eq(line.kind, TRACE_MODEM);
	ck_assert_uint_eq(line.len, 2);
	ck_assert_int_eq(read_line("@ 40ms"), 0);
	ck_assert_int_eq(line.kind, TRACE_PAUSE);
	ck_assert_int_eq(line.ms, 40);
	ck_assert_int_eq(read_line("@ 3s"), 0);
	ck_assert_int_eq(line.ms, 3000);
	ck_assert_int_eq(read_line("# x"), 0);
	ck_assert_int_eq(line.kind, TRACE_NOTHING);
	ck_assert_int_eq(read_line("! accepted datagram=1"), 0);
	ck_assert_int_eq(read_line(""), 0);
	ck_assert_int_eq(line.kind, TRACE_NOTHING);
}
END_TEST

START_TEST(what_is_no_line_is_refused)
{
	static const char *const bad[] = {
		">",       "x y",  ">AT", "> \\", "> \\q",          "> \\x4",
		"> \\xg0", "@ ms", "@ 5", "@ 5h", "@ 1234567890ms",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(read_line(bad[i]) == NB_ERR_PEER, "%s", bad[i]);
}
END_TEST

TCase *trace_transcript_case(void)
{
	TCase *c = tcase_create("transcript");

	tcase_add_checked_fixture(c, setup, NULL);
	tcase_add_test(c, lines_of_the_host_end_at_CR_and_time_stands_between);
	tcase_add_test(c, secrets_become_asterisks_in_both_directions);
	tcase_add_test(c, secrets_are_hidden_however_a_line_is_cut);
	tcase_add_test(c, a_remark_ends_the_line_before_it);
	tcase_add_test(c, what_was_written_is_read);
	tcase_add_test(c, what_is_no_line_is_refused);
	return c;
}
