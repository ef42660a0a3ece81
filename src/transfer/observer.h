/*
 * observer.h - those who observe resources of ours (RFC 7641, 4)
 *
 * Knows what each asked, whether it has to be told something new, and when it
 * may be.  Does not know resources, nor representations: their owner is asked
 * for each notification as if the observer had asked once more.
 */
#ifndef TRANSFER_OBSERVER_H
#define TRANSFER_OBSERVER_H

#include "coap/arena.h"
#include "coap/table.h"

#include <nbcoap/endpoint.h>

enum { NBCOAP_QUESTIONS = 1 << 30 };

enum nbcoap_observer_life {
	NBCOAP_OBSERVER_FREE,
	NBCOAP_OBSERVER_ASKING, /* its request is not answered        */
	NBCOAP_OBSERVER_ACTIVE,
	NBCOAP_OBSERVER_LEFT, /* and the link has not been told yet */
};

enum nbcoap_observer_news {
	NBCOAP_NEWS_NONE,
	NBCOAP_NEWS_STALE,       /* it is to be told the present state  */
	NBCOAP_NEWS_ASKED,       /* the owner has been asked for it     */
	NBCOAP_NEWS_ASKED_STALE, /* ... and it has changed again        */
};

struct nbcoap_observer {
	enum nbcoap_observer_life life;
	enum nbcoap_observer_news news;
	uint32_t generation; /* of the slot: whose notification was it? */
	uint32_t len;        /* of its request */
	struct nb_addr peer;
	bool pinned;

	bool granted; /* its resource may be observed */
	uint64_t resource;
	unsigned confirm_every;
	int format; /* Content-Format of what it gets; -1: none */

	unsigned count;   /* notifications */
	int inbound;      /* the one under way, or -1 */
	bool confirmable; /* it is */
	nb_ms earliest;   /* of the next */
	nb_ms confirmed;  /* when the last Confirmable one began */
};

struct nbcoap_observers {
	struct nbcoap_observer *slots;
	uint8_t *bytes; /* of its request, request_size for each */
	uint32_t cap;
	uint32_t request_size;
	uint32_t number; /* of the last Observe option sent */
	struct nbcoap_endpoint *endpoint;
};

void nbcoap_observers_place(struct nbcoap_observers *o, uint32_t cap,
			    uint32_t request_size, struct nbcoap_arena *a);
void nbcoap_observers_reset(struct nbcoap_observers *o,
			    struct nbcoap_endpoint *endpoint);

/*
 * @m from @peer wants to observe.  Its slot, in place of what had the same
 * peer and token; NO_SLOT: no room.  Then answered: settle().
 */
uint32_t nbcoap_observers_add(struct nbcoap_observers *o,
			      const struct nb_addr *peer,
			      const struct nbcoap_message *m);
/* @m wants to observe no more. */
void nbcoap_observers_leave(struct nbcoap_observers *o,
			    const struct nb_addr *peer,
			    const struct nbcoap_message *m);

/* It may observe @resource. */
void nbcoap_observers_grant(struct nbcoap_observers *o, uint32_t slot,
			    uint64_t resource, unsigned confirm_every);
/* Its request has been answered, so that it observes, or does not. */
void nbcoap_observers_settle(struct nbcoap_observers *o, uint32_t slot,
			     bool observes, nb_ms now);

/*
 * It observed before a restart, in @format: its owner will be asked for its
 * resource with the present state.
 */
void nbcoap_observers_restore(struct nbcoap_observers *o, uint32_t slot,
			      int format, nb_ms now);

/* The number of the next Observe option sent. */
uint32_t nbcoap_observers_number(struct nbcoap_observers *o);

void nbcoap_observers_notify(struct nbcoap_observers *o, uint64_t resource);
unsigned nbcoap_observers_count(const struct nbcoap_observers *o,
				uint64_t resource);

/* One whose owner is to be asked now, who has been from now on; or NO_SLOT. */
uint32_t nbcoap_observers_ask(struct nbcoap_observers *o, nb_ms now);
/* What it once asked. */
struct nbcoap_message nbcoap_observers_request(const struct nbcoap_observers *o,
					       uint32_t slot);
/*
 * The number of the question that its owner has been asked about it, below
 * NBCOAP_QUESTIONS: another one when another observer has its slot.
 */
uint32_t nbcoap_observers_question(const struct nbcoap_observers *o,
				   uint32_t slot);
/* Whom the question with that number is about; NO_SLOT: nobody any more. */
uint32_t nbcoap_observers_asked(const struct nbcoap_observers *o,
				uint32_t question);
/* Its owner has answered, or has nothing to say. */
void nbcoap_observers_answered(struct nbcoap_observers *o, uint32_t slot);

/* ... but there is no room to tell it now: it is to be asked once more. */
void nbcoap_observers_put_off(struct nbcoap_observers *o, uint32_t slot,
			      nb_ms now);

/* Sends it @response; 0, or the endpoint's error. */
int nbcoap_observers_send(struct nbcoap_observers *o, uint32_t slot,
			  const struct nbcoap_response *response, nb_ms now);

/* Is *@ev about a notification?  Then it has been heeded. */
bool nbcoap_observers_input(struct nbcoap_observers *o,
			    const struct nbcoap_event *ev, nb_ms now);
/* The next PIN or UNPIN; false: none. */
bool nbcoap_observers_next_event(struct nbcoap_observers *o,
				 struct nbcoap_event *ev);

nb_ms nbcoap_observers_deadline(const struct nbcoap_observers *o);

#endif
