#include "unit/conf_text.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

TCase *conf_dump_case(void);

/* A configuration with something of everything that may be set. */
static const char full[] = "[gateway]\nmax-line = 1 MiB\nsocket-mode = 666\n"
			   "[modem]\napn = iot ; the operator's\nbaud = 9600\n"
			   "[target a]\nuri = coap://x\nack-timeout = 15000ms\n"
			   "ack-random-factor = 1.050\nmax-latency = 0s\n"
			   "[target b]\nuri=coap://y\nprofile = rfc7252\n"
			   "ack-timeout = 120s\npeer-lifetime = 1 d\n"
			   "[route r]\npath = /a\ntarget = a\n"
			   "methods = PUT , GET\n";

static void ck_dumps(const char *line)
{
	const char *dump = conf_text_dump();
	char whole[256];

	snprintf(whole, sizeof(whole), "\n%s\n", line);
	ck_assert_msg(strstr(dump, whole), "no %s in:\n%s", line, dump);
}

START_TEST(a_dump_has_one_bare_pair_a_line_in_the_largest_exact_unit)
{
	conf_text_write("t.conf", full);
	ck_dumps("max-line = 1MiB");
	ck_dumps("socket-mode = 0666");
	ck_dumps("apn = iot");
	ck_dumps("baud = 9600");
	ck_dumps("ack-timeout = 15s");
	ck_dumps("ack-timeout = 2m");
	ck_dumps("ack-random-factor = 1.05");
	ck_dumps("max-latency = 0");
	ck_dumps("peer-lifetime = 1d");
	ck_dumps("methods = GET, PUT");
}
END_TEST

START_TEST(a_dump_has_every_default)
{
	conf_text_write("t.conf", full);
	ck_dumps("socket = /run/nbgate/modem0/api.sock");
	ck_dumps("max-in-flight = 16");
	ck_dumps("read = @nbgate");
	ck_dumps("open-uri =");
	ck_dumps("reattach-limit = 4/h");
	ck_dumps("nat-lifetime = off");
	ck_dumps("probing-rate = 1B/s");
	ck_dumps("profile = nb-iot");
	ck_dumps("max-latency = 100s");
	ck_dumps("remote-path = /a");
	ck_dumps("timeout = 236250ms");
	ck_dumps("budget = off");
	ck_dumps("allow = 127.0.0.0/8, ::1");
}
END_TEST

static void ck_round_trip(const char *text)
{
	conf_text_write("t.conf", text);
	char *first = strdup(conf_text_dump());
	ck_faults(first, "");
	ck_assert_str_eq(conf_text_dump(), first);
	free(first);
}

START_TEST(a_dump_is_a_good_configuration_that_says_the_same)
{
	char longest[400] = "[target a]\nuri = coap://x\n[route r]\n"
			    "target = a\npath = /";

	ck_round_trip("");
	ck_round_trip(full);
	ck_round_trip("[modem]\ndriver = udp\npdp-type = ipv4\n");
	memset(longest + strlen(longest), 'x', 175);
	ck_round_trip(longest);
	strcat(longest, "x\n");
	ck_faults(longest, "t.conf:5: path: must be 1 to 176 bytes\n");
}
END_TEST

TCase *conf_dump_case(void)
{
	TCase *tc = tcase_create("dump");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(
		tc, a_dump_has_one_bare_pair_a_line_in_the_largest_exact_unit);
	tcase_add_test(tc, a_dump_has_every_default);
	tcase_add_test(tc, a_dump_is_a_good_configuration_that_says_the_same);
	return tc;
}
