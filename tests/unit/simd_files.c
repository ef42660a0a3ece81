/* What nbgate-sim leaves behind: transcript, counters, the link. */
#include "simd/pty.h"
#include "simd/stats.h"
#include "simd/transcript.h"
#include "unit/unit.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

TCase *simd_files_case(void);

static char dir[] = "/tmp/nbgate-simd-XXXXXX";
static char path[64];

static void setup(void)
{
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/x", dir);
}

static void teardown(void)
{
	unlink(path);
	rmdir(dir);
}

static const char *contents(void)
{
	static char text[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

START_TEST(a_transcript_is_as_the_golden_ones)
{
	static struct simd_transcript t;

	ck_assert(simd_transcript_open(&t, path, 100));
	simd_transcript_host(&t, "AT+SQNS", 7, 100);
	simd_transcript_host(&t, "SENDEXT=1,4\r", 12, 101);
	simd_transcript_modem(&t, "\r\n> ", 4, 140);
	simd_transcript_host(&t, "\x40\x01\x00\x01", 4, 140);
	simd_transcript_modem(&t, "\r\nOK\r\n", 6, 145);
	simd_transcript_remark(&t, "done");
	simd_transcript_host(&t, "a\\b\r", 4, 145);
	simd_transcript_close(&t);
	ck_assert_str_eq(contents(), "> AT+SQNSSENDEXT=1,4\\r\n"
				     "@ 40ms\n"
				     "< \\r\\n>\\x20\n"
				     "> \\x40\\x01\\x00\\x01\n"
				     "@ 5ms\n"
				     "< \\r\\nOK\\r\\n\n"
				     "# done\n"
				     "> a\\\\b\\r\n");
}
END_TEST

START_TEST(counters_are_a_name_and_a_value_a_line)
{
	const struct sim_counters counters = {.commands = 3, .violations = 2};
	const char *text;

	ck_assert(simd_stats_write(path, &counters, 1));
	ck_assert(simd_stats_write(path, &counters, 1));
	text = contents();
	ck_assert_int_eq(strncmp(text, "commands 3\nbytes_in 0\n", 22), 0);
	ck_assert_ptr_nonnull(strstr(text, "\nviolations 2\nunreachable 1\n"));
	ck_assert(!simd_stats_write("/nowhere/x", &counters, 0));
}
END_TEST

START_TEST(the_link_leads_to_a_tty_and_goes_with_it)
{
	struct simd_pty pty;
	struct stat st;
	int fd;

	ck_assert_int_eq(symlink("/nowhere", path), 0);
	ck_assert(simd_pty_open(&pty, 115200));
	ck_assert(simd_pty_link(&pty, path));
	fd = open(path, O_RDWR | O_NOCTTY);
	ck_assert(isatty(fd));
	ck_assert_uint_eq(simd_pty_speed(&pty), 115200);
	ck_assert_int_eq(write(fd, "AT\r", 3), 3);
	close(fd);
	simd_pty_close(&pty);
	ck_assert_int_eq(lstat(path, &st), -1);
}
END_TEST

START_TEST(what_is_no_link_is_not_replaced)
{
	struct simd_pty pty;

	close(open(path, O_CREAT | O_WRONLY, 0600));
	ck_assert(simd_pty_open(&pty, 115200));
	ck_assert(!simd_pty_link(&pty, path));
	ck_assert_int_eq(errno, EEXIST);
	simd_pty_close(&pty);
}
END_TEST

START_TEST(a_client_that_died_leaves_no_exclusive_mode)
{
	struct simd_pty pty;
	int fd, exclusive = 1;

	ck_assert(simd_pty_open(&pty, 115200));
	ck_assert(simd_pty_link(&pty, path));
	fd = open(path, O_RDWR | O_NOCTTY);
	ck_assert_int_eq(ioctl(fd, TIOCEXCL), 0);
	close(fd);
	simd_pty_left(&pty);
	ck_assert_int_eq(ioctl(pty.slave, TIOCGEXCL, &exclusive), 0);
	ck_assert_int_eq(exclusive, 0);
	simd_pty_close(&pty);
}
END_TEST

TCase *simd_files_case(void)
{
	TCase *c = tcase_create("files");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_transcript_is_as_the_golden_ones);
	tcase_add_test(c, counters_are_a_name_and_a_value_a_line);
	tcase_add_test(c, the_link_leads_to_a_tty_and_goes_with_it);
	tcase_add_test(c, what_is_no_link_is_not_replaced);
	tcase_add_test(c, a_client_that_died_leaves_no_exclusive_mode);
	return c;
}
