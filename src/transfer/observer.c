#include "transfer/observer.h"

#include "base/addr.h"
#include "base/assert.h"
#include "transfer/options.h"

#include <nbcoap/observe.h>

enum {
	ROUND_TRIP_UNKNOWN = 3000,  /* RFC 7641, 4.5.1 */
	CONFIRMED_EVERY = 86400000, /* RFC 7641, 4.5: 24 hours */
};

/* What reset() adds to the user of a slot: its lower half stays. */
static const uint64_t NEXT_LIFE = UINT64_C(1) << 32;

/* What is still under way goes on, but is nobody's. */
static void reset(struct nbcoap_observer *x, enum nbcoap_observer_life life)
{
	x->life = life;
	x->stale = false;
	x->ask.used = false;
	x->notification.user += NEXT_LIFE;
	x->key = 0;
	x->granted = false;
	x->count = 0;
	x->inbound = -1;
	x->earliest = 0;
}

void nbcoap_observer_remove(struct nbcoap_observer *x)
{
	reset(x, x->pinned ? NBCOAP_OBSERVER_LEFT : NBCOAP_OBSERVER_FREE);
}

void nbcoap_observers_init(struct nbcoap_observers *o, uint32_t cap,
			   uint32_t request_size, struct nbcoap_arena *a)
{
	struct nbcoap_observer *slots =
		nbcoap_arena_take(a, cap, sizeof(slots[0]));
	uint8_t *bytes = nbcoap_arena_take(a, cap, request_size);
	uint64_t user = 0;

	if (!bytes)
		return;
	o->request_size = request_size;
	o->slots = slots;
	o->end = slots + cap;
	for (struct nbcoap_observer *x = slots; x < o->end; x++) {
		x->bytes = bytes;
		x->notification.user = ++user;
		bytes += request_size;
	}
}

void nbcoap_observers_clear(struct nbcoap_observers *o)
{
	o->number = 0;
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		nbcoap_observer_remove(x);
}

struct nbcoap_observer *nbcoap_observers_find(const struct nbcoap_observers *o,
					      uint64_t key)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (x->key == key)
			return x;
	return NULL;
}

/* Keeps what @m asks; false: no room. */
static bool keep(const struct nbcoap_observers *o, struct nbcoap_observer *x,
		 const struct nbcoap_message *m)
{
	struct nbcoap_option_list list;

	nbcoap_option_list_init(&list);
	nbcoap_option_list_put_message(&list, m);
	int len = nbcoap_message_encode(m, list.items, list.count, m->payload,
					x->bytes, o->request_size);
	if (list.full || len < 0)
		return false;
	x->len = (uint32_t)len;
	enum nbcoap_format format =
		nbcoap_message_decode_extended(&x->message, x->bytes, x->len);
	NB_ASSERT(format == NBCOAP_FORMAT_GOOD);
	return true;
}

static struct nbcoap_observer *find_free(const struct nbcoap_observers *o)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (x->life == NBCOAP_OBSERVER_FREE)
			return x;
	return NULL;
}

struct nbcoap_observer *nbcoap_observers_add(const struct nbcoap_observers *o,
					     uint64_t key,
					     const struct nb_addr *peer,
					     const struct nbcoap_message *m)
{
	struct nbcoap_observer *x = nbcoap_observers_find(o, key);

	if (!x)
		x = find_free(o);
	if (!x)
		return NULL;
	reset(x, NBCOAP_OBSERVER_ASKING);
	if (!keep(o, x, m)) {
		nbcoap_observer_remove(x);
		return NULL;
	}
	x->key = key;
	x->notification.peer = *peer;
	x->notification.token = x->message.token;
	x->notification.token_len = x->message.token_len;
	return x;
}

void nbcoap_observers_settle(struct nbcoap_observers *o,
			     struct nbcoap_observer *x, bool observes,
			     nb_ms now)
{
	if (!observes) {
		nbcoap_observer_remove(x);
		return;
	}
	o->number = nbcoap_observe_next(o->number);
	if (x->life == NBCOAP_OBSERVER_ASKING) {
		x->life = NBCOAP_OBSERVER_ACTIVE;
		x->confirmed = now;
	}
}

static bool observes(const struct nbcoap_observer *x, uint64_t resource)
{
	return x->life == NBCOAP_OBSERVER_ACTIVE && x->granted &&
	       x->resource == resource;
}

void nbcoap_observers_notify(const struct nbcoap_observers *o,
			     uint64_t resource)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (observes(x, resource))
			x->stale = true;
}

unsigned nbcoap_observers_count(const struct nbcoap_observers *o,
				uint64_t resource)
{
	unsigned count = 0;

	for (const struct nbcoap_observer *x = o->slots; x < o->end; x++)
		count += observes(x, resource);
	return count;
}

/* Until a Confirmable one is acknowledged, its peer gets no other (RFC 7252,
   4.7). */
static bool is_peer_busy(const struct nbcoap_observers *o,
			 const struct nb_addr *peer)
{
	for (const struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (x->inbound >= 0 && x->notification.confirmable &&
		    x->life == NBCOAP_OBSERVER_ACTIVE &&
		    nb_addr_equal(&x->notification.peer, peer))
			return true;
	return false;
}

/* Is its owner to be asked for it, as soon as it may be told? */
static bool waits(const struct nbcoap_observer *x)
{
	return x->stale && !x->ask.used;
}

/* When it may be told by a notification of its own; NB_NEVER: not yet. */
static nb_ms due(const struct nbcoap_observers *o,
		 const struct nbcoap_observer *x)
{
	return waits(x) && x->inbound < 0 &&
			       !is_peer_busy(o, &x->notification.peer)
		       ? x->earliest
		       : NB_NEVER;
}

struct nbcoap_observer *nbcoap_observers_due(const struct nbcoap_observers *o,
					     nb_ms now)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (due(o, x) <= now ||
		    (waits(x) && x->inbound >= 0 &&
		     nbcoap_endpoint_may_supersede(o->endpoint, x->inbound)))
			return x;
	return NULL;
}

nb_ms nbcoap_observers_deadline(const struct nbcoap_observers *o)
{
	nb_ms first = NB_NEVER;

	for (const struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (due(o, x) < first)
			first = due(o, x);
	return first;
}

struct nbcoap_ask *nbcoap_observers_asked(const struct nbcoap_observers *o,
					  int inbound)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if (x->ask.used && x->ask.inbound == inbound)
			return &x->ask;
	return NULL;
}

void nbcoap_observer_put_off(struct nbcoap_observer *x, nb_ms now)
{
	x->stale = true;
	x->earliest = now + ROUND_TRIP_UNKNOWN;
}

static bool is_to_be_confirmed(const struct nbcoap_observer *x, nb_ms now)
{
	return now - x->confirmed >= CONFIRMED_EVERY ||
	       (x->confirm_every && (x->count + 1) % x->confirm_every == 0);
}

static nb_ms round_trip(const struct nbcoap_observers *o,
			const struct nbcoap_observer *x)
{
	struct nbcoap_peer_info info;

	return nbcoap_endpoint_peer(o->endpoint, &x->notification.peer,
				    &info) &&
			       info.rtt >= 0
		       ? info.rtt
		       : ROUND_TRIP_UNKNOWN;
}

static int send_new(const struct nbcoap_observers *o, struct nbcoap_observer *x,
		    const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_notification *n = &x->notification;

	n->confirmable = is_to_be_confirmed(x, now);
	n->response = *response;
	int inbound = nbcoap_endpoint_notify(o->endpoint, n, now);
	if (inbound < 0)
		return inbound;
	x->inbound = inbound;
	x->count++;
	x->earliest = now + round_trip(o, x);
	if (n->confirmable)
		x->confirmed = now;
	return 0;
}

int nbcoap_observers_send(const struct nbcoap_observers *o,
			  struct nbcoap_observer *x,
			  const struct nbcoap_response *response, nb_ms now)
{
	if (x->inbound < 0)
		return send_new(o, x, response, now);
	if (nbcoap_endpoint_may_supersede(o->endpoint, x->inbound))
		return nbcoap_endpoint_supersede(o->endpoint, x->inbound,
						 response);
	x->stale = true; /* too late: once more, later */
	return 0;
}

static void failed(struct nbcoap_observer *x, enum nbcoap_failure failure)
{
	if (failure != NBCOAP_FAILURE_LINK_DOWN)
		nbcoap_observer_remove(x);
	else if (!x->ask.used)
		x->stale = true;
}

/* Who has the slot of the one that *@ev is about; NULL: it is about none. */
static struct nbcoap_observer *slot_of(const struct nbcoap_observers *o,
				       const struct nbcoap_event *ev)
{
	if (ev->type != NBCOAP_EVENT_DELIVERED &&
	    ev->type != NBCOAP_EVENT_UNDELIVERED)
		return NULL;
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++)
		if ((uint32_t)x->notification.user == (uint32_t)ev->user)
			return x;
	return NULL;
}

bool nbcoap_observers_input(const struct nbcoap_observers *o,
			    const struct nbcoap_event *ev, nb_ms now)
{
	struct nbcoap_observer *x = slot_of(o, ev);

	if (!x || ev->user != x->notification.user)
		return x;
	if (ev->inbound == x->inbound) {
		x->inbound = -1;
		if (x->notification.confirmable)
			x->earliest = now;
	}
	if (ev->type == NBCOAP_EVENT_UNDELIVERED)
		failed(x, ev->failure);
	return true;
}

bool nbcoap_observers_next_event(const struct nbcoap_observers *o,
				 struct nbcoap_event *ev)
{
	for (struct nbcoap_observer *x = o->slots; x < o->end; x++) {
		bool begins = x->life == NBCOAP_OBSERVER_ACTIVE && !x->pinned;

		if (!begins && x->life != NBCOAP_OBSERVER_LEFT)
			continue;
		*ev = (struct nbcoap_event){
			.type = begins ? NBCOAP_EVENT_PIN : NBCOAP_EVENT_UNPIN,
			.exchange = -1,
			.inbound = -1,
			.peer = x->notification.peer,
		};
		x->pinned = begins;
		if (!begins)
			x->life = NBCOAP_OBSERVER_FREE;
		return true;
	}
	return false;
}
