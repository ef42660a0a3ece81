/*
 * transfer_client_bench.h - a client, its owner and a server that says what the test
 * says, in lines as coap_text.h has them
 *
 *	get("a");
 *	sends("CON 0.01 11=61");
 *	replies("2.05 23=08 payload=41*16");
 */
#ifndef TESTS_TRANSFER_CLIENT_BENCH_H
#define TESTS_TRANSFER_CLIENT_BENCH_H

#include "unit/unit.h"

#include <nbcoap/client.h>

enum { TRANSFER_CLIENT_BENCH_BODY = 4096, TRANSFER_CLIENT_BENCH_EVENTS = 64 };

struct transfer_client_bench {
	nb_ms now;
	struct nbcoap_params params;
	struct nbcoap_endpoint *e;
	struct nbcoap_client *c;
	struct nb_addr peer;
	uint8_t body[TRANSFER_CLIENT_BENCH_BODY];
	struct nbcoap_client_request request; /* a test changes it before get */
	int transfer;                         /* the last that began */
	struct nbcoap_message sent; /* the last that went out, not an ACK */
	struct nbcoap_client_event told; /* the last but PROGRESS and PASSED */
	unsigned told_count;             /* of these */
	unsigned waiting;                /* datagrams that went out unseen */
};

extern struct transfer_client_bench b;

void transfer_client_bench_setup(void);
void transfer_client_bench_teardown(void);

/* The owner begins a transfer with b.request and a path of one segment. */
void get(const char *path);
void asks(uint8_t method, const char *path, const char *body);

/* This goes out next, but for its message ID and token; nothing before it. */
void sends(const char *line);
void sends_nothing(void);

/* The peer answers the last request in an Acknowledgement. */
void replies(const char *line);
/* It sends a message with the token of the last request. */
void says(const char *type, unsigned id, const char *line);
/* The same with the token of the first request: that of the observation. */
void notifies(const char *type, unsigned id, const char *line);

void passes(nb_ms time);
/* Something goes out after so long. */
void passes_until_sent(nb_ms least, nb_ms most);

/* The last thing told, which this forgets. */
void told_response(uint8_t code, const char *body);
void told_notification(uint8_t code, const char *body);
void told_block(uint32_t offset, const char *body);
void told_failure(enum nbcoap_failure failure);
void told_nothing(void);

#endif
