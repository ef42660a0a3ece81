/*
 * plugtest.h - the server of the ETSI CoAP plugtest cases: what its parts share
 *
 * Each part offers some resources and knows nothing of the others.
 */
#ifndef TESTS_PEERS_PLUGTEST_H
#define TESTS_PEERS_PLUGTEST_H

#include <nbcoap/node.h>

#define CREATED             NBCOAP_CODE(2, 1)
#define DELETED             NBCOAP_CODE(2, 2)
#define VALID               NBCOAP_CODE(2, 3)
#define CHANGED             NBCOAP_CODE(2, 4)
#define CONTENT             NBCOAP_CODE(2, 5)
#define NOT_FOUND           NBCOAP_CODE(4, 4)
#define METHOD_NOT_ALLOWED  NBCOAP_CODE(4, 5)
#define NOT_ACCEPTABLE      NBCOAP_CODE(4, 6)
#define PRECONDITION_FAILED NBCOAP_CODE(4, 12)
#define TOO_LARGE           NBCOAP_CODE(4, 13)

/* Content-Formats */
enum { TEXT_PLAIN = 0, LINK_FORMAT = 40, APPLICATION_XML = 41 };

/* A representation that can be changed. */
struct text {
	uint8_t bytes[16384];
	size_t len;
	int format;
	unsigned version; /* how often it was changed; 0: it does not exist */
};

bool text_set(struct text *t, struct nb_bytes payload);
/* Sets it to what a PUT or POST brings; false: it is too large. */
bool text_take(struct text *t, const struct nbcoap_event *asked);
struct nb_bytes text_bytes(const struct text *t);

/* Answers without payload, with a representation, or with options. */
void answer(struct nbcoap_node *n, const struct nbcoap_event *asked,
	    uint8_t code);
void answer_text(struct nbcoap_node *n, const struct nbcoap_event *asked,
		 const struct text *t);
void answer_string(struct nbcoap_node *n, const struct nbcoap_event *asked,
		   const char *string);
void answer_options(struct nbcoap_node *n, const struct nbcoap_event *asked,
		    uint8_t code, const struct nbcoap_option *options,
		    size_t count);

/* An option with the value of a string. */
struct nbcoap_option option(uint16_t number, const char *value);

void offer_core(struct nbcoap_node *n);
void offer_large(struct nbcoap_node *n);
void offer_links(struct nbcoap_node *n);
/* The observed ones change each @period. */
void offer_observed(struct nbcoap_node *n, nb_ms period);

/*
 * Those parts that act by themselves: each does what is due at @now, and says
 * how long it has nothing to do then (NB_NEVER: until somebody asks).
 */
nb_ms core_act(struct nbcoap_node *n, nb_ms now);
nb_ms observed_act(struct nbcoap_node *n, nb_ms now);

nb_ms now_ms(void);

#endif
