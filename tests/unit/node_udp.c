#include "unit/node_air.h"
#include "unit/node_cases.h"

#include <check.h>
#include <stdio.h>

#define WITHIN 10000 /* ms until a test on loopback gives up */

static struct nbcoap_node *client, *server;
static struct air_told told;

static void setup(void)
{
	memset(&told, 0, sizeof(told));
	client = nbcoap_node_open(NULL);
	server = nbcoap_node_open(NULL);
	ck_assert_int_eq(nbcoap_node_start(client, NULL, 0), 0);
}

static void teardown(void)
{
	nbcoap_node_close(client);
	nbcoap_node_close(server);
}

static void answer_222(void *arg, struct nbcoap_node *n,
		       const struct nbcoap_event *event)
{
	(void)arg;
	nbcoap_node_respond(n, event->inbound, NBCOAP_CODE(2, 5), 0,
			    nbcoap_text("222"));
}

static void ask(const char *address, const char *host)
{
	char uri[64];

	ck_assert_int_eq(nbcoap_node_start(server, address, 0), 0);
	nbcoap_node_resource(server, "m", answer_222, NULL);
	snprintf(uri, sizeof(uri), "coap://%s:%u/m", host,
		 nbcoap_node_port(server));
	ck_assert_int_ge(nbcoap_node_get(client, uri, air_tell, &told), 0);
	ck_assert_int_eq(nbcoap_node_poll(server, WITHIN), 1);
	ck_assert_int_eq(nbcoap_node_poll(client, WITHIN), 1);
	ck_assert_str_eq(told.payload, "222");
}

START_TEST(nodes_speak_over_ipv4)
{
	ask("127.0.0.1", "127.0.0.1");
}
END_TEST

START_TEST(nodes_speak_over_ipv6)
{
	ask("::1", "[::1]");
}
END_TEST

START_TEST(a_name_is_looked_up)
{
	ask(NULL, "localhost");
}
END_TEST

START_TEST(a_port_that_is_taken_is_an_error_of_the_system)
{
	nbcoap_node_start(server, "127.0.0.1", 0);
	nbcoap_node_stop(client);
	ck_assert_int_eq(nbcoap_node_start(client, "127.0.0.1",
					   nbcoap_node_port(server)),
			 NB_ERR_SYSTEM);
	ck_assert_int_eq(nbcoap_node_start(client, "localhost", 0),
			 NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_node_start(client, NULL, 0), 0);
}
END_TEST

START_TEST(an_event_loop_gets_descriptors_and_the_next_time)
{
	int fds[2];

	ck_assert_int_eq(nbcoap_node_fds(server, fds), 0);
	nbcoap_node_start(server, "127.0.0.1", 0);
	ck_assert_int_eq(nbcoap_node_fds(server, fds), 1);
	ck_assert_int_ge(fds[0], 0);
	ck_assert_int_eq(nbcoap_node_timeout(server), -1);
	nbcoap_node_get(server, "coap://127.0.0.1:9/", NULL, NULL);
	ck_assert_int_eq(nbcoap_node_timeout(server), 0);
	nbcoap_node_poll(server, 0);
	ck_assert_int_gt(nbcoap_node_timeout(server), 0);
	ck_assert_int_le(nbcoap_node_timeout(server), 3000);
}
END_TEST

TCase *node_udp_case(void)
{
	TCase *c = tcase_create("udp");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, nodes_speak_over_ipv4);
	tcase_add_test(c, nodes_speak_over_ipv6);
	tcase_add_test(c, a_name_is_looked_up);
	tcase_add_test(c, a_port_that_is_taken_is_an_error_of_the_system);
	tcase_add_test(c, an_event_loop_gets_descriptors_and_the_next_time);
	return c;
}
