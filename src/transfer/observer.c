#include "transfer/observer.h"

#include "base/addr.h"
#include "base/assert.h"
#include "transfer/options.h"

#include <nbcoap/observe.h>

#include <string.h>

enum {
	ROUND_TRIP_UNKNOWN = 3000,  /* RFC 7641, 4.5.1 */
	CONFIRMED_EVERY = 86400000, /* RFC 7641, 4.5: 24 hours */
};

void nbcoap_observers_place(struct nbcoap_observers *o, uint32_t cap,
			    uint32_t request_size, struct nbcoap_arena *a)
{
	o->cap = cap;
	o->request_size = request_size;
	o->slots = nbcoap_arena_take(a, cap, sizeof(o->slots[0]));
	o->bytes = nbcoap_arena_take(a, cap, request_size);
}

void nbcoap_observers_reset(struct nbcoap_observers *o,
			    struct nbcoap_endpoint *endpoint)
{
	o->endpoint = endpoint;
	o->number = 0;
	for (uint32_t slot = 0; slot < o->cap; slot++)
		o->slots[slot] = (struct nbcoap_observer){0};
}

static uint8_t *bytes_of(const struct nbcoap_observers *o, uint32_t slot)
{
	return o->bytes + (size_t)slot * o->request_size;
}

struct nbcoap_message nbcoap_observers_request(const struct nbcoap_observers *o,
					       uint32_t slot)
{
	struct nbcoap_message m;
	enum nbcoap_format format = nbcoap_message_decode(&m, bytes_of(o, slot),
							  o->slots[slot].len);

	NB_ASSERT(format == NBCOAP_FORMAT_GOOD);
	return m;
}

static bool is_life(const struct nbcoap_observer *x)
{
	return x->life == NBCOAP_OBSERVER_ASKING ||
	       x->life == NBCOAP_OBSERVER_ACTIVE;
}

static bool is_of(const struct nbcoap_observers *o, uint32_t slot,
		  const struct nb_addr *peer, const struct nbcoap_message *m)
{
	if (!is_life(&o->slots[slot]) ||
	    !nb_addr_equal(&o->slots[slot].peer, peer))
		return false;
	struct nbcoap_message had = nbcoap_observers_request(o, slot);
	return had.token_len == m->token_len &&
	       memcmp(had.token, m->token, m->token_len) == 0;
}

static uint32_t find(const struct nbcoap_observers *o,
		     const struct nb_addr *peer, const struct nbcoap_message *m)
{
	uint32_t slot = 0;

	while (slot < o->cap && !is_of(o, slot, peer, m))
		slot++;
	return slot < o->cap ? slot : NBCOAP_NO_SLOT;
}

static uint32_t find_free(const struct nbcoap_observers *o)
{
	uint32_t slot = 0;

	while (slot < o->cap && o->slots[slot].life != NBCOAP_OBSERVER_FREE)
		slot++;
	return slot < o->cap ? slot : NBCOAP_NO_SLOT;
}

/* What is still under way goes on, but is nobody's. */
static void reset(struct nbcoap_observer *x, enum nbcoap_observer_life life)
{
	x->life = life;
	x->news = NBCOAP_NEWS_NONE;
	x->generation++;
	x->granted = false;
	x->count = 0;
	x->inbound = -1;
	x->earliest = 0;
}

static void remove_one(struct nbcoap_observers *o, uint32_t slot)
{
	struct nbcoap_observer *x = &o->slots[slot];

	reset(x, x->pinned ? NBCOAP_OBSERVER_LEFT : NBCOAP_OBSERVER_FREE);
}

/* Keeps what @m asks.  Its length, or an error: no room. */
static int keep(const struct nbcoap_observers *o, uint32_t slot,
		const struct nbcoap_message *m)
{
	struct nbcoap_option_list list;

	nbcoap_option_list_init(&list);
	nbcoap_option_list_put_message(&list, m);
	if (list.full)
		return NB_ERR_SPACE;
	return nbcoap_message_encode(m, list.items, list.count, m->payload,
				     bytes_of(o, slot), o->request_size);
}

uint32_t nbcoap_observers_add(struct nbcoap_observers *o,
			      const struct nb_addr *peer,
			      const struct nbcoap_message *m)
{
	uint32_t slot = find(o, peer, m);

	if (slot == NBCOAP_NO_SLOT)
		slot = find_free(o);
	if (slot == NBCOAP_NO_SLOT)
		return slot;
	struct nbcoap_observer *x = &o->slots[slot];
	reset(x, NBCOAP_OBSERVER_ASKING);
	int len = keep(o, slot, m);
	if (len < 0) {
		remove_one(o, slot);
		return NBCOAP_NO_SLOT;
	}
	x->len = (uint32_t)len;
	x->peer = *peer;
	return slot;
}

void nbcoap_observers_leave(struct nbcoap_observers *o,
			    const struct nb_addr *peer,
			    const struct nbcoap_message *m)
{
	uint32_t slot = find(o, peer, m);

	if (slot != NBCOAP_NO_SLOT)
		remove_one(o, slot);
}

void nbcoap_observers_grant(struct nbcoap_observers *o, uint32_t slot,
			    uint64_t resource, unsigned confirm_every)
{
	struct nbcoap_observer *x = &o->slots[slot];

	x->granted = true;
	x->resource = resource;
	x->confirm_every = confirm_every;
}

void nbcoap_observers_settle(struct nbcoap_observers *o, uint32_t slot,
			     bool observes, nb_ms now)
{
	struct nbcoap_observer *x = &o->slots[slot];

	if (!observes || !x->granted) {
		remove_one(o, slot);
	} else if (x->life == NBCOAP_OBSERVER_ASKING) {
		x->life = NBCOAP_OBSERVER_ACTIVE;
		x->confirmed = now;
	}
}

void nbcoap_observers_restore(struct nbcoap_observers *o, uint32_t slot,
			      int format, nb_ms now)
{
	struct nbcoap_observer *x = &o->slots[slot];

	x->life = NBCOAP_OBSERVER_ACTIVE;
	x->news = NBCOAP_NEWS_STALE;
	x->format = format;
	x->confirmed = now;
}

uint32_t nbcoap_observers_number(struct nbcoap_observers *o)
{
	o->number = nbcoap_observe_next(o->number);
	return o->number;
}

static bool observes(const struct nbcoap_observer *x, uint64_t resource)
{
	return x->life == NBCOAP_OBSERVER_ACTIVE && x->granted &&
	       x->resource == resource;
}

void nbcoap_observers_notify(struct nbcoap_observers *o, uint64_t resource)
{
	for (uint32_t slot = 0; slot < o->cap; slot++) {
		struct nbcoap_observer *x = &o->slots[slot];

		if (!observes(x, resource))
			continue;
		x->news = x->news == NBCOAP_NEWS_NONE ? NBCOAP_NEWS_STALE
			  : x->news == NBCOAP_NEWS_ASKED
				  ? NBCOAP_NEWS_ASKED_STALE
				  : x->news;
	}
}

unsigned nbcoap_observers_count(const struct nbcoap_observers *o,
				uint64_t resource)
{
	unsigned count = 0;

	for (uint32_t slot = 0; slot < o->cap; slot++)
		count += observes(&o->slots[slot], resource);
	return count;
}

static bool is_to_be_confirmed(const struct nbcoap_observer *x, nb_ms now)
{
	return now - x->confirmed >= CONFIRMED_EVERY ||
	       (x->confirm_every && (x->count + 1) % x->confirm_every == 0);
}

/* Until a Confirmable one is acknowledged, its peer gets no other (RFC 7252,
   4.7). */
static bool is_peer_busy(const struct nbcoap_observers *o,
			 const struct nbcoap_observer *x)
{
	for (uint32_t slot = 0; slot < o->cap; slot++) {
		const struct nbcoap_observer *other = &o->slots[slot];

		if (other->inbound >= 0 && other->confirmable &&
		    other->life == NBCOAP_OBSERVER_ACTIVE &&
		    nb_addr_equal(&other->peer, &x->peer))
			return true;
	}
	return false;
}

static bool may_be_told(const struct nbcoap_observers *o,
			const struct nbcoap_observer *x, nb_ms now)
{
	if (x->inbound >= 0)
		return nbcoap_endpoint_may_supersede(o->endpoint, x->inbound);
	return now >= x->earliest && !is_peer_busy(o, x);
}

static bool is_stale(const struct nbcoap_observer *x)
{
	return x->life == NBCOAP_OBSERVER_ACTIVE &&
	       x->news == NBCOAP_NEWS_STALE;
}

uint32_t nbcoap_observers_ask(struct nbcoap_observers *o, nb_ms now)
{
	for (uint32_t slot = 0; slot < o->cap; slot++) {
		struct nbcoap_observer *x = &o->slots[slot];

		if (!is_stale(x) || !may_be_told(o, x, now))
			continue;
		x->news = NBCOAP_NEWS_ASKED;
		return slot;
	}
	return NBCOAP_NO_SLOT;
}

uint32_t nbcoap_observers_question(const struct nbcoap_observers *o,
				   uint32_t slot)
{
	uint32_t rounds = NBCOAP_QUESTIONS / o->cap;

	return o->slots[slot].generation % rounds * o->cap + slot;
}

static bool is_asked(const struct nbcoap_observer *x)
{
	return x->news == NBCOAP_NEWS_ASKED ||
	       x->news == NBCOAP_NEWS_ASKED_STALE;
}

uint32_t nbcoap_observers_asked(const struct nbcoap_observers *o,
				uint32_t question)
{
	uint32_t slot = o->cap ? question % o->cap : NBCOAP_NO_SLOT;

	if (slot == NBCOAP_NO_SLOT || !is_asked(&o->slots[slot]) ||
	    nbcoap_observers_question(o, slot) != question)
		return NBCOAP_NO_SLOT;
	return slot;
}

void nbcoap_observers_answered(struct nbcoap_observers *o, uint32_t slot)
{
	struct nbcoap_observer *x = &o->slots[slot];

	if (x->news == NBCOAP_NEWS_ASKED)
		x->news = NBCOAP_NEWS_NONE;
	else if (x->news == NBCOAP_NEWS_ASKED_STALE)
		x->news = NBCOAP_NEWS_STALE;
}

void nbcoap_observers_put_off(struct nbcoap_observers *o, uint32_t slot,
			      nb_ms now)
{
	struct nbcoap_observer *x = &o->slots[slot];

	x->news = NBCOAP_NEWS_STALE;
	x->earliest = now + ROUND_TRIP_UNKNOWN;
}

static nb_ms round_trip(const struct nbcoap_observers *o,
			const struct nbcoap_observer *x)
{
	struct nbcoap_peer_info info;

	return nbcoap_endpoint_peer(o->endpoint, &x->peer, &info) &&
			       info.rtt >= 0
		       ? info.rtt
		       : ROUND_TRIP_UNKNOWN;
}

/* Tells its notifications from others', and from those before it. */
static uint64_t user_of(const struct nbcoap_observers *o, uint32_t slot)
{
	return (uint64_t)o->slots[slot].generation << 32 | (slot + 1);
}

static int send_new(struct nbcoap_observers *o, uint32_t slot,
		    const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_observer *x = &o->slots[slot];
	struct nbcoap_message m = nbcoap_observers_request(o, slot);
	struct nbcoap_notification n = {
		.peer = x->peer,
		.token_len = m.token_len,
		.confirmable = is_to_be_confirmed(x, now),
		.response = *response,
		.user = user_of(o, slot),
	};

	memcpy(n.token, m.token, sizeof(n.token));
	int inbound = nbcoap_endpoint_notify(o->endpoint, &n, now);
	if (inbound < 0)
		return inbound;
	x->inbound = inbound;
	x->confirmable = n.confirmable;
	x->count++;
	x->earliest = now + round_trip(o, x);
	if (n.confirmable)
		x->confirmed = now;
	return 0;
}

int nbcoap_observers_send(struct nbcoap_observers *o, uint32_t slot,
			  const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_observer *x = &o->slots[slot];

	if (x->inbound < 0)
		return send_new(o, slot, response, now);
	if (nbcoap_endpoint_may_supersede(o->endpoint, x->inbound))
		return nbcoap_endpoint_supersede(o->endpoint, x->inbound,
						 response);
	x->news = NBCOAP_NEWS_ASKED_STALE; /* too late: once more, later */
	return 0;
}

static void failed(struct nbcoap_observers *o, uint32_t slot,
		   enum nbcoap_failure failure)
{
	struct nbcoap_observer *x = &o->slots[slot];

	if (failure != NBCOAP_FAILURE_LINK_DOWN)
		remove_one(o, slot);
	else if (x->news == NBCOAP_NEWS_NONE)
		x->news = NBCOAP_NEWS_STALE;
}

bool nbcoap_observers_input(struct nbcoap_observers *o,
			    const struct nbcoap_event *ev, nb_ms now)
{
	uint32_t slot = (uint32_t)ev->user - 1;

	if ((ev->type != NBCOAP_EVENT_DELIVERED &&
	     ev->type != NBCOAP_EVENT_UNDELIVERED) ||
	    slot >= o->cap)
		return false;
	struct nbcoap_observer *x = &o->slots[slot];
	if (ev->user != user_of(o, slot))
		return true;
	if (ev->inbound == x->inbound) {
		x->inbound = -1;
		if (x->confirmable)
			x->earliest = now;
	}
	if (ev->type == NBCOAP_EVENT_UNDELIVERED)
		failed(o, slot, ev->failure);
	return true;
}

bool nbcoap_observers_next_event(struct nbcoap_observers *o,
				 struct nbcoap_event *ev)
{
	for (uint32_t slot = 0; slot < o->cap; slot++) {
		struct nbcoap_observer *x = &o->slots[slot];
		bool begins = x->life == NBCOAP_OBSERVER_ACTIVE && !x->pinned;

		if (!begins && x->life != NBCOAP_OBSERVER_LEFT)
			continue;
		*ev = (struct nbcoap_event){
			.type = begins ? NBCOAP_EVENT_PIN : NBCOAP_EVENT_UNPIN,
			.exchange = -1,
			.inbound = -1,
			.peer = x->peer,
		};
		x->pinned = begins;
		if (!begins)
			x->life = NBCOAP_OBSERVER_FREE;
		return true;
	}
	return false;
}

nb_ms nbcoap_observers_deadline(const struct nbcoap_observers *o)
{
	nb_ms first = NB_NEVER;

	for (uint32_t slot = 0; slot < o->cap; slot++) {
		const struct nbcoap_observer *x = &o->slots[slot];

		if (is_stale(x) && x->inbound < 0 && x->earliest < first &&
		    !is_peer_busy(o, x))
			first = x->earliest;
	}
	return first;
}
