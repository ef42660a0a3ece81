#include "os/child.h"
#include "os_cases.h"
#include "os_tmp.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define LONG 60000

static struct os_loop *loop;
static struct os_child_end told;
static char output[OS_CHILD_OUTPUT];

static void setup(void)
{
	os_tmp_make();
	loop = os_loop_open();
	ck_assert_ptr_nonnull(loop);
}

static void teardown(void)
{
	os_loop_close(loop);
	os_tmp_remove();
}

static void ended(void *arg, const struct os_child_end *end)
{
	told = *end;
	strcpy(output, end->output);
	os_loop_stop(arg, 0);
}

static void run(const char *line, nb_ms limit)
{
	ck_assert_ptr_nonnull(os_child_run(loop, line, limit, ended, loop));
	os_loop_run(loop);
}

/* A shell script of the test's, which the daemon's argv cannot have. */
static const char *script(const char *text)
{
	static char line[300];

	os_tmp_write("script", text, (unsigned)strlen(text));
	snprintf(line, sizeof(line), "sh %s one  two", os_tmp_path("script"));
	return line;
}

START_TEST(it_is_told_how_it_ended_and_what_it_said)
{
	run(script("echo \"$# $2\"; echo on stderr >&2; exit 3"), LONG);
	ck_assert_int_eq(told.how, OS_CHILD_EXITED);
	ck_assert_int_eq(told.code, 3);
	ck_assert_str_eq(output, "2 two?on stderr");
}
END_TEST

START_TEST(what_a_shell_would_do_is_not_done)
{
	run("echo $HOME ; exit", LONG);
	ck_assert_int_eq(told.code, 0);
	ck_assert_str_eq(output, "$HOME ; exit");
}
END_TEST

START_TEST(a_signal_is_told)
{
	run(script("kill -9 $$"), LONG);
	ck_assert_int_eq(told.how, OS_CHILD_KILLED);
	ck_assert_int_eq(told.code, SIGKILL);
}
END_TEST

START_TEST(at_its_limit_it_is_killed_with_its_children)
{
	run(script("sleep 1000 & sleep 1000"), 20);
	ck_assert_int_eq(told.how, OS_CHILD_LATE);
}
END_TEST

START_TEST(of_much_output_the_first_is_kept)
{
	run(script("i=0; while [ $i -lt 3000 ]; do echo 0123456789; "
		   "i=$((i+1)); done; exit 5"),
	    LONG);
	ck_assert_int_eq(told.code, 5);
	ck_assert_uint_eq(strlen(output), OS_CHILD_OUTPUT - 1);
}
END_TEST

START_TEST(it_has_no_input_and_takes_our_signals)
{
	run(script("cat; trap 'exit 4' TERM; kill $$; exit 5"), LONG);
	ck_assert_int_eq(told.code, 4);
}
END_TEST

START_TEST(what_cannot_be_run_is_refused_at_once)
{
	char many[3 * OS_CHILD_ARGS] = "echo";

	ck_assert_ptr_null(
		os_child_run(loop, "/no/such/command", LONG, ended, loop));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_ptr_null(os_child_run(loop, "  ", LONG, ended, loop));
	ck_assert_int_eq(errno, EINVAL);
	for (int i = 0; i < OS_CHILD_ARGS; i++)
		strcat(many, " x");
	ck_assert_ptr_null(os_child_run(loop, many, LONG, ended, loop));
	ck_assert_int_eq(errno, EINVAL);
}
END_TEST

START_TEST(it_can_be_ended_before)
{
	os_child_kill(os_child_run(loop, "sleep 1000", LONG, ended, loop));
}
END_TEST

TCase *os_child_case(void)
{
	TCase *t = tcase_create("child");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, it_is_told_how_it_ended_and_what_it_said);
	tcase_add_test(t, what_a_shell_would_do_is_not_done);
	tcase_add_test(t, a_signal_is_told);
	tcase_add_test(t, at_its_limit_it_is_killed_with_its_children);
	tcase_add_test(t, of_much_output_the_first_is_kept);
	tcase_add_test(t, it_has_no_input_and_takes_our_signals);
	tcase_add_test(t, what_cannot_be_run_is_refused_at_once);
	tcase_add_test(t, it_can_be_ended_before);
	return t;
}
