/*
 * coap_owner.h - an endpoint, its owner, and a link that takes what it gets
 *
 * The cases about an endpoint share it.  Time is a number that they move.
 */
#ifndef TESTS_COAP_OWNER_H
#define TESTS_COAP_OWNER_H

#include <nbcoap/endpoint.h>

enum { MESSAGE = 64, EXCHANGES = 4, PEERS = 3 };

extern struct nbcoap_endpoint *e;
extern struct nbcoap_params params; /* of request() */
extern nb_ms now;

/* What the endpoint said since the last look. */
extern struct nb_datagram sent[16];
extern unsigned sent_count;
extern struct nbcoap_event told[64];
extern unsigned told_count;

/* The fixture: an endpoint of EXCHANGES whose link is up. */
void owner_setup(void);
void owner_teardown(void);
/* One of @exchanges, when the fixture's has been torn down. */
void owner_open(unsigned exchanges);

struct nb_addr peer(uint16_t port);

/* A GET; a negative number when it cannot start. */
int request(uint16_t port, bool confirmable);
bool can_start(uint16_t port);

/* Everything that can go out does, without verdicts; how many. */
unsigned pull_output(void);
void accept_all(void);
/* An answer to the datagram @d. */
void answer(const struct nb_datagram *d, enum nbcoap_type type, uint8_t code);

void pull_events(void);
unsigned count_told(enum nbcoap_event_type type);
const struct nbcoap_event *find_told(enum nbcoap_event_type type);

#endif
