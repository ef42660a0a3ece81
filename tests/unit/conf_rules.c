#include "unit/conf_text.h"
#include "unit/unit.h"

#include <string.h>

TCase *conf_rules_case(void);

#define TARGET "[target cloud]\nuri = coap://[2001:db8::1]\n"
#define LOCAL  "[target cloud]\nuri = coap://[::1]\n"

/* The only target of @text, which is good. */
static struct gw_target_config load_target(const char *text)
{
	struct daemon_config c;

	conf_text_write("t.conf", text);
	ck_assert_int_eq(conf_text_load(&c), 0);
	ck_assert_uint_eq(c.gateway.target_count, 1);
	struct gw_target_config target = c.gateway.targets[0];
	daemon_config_close(&c);
	return target;
}

START_TEST(a_target_over_a_modem_has_the_timing_of_a_slow_link)
{
	struct gw_target_config t = load_target(TARGET);

	ck_assert_int_eq(t.profile, GW_PROFILE_NB_IOT);
	ck_assert_int_eq(t.params.ack_timeout, 15000);
	ck_assert_uint_eq(t.params.ack_random_milli, 1500);
	ck_assert_uint_eq(t.params.max_retransmit, 3);
	ck_assert_int_eq(t.params.max_latency, 80000);
	ck_assert_int_eq(t.params.processing_delay, 15000);
	ck_assert_int_eq(t.params.peer_lifetime, 247000);
	ck_assert_uint_eq(t.params.nstart, 1);
	ck_assert_uint_eq(t.params.probing_rate, 1);
	ck_assert_uint_eq(t.params.token_len, 4);
	ck_assert_int_eq(t.params.mid_reuse, NBCOAP_MID_STRICT);
	ck_assert_int_eq(t.dns_ttl, 3600000);
	ck_assert_int_eq(t.local_port, 5683);
}
END_TEST

START_TEST(a_probing_rate_is_in_bytes_per_second_and_never_turns_to_off)
{
	struct gw_target_config t = load_target(TARGET "probing-rate = off\n");

	ck_assert_uint_eq(t.params.probing_rate, 0);
	t = load_target(TARGET "probing-rate = 2 KiB/m\n");
	ck_assert_uint_eq(t.params.probing_rate, 34);
	t = load_target(TARGET "probing-rate = 1 B/h\n");
	ck_assert_uint_eq(t.params.probing_rate, 1);
}
END_TEST

START_TEST(a_target_over_udp_has_the_timing_of_the_rfc)
{
	struct gw_target_config t =
		load_target("[modem]\ndriver = udp\n" TARGET);

	ck_assert_int_eq(t.profile, GW_PROFILE_RFC7252);
	ck_assert_int_eq(t.params.ack_timeout, 2000);
	ck_assert_uint_eq(t.params.max_retransmit, 4);
	ck_assert_int_eq(t.params.max_latency, 100000);
}
END_TEST

START_TEST(a_profile_is_a_preset_and_keys_win_over_it)
{
	struct gw_target_config t =
		load_target(TARGET "profile = rfc7252\nmax-retransmit = 2\n"
				   "ack-random-factor = 1.25\nmid-reuse = "
				   "oldest-finished\ntoken-length = 8\n");

	ck_assert_int_eq(t.params.ack_timeout, 2000);
	ck_assert_uint_eq(t.params.ack_random_milli, 1250);
	ck_assert_uint_eq(t.params.max_retransmit, 2);
	ck_assert_int_eq(t.params.mid_reuse, NBCOAP_MID_OLDEST_FINISHED);
	ck_assert_uint_eq(t.params.token_len, 8);
}
END_TEST

START_TEST(a_route_goes_to_its_path_and_waits_as_its_target_does)
{
	struct daemon_config c;

	conf_text_write("t.conf", TARGET "[route a]\npath = /x\n"
					 "target = cloud\n[route b]\n"
					 "path = /y\ntarget = cloud\n"
					 "remote-path = /z\ntimeout = 5s\n"
					 "methods = PUT,GET\n"
					 "confirmable = no\n");
	ck_assert_int_eq(conf_text_load(&c), 0);
	const struct gw_route_config *a = &c.gateway.routes[0], *b = a + 1;
	ck_assert_uint_eq(c.gateway.route_count, 2);
	ck_assert_str_eq(a->origin.name, "a");
	ck_assert_str_eq(a->remote_path, "/x");
	ck_assert_int_eq(a->timeout, 337500);
	ck_assert_uint_eq(a->methods, 0x7f);
	ck_assert(a->confirmable);
	ck_assert_int_eq(a->priority, GW_PRIORITY_NORMAL);
	ck_assert_str_eq(b->remote_path, "/z");
	ck_assert_int_eq(b->timeout, 5000);
	ck_assert_uint_eq(b->methods, 1 << 0 | 1 << 2);
	ck_assert(!b->confirmable);
	daemon_config_close(&c);
}
END_TEST

START_TEST(the_instance_is_in_the_paths)
{
	struct daemon_config c;

	conf_text_write("t.conf", "");
	ck_assert_int_eq(daemon_config_open(&c, "t.conf", "m.1"), 0);
	ck_assert_str_eq(c.gateway.settings.socket, "/run/nbgate/m.1/api.sock");
	ck_assert_str_eq(c.gateway.settings.state_dir, "/var/lib/nbgate/m.1");
	ck_assert_str_eq(c.modem.device, "/dev/nbgate/m.1");
	ck_assert_int_eq(c.gateway.settings.socket_mode, 0660);
	ck_assert_int_eq(c.gateway.settings.max_line, 262144);
	ck_assert_int_eq(c.gateway.settings.log_level, 2);
	daemon_config_close(&c);
}
END_TEST

START_TEST(a_route_to_no_target_is_a_fault_that_names_them_all)
{
	ck_faults(TARGET "[target lab]\nuri = coap://x\n"
			 "[route r]\npath = /x\ntarget = clowd\n",
		  "t.conf:7: target: no [target clowd]; must be one of: "
		  "cloud, lab\n");
}
END_TEST

START_TEST(two_routes_have_two_paths)
{
	ck_faults(TARGET "[route a]\npath = /x\ntarget = cloud\n"
			 "[route b]\npath = /x\ntarget = cloud\n",
		  "t.conf:7: path: /x is the path of [route a], too\n");
}
END_TEST

START_TEST(a_server_must_remember_as_long_as_we_repeat)
{
	/* 15 s * 7 * 1.5 + 80 s = 237.5 s */
	ck_faults(TARGET "peer-lifetime = 237500ms\n", "");
	ck_faults(TARGET "peer-lifetime = 237499ms\n",
		  "t.conf:3: peer-lifetime: must be at least 237500ms, "
		  "ack-timeout * (2^max-retransmit - 1) * ack-random-factor + "
		  "max-latency, not 237499ms\n");
	ck_faults(TARGET "max-retransmit = 4\n",
		  "t.conf:3: peer-lifetime: must be at least 417500ms, "
		  "ack-timeout * (2^max-retransmit - 1) * ack-random-factor + "
		  "max-latency, not 247s\n");
	ck_faults(TARGET "ack-timeout = 120s\nmax-retransmit = 10\n"
			 "ack-random-factor = 3.0\npeer-lifetime = 365d\n",
		  "");
}
END_TEST

START_TEST(requests_without_tokens_come_one_by_one)
{
	ck_faults(LOCAL "nstart = 2\ntoken-length = 0\n",
		  "t.conf:4: token-length: must be 1 to 8 with an nstart over "
		  "1\n");
	ck_faults(LOCAL "nstart = 1\ntoken-length = 0\n", "");
	ck_faults(LOCAL "nstart = 2\ntoken-length = 1\n", "");
}
END_TEST

START_TEST(a_zone_is_for_the_hosts_network)
{
	ck_faults("[target a]\nuri = coap://[fe80::1%25eth0]\n",
		  "t.conf:2: uri: must have no zone but with driver = udp\n");
	ck_faults("[modem]\ndriver = udp\n"
		  "[target a]\nuri = coap://[fe80::1%25eth0]\n",
		  "");
	ck_faults("[target a]\nuri = coap://x%2dy\n", "");
}
END_TEST

START_TEST(haste_toward_the_internet_is_a_warning)
{
	struct daemon_config c;

	conf_text_write("t.conf", TARGET "ack-timeout = 999ms\nnstart = 2\n");
	ck_assert_int_eq(conf_text_load(&c), 0);
	ck_assert_uint_eq(conf_fault_count(c.conf), 2);
	ck_assert_str_eq(conf_text_faults(&c),
			 "t.conf:3: warning: ack-timeout: under 1s is not for "
			 "the Internet (RFC 7252, 4.8.1)\n"
			 "t.conf:4: warning: nstart: over 1 is not for the "
			 "Internet (RFC 7252, 4.8.1)\n");
	daemon_config_close(&c);
	ck_faults(TARGET "ack-timeout = 1s\nnstart = 1\n", "");
}
END_TEST

START_TEST(haste_on_the_own_host_is_none)
{
	ck_faults(LOCAL "ack-timeout = 100ms\nnstart = 64\n", "");
}
END_TEST

START_TEST(the_internet_may_have_a_name)
{
	ck_faults("[target a]\nuri = coap://example.com\nnstart = 2\n",
		  "t.conf:3: warning: nstart: over 1 is not for the Internet "
		  "(RFC 7252, 4.8.1)\n");
}
END_TEST

START_TEST(a_modem_that_sleeps_before_a_separate_response_is_a_warning)
{
	ck_faults(
		"[modem]\npsm = tau=12h active=22s\n" TARGET,
		"t.conf:2: warning: psm: active is less than ack-timeout "
		"times ack-random-factor: separate responses may be missed\n");
	ck_faults("[modem]\npsm = tau=12h active=24s\n" TARGET, "");
	ck_faults("[modem]\npsm = tau=12h active=22s\n" TARGET
		  "ack-timeout = 10s\n",
		  "");
	ck_faults("[modem]\ndriver = udp\npsm = tau=12h active=2s\n" TARGET,
		  "");
}
END_TEST

TCase *conf_rules_case(void)
{
	TCase *tc = tcase_create("rules");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(tc, a_target_over_a_modem_has_the_timing_of_a_slow_link);
	tcase_add_test(
		tc,
		a_probing_rate_is_in_bytes_per_second_and_never_turns_to_off);
	tcase_add_test(tc, a_target_over_udp_has_the_timing_of_the_rfc);
	tcase_add_test(tc, a_profile_is_a_preset_and_keys_win_over_it);
	tcase_add_test(tc,
		       a_route_goes_to_its_path_and_waits_as_its_target_does);
	tcase_add_test(tc, the_instance_is_in_the_paths);
	tcase_add_test(tc, a_route_to_no_target_is_a_fault_that_names_them_all);
	tcase_add_test(tc, two_routes_have_two_paths);
	tcase_add_test(tc, a_server_must_remember_as_long_as_we_repeat);
	tcase_add_test(tc, requests_without_tokens_come_one_by_one);
	tcase_add_test(tc, a_zone_is_for_the_hosts_network);
	tcase_add_test(tc, haste_toward_the_internet_is_a_warning);
	tcase_add_test(
		tc,
		a_modem_that_sleeps_before_a_separate_response_is_a_warning);
	tcase_add_test(tc, haste_on_the_own_host_is_none);
	tcase_add_test(tc, the_internet_may_have_a_name);
	return tc;
}
