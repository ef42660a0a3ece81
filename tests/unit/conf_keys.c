#include "unit/conf_text.h"
#include "unit/unit.h"

#include <string.h>

TCase *conf_keys_case(void);

/* One line, its section, and what must be told of it. */
struct row {
	const char *section;
	const char *line;
	const char *fault; /* "": good */
};

/* @head has @lines lines; each row's line stands behind it. */
static void check_behind(const char *head, unsigned lines,
			 const struct row *row)
{
	char text[512], expected[1024] = "";

	for (; row->line; row++) {
		snprintf(text, sizeof(text), "%s%s\n", head, row->line);
		expected[0] = '\0';
		if (*row->fault)
			snprintf(expected, sizeof(expected), "t.conf:%u: %s\n",
				 lines + 1, row->fault);
		ck_faults(text, expected);
	}
}

static void check_rows(const struct row *row)
{
	char head[64];

	for (; row->section; row++) {
		snprintf(head, sizeof(head), "[%s]\n", row->section);
		check_behind(head, 1, (struct row[]){*row, {NULL, NULL, NULL}});
	}
}

/* The same within a target that is complete. */
static void check_target_rows(const struct row *row)
{
	check_behind("[target a]\nuri = coap://[::1]\n", 2, row);
}

/* ... and within a route that has a target. */
static void check_route_rows(const struct row *row)
{
	check_behind("[target a]\nuri = coap://[::1]\n"
		     "[route r]\ntarget = a\n",
		     4, row);
}

START_TEST(each_bad_value_is_told_with_what_is_allowed)
{
	static const char nat[] =
		"nat-lifetime: must be off, auto or 1s to 7d (units: ms s m h "
		"d)";
	static const struct row rows[] = {
		{"gateway", "socket =", "socket: must be 1 to 107 bytes"},
		{"gateway", "socket-group = a b",
		 "socket-group: must be the name of a group"},
		{"gateway", "socket-mode = 0666", ""},
		{"gateway", "socket-mode = 0888",
		 "socket-mode: must be 0000 to 0777"},
		{"gateway", "socket-mode = 1777",
		 "socket-mode: must be 0000 to 0777"},
		{"gateway", "log-level = loud",
		 "log-level: must be error, warning, info, debug or trace"},
		{"gateway", "max-clients = 0",
		 "max-clients: must be 1 to 4096"},
		{"gateway", "max-clients = 1", ""},
		{"gateway", "max-clients = 4096", ""},
		{"gateway", "max-clients = 4097",
		 "max-clients: must be 1 to 4096"},
		{"gateway", "max-clients = -1",
		 "max-clients: must be 1 to 4096"},
		{"gateway", "max-clients = 1 ", ""},
		{"gateway", "max-clients = 1x",
		 "max-clients: must be 1 to 4096"},
		{"gateway", "max-clients = 99999999999999999999999",
		 "max-clients: must be 1 to 4096"},
		{"gateway", "max-line = 4 KiB", ""},
		{"gateway", "max-line = 4MiB", ""},
		{"gateway", "max-line = 4095 B",
		 "max-line: must be 4KiB to 4MiB (units: B KiB MiB)"},
		{"gateway", "max-line = 65536",
		 "max-line: must be 4KiB to 4MiB (units: B KiB MiB)"},
		{"gateway", "max-line = 64 kB",
		 "max-line: must be 4KiB to 4MiB (units: B KiB MiB)"},
		{"gateway", "coap-port = 0", ""},
		{"gateway", "coap-port = 65536",
		 "coap-port: must be 0 to 65535"},
		{"modem", "driver = quectel", "driver: must be sequans or udp"},
		{"modem", "baud = 9600", ""},
		{"modem", "baud = 9599",
		 "baud: must be auto or 9600 to 921600"},
		{"modem", "baud = 921601",
		 "baud: must be auto or 9600 to 921600"},
		{"modem", "flow-control = xon",
		 "flow-control: must be rtscts or none"},
		{"modem", "profile = x",
		 "profile: must be auto, monarch1, monarch2 or telit"},
		{"modem", "pdp-type = ip",
		 "pdp-type: must be ipv4, ipv6 or ipv4v6"},
		{"modem", "cid = 0", "cid: must be 1 to 6"},
		{"modem", "cid =", "cid: must be 1 to 6"},
		{"modem", "apn = io\"t",
		 "apn: must be letters, digits, \".\", \"-\" and \"_\""},
		{"modem", "apn =", ""},
		{"modem", "roaming = true", "roaming: must be yes or no"},
		{"modem", "data-mode = base64",
		 "data-mode: must be raw or hex"},
		{"modem", "mtu = 127", "mtu: must be 128 to 1500"},
		{"modem", "mtu = 1501", "mtu: must be 128 to 1500"},
		{"modem", "operator = 123",
		 "operator: must be auto, or MCC and MNC (5 or 6 digits)"},
		{"modem", "nat-lifetime = 0s", nat},
		{"modem", "nat-lifetime = 8d", nat},
		{"modem", "nat-lifetime = 30", nat},
		{"modem", "bands = 3, x",
		 "bands: must be a list of bands, each 1 to 255"},
		{"modem", "psm = on",
		 "psm: must be off, or tau=0 to 9920h and active=0 to 186m: "
		 "\"tau=12h active=10s\""},
		{"modem", "dns-servers = ::1, dns.example",
		 "dns-servers: must be a list of IPv4 and IPv6 addresses"},
		{"modem", "reattach-limit = 4",
		 "reattach-limit: must be 1 to 1000 per /s, /m, /h, /d or "
		 "/day"},
		{"access", "read = a b",
		 "read: must be a list of users, @groups, or *"},
		{"proxy", "listen = 127.0.0.1",
		 "listen: must be a list of ADDRESS:PORT"},
		{"proxy", "allow = 10.0.0.0/33",
		 "allow: must be a list of addresses and prefixes"},
		{NULL, NULL, NULL},
	};

	check_rows(rows);
}
END_TEST

START_TEST(each_bad_value_of_a_target_is_told)
{
	static const char timeout[] =
		"ack-timeout: must be 100ms to 120s (units: ms s m h d)";
	static const char uri[] =
		"uri: must be coap:// with a host, a port if it is not 5683, "
		"and a base path if there is one";
	static const struct row rows[] = {
		{"", "ack-timeout = 99ms", timeout},
		{"", "ack-timeout = 121 s", timeout},
		{"", "ack-timeout = 15", timeout},
		{"", "ack-timeout = 1.5s", timeout},
		{"", "ack-timeout = 15 s", ""},
		{"", "ack-random-factor = 0.999",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = 3.001",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = 1.2345",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = .5",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = 2.",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = 1.5s",
		 "ack-random-factor: must be 1.0 to 3.0"},
		{"", "ack-random-factor = 1", ""},
		{"", "max-retransmit = 11", "max-retransmit: must be 0 to 10"},
		{"", "max-retransmit = 0", ""},
		{"", "nstart = 0", "nstart: must be 1 to 64"},
		{"", "nstart = 65", "nstart: must be 1 to 64"},
		{"", "probing-rate = 1 B",
		 "probing-rate: must be off or 1B to 1024MiB per /s, /m, /h, "
		 "/d or /day"},
		{"", "mid-reuse = never",
		 "mid-reuse: must be strict or oldest-finished"},
		{"", "token-length = 9", "token-length: must be 0 to 8"},
		{"", "block-size = 100",
		 "block-size: must be 16, 32, 64, 128, 256, 512 or 1024"},
		{NULL, NULL, NULL},
	};
	static const struct row uris[] = {
		{"target a", "uri = coap://[::1]:5684/base", ""},
		{"target a", "uri = COAP://Example.com", ""},
		{"target a", "uri = http://[::1]", uri},
		{"target a", "uri = coap://", uri},
		{"target a", "uri = coap://[::1", uri},
		{"target a", "uri = coap://x/?q=1", uri},
		{"target a", "uri = coap://x:99999", uri},
		{"target a", "uri = coap://x/..", uri},
		{"target a", "uri = coap://x/%zz", uri},
		{"target a", "uri = coaps://[::1]",
		 "uri: coaps:// is not supported yet"},
		{"target a", "uri = coap://[ff05::fd]",
		 "uri: must not be a multicast address"},
		{NULL, NULL, NULL},
	};

	check_target_rows(rows);
	check_rows(uris);
}
END_TEST

START_TEST(each_bad_value_of_a_route_is_told)
{
	static const char path[] =
		"path: must begin with / and have no empty segment, no . or "
		".., no ? or #, and % only before two hexadecimal digits";
	static const struct row rows[] = {
		{"", "path = /", ""},           {"", "path = /a/b%2Fc", ""},
		{"", "path = telemetry", path}, {"", "path = /a/", path},
		{"", "path = /a//b", path},     {"", "path = /a/../b", path},
		{"", "path = /a/%2e%2e", path}, {"", "path = /a?b", path},
		{"", "path = /%4", path},       {NULL, NULL, NULL},
	};

	check_route_rows(rows);
	ck_faults("[target a]\nuri = coap://x\n[route r]\npath = /x\n"
		  "target = a\nmethods = GET, get\n",
		  "t.conf:6: methods: must be a list of GET, POST, PUT, "
		  "DELETE, FETCH, PATCH or iPATCH\n");
}
END_TEST

START_TEST(an_unknown_key_is_told_with_what_was_meant)
{
	static const struct row rows[] = {
		{"modem", "devcie = /dev/x",
		 "devcie: unknown key in [modem], did you mean device?"},
		{"modem", "Device = /dev/x",
		 "Device: unknown key in [modem], did you mean device?"},
		{"modem", "wallpaper = blue",
		 "wallpaper: unknown key in [modem]"},
		{"gateway", "max-client = 1",
		 "max-client: unknown key in [gateway], did you mean "
		 "max-clients?"},
		{"gateway", "apn = iot",
		 "apn: unknown key in [gateway], it belongs in [modem]"},
		{NULL, NULL, NULL},
	};

	check_rows(rows);
}
END_TEST

START_TEST(an_unknown_section_is_told_with_what_was_meant)
{
#define ALL                                                                    \
	"gateway, access, modem, target NAME, route NAME, serve NAME or proxy"
	ck_faults("[modme]\ncid = 9\n",
		  "t.conf:1: [modme]: unknown section, must be " ALL
		  "; did you mean modem?\n");
	ck_faults("[whatever x]\n",
		  "t.conf:1: [whatever]: unknown section, must be " ALL "\n");
	ck_faults("[target]\n", "t.conf:1: [target]: must be [target NAME]\n");
	ck_faults("[modem x]\n",
		  "t.conf:1: [modem x]: must be [modem], without a name\n");
}
END_TEST

START_TEST(a_key_that_is_not_built_may_only_stand_at_its_default)
{
	static const struct row rows[] = {
		{"modem", "psm = off", ""},
		{"modem", "psm = tau=12h active=10s", ""},
		{"modem", "edrx = 20.48 s", ""},
		{"modem", "mtu = 1280", ""},
		{"modem", "mtu = 1279", ""},
		{"modem", "command-gap = 0", ""},
		{"modem", "command-gap = 0 ms", ""},
		{"modem", "command-gap = 20", ""},
		{"modem", "command-gap = 20ms", ""},
		{"modem", "nat-lifetime = off", ""},
		{"modem", "nat-lifetime = auto",
		 "nat-lifetime: not supported yet"},
		{"modem", "reattach-limit = 4/h", ""},
		{"modem", "reattach-limit = 5/h", ""},
		{"modem", "bands = 8, 20", ""},
		{"modem", "reset-command = /bin/reset x", ""},
		{"gateway", "memory-limit = 32768 KiB", ""},
		{"gateway", "memory-limit = 1 MiB",
		 "memory-limit: not supported yet"},
		{"access", "use = @nbgate", ""},
		{"access", "use = *", "use: not supported yet"},
		{"proxy", "listen =", ""},
		{"proxy", "listen = [::1]:5683", "listen: not supported yet"},
		{"serve led", "path = /led", "path: not supported yet"},
		{NULL, NULL, NULL},
	};
	static const struct row targets[] = {
		{"", "local-port = 5683", ""},
		{"", "local-port = 1", ""},
		{"", "probing-rate = 1 B/s", ""},
		{"", "probing-rate = off", ""},
		{"", "block-size = 512", ""},
		{"", "block-size = 64", ""},
		{"", "max-body = 65536 B", ""},
		{"", "max-body = 1 B", ""},
		{"", "keepalive = 5m", "keepalive: not supported yet"},
		{NULL, NULL, NULL},
	};

	check_rows(rows);
	check_target_rows(targets);
}
END_TEST

START_TEST(a_derived_default_is_a_default_for_a_key_that_is_not_built)
{
	ck_faults("[gateway]\ncoap-port = 7\nsocket-group = iot\n"
		  "[access]\nuse = @iot\n[modem]\npdp-type = ipv4\n"
		  "nat-lifetime = 30s\n[target a]\nuri = coap://x\n"
		  "local-port = 7\n[route r]\npath = /\ntarget = a\n"
		  "allow = @iot\n",
		  "");
}
END_TEST

START_TEST(a_required_key_is_told_at_the_header)
{
	ck_faults("[target a]\n[route r]\n",
		  "t.conf:1: [target a]: the key uri is required\n"
		  "t.conf:2: [route r]: the key path is required\n"
		  "t.conf:2: [route r]: the key target is required\n");
}
END_TEST

START_TEST(a_bad_value_is_told_once_and_is_not_missing)
{
	ck_faults("[target a]\nuri = x\n[route r]\npath = x\ntarget =\n",
		  "t.conf:2: uri: must be coap:// with a host, a port if it "
		  "is not 5683, and a base path if there is one\n"
		  "t.conf:4: path: must begin with / and have no empty "
		  "segment, no . or .., no ? or #, and % only before two "
		  "hexadecimal digits\n"
		  "t.conf:5: target: must be 1 to 32 bytes\n");
}
END_TEST

TCase *conf_keys_case(void)
{
	TCase *tc = tcase_create("keys");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(tc, each_bad_value_is_told_with_what_is_allowed);
	tcase_add_test(tc, each_bad_value_of_a_target_is_told);
	tcase_add_test(tc, each_bad_value_of_a_route_is_told);
	tcase_add_test(tc, an_unknown_key_is_told_with_what_was_meant);
	tcase_add_test(tc, an_unknown_section_is_told_with_what_was_meant);
	tcase_add_test(tc,
		       a_key_that_is_not_built_may_only_stand_at_its_default);
	tcase_add_test(
		tc, a_derived_default_is_a_default_for_a_key_that_is_not_built);
	tcase_add_test(tc, a_required_key_is_told_at_the_header);
	tcase_add_test(tc, a_bad_value_is_told_once_and_is_not_missing);
	return tc;
}
