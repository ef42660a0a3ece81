#include "daemon/options.h"
#include "daemon_cases.h"

#include <getopt.h>
#include <string.h>

/* Reads "nbgated @line", words apart by one blank. */
static struct options read_line(const char *line)
{
	static char words[512];
	char *argv[16] = {words};
	struct options o;
	int argc = 1;

	strcpy(words, "nbgated ");
	strcat(words, line);
	for (char *at = words; (at = strchr(at, ' '));) {
		*at++ = '\0';
		if (*at)
			argv[argc++] = at;
	}
	optind = 0; /* getopt starts anew */
	options_read(&o, argc, argv);
	return o;
}

START_TEST(without_options_modem0_runs_with_its_own_file)
{
	struct options o = read_line("");

	ck_assert_int_eq(o.task, OPTIONS_RUN);
	ck_assert_str_eq(o.instance, "modem0");
	ck_assert_str_eq(o.config, NB_SYSCONFDIR "/nbgate/modem0.conf");
}
END_TEST

START_TEST(an_instance_has_a_file_of_its_name)
{
	struct options o = read_line("-i roof");

	ck_assert_str_eq(o.instance, "roof");
	ck_assert_str_eq(o.config, NB_SYSCONFDIR "/nbgate/roof.conf");
}
END_TEST

START_TEST(a_file_that_is_named_leaves_the_instance)
{
	ck_assert_str_eq(read_line("-c /tmp/a.conf").instance, "modem0");
	ck_assert_str_eq(read_line("-c /tmp/a.conf").config, "/tmp/a.conf");
	ck_assert_str_eq(read_line("-i b --config=/tmp/a.conf").instance, "b");
}
END_TEST

START_TEST(each_task_has_its_word)
{
	static const struct {
		const char *line;
		enum options_task task;
	} rows[] = {
		{"--check-config", OPTIONS_CHECK_CONFIG},
		{"--dump-config", OPTIONS_DUMP_CONFIG},
		{"--check-config -c x --instance y", OPTIONS_CHECK_CONFIG},
		{"--version", OPTIONS_VERSION},
		{"-V", OPTIONS_VERSION},
		{"--help", OPTIONS_HELP},
		{"-h", OPTIONS_HELP},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_int_eq(read_line(rows[i].line).task, rows[i].task);
}
END_TEST

START_TEST(what_makes_no_sense_is_a_usage_error)
{
	static const char *const lines[] = {
		"-x",
		"--no-such-option",
		"-c",
		"word",
		"-i ../../etc",
		"-i .hidden",
		"-i 123456789012345678901234567890123",
		"-i a/b --check-config",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		ck_assert_int_eq(read_line(lines[i]).task, OPTIONS_WRONG);
}
END_TEST

TCase *daemon_options_case(void)
{
	TCase *c = tcase_create("options");

	tcase_add_test(c, without_options_modem0_runs_with_its_own_file);
	tcase_add_test(c, an_instance_has_a_file_of_its_name);
	tcase_add_test(c, a_file_that_is_named_leaves_the_instance);
	tcase_add_test(c, each_task_has_its_word);
	tcase_add_test(c, what_makes_no_sense_is_a_usage_error);
	return c;
}
