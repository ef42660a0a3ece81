/*
 * node_air.h - a node whose socket is the test
 *
 * Knows what the node has sent, message by message, and gives it what the test
 * wants to come.  Nobody else is there.
 */
#ifndef TESTS_UNIT_NODE_AIR_H
#define TESTS_UNIT_NODE_AIR_H

#include <nbcoap/node.h>

enum { AIR_SENT = 16, AIR_DATAGRAM = 512 };

struct air {
	struct nbcoap_node *node;
	uint8_t sent[AIR_SENT][AIR_DATAGRAM];
	size_t sent_len[AIR_SENT];
	unsigned sent_count;
	int verdict; /* what sending returns */
	uint8_t come[AIR_DATAGRAM];
	size_t come_len;     /* 0: nothing has come */
	struct nb_addr peer; /* whom it comes from: 192.0.2.1:5683 */
};

/* Opens a node (@config NULL: with all defaults), and starts it. */
void air_open(struct air *air, const struct nbcoap_node_config *config);
void air_close(struct air *air);

/* The message that was sent as the @i-th. */
struct nbcoap_message air_sent(const struct air *air, unsigned i);

/* Lets @m come with @options and @payload; what poll returns. */
int air_come(struct air *air, const struct nbcoap_message *m,
	     const struct nbcoap_option *options, size_t count,
	     const char *payload);

/* An answer to the @i-th message: piggybacked on its Acknowledgement. */
int air_answer(struct air *air, unsigned i, uint8_t code, const char *payload);

/* Is the payload of @m that text? */
bool air_says(const struct nbcoap_message *m, const char *text);

/* A callback for either side: counts its calls and keeps the last event. */
struct air_told {
	int count;
	struct nbcoap_event event;
	char payload[AIR_DATAGRAM];
};
void air_tell(void *told, struct nbcoap_node *n,
	      const struct nbcoap_event *event);

#endif
