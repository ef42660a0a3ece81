#include "os/udp.h"

#include "base/addr.h"
#include "os/sockaddr.h"
#include "os_cases.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct os_loop *loop;
static struct os_udp *udp;
static struct nb_link link_;
static struct nb_link_event event;
static char why[OS_UDP_WHY];

/* A plain socket on the loopback. */
static int server;
static struct nb_addr server_addr;

static const char *const hosts[] = {"127.0.0.1", "::1"};

static void pull(void *arg)
{
	(void)arg;
	if (link_.ops->next_event(link_.self, &event, os_now()))
		os_loop_stop(loop, 0);
}

static void next_event(enum nb_link_event_type type)
{
	os_loop_run(loop);
	ck_assert_int_eq(event.type, type);
}

static void setup(void)
{
	loop = os_loop_open();
	os_loop_on_idle(loop, pull, NULL);
	udp = os_udp_open(loop, 0, 1280, why);
	ck_assert_msg(udp != NULL, "%s", why);
	link_ = os_udp_link(udp);
	next_event(NB_LINK_STATE);
	ck_assert_int_eq(event.state, NB_LINK_UP);
	server = -1;
}

static void teardown(void)
{
	if (server >= 0)
		close(server);
	os_udp_close(udp);
	os_loop_close(loop);
}

static void open_server(const char *host)
{
	struct sockaddr_storage sa;
	socklen_t len;

	ck_assert_int_eq(nb_addr_parse_host(&server_addr, host, strlen(host)),
			 0);
	len = os_sockaddr_encode(&sa, &server_addr);
	server = socket(sa.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(server, (void *)&sa, len), 0);
	ck_assert_int_eq(getsockname(server, (void *)&sa, &len), 0);
	server_addr = os_sockaddr_decode((void *)&sa);
}

static int send_text(const char *text, unsigned transmission, uint64_t tag)
{
	struct nb_datagram d = {
		.peer = server_addr,
		.bytes = {(const uint8_t *)text, strlen(text)},
		.transmission = transmission,
		.tag = tag,
	};

	return link_.ops->send(link_.self, &d, os_now());
}

static void expect_verdict(uint64_t tag, enum nb_verdict verdict)
{
	next_event(NB_LINK_VERDICT);
	ck_assert_uint_eq(event.tag, tag);
	ck_assert_int_eq(event.verdict, verdict);
}

START_TEST(a_datagram_goes_out_and_its_answer_comes_from_its_peer)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof(from);
	char buf[16];

	open_server(hosts[_i]);
	ck_assert(link_.ops->ready(link_.self, &server_addr));
	ck_assert_int_eq(send_text("ping", 1, 42), 0);
	expect_verdict(42, NB_VERDICT_ACCEPTED);
	ck_assert_int_eq(
		recvfrom(server, buf, sizeof(buf), 0, (void *)&from, &len), 4);
	ck_assert_int_eq(sendto(server, "pong!", 5, 0, (void *)&from, len), 5);
	next_event(NB_LINK_RECEIVED);
	ck_assert_uint_eq(event.bytes.len, 5);
	ck_assert_mem_eq(event.bytes.data, "pong!", 5);
	ck_assert(nb_addr_equal(&event.peer, &server_addr));
}
END_TEST

START_TEST(a_port_where_nobody_listens_is_unreachable)
{
	open_server(hosts[_i]);
	close(server);
	server = -1;
	ck_assert_int_eq(send_text("x", 1, 1), 0);
	next_event(NB_LINK_VERDICT);
	/* The kernel may tell a moment later: then the next one is refused. */
	if (event.verdict == NB_VERDICT_ACCEPTED) {
		ck_assert_int_eq(send_text("x", 2, 1), 0);
		next_event(NB_LINK_VERDICT);
	}
	ck_assert_int_eq(event.verdict, NB_VERDICT_UNREACHABLE);
}
END_TEST

START_TEST(a_peer_that_refused_once_may_be_sent_to_again)
{
	char buf[4];

	open_server("::1");
	struct nb_addr addr = server_addr;
	close(server);
	send_text("x", 1, 1);
	next_event(NB_LINK_VERDICT);

	struct sockaddr_storage sa;
	socklen_t len = os_sockaddr_encode(&sa, &addr);
	server = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(server, (void *)&sa, len), 0);
	send_text("new", 1, 2);
	expect_verdict(2, NB_VERDICT_ACCEPTED);
	ck_assert_int_eq(recv(server, buf, sizeof(buf), 0), 3);
}
END_TEST

START_TEST(an_empty_datagram_comes_up_as_one)
{
	char buf[4];
	struct sockaddr_storage from;
	socklen_t len = sizeof(from);

	open_server("127.0.0.1");
	send_text("x", 1, 1);
	next_event(NB_LINK_VERDICT);
	recvfrom(server, buf, sizeof(buf), 0, (void *)&from, &len);
	ck_assert_int_eq(sendto(server, "", 0, 0, (void *)&from, len), 0);
	next_event(NB_LINK_RECEIVED);
	ck_assert_uint_eq(event.bytes.len, 0);
}
END_TEST

START_TEST(a_datagram_over_the_mtu_is_the_callers_fault)
{
	char text[1253];

	open_server("::1");
	ck_assert_uint_eq(link_.ops->mtu(link_.self, NB_FAMILY_IPV6), 1232);
	ck_assert_uint_eq(link_.ops->mtu(link_.self, NB_FAMILY_IPV4), 1252);
	memset(text, 'x', sizeof(text));
	text[1233] = '\0';
	ck_assert_int_eq(send_text(text, 1, 1), NB_ERR_CALLER);
	text[1232] = '\0';
	ck_assert_int_eq(send_text(text, 1, 2), 0);
	expect_verdict(2, NB_VERDICT_ACCEPTED);
}
END_TEST

START_TEST(nobody_is_ready_while_too_many_verdicts_wait)
{
	unsigned sent = 0;

	open_server("127.0.0.1");
	while (link_.ops->ready(link_.self, &server_addr))
		ck_assert_int_eq(send_text("x", 1, sent++), 0);
	ck_assert_int_eq(send_text("x", 1, sent), NB_ERR_SPACE);
	for (unsigned i = 0; i < sent; i++)
		expect_verdict(i, NB_VERDICT_ACCEPTED);
	ck_assert(link_.ops->ready(link_.self, &server_addr));
}
END_TEST

START_TEST(a_port_that_is_taken_is_told)
{
	struct os_udp *other;
	char number[8];

	open_server("::1");
	other = os_udp_open(loop, server_addr.port, 1280, why);
	ck_assert_ptr_null(other);
	snprintf(number, sizeof(number), "%u", server_addr.port);
	ck_assert_ptr_nonnull(strstr(why, number));
	ck_assert_ptr_nonnull(strstr(why, "Address already in use"));
}
END_TEST

START_TEST(one_port_serves_both_families)
{
	open_server("::1"); /* a port that is free once it is closed */
	close(server);
	server = -1;
	os_udp_close(udp);
	udp = os_udp_open(loop, server_addr.port, 1280, why);
	ck_assert_msg(udp != NULL, "%s", why);
	link_ = os_udp_link(udp);

	struct nb_link_status status;
	link_.ops->status(link_.self, &status, 0);
	ck_assert_uint_eq(status.sockets, 2);
}
END_TEST

static void resolve(const char *name)
{
	ck_assert_int_eq(link_.ops->resolve(link_.self, name, 9, os_now()), 0);
	next_event(NB_LINK_RESOLVED);
	ck_assert_uint_eq(event.tag, 9);
}

START_TEST(a_name_of_the_hosts_file_has_its_addresses)
{
	resolve("localhost");
	ck_assert_int_eq(event.result, 0);
	ck_assert_uint_ge(event.address_count, 1);
	ck_assert(nb_addr_is_loopback(&event.address[0]));
}
END_TEST

START_TEST(a_zone_is_the_index_of_its_interface)
{
	resolve("fe80::1%lo");
	ck_assert_uint_eq(event.address_count, 1);
	ck_assert_uint_eq(event.address[0].zone, 1);
	resolve("fe80::1%no-such-interface");
	ck_assert_int_eq(event.result, 0);
	ck_assert_uint_eq(event.address_count, 0);
}
END_TEST

START_TEST(what_is_no_name_is_refused_or_does_not_exist)
{
	char name[300];

	ck_assert_int_eq(link_.ops->resolve(link_.self, "", 9, 0),
			 NB_ERR_CALLER);
	memset(name, 'a', sizeof(name));
	name[NB_LINK_NAME + 1] = '\0';
	ck_assert_int_eq(link_.ops->resolve(link_.self, name, 9, 0),
			 NB_ERR_CALLER);
	name[100] = '\0'; /* a label has at most 63 octets */
	resolve(name);
	ck_assert_int_eq(event.result, 0);
	ck_assert_uint_eq(event.address_count, 0);
}
END_TEST

START_TEST(the_status_names_the_driver_and_says_up)
{
	struct nb_link_status status;

	link_.ops->status(link_.self, &status, 0);
	ck_assert_str_eq(status.driver, "udp");
	ck_assert_int_eq(status.state, NB_LINK_UP);
	ck_assert_uint_ge(status.sockets, 1);
	ck_assert_int_eq(status.rsrp_age, -1);
}
END_TEST

TCase *os_udp_case(void)
{
	TCase *c = tcase_create("udp");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(
		c, a_datagram_goes_out_and_its_answer_comes_from_its_peer, 0,
		2);
	tcase_add_loop_test(c, a_port_where_nobody_listens_is_unreachable, 0,
			    2);
	tcase_add_test(c, a_peer_that_refused_once_may_be_sent_to_again);
	tcase_add_test(c, an_empty_datagram_comes_up_as_one);
	tcase_add_test(c, a_datagram_over_the_mtu_is_the_callers_fault);
	tcase_add_test(c, nobody_is_ready_while_too_many_verdicts_wait);
	tcase_add_test(c, a_port_that_is_taken_is_told);
	tcase_add_test(c, one_port_serves_both_families);
	tcase_add_test(c, a_name_of_the_hosts_file_has_its_addresses);
	tcase_add_test(c, a_zone_is_the_index_of_its_interface);
	tcase_add_test(c, what_is_no_name_is_refused_or_does_not_exist);
	tcase_add_test(c, the_status_names_the_driver_and_says_up);
	return c;
}
