#include <nbcoap/client.h>

#include "coap/arena.h"
#include "transfer/client_course.h"

#include <string.h>

/* All but the client itself, which is @c; how much it takes. */
static size_t init(struct nbcoap_client *c,
		   const struct nbcoap_client_config *config, void *memory)
{
	struct nbcoap_arena arena = {memory, 0};

	nbcoap_arena_take(&arena, 1, sizeof(*c));
	nbcoap_transfers_init(&c->transfers, config->transfers,
			      config->options_size, &arena);
	nbcoap_timers_place(&c->timers, config->transfers, &arena);
	return arena.used;
}

size_t nbcoap_client_footprint(const struct nbcoap_client_config *config)
{
	struct nbcoap_client measure;

	return init(&measure, config, NULL);
}

struct nbcoap_client *
nbcoap_client_init(void *memory, size_t len,
		   const struct nbcoap_client_config *config,
		   struct nbcoap_endpoint *endpoint)
{
	struct nbcoap_client *c = memory;

	if (len < nbcoap_client_footprint(config))
		return NULL;
	init(c, config, memory);
	c->endpoint = endpoint;
	nb_chance_init(&c->chance, config->secret);
	c->transfers.secret = c->chance.secret;
	nbcoap_timers_reset(&c->timers);
	return c;
}

bool nbcoap_client_can_start(const struct nbcoap_client *c,
			     const struct nb_addr *peer,
			     const struct nbcoap_params *params, nb_ms now)
{
	return c->transfers.free.first != NBCOAP_NO_SLOT &&
	       nbcoap_endpoint_can_start(c->endpoint, peer, params, now);
}

static bool has_turn(const struct nbcoap_client *c,
		     const struct nbcoap_transfer *t, nb_ms now)
{
	return nbcoap_endpoint_can_start(c->endpoint, &t->request.peer,
					 t->request.params, now) &&
	       !nbcoap_transfers_must_wait(&c->transfers, t);
}

/* Its next request goes out; 0, or the endpoint's error. */
static int ask(struct nbcoap_client *c, struct nbcoap_transfer *t, nb_ms now)
{
	struct nbcoap_request request = t->request;
	struct nbcoap_option_list list;

	if (t->up.blocks && !t->block_wise) {
		t->tag = c->unfinished;
		t->block_wise = true;
	}
	request.payload = nbcoap_transfer_write(t, &list);
	request.options = list.items;
	request.option_count = list.count;
	request.observe = t->request.observe && t->observation < 0;
	request.expect_more |= nbcoap_transfer_goes_on(t);
	request.user = t->slot;
	if (list.full)
		return NB_ERR_SPACE;
	int exchange = nbcoap_endpoint_request(c->endpoint, &request, now);
	if (exchange < 0)
		return exchange;
	t->exchange = exchange;
	nbcoap_transfers_take(&c->transfers, t, NBCOAP_TRANSFER_ASKING);
	return 0;
}

int nbcoap_client_request(struct nbcoap_client *c,
			  const struct nbcoap_client_request *request,
			  nb_ms now)
{
	struct nbcoap_transfer *t;
	int error = nbcoap_transfers_add(&c->transfers, request, &t);

	if (error)
		return error;
	error = has_turn(c, t, now) ? ask(c, t, now) : 0;
	if (!error)
		return (int)t->slot;
	nbcoap_transfers_remove(&c->transfers, t);
	return error;
}

void nbcoap_client_cancel(struct nbcoap_client *c, int transfer,
			  struct nbcoap_progress *progress, nb_ms now)
{
	struct nbcoap_transfer *t = &c->transfers.slots[transfer];

	nbcoap_client_leave_exchanges(c, t, now);
	*progress = t->progress;
	nbcoap_client_remove(c, t);
}

int nbcoap_client_leave(struct nbcoap_client *c, int transfer, nb_ms now)
{
	struct nbcoap_transfer *t = &c->transfers.slots[transfer];

	if (t->observation < 0)
		return NB_ERR_CALLER;
	int error = nbcoap_endpoint_repeat(c->endpoint, t->observation,
					   NBCOAP_OBSERVE_DEREGISTER, now);
	if (error)
		return error;
	t->request.observe = false; /* nor when asked once more */
	nbcoap_timers_set(&c->timers, t->slot, now + NBCOAP_RENEWAL_PATIENCE);
	return 0;
}

/* The transfer of which @ev tells; or NULL. */
static struct nbcoap_transfer *transfer_of(const struct nbcoap_client *c,
					   const struct nbcoap_event *ev)
{
	if (ev->exchange < 0 || ev->user >= c->transfers.cap)
		return NULL;
	struct nbcoap_transfer *t = &c->transfers.slots[ev->user];
	bool its =
		t->exchange == ev->exchange || t->observation == ev->exchange;
	return its && t->life != NBCOAP_TRANSFER_FREE ? t : NULL;
}

/* PIN, UNPIN, WITHDRAW and LOOK are for whoever has the link. */
static bool is_for_owner(enum nbcoap_event_type type)
{
	return type == NBCOAP_EVENT_PROGRESS ||
	       type == NBCOAP_EVENT_NOTIFICATION ||
	       type == NBCOAP_EVENT_RESPONSE || type == NBCOAP_EVENT_QUIET ||
	       type == NBCOAP_EVENT_FAILED;
}

bool nbcoap_client_take(struct nbcoap_client *c, const struct nbcoap_event *ev,
			struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_client_course x = {c, transfer_of(c, ev), out, now};

	memset(out, 0, sizeof(*out));
	if (x.t && is_for_owner(ev->type))
		return nbcoap_client_course(&x, ev);
	out->type = NBCOAP_CLIENT_PASSED;
	out->transfer = -1;
	out->event = *ev;
	return true;
}

bool nbcoap_client_begin(struct nbcoap_client *c,
			 struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_client_course x = {c, NULL, out, now};
	uint32_t next;

	for (uint32_t slot = c->transfers.due.first; slot != NBCOAP_NO_SLOT;
	     slot = next) {
		next = nbcoap_list_next(&c->transfers.due, slot);
		x.t = &c->transfers.slots[slot];
		if (!has_turn(c, x.t, now) || !ask(c, x.t, now))
			continue;
		memset(out, 0, sizeof(*out));
		return nbcoap_client_fail(&x, NBCOAP_FAILURE_TOO_LARGE);
	}
	return false;
}

/* Takes events of the endpoint until one is to be told. */
static bool pull(struct nbcoap_client *c, struct nbcoap_client_event *out,
		 nb_ms now)
{
	struct nbcoap_event ev;

	while (nbcoap_endpoint_next_event(c->endpoint, &ev))
		if (nbcoap_client_take(c, &ev, out, now))
			return true;
	return false;
}

bool nbcoap_client_next_event(struct nbcoap_client *c,
			      struct nbcoap_client_event *out, nb_ms now)
{
	return pull(c, out, now) || nbcoap_client_begin(c, out, now) ||
	       pull(c, out, now);
}

nb_ms nbcoap_client_deadline(const struct nbcoap_client *c)
{
	nb_ms own = nbcoap_timers_deadline(&c->timers);
	nb_ms endpoint = nbcoap_endpoint_deadline(c->endpoint);

	return own < endpoint ? own : endpoint;
}

void nbcoap_client_expire(struct nbcoap_client *c, nb_ms now)
{
	nbcoap_endpoint_expire(c->endpoint, now);
	while (nbcoap_timers_deadline(&c->timers) <= now) {
		uint32_t slot = nbcoap_timers_first(&c->timers);
		struct nbcoap_client_course x = {c, &c->transfers.slots[slot],
						 NULL, now};

		nbcoap_client_renew(&x);
	}
}
