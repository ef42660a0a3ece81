/* A recorded dialogue, played again. */
#include "simd/replay.h"
#include "unit/unit.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TCase *simd_replay_case(void);

static char path[] = "/tmp/nbgate-replay-XXXXXX";
static struct simd_replay r;

static void record(const char *text)
{
	int fd;

	strcpy(path + strlen(path) - 6, "XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_eq(write(fd, text, strlen(text)), (int)strlen(text));
	close(fd);
}

static void setup(void)
{
	record("# a ping\n"
	       "@ 500ms\n"
	       "> AT+CPIN=\"****\"\\r\n"
	       "@ 40ms\n"
	       "< \\r\\nOK\\r\\n\n"
	       "> AT+SQNSSENDEXT=1,2\\r\n"
	       "< \\r\\n>\\x20\n"
	       "> \\x40\\x01\n"
	       "! accepted datagram=1\n"
	       "< \\r\\nOK\\r\\n\n");
	ck_assert(simd_replay_open(&r, path, 0));
}

static void teardown(void)
{
	simd_replay_close(&r);
	unlink(path);
}

static void say(const char *text, nb_ms now)
{
	simd_replay_input(&r, text, strlen(text), now);
}

static void hears(const char *text, nb_ms now)
{
	char buf[64];
	size_t n = simd_replay_output(&r, buf, sizeof(buf) - 1, now);

	buf[n] = '\0';
	simd_replay_output_done(&r, n, now);
	ck_assert_str_eq(buf, text);
}

START_TEST(the_modem_answers_as_it_did_and_as_late)
{
	hears("", 0);
	say("AT+CPIN=\"12", 0);
	say("34\"\r", 5);
	ck_assert_int_eq(simd_replay_deadline(&r), 45);
	hears("", 44);
	hears("\r\nOK\r\n", 45);
	say("AT+SQNSSENDEXT=1,2\r", 50);
	hears("\r\n> ", 50);
	say("\x51\x02", 60);
	hears("\r\nOK\r\n", 60);
	ck_assert(simd_replay_is_over(&r));
	ck_assert_str_eq(r.why, "");
}
END_TEST

START_TEST(what_comes_early_waits_for_its_turn)
{
	say("AT+CPIN=\"1234\"\rAT+SQNSSENDEXT=1,2\r", 0);
	hears("\r\nOK\r\n", 40);
	hears("\r\n> ", 40);
}
END_TEST

START_TEST(another_word_of_the_host_ends_it_and_is_told)
{
	say("AT+CSQ\r", 0);
	ck_assert_str_eq(r.why, "line 3: character 5 is 0x53, not 0x50; silent "
				"from now on");
	hears("", 1000);
	ck_assert(!simd_replay_is_over(&r));
}
END_TEST

START_TEST(what_is_no_transcript_is_told_with_its_line)
{
	teardown();
	record("> AT\\r\nhello\n");
	ck_assert(!simd_replay_open(&r, path, 0));
	ck_assert_str_eq(r.why, "line 2 is none of a transcript");
	simd_replay_close(&r);
	ck_assert(!simd_replay_open(&r, "/nowhere/x", 0));
}
END_TEST

TCase *simd_replay_case(void)
{
	TCase *c = tcase_create("replay");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, the_modem_answers_as_it_did_and_as_late);
	tcase_add_test(c, what_comes_early_waits_for_its_turn);
	tcase_add_test(c, another_word_of_the_host_ends_it_and_is_told);
	tcase_add_test(c, what_is_no_transcript_is_told_with_its_line);
	return c;
}
