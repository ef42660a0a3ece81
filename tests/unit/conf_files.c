#include "unit/conf_text.h"
#include "unit/unit.h"

#include <sys/stat.h>

TCase *conf_files_case(void);

/* Loads t.conf, which is good, and gives its [modem] cid. */
static int64_t load_cid(void)
{
	struct daemon_config c;

	ck_assert_int_eq(conf_text_load(&c), 0);
	int64_t cid = c.modem.cid;
	daemon_config_close(&c);
	return cid;
}

START_TEST(drop_ins_come_in_c_locale_order_and_the_last_wins)
{
	conf_text_write("t.conf", "[modem]\ncid = 1\n");
	mkdir("t.conf.d", 0700);
	ck_assert_int_eq(load_cid(), 1);
	conf_text_write("t.conf.d/a.conf", "[modem]\ncid = 2\n");
	ck_assert_int_eq(load_cid(), 2);
	conf_text_write("t.conf.d/B.conf", "[modem]\ncid = 3\n");
	ck_assert_int_eq(load_cid(), 2);
	conf_text_write("t.conf.d/b.conf", "[modem]\ncid = 4\n");
	ck_assert_int_eq(load_cid(), 4);
}
END_TEST

START_TEST(a_drop_in_changes_only_the_keys_it_has)
{
	struct daemon_config c;

	mkdir("t.conf.d", 0700);
	conf_text_write("t.conf", "[target a]\nuri = coap://x\nnstart = 2\n"
				  "[target b]\nuri = coap://y\n");
	conf_text_write("t.conf.d/1.conf", "[target a]\nuri = coap://z\n");
	ck_assert_int_eq(conf_text_load(&c), 0);
	ck_assert_uint_eq(c.gateway.target_count, 2);
	ck_assert_str_eq(c.gateway.targets[0].uri, "coap://z");
	ck_assert_uint_eq(c.gateway.targets[0].params.nstart, 2);
	ck_assert_str_eq(c.gateway.targets[1].uri, "coap://y");
	daemon_config_close(&c);
}
END_TEST

START_TEST(only_what_ends_in_conf_is_a_drop_in)
{
	mkdir("t.conf.d", 0700);
	conf_text_write("t.conf", "[modem]\ncid = 1\n");
	conf_text_write("t.conf.d/a.conf~", "[modem]\ncid = 2\n");
	conf_text_write("t.conf.d/.a.conf", "[modem]\ncid = 2\n");
	conf_text_write("t.conf.d/.conf", "[modem]\ncid = 2\n");
	conf_text_write("t.conf.d/README", "what is this?\n");
	ck_assert_int_eq(load_cid(), 1);
}
END_TEST

START_TEST(a_fault_names_the_file_it_is_in)
{
	mkdir("t.conf.d", 0700);
	conf_text_write("t.conf.d/9.conf", "\n[modem]\ncid = 8\n");
	ck_faults("[modem]\ncid = 7\n",
		  "t.conf:2: cid: must be 1 to 6\n"
		  "t.conf.d/9.conf:3: cid: must be 1 to 6\n");
}
END_TEST

START_TEST(a_key_in_two_files_is_no_duplicate)
{
	mkdir("t.conf.d", 0700);
	conf_text_write("t.conf.d/9.conf", "[modem]\ncid = 2\n");
	ck_faults("[modem]\ncid = 1\n", "");
}
END_TEST

START_TEST(a_file_that_is_not_there_is_a_fault)
{
	struct daemon_config c;

	ck_assert_int_eq(conf_text_load(&c), 1);
	ck_assert_str_eq(conf_text_faults(&c),
			 "t.conf:0: cannot be read: No such file or "
			 "directory\n");
	daemon_config_close(&c);
}
END_TEST

START_TEST(a_directory_is_no_file)
{
	struct daemon_config c;

	mkdir("t.conf", 0700);
	ck_assert_int_eq(conf_text_load(&c), 1);
	ck_assert_str_eq(conf_text_faults(&c),
			 "t.conf:0: cannot be read: Is a directory\n");
	daemon_config_close(&c);
}
END_TEST

TCase *conf_files_case(void)
{
	TCase *tc = tcase_create("files");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(tc, drop_ins_come_in_c_locale_order_and_the_last_wins);
	tcase_add_test(tc, a_drop_in_changes_only_the_keys_it_has);
	tcase_add_test(tc, only_what_ends_in_conf_is_a_drop_in);
	tcase_add_test(tc, a_fault_names_the_file_it_is_in);
	tcase_add_test(tc, a_key_in_two_files_is_no_duplicate);
	tcase_add_test(tc, a_file_that_is_not_there_is_a_fault);
	tcase_add_test(tc, a_directory_is_no_file);
	return tc;
}
