#include "config.h"

#include "base/base64.h"
#include "hub/capture.h"
#include "unit/hub_cases.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct hub_bench b;
static int admin;

#define CALL(method, params)                                                   \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" method                   \
	"\",\"params\":{" params "}}"
#define DONE "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"

static void setup(void)
{
	hub_bench_up(&b);
	admin = hub_bench_client(&b, 0);
}

static void teardown(void)
{
	hub_bench_close(&b);
}

static void start(const char *line)
{
	hub_bench_say(&b, admin, line);
}

/* The next piece in @heard, which must be of @kind; decoded. */
static struct nb_bytes piece(const char **heard, const char *kind)
{
	static uint8_t data[65536];
	json_error_t where;
	json_t *m = json_loads(*heard, JSON_DISABLE_EOF_CHECK, &where);
	const char *method, *text, *k;
	size_t count;

	ck_assert_ptr_nonnull(m);
	ck_assert_int_eq(json_unpack(m, "{s:s, s:{s:s, s:s}}", "method",
				     &method, "params", "kind", &k, "b64",
				     &text),
			 0);
	ck_assert_str_eq(method, "trace.data");
	ck_assert_str_eq(k, kind);
	ck_assert_int_eq(nb_base64_decode(data, &count, text, strlen(text)), 0);
	json_decref(m);
	*heard = strchr(*heard, '\n') + 1;
	return (struct nb_bytes){data, count};
}

static bool holds(struct nb_bytes where, const char *what)
{
	return memmem(where.data, where.len, what, strlen(what));
}

START_TEST(a_capture_has_a_head_and_each_datagram_with_its_verdict)
{
	int c = hub_bench_client(&b, 1000);
	const char *heard;

	start(CALL("trace.start", "\"stream\":true"));
	hub_bench_say(&b, c, CALL("coap.request", "\"path\":\"/telemetry\""));
	hub_bench_answer(&b, 0, 0x45, NULL, 0, "hi");
	heard = hub_bench_hear(&b, admin);
	ck_assert_int_eq(strncmp(heard, DONE "\n", strlen(DONE) + 1), 0);
	heard += strlen(DONE) + 1;
	ck_assert(holds(piece(&heard, "pcapng"), "modem0"));
	ck_assert(holds(piece(&heard, "pcapng"), "accepted, transmission 1"));
	ck_assert(holds(piece(&heard, "pcapng"), "received"));
	ck_assert_str_eq(heard, "");
	hub_bench_dialogue(&b, admin, CALL("trace.stop", ""), DONE);
	hub_bench_say(&b, c, CALL("coap.request", "\"path\":\"/telemetry\""));
	ck_assert_str_eq(hub_bench_hear(&b, admin), "");
}
END_TEST

START_TEST(the_serial_line_is_captured_for_who_wants_it)
{
	const char *heard;

	start(CALL("trace.start", "\"stream\":true,\"at\":true"));
	ck_assert(hub_is_traced(b.hub));
	hub_trace_serial(b.hub, false, "AT+CPIN=1234\r", 13, b.now);
	heard = strchr(hub_bench_hear(&b, admin), '\n') + 1;
	piece(&heard, "pcapng");
	ck_assert(holds(piece(&heard, "at"), "> AT+CPIN=****\\r\n"));
}
END_TEST

START_TEST(what_a_slow_reader_leaves_loses_its_oldest)
{
	static char big[4000];
	json_int_t dropped = 0;
	const char *heard;

	memset(big, 'x', sizeof(big));
	start(CALL("trace.start", "\"stream\":true,\"at\":true"));
	for (int i = 0; i < 500; i++)
		hub_trace_serial(b.hub, true, big, sizeof(big), b.now);
	while (!dropped) {
		heard = hub_bench_hear(&b, admin);
		ck_assert_str_ne(heard, "");
		while ((heard = strstr(heard, "\"dropped\":"))) {
			heard += strlen("\"dropped\":");
			dropped += atoi(heard);
		}
	}
	ck_assert_int_gt(dropped, 150);
}
END_TEST

#define NAMES "\"file\":\"/s/x.pcapng\",\"at_file\":\"/s/x.at\""

static void open_file(void)
{
	hub_bench_dialogue(&b, admin, CALL("trace.start", "\"at\":true"),
			   "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{" NAMES
			   "}}");
	ck_assert(hub_is_traced(b.hub));
}

START_TEST(a_capture_to_a_file_outlives_its_client)
{
	int other = hub_bench_client(&b, 0);

	open_file();
	hub_client_remove(b.hub, admin, b.now);
	hub_bench_pump(&b);
	hub_trace_serial(b.hub, false, "AT+CPIN=1234\r", 13, b.now);
	hub_bench_dialogue(&b, other, CALL("trace.stop", ""),
			   "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{" NAMES
			   ",\"dropped\":0}}");
	ck_assert(holds((struct nb_bytes){b.file, b.file_len}, "modem0"));
	ck_assert(holds((struct nb_bytes){b.file, b.file_len},
			"> AT+CPIN=****\\r\n"));
	ck_assert_uint_eq(b.closed, 1);
	ck_assert(!hub_is_traced(b.hub));
}
END_TEST

START_TEST(a_file_that_cannot_be_opened_or_written_ends_the_capture)
{
	int user = hub_bench_client(&b, 1000);

	b.disk_full = true;
	hub_bench_say(&b, admin, CALL("trace.start", ""));
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, admin), "\"reason\":\"storage\""));
	b.disk_full = false;
	open_file();
	hub_bench_say(&b, user, CALL("trace.stop", ""));
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, user), "\"reason\":\"denied\""));
	b.disk_full = true;
	hub_trace_serial(b.hub, false, "AT\r", 3, b.now);
	hub_bench_pump(&b);
	hub_bench_pump(&b);
	ck_assert(!hub_is_traced(b.hub));
	b.disk_full = false;
	open_file();
}
END_TEST

START_TEST(who_leaves_before_the_file_is_open_gets_none)
{
	static const char line[] = CALL("trace.start", "") "\n";

	hub_client_input(b.hub, admin, line, sizeof(line) - 1, b.now);
	hub_client_remove(b.hub, admin, b.now);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.opened, 0);
	admin = hub_bench_client(&b, 0);
	open_file();
}
END_TEST

START_TEST(one_capture_at_a_time_for_those_who_may)
{
	int other = hub_bench_client(&b, 0);
	int user = hub_bench_client(&b, 1000);

	hub_bench_say(&b, user, CALL("trace.start", "\"stream\":true"));
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, user), "\"reason\":\"denied\""));
	start(CALL("trace.start", "\"stream\":true"));
	hub_bench_say(&b, other, CALL("trace.start", "\"stream\":true"));
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, other), "\"reason\":\"conflict\""));
	hub_bench_say(&b, other, CALL("trace.stop", ""));
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, other), "\"reason\":\"not-found\""));
	hub_client_remove(b.hub, admin, b.now);
	hub_bench_pump(&b);
	ck_assert(!hub_is_traced(b.hub));
	hub_bench_say(&b, other, CALL("trace.start", "\"stream\":true"));
	ck_assert(hub_is_traced(b.hub));
}
END_TEST

TCase *hub_trace_case(void)
{
	TCase *tc = tcase_create("trace");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc,
		       a_capture_has_a_head_and_each_datagram_with_its_verdict);
	tcase_add_test(tc, the_serial_line_is_captured_for_who_wants_it);
	tcase_add_test(tc, what_a_slow_reader_leaves_loses_its_oldest);
	tcase_add_test(tc, a_capture_to_a_file_outlives_its_client);
	tcase_add_test(
		tc, a_file_that_cannot_be_opened_or_written_ends_the_capture);
	tcase_add_test(tc, who_leaves_before_the_file_is_open_gets_none);
	tcase_add_test(tc, one_capture_at_a_time_for_those_who_may);
	return tc;
}
