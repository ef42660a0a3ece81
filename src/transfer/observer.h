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
#include "transfer/ask.h"

enum nbcoap_observer_life {
	NBCOAP_OBSERVER_FREE,
	NBCOAP_OBSERVER_ASKING, /* its request is not answered        */
	NBCOAP_OBSERVER_ACTIVE,
	NBCOAP_OBSERVER_LEFT, /* and the link has not been told yet */
};

struct nbcoap_observer {
	enum nbcoap_observer_life life;
	bool stale;   /* it is to be told the present state */
	bool pinned;  /* ... to the link */
	bool granted; /* its resource may be observed */
	uint64_t key; /* of its peer and token */
	uint64_t resource;
	unsigned confirm_every;
	int format; /* Content-Format of what it gets; -1: none */

	unsigned count;  /* of notifications */
	int inbound;     /* the one under way, or -1 */
	nb_ms earliest;  /* of the next */
	nb_ms confirmed; /* when the last Confirmable one began */

	struct nbcoap_ask ask; /* used while the owner is asked for it */
	/* The last one; its user is the slot, and who had it before. */
	struct nbcoap_notification notification;
	struct nbcoap_message message; /* its request */
	uint8_t *bytes;                /* ... as it was sent */
	uint32_t len;
};

struct nbcoap_observers {
	struct nbcoap_observer *slots;
	struct nbcoap_observer *end;
	uint32_t request_size;
	uint32_t number; /* of the last Observe option sent */
	struct nbcoap_endpoint *endpoint;
};

/* There is none; only counts when @a does. */
void nbcoap_observers_init(struct nbcoap_observers *o, uint32_t cap,
			   uint32_t request_size, struct nbcoap_arena *a);
/* Nobody observes any more; the link does not hear of it. */
void nbcoap_observers_clear(struct nbcoap_observers *o);

/* The one with @key, or NULL. */
struct nbcoap_observer *nbcoap_observers_find(const struct nbcoap_observers *o,
					      uint64_t key);
/*
 * @m from @peer wants to observe, in place of the one with the same @key; NULL:
 * no room.  Then answered: settle().
 */
struct nbcoap_observer *nbcoap_observers_add(const struct nbcoap_observers *o,
					     uint64_t key,
					     const struct nb_addr *peer,
					     const struct nbcoap_message *m);
/* It observes no more. */
void nbcoap_observer_remove(struct nbcoap_observer *x);

/*
 * Its request has been answered, or it has been notified: it observes from now
 * on, or still, or does not.
 */
void nbcoap_observers_settle(struct nbcoap_observers *o,
			     struct nbcoap_observer *x, bool observes,
			     nb_ms now);

/* @resource has changed. */
void nbcoap_observers_notify(const struct nbcoap_observers *o,
			     uint64_t resource);
unsigned nbcoap_observers_count(const struct nbcoap_observers *o,
				uint64_t resource);

/* One whose owner is to be asked now; or NULL. */
struct nbcoap_observer *nbcoap_observers_due(const struct nbcoap_observers *o,
					     nb_ms now);

/* What its owner is asked by the number @inbound; or NULL. */
struct nbcoap_ask *nbcoap_observers_asked(const struct nbcoap_observers *o,
					  int inbound);

/* There is no room to tell it now: its owner is to be asked once more. */
void nbcoap_observer_put_off(struct nbcoap_observer *x, nb_ms now);

/* Sends it @response; 0, or the endpoint's error. */
int nbcoap_observers_send(const struct nbcoap_observers *o,
			  struct nbcoap_observer *x,
			  const struct nbcoap_response *response, nb_ms now);

/* Is *@ev about a notification?  Then it has been heeded. */
bool nbcoap_observers_input(const struct nbcoap_observers *o,
			    const struct nbcoap_event *ev, nb_ms now);
/* The next PIN or UNPIN; false: none. */
bool nbcoap_observers_next_event(const struct nbcoap_observers *o,
				 struct nbcoap_event *ev);

nb_ms nbcoap_observers_deadline(const struct nbcoap_observers *o);

#endif
