#include "unit/client_cases.h"
#include "unit/client_daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define FOREVER (-1)
#define BIG     (3 * 1024 * 1024)

static struct client_daemon d;
static struct nbgate_message m;

static void start(void)
{
	client_daemon_start(&d);
}

static void stop(void)
{
	client_daemon_stop(&d);
}

static void heard(const char *line)
{
	char *got = client_daemon_hear(&d);

	ck_assert_str_eq(got, line);
	free(got);
}

START_TEST(a_request_is_one_line_with_an_id)
{
	ck_assert_int_eq(nbgate_send(d.client, "sys.hello", NULL), 1);
	ck_assert_int_eq(nbgate_send(d.client, "coap.ping", "{\"target\":1}"),
			 2);
	heard("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sys.hello\","
	      "\"params\":{}}");
	heard("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"coap.ping\","
	      "\"params\":{\"target\":1}}");
}
END_TEST

START_TEST(line_ends_in_params_become_blanks)
{
	nbgate_send(d.client, "x", "{\r\n \"a\": 1\n}");
	heard("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\","
	      "\"params\":{   \"a\": 1 }}");
}
END_TEST

static const char *const no_methods[] = {NULL, "", "a b", "a\"", "a\n"};

START_TEST(a_method_that_is_no_name_is_refused)
{
	ck_assert_int_eq(nbgate_send(d.client, no_methods[_i], NULL),
			 NBGATE_ERR_CALLER);
	ck_assert_int_eq(nbgate_call(d.client, no_methods[_i], NULL, 0, &m),
			 NBGATE_ERR_CALLER);
}
END_TEST

START_TEST(a_call_returns_its_result)
{
	client_daemon_say(&d, "{\"id\":1,\"result\":{\"rtt_ms\":7}}\n");
	ck_assert_int_eq(nbgate_call(d.client, "coap.ping", NULL, FOREVER, &m),
			 0);
	ck_assert_int_eq(m.type, NBGATE_RESULT);
	ck_assert_int_eq(m.id, 1);
	ck_assert_str_eq(m.body, "{\"rtt_ms\":7}");
}
END_TEST

START_TEST(a_call_returns_its_failure)
{
	client_daemon_say(&d, "{\"id\":1,\"error\":{\"code\":-32001}}\n");
	ck_assert_int_eq(nbgate_call(d.client, "coap.ping", NULL, FOREVER, &m),
			 0);
	ck_assert_int_eq(m.type, NBGATE_FAILURE);
	ck_assert_str_eq(m.body, "{\"code\":-32001}");
}
END_TEST

START_TEST(what_comes_before_the_answer_is_kept_in_order)
{
	client_daemon_say(&d, "{\"method\":\"one\"}\n"
			      "{\"id\":1,\"result\":\"first\"}\n"
			      "{\"method\":\"two\"}\n"
			      "{\"id\":2,\"result\":\"second\"}\n"
			      "{\"method\":\"three\"}\n");
	ck_assert_int_eq(nbgate_send(d.client, "x", NULL), 1);
	ck_assert_int_eq(nbgate_call(d.client, "y", NULL, FOREVER, &m), 0);
	ck_assert_str_eq(m.body, "\"second\"");

	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_str_eq(m.method, "one");
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_str_eq(m.body, "\"first\"");
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_str_eq(m.method, "two");
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_str_eq(m.method, "three");
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 0);
}
END_TEST

START_TEST(a_failure_without_id_ends_the_call)
{
	client_daemon_say(&d, "{\"id\":null,\"error\":{\"code\":-32005}}\n");
	ck_assert_int_eq(nbgate_call(d.client, "x", NULL, FOREVER, &m), 0);
	ck_assert_int_eq(m.type, NBGATE_FAILURE);
	ck_assert_int_eq(m.id, 0);
}
END_TEST

START_TEST(a_call_that_is_not_answered_times_out_and_its_answer_may_come)
{
	ck_assert_int_eq(nbgate_call(d.client, "x", NULL, 0, &m),
			 NBGATE_ERR_TIMEOUT);
	client_daemon_say(&d, "{\"id\":1,\"result\":1}\n");
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_int_eq(m.id, 1);
}
END_TEST

START_TEST(a_line_that_comes_byte_by_byte_is_one_message)
{
	static const char line[] = "{\"id\":1,\"result\":\"\\u00e4\"}\n";
	char byte[2] = "";

	for (const char *at = line; *at; at++) {
		ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 0);
		byte[0] = *at;
		client_daemon_say(&d, byte);
	}
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 1);
	ck_assert_str_eq(m.body, "\"\\u00e4\"");
}
END_TEST

START_TEST(two_lines_and_a_half_are_two_messages)
{
	client_daemon_say(&d, "{\"id\":1,\"result\":1}\n"
			      "{\"id\":2,\"result\":2}\n{\"id\":3,");
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 1);
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 1);
	ck_assert_int_eq(m.id, 2);
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 0);
	client_daemon_say(&d, "\"result\":3}\n");
	ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 1);
	ck_assert_str_eq(m.body, "3");
}
END_TEST

/* A string of @len characters with @before and @after around it. */
static char *big_text(const char *before, size_t len, const char *after)
{
	size_t start = strlen(before);
	char *text = malloc(start + len + strlen(after) + 1);

	ck_assert_ptr_nonnull(text);
	strcpy(text, before);
	memset(text + start, 'a', len);
	strcpy(text + start + len, after);
	return text;
}

START_TEST(an_answer_of_megabytes_comes_whole)
{
	char *line = big_text("{\"id\":1,\"result\":\"", BIG, "\"}\n");
	size_t len = strlen(line), sent = 0;
	int got = 0;

	fcntl(d.fd, F_SETFL, O_NONBLOCK);
	while (!got) {
		ssize_t n = send(d.fd, line + sent, len - sent, 0);

		sent += n > 0 ? (size_t)n : 0;
		got = nbgate_receive(d.client, &m, 0);
		ck_assert_int_ge(got, 0);
	}
	ck_assert_uint_eq(sent, len);
	ck_assert_uint_eq(strlen(m.body), BIG + 2);
	free(line);
}
END_TEST

START_TEST(a_request_of_megabytes_waits_for_a_slow_daemon)
{
	char *params = big_text("{\"payload\":\"", BIG, "\"}");
	char *got = malloc(BIG + 1000);
	size_t len = 0;

	ck_assert_ptr_nonnull(got);
	ck_assert_int_eq(nbgate_events(d.client), POLLIN);
	ck_assert_int_eq(nbgate_send(d.client, "x", params), 1);
	ck_assert_int_eq(nbgate_events(d.client), POLLIN | POLLOUT);
	fcntl(d.fd, F_SETFL, O_NONBLOCK);
	while (len == 0 || got[len - 1] != '\n') {
		ssize_t n = recv(d.fd, got + len, BIG + 1000 - len, 0);

		len += n > 0 ? (size_t)n : 0;
		ck_assert_int_eq(nbgate_receive(d.client, &m, 0), 0);
	}
	ck_assert_int_eq(nbgate_events(d.client), POLLIN);
	got[len] = '\0';
	ck_assert_ptr_nonnull(strstr(got, params));
	free(got);
	free(params);
}
END_TEST

START_TEST(a_line_over_the_limit_is_an_error)
{
	char *piece = big_text("", 65536, "");
	int got = 0;

	while (!got) {
		client_daemon_say(&d, piece);
		got = nbgate_receive(d.client, &m, 0);
	}
	ck_assert_int_eq(got, NBGATE_ERR_SPACE);
	free(piece);
}
END_TEST

START_TEST(params_over_the_limit_are_refused_and_nothing_is_sent)
{
	char *params = big_text("\"", NBGATE_MAX_UNREAD, "\"");

	ck_assert_int_eq(nbgate_send(d.client, "x", params), NBGATE_ERR_SPACE);
	ck_assert_int_eq(nbgate_events(d.client), POLLIN);
	ck_assert_int_eq(nbgate_send(d.client, "x", NULL), 1);
	free(params);
}
END_TEST

START_TEST(a_daemon_that_goes_is_told_after_its_last_line)
{
	client_daemon_say(&d, "{\"id\":null,\"error\":{}}\n{\"id\":");
	client_daemon_hang_up(&d);
	ck_assert_int_eq(nbgate_send(d.client, "x", NULL), 1);
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER), 1);
	ck_assert_int_eq(m.type, NBGATE_FAILURE);
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER),
			 NBGATE_ERR_CLOSED);
	ck_assert_int_eq(nbgate_call(d.client, "x", NULL, FOREVER, &m),
			 NBGATE_ERR_CLOSED);
}
END_TEST

START_TEST(a_daemon_that_goes_without_reading_is_told)
{
	ck_assert_int_eq(nbgate_send(d.client, "x", NULL), 1);
	client_daemon_hang_up(&d);
	ck_assert_int_eq(nbgate_receive(d.client, &m, FOREVER),
			 NBGATE_ERR_CLOSED);
}
END_TEST

START_TEST(what_is_no_message_is_the_daemons_error)
{
	client_daemon_say(&d, "HTTP/1.1 400 Bad Request\n");
	ck_assert_int_eq(nbgate_call(d.client, "x", NULL, FOREVER, &m),
			 NBGATE_ERR_PEER);
}
END_TEST

START_TEST(each_error_has_its_own_words)
{
	for (int a = NBGATE_ERR_TIMEOUT; a < 0; a++) {
		for (int b = a + 1; b <= 0; b++) {
			errno = EMFILE;
			ck_assert_str_ne(nbgate_strerror(a),
					 nbgate_strerror(b));
		}
	}
	ck_assert_str_eq(nbgate_strerror(NBGATE_ERR_TIMEOUT - 1),
			 nbgate_strerror(0));
}
END_TEST

static void add_size_tests(TCase *tc)
{
	tcase_add_test(tc, a_line_that_comes_byte_by_byte_is_one_message);
	tcase_add_test(tc, two_lines_and_a_half_are_two_messages);
	tcase_add_test(tc, an_answer_of_megabytes_comes_whole);
	tcase_add_test(tc, a_request_of_megabytes_waits_for_a_slow_daemon);
	tcase_add_test(tc, a_line_over_the_limit_is_an_error);
	tcase_add_test(tc,
		       params_over_the_limit_are_refused_and_nothing_is_sent);
}

static void add_order_tests(TCase *tc)
{
	tcase_add_test(tc, a_call_returns_its_result);
	tcase_add_test(tc, a_call_returns_its_failure);
	tcase_add_test(tc, what_comes_before_the_answer_is_kept_in_order);
	tcase_add_test(tc, a_failure_without_id_ends_the_call);
	tcase_add_test(
		tc,
		a_call_that_is_not_answered_times_out_and_its_answer_may_come);
}

TCase *client_connection_case(void)
{
	TCase *tc = tcase_create("connection");
	tcase_add_checked_fixture(tc, start, stop);
	tcase_add_test(tc, a_request_is_one_line_with_an_id);
	tcase_add_test(tc, line_ends_in_params_become_blanks);
	tcase_add_loop_test(tc, a_method_that_is_no_name_is_refused, 0,
			    (int)(sizeof(no_methods) / sizeof(*no_methods)));
	add_order_tests(tc);
	add_size_tests(tc);
	tcase_add_test(tc, a_daemon_that_goes_is_told_after_its_last_line);
	tcase_add_test(tc, a_daemon_that_goes_without_reading_is_told);
	tcase_add_test(tc, what_is_no_message_is_the_daemons_error);
	tcase_add_test(tc, each_error_has_its_own_words);
	return tc;
}
