#include "os/path.h"
#include "os_cases.h"
#include "os_tmp.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct os_loop *loop;
static char path[128];
static unsigned step;

/* What happens before the loop waits for the first, second, ... time. */
static void (*const *steps)(void);

static void take_step(void *arg)
{
	(void)arg;
	if (steps[step])
		steps[step++]();
	else
		os_loop_stop(loop, 1);
}

static void appeared(void *arg)
{
	(*(unsigned *)arg)++;
	os_loop_stop(loop, 0);
}

static void setup(void)
{
	os_tmp_make();
	snprintf(path, sizeof(path), "%s", os_tmp_path("dev/nbgate/modem0"));
	step = 0;
	loop = os_loop_open();
	os_loop_on_idle(loop, take_step, NULL);
}

static void teardown(void)
{
	os_loop_close(loop);
	os_tmp_remove();
}

static void make_dev(void)
{
	mkdir(os_tmp_path("dev"), 0700);
}

static void make_nbgate(void)
{
	mkdir(os_tmp_path("dev/nbgate"), 0700);
}

static void make_other(void)
{
	os_tmp_write("dev/nbgate/modem1", "", 0);
	os_tmp_write("dev/nbgate/modem", "", 0);
	os_tmp_write("dev/nbgate/modem01", "", 0);
}

static void make_modem(void)
{
	os_tmp_write("dev/nbgate/modem0", "", 0);
}

static void make_all(void)
{
	make_dev();
	make_nbgate();
	make_modem();
}

static void link_modem(void)
{
	ck_assert_int_eq(symlink("/dev/null", path), 0);
}

static void change_rights(void)
{
	chmod(path, 0660);
}

static void remove_directories(void)
{
	rmdir(os_tmp_path("dev/nbgate"));
	rmdir(os_tmp_path("dev"));
}

/* How often the path was said to appear during @what. */
static unsigned run(void (*const *what)(void))
{
	unsigned count = 0;
	struct os_path *p = os_path_watch(loop, path, appeared, &count);

	ck_assert_ptr_nonnull(p);
	steps = what;
	os_loop_run(loop);
	os_path_unwatch(p);
	return count;
}

START_TEST(a_path_appears_whose_directories_come_one_by_one)
{
	static void (*const what[])(void) = {make_dev, make_nbgate, make_modem,
					     NULL};

	ck_assert_uint_eq(run(what), 1);
	ck_assert_uint_eq(step, 3);
}
END_TEST

START_TEST(a_path_appears_that_comes_with_its_directories_at_once)
{
	static void (*const what[])(void) = {make_all, NULL};

	ck_assert_uint_eq(run(what), 1);
}
END_TEST

START_TEST(a_link_appears_as_a_file_does)
{
	static void (*const what[])(void) = {link_modem, NULL};

	make_dev();
	make_nbgate();
	ck_assert_uint_eq(run(what), 1);
}
END_TEST

START_TEST(other_names_beside_it_are_nothing)
{
	static void (*const what[])(void) = {make_other, NULL};

	make_all();
	ck_assert_uint_eq(run(what), 0);
}
END_TEST

START_TEST(new_rights_are_worth_a_look)
{
	static void (*const what[])(void) = {change_rights, NULL};

	make_all();
	ck_assert_uint_eq(run(what), 1);
}
END_TEST

START_TEST(directories_that_go_and_come_again_are_followed)
{
	static void (*const what[])(void) = {remove_directories, make_all,
					     NULL};

	make_dev();
	make_nbgate();
	ck_assert_uint_eq(run(what), 1);
	ck_assert_uint_eq(step, 2);
}
END_TEST

TCase *os_path_case(void)
{
	TCase *c = tcase_create("path");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_path_appears_whose_directories_come_one_by_one);
	tcase_add_test(c,
		       a_path_appears_that_comes_with_its_directories_at_once);
	tcase_add_test(c, a_link_appears_as_a_file_does);
	tcase_add_test(c, other_names_beside_it_are_nothing);
	tcase_add_test(c, new_rights_are_worth_a_look);
	tcase_add_test(c, directories_that_go_and_come_again_are_followed);
	return c;
}
