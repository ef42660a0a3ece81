/*
 * hub_link.h - a link for tests: it keeps what is sent, and brings what the
 * test says
 *
 * Knows base's table of functions (base/link.h).  Each datagram is accepted at
 * once unless the test says otherwise.
 */
#ifndef TESTS_HUB_LINK_H
#define TESTS_HUB_LINK_H

#include "base/link.h"

#define HUB_LINK_DATAGRAMS 64
#define HUB_LINK_BYTES     1600

struct hub_link_datagram {
	struct nb_addr peer;
	uint8_t data[HUB_LINK_BYTES];
	size_t len;
	enum nb_expect expect;
	unsigned transmission;
	uint64_t tag;
};

struct hub_link {
	enum nb_link_state state;
	bool busy;   /* not ready for any peer */
	bool silent; /* no verdict by itself: hub_link_verdict() gives it */
	size_t mtu;
	unsigned at_once;        /* exchanges with a peer; 0: any number */
	enum nb_verdict verdict; /* of what is sent */

	struct hub_link_datagram sent[HUB_LINK_DATAGRAMS];
	size_t sent_count;

	bool no_modem;     /* set before hub_bench_open() */
	char command[600]; /* the last one; "": the next one is taken */
	bool force;
	uint64_t command_tag;
	unsigned releases, resumes;

	char name[NB_LINK_NAME + 1]; /* looked up last */
	uint64_t name_tag;
	unsigned lookups;
	int pins; /* exchanges begun less those ended */

	struct nb_link_event events[HUB_LINK_DATAGRAMS];
	size_t event_first, event_count;
	struct hub_link_datagram incoming[HUB_LINK_DATAGRAMS];
	size_t incoming_count;
};

void hub_link_init(struct hub_link *l);
struct nb_link hub_link_table(struct hub_link *l);

/* What the link says next, in this order. */
void hub_link_say_state(struct hub_link *l, enum nb_link_state state);
void hub_link_say_drowsy(struct hub_link *l);
void hub_link_say_received(struct hub_link *l, const struct nb_addr *peer,
			   const void *data, size_t len);
void hub_link_say_verdict(struct hub_link *l, uint64_t tag,
			  enum nb_verdict verdict);
/* The answer to the last look-up: @count addresses, or none and @result. */
void hub_link_say_resolved(struct hub_link *l, const struct nb_addr *addr,
			   size_t count, int result);

/* The command has ended so; the next one is taken. */
void hub_link_say_answered(struct hub_link *l, enum nb_answer answer,
			   const char *lines, const char *final);

#endif
