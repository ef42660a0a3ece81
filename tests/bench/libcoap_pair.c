#include "bench/libcoap_pair.h"

#include <coap3/coap.h>

#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static coap_context_t *client, *server;
static coap_session_t *session;
static bool answered;

static coap_address_t loopback(uint16_t port)
{
	coap_address_t a;

	coap_address_init(&a);
	a.size = sizeof(a.addr.sin);
	a.addr.sin.sin_family = AF_INET;
	a.addr.sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.addr.sin.sin_port = htons(port);
	return a;
}

static void need(const void *thing)
{
	if (thing)
		return;
	fprintf(stderr, "libcoap gave nothing\n");
	exit(EXIT_FAILURE);
}

static coap_response_t take(coap_session_t *from, const coap_pdu_t *sent,
			    const coap_pdu_t *received, const coap_mid_t id)
{
	(void)from;
	(void)sent;
	(void)received;
	(void)id;
	answered = true;
	return COAP_RESPONSE_OK;
}

void libcoap_client_open(uint16_t port)
{
	coap_address_t to = loopback(port);

	coap_startup();
	client = coap_new_context(NULL);
	need(client);
	session = coap_new_client_session(client, NULL, &to, COAP_PROTO_UDP);
	need(session);
	coap_register_response_handler(client, take);
}

void libcoap_client_close(void)
{
	coap_session_release(session);
	coap_free_context(client);
}

void libcoap_client_get(const char *path, void (*serve)(void))
{
	coap_pdu_t *pdu =
		coap_new_pdu(COAP_MESSAGE_CON, COAP_REQUEST_CODE_GET, session);
	uint8_t token[8];
	size_t len;

	need(pdu);
	coap_session_new_token(session, &len, token);
	coap_add_token(pdu, len, token);
	if (*path)
		coap_add_option(pdu, COAP_OPTION_URI_PATH, strlen(path),
				(const uint8_t *)path);
	answered = false;
	coap_send(session, pdu);
	while (!answered) {
		if (serve)
			serve();
		coap_io_process(client, serve ? COAP_IO_NO_WAIT : COAP_IO_WAIT);
	}
}

static void answer(coap_resource_t *resource, coap_session_t *from,
		   const coap_pdu_t *request, const coap_string_t *query,
		   coap_pdu_t *response)
{
	(void)resource;
	(void)from;
	(void)request;
	(void)query;
	coap_pdu_set_code(response, COAP_RESPONSE_CODE_CONTENT);
	coap_add_data(response, 4, (const uint8_t *)"21.5");
}

void libcoap_server_open(uint16_t port)
{
	coap_address_t at = loopback(port);
	coap_resource_t *r = coap_resource_init(coap_make_str_const("r"), 0);

	server = coap_new_context(NULL);
	need(server);
	need(coap_new_endpoint(server, &at, COAP_PROTO_UDP));
	coap_register_request_handler(r, COAP_REQUEST_GET, answer);
	coap_add_resource(server, r);
}

void libcoap_server_close(void)
{
	coap_free_context(server);
}

void libcoap_server_poll(void)
{
	coap_io_process(server, COAP_IO_NO_WAIT);
}
