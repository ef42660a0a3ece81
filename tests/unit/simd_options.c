/* The command line, and what --map makes of addresses. */
#include "base/addr.h"
#include "simd/nat.h"
#include "simd/options.h"
#include "unit/unit.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

TCase *simd_options_case(void);

static struct simd_options o;

/* Parses @line, split at spaces, behind "nbgate-sim --link x". */
static enum simd_parsed parse(const char *line)
{
	static char copy[512];
	char *argv[64];
	int argc = 0;

	snprintf(copy, sizeof(copy), "nbgate-sim --link x %s", line);
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	optind = 0;
	return simd_options_parse(&o, argc, argv);
}

static struct nb_addr addr(const char *text)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse(&a, text, strlen(text), 0), 0);
	return a;
}

static void leads(const char *public, const char *real)
{
	struct nb_addr from = addr(public), to, expected;

	if (!real) {
		ck_assert(!simd_nat_outward(&o.rules, &from, &to));
		return;
	}
	expected = addr(real);
	ck_assert(simd_nat_outward(&o.rules, &from, &to));
	ck_assert(nb_addr_equal(&to, &expected));
}

static void shows(const char *real, const char *public)
{
	struct nb_addr from = addr(real), expected = addr(public);
	struct nb_addr a = simd_nat_inward(&o.rules, &from);

	ck_assert(nb_addr_equal(&a, &expected));
}

START_TEST(the_link_alone_is_enough)
{
	ck_assert_int_eq(parse(""), SIMD_RUN);
	ck_assert_str_eq(o.link, "x");
	ck_assert(o.sim.booted);
	ck_assert_int_eq(o.sim.profile, SIM_MONARCH2);
}
END_TEST

START_TEST(every_value_lands_where_it_belongs)
{
	ck_assert_int_eq(parse("-p monarch1 --rtt 7 --jitter 3 --loss 2.5 "
			       "--dup 1 --reorder 0.1 -s 9 --pin 1234 "
			       "--rrc-tail 5 -q merge-reads -q roaming "
			       "-t T -S F --baud 9600 --latency 1 "
			       "--grant-psm 00000101,00100001 "
			       "--grant-edrx 0101,0011 --apn-auth me:x:y"),
			 SIMD_RUN);
	ck_assert_int_eq(o.sim.profile, SIM_MONARCH1);
	ck_assert_int_eq(o.sim.rtt, 7);
	ck_assert_int_eq(o.sim.jitter, 3);
	ck_assert_uint_eq(o.sim.loss_milli, 25);
	ck_assert_uint_eq(o.sim.dup_milli, 10);
	ck_assert_uint_eq(o.sim.reorder_milli, 1);
	ck_assert_uint_eq(o.sim.seed, 9);
	ck_assert_str_eq(o.sim.pin, "1234");
	ck_assert_int_eq(o.sim.rrc_tail, 5000);
	ck_assert_int_eq(o.sim.recv_model, SIM_RECV_MERGE);
	ck_assert(o.sim.roaming);
	ck_assert_str_eq(o.transcript, "T");
	ck_assert_str_eq(o.stats, "F");
	ck_assert_int_eq(o.sim.latency, 1);
	ck_assert_uint_eq(o.baud, 9600);
	ck_assert_str_eq(o.sim.apn_user, "me");
	ck_assert_str_eq(o.sim.apn_password, "x:y");
	ck_assert_str_eq(o.sim.grant.active, "00000101");
	ck_assert_str_eq(o.sim.grant.tau, "00100001");
	ck_assert_str_eq(o.sim.grant.edrx, "0101");
	ck_assert_str_eq(o.sim.grant.window, "0011");
}
END_TEST

START_TEST(a_preset_sets_four_values_and_a_later_option_one_of_them)
{
	ck_assert_int_eq(parse("--radio nb-iot-ce1 --loss 0"), SIMD_RUN);
	ck_assert_int_eq(o.sim.rtt, 2000);
	ck_assert_int_eq(o.sim.jitter, 500);
	ck_assert_uint_eq(o.sim.loss_milli, 0);
	ck_assert_int_eq(o.sim.rrc_setup, 3000);
	ck_assert_int_eq(o.sim.rrc_tail, 10000);
}
END_TEST

START_TEST(an_address_replaces_the_default_one)
{
	ck_assert_int_eq(parse("--address 10.0.0.2"), SIMD_RUN);
	ck_assert_uint_eq(o.sim.address[0].family, NB_FAMILY_IPV4);
	ck_assert_uint_eq(o.sim.address[1].family, NB_FAMILY_NONE);
	ck_assert_int_eq(parse("-a 10.0.0.2 -a 2001:db8::5"), SIMD_RUN);
	ck_assert_uint_eq(o.sim.address[1].family, NB_FAMILY_IPV6);
}
END_TEST

START_TEST(a_name_takes_its_address_with_or_without_brackets)
{
	ck_assert_int_eq(parse("-d a=2001:db8::1 -d b=[2001:db8::2]"),
			 SIMD_RUN);
	ck_assert_uint_eq(o.sim.name_count, 2);
	ck_assert_str_eq(o.sim.names[1].name, "b");
	ck_assert_uint_eq(o.sim.names[1].addr.ip[15], 2);
}
END_TEST

static const char *const wrong[] = {
	"--profile x",
	"--loss 101",
	"--loss -1",
	"--rtt x",
	"--baud 0",
	"--pin 12",
	"--pin 12345x",
	"--radio x",
	"--quirk x",
	"--apn-auth me",
	"--apn-auth :x",
	"--grant-psm 00000101",
	"--grant-psm 00000101,0010000",
	"--grant-psm 00000101,001000011",
	"--grant-psm 00000102,00100001",
	"--grant-edrx 0101,",
	"--dns =::1",
	"--dns a",
	"--dns a=b",
	"--address [::1]:5",
	"--address 10.0.0.1 --address 10.0.0.2",
	"--map [2001:db8::1]:1=[2001:db8::2]:1",
	"--map [2001:db8::1]:1=[::1]",
	"--map [2001:db8::1]",
	"--listen 1=[2001:db8::2]:1",
	"--listen 0=[::1]:1",
	"--listen 1=[::1]",
	"--listen 70000=[::1]:1",
	"--no-such",
	"word",
};

START_TEST(a_wrong_command_line_is_refused)
{
	ck_assert_int_eq(parse(wrong[_i]), SIMD_WRONG);
}
END_TEST

START_TEST(a_map_leads_out_and_shows_in)
{
	ck_assert_int_eq(parse("-m [2001:db8::1]:5683=[::1]:6000 "
			       "-m 192.0.2.1:5683=127.0.0.1:6001 "
			       "-m [2001:db8::2]=[::1]"),
			 SIMD_RUN);
	leads("[2001:db8::1]:5683", "[::1]:6000");
	leads("192.0.2.1:5683", "127.0.0.1:6001");
	leads("[2001:db8::2]:77", "[::1]:77");
	shows("[::1]:6000", "[2001:db8::1]:5683");
	shows("127.0.0.1:6001", "192.0.2.1:5683");
	shows("[::1]:77", "[2001:db8::2]:77");
}
END_TEST

START_TEST(only_the_loopback_needs_no_map)
{
	ck_assert_int_eq(parse("-m [2001:db8::1]:5683=[::1]:6000"), SIMD_RUN);
	leads("[::1]:5683", "[::1]:5683");
	leads("127.0.0.2:5683", "127.0.0.2:5683");
	leads("[2001:db8::1]:5684", NULL);
	leads("192.0.2.1:5683", NULL);
	shows("[::1]:6001", "[::1]:6001");
}
END_TEST

TCase *simd_options_case(void)
{
	TCase *c = tcase_create("options");

	tcase_add_test(c, the_link_alone_is_enough);
	tcase_add_test(c, every_value_lands_where_it_belongs);
	tcase_add_test(
		c, a_preset_sets_four_values_and_a_later_option_one_of_them);
	tcase_add_test(c, an_address_replaces_the_default_one);
	tcase_add_test(c, a_name_takes_its_address_with_or_without_brackets);
	tcase_add_loop_test(c, a_wrong_command_line_is_refused, 0,
			    sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_test(c, a_map_leads_out_and_shows_in);
	tcase_add_test(c, only_the_loopback_needs_no_map);
	return c;
}
