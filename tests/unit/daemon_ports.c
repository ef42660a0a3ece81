#include "daemon/ports.h"
#include "daemon_cases.h"
#include "os_tmp.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static struct ports ports;

static void read_again(void)
{
	ports_read(&ports, os_tmp_path("."));
}

START_TEST(a_port_kept_is_found_after_a_restart)
{
	read_again();
	ck_assert_uint_eq(ports_find(&ports, "cloud", 5683), 5683);
	ck_assert(ports_keep(&ports, "cloud", 5683, 5684));
	ck_assert(ports_keep(&ports, "second", 5683, 5685));
	ck_assert(ports_keep(&ports, "cloud", 5683, 5686));
	read_again();
	ck_assert_uint_eq(ports_find(&ports, "cloud", 5683), 5686);
	ck_assert_uint_eq(ports_find(&ports, "second", 5683), 5685);
	ck_assert_uint_eq(ports_find(&ports, "third", 5683), 5683);
}
END_TEST

START_TEST(another_port_wanted_begins_anew)
{
	read_again();
	ports_keep(&ports, "cloud", 5683, 5684);
	ck_assert_uint_eq(ports_find(&ports, "cloud", 7000), 7000);
}
END_TEST

START_TEST(lines_that_are_none_are_dropped)
{
	static const char text[] = "cloud\nx y z\ncloud 70000 1\n"
				   "cloud 5683 5684\n\n";

	os_tmp_write("ports", text, sizeof(text) - 1);
	read_again();
	ck_assert_uint_eq(ports.count, 1);
	ck_assert_uint_eq(ports_find(&ports, "cloud", 5683), 5684);
}
END_TEST

START_TEST(of_too_many_the_last_are_kept)
{
	char name[NB_NAME_MAX + 1];

	read_again();
	for (unsigned i = 0; i < PORTS_MAX + 3; i++) {
		snprintf(name, sizeof(name), "%032u", i);
		ck_assert(ports_keep(&ports, name, 65535, 65535));
	}
	read_again();
	ck_assert_uint_eq(ports.count, PORTS_MAX);
	ck_assert_str_eq(ports.rows[PORTS_MAX - 1].name, name);
}
END_TEST

START_TEST(what_cannot_be_kept_holds_until_the_end)
{
	ports_read(&ports, "/no/such/directory");
	ck_assert(!ports_keep(&ports, "cloud", 5683, 5684));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_uint_eq(ports_find(&ports, "cloud", 5683), 5684);
}
END_TEST

TCase *daemon_ports_case(void)
{
	TCase *tc = tcase_create("ports");

	tcase_add_checked_fixture(tc, os_tmp_make, os_tmp_remove);
	tcase_add_test(tc, a_port_kept_is_found_after_a_restart);
	tcase_add_test(tc, another_port_wanted_begins_anew);
	tcase_add_test(tc, lines_that_are_none_are_dropped);
	tcase_add_test(tc, of_too_many_the_last_are_kept);
	tcase_add_test(tc, what_cannot_be_kept_holds_until_the_end);
	return tc;
}
