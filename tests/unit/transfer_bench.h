/*
 * transfer_bench.h - a server over an endpoint, its peer and its owner, under
 * virtual time
 *
 * Messages are lines as in coap_text.h.  The owner has one representation,
 * which it gives at once for every path but those that the test answers.
 */
#ifndef TESTS_TRANSFER_BENCH_H
#define TESTS_TRANSFER_BENCH_H

#include "unit/unit.h"

#include <nbcoap/blockwise.h>
#include <nbcoap/server.h>

enum { BENCH_BODY = 256, BENCH_LINE = 1024 };

extern struct nbcoap_server *bench_server;
extern struct nbcoap_endpoint *bench_endpoint;
extern nb_ms bench_now;
extern uint16_t bench_port; /* of the peer that speaks */

/* What the owner answers; code 0: not at once. */
extern struct nbcoap_response bench_answer;
extern bool bench_observable;
extern unsigned bench_confirm_every;

/* What the owner was told. */
extern unsigned bench_asked;        /* requests and notifications */
extern int bench_inbound;           /* the last */
extern char bench_line[BENCH_LINE]; /* its message */
extern int bench_pins;

/* Memory for @bodies bodies of BENCH_BODY bytes, in blocks of @szx at most. */
void bench_open(unsigned bodies, unsigned observers, uint8_t szx, bool stream);
void bench_close(void);

/* The peer sends. */
void bench_hear(const char *line);
/* The next message that goes out, now, to the peer, is like that. */
void bench_expect(const char *line);
/* Nothing goes out. */
void bench_expect_silence(void);
/* Its message ID. */
uint16_t bench_sent_id(void);
/* Time passes; what is due is done. */
void bench_pass(nb_ms ms);
/* Events are pulled. */
void bench_pull(void);

#endif
