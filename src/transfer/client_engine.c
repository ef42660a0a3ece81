#include <nbcoap/client.h>

#include "coap/arena.h"
#include "transfer/client_course.h"

#include <string.h>

static struct nbcoap_client *place(struct nbcoap_client *measure,
				   const struct nbcoap_client_config *config,
				   struct nbcoap_arena *a)
{
	struct nbcoap_client *c =
		nbcoap_arena_take(a, 1, sizeof(struct nbcoap_client));

	if (!c)
		c = measure;
	nbcoap_transfers_place(&c->transfers, config->transfers,
			       config->options_size, a);
	nbcoap_timers_place(&c->timers, config->transfers, a);
	return c;
}

size_t nbcoap_client_footprint(const struct nbcoap_client_config *config)
{
	struct nbcoap_client measure;
	struct nbcoap_arena arena = {NULL, 0};

	place(&measure, config, &arena);
	return arena.used;
}

struct nbcoap_client *
nbcoap_client_init(void *memory, size_t len,
		   const struct nbcoap_client_config *config,
		   struct nbcoap_endpoint *endpoint)
{
	struct nbcoap_arena arena = {memory, 0};

	if (len < nbcoap_client_footprint(config))
		return NULL;
	memset(memory, 0, sizeof(struct nbcoap_client));
	struct nbcoap_client *c = place(NULL, config, &arena);
	c->endpoint = endpoint;
	nb_chance_init(&c->chance, config->secret);
	nbcoap_transfers_reset(&c->transfers);
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

static bool has_turn(const struct nbcoap_client *c, uint32_t slot, nb_ms now)
{
	const struct nbcoap_request *r = &c->transfers.slots[slot].request;

	return nbcoap_endpoint_can_start(c->endpoint, &r->peer, r->params,
					 now) &&
	       !nbcoap_transfers_must_wait(&c->transfers, slot);
}

/* Its next request goes out; 0, or the endpoint's error. */
static int ask(struct nbcoap_client *c, uint32_t slot, nb_ms now)
{
	struct nbcoap_transfer *t = &c->transfers.slots[slot];
	struct nbcoap_request request = t->request;
	struct nbcoap_option_list list;

	if (t->up.blocks && !t->block_wise) {
		t->tag = c->unfinished;
		t->block_wise = true;
	}
	request.payload = nbcoap_transfers_write(&c->transfers, slot, &list);
	request.options = list.items;
	request.option_count = list.count;
	request.observe = t->request.observe && t->observation < 0;
	if (nbcoap_transfer_goes_on(t))
		request.expect_more = true;
	request.user = slot;
	if (list.full)
		return NB_ERR_SPACE;
	int exchange = nbcoap_endpoint_request(c->endpoint, &request, now);
	if (exchange < 0)
		return exchange;
	t->exchange = exchange;
	nbcoap_transfers_take(&c->transfers, slot, NBCOAP_TRANSFER_ASKING);
	return 0;
}

int nbcoap_client_request(struct nbcoap_client *c,
			  const struct nbcoap_client_request *request,
			  nb_ms now)
{
	int slot = nbcoap_transfers_add(&c->transfers, request);

	if (slot < 0 || !has_turn(c, (uint32_t)slot, now))
		return slot;
	int error = ask(c, (uint32_t)slot, now);
	if (!error)
		return slot;
	nbcoap_transfers_remove(&c->transfers, (uint32_t)slot);
	return error;
}

void nbcoap_client_cancel(struct nbcoap_client *c, int transfer,
			  struct nbcoap_progress *progress, nb_ms now)
{
	nbcoap_client_leave_exchanges(c, (uint32_t)transfer, progress, now);
	nbcoap_client_remove(c, (uint32_t)transfer);
}

int nbcoap_client_leave(struct nbcoap_client *c, int transfer, nb_ms now)
{
	struct nbcoap_transfer *t = &c->transfers.slots[transfer];

	if (t->observation < 0)
		return NB_ERR_CALLER;
	int error = nbcoap_endpoint_repeat(c->endpoint, t->observation,
					   NBCOAP_OBSERVE_DEREGISTER, now);
	if (!error)
		t->request.observe = false; /* nor when asked once more */
	return error;
}

/* The transfer of which @ev tells; or NBCOAP_NO_SLOT. */
static uint32_t transfer_of(const struct nbcoap_client *c,
			    const struct nbcoap_event *ev)
{
	if (ev->exchange < 0 || ev->user >= c->transfers.cap)
		return NBCOAP_NO_SLOT;
	uint32_t slot = (uint32_t)ev->user;
	const struct nbcoap_transfer *t = &c->transfers.slots[slot];
	bool its =
		t->life != NBCOAP_TRANSFER_FREE &&
		(t->exchange == ev->exchange || t->observation == ev->exchange);
	return its ? slot : NBCOAP_NO_SLOT;
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
	uint32_t slot = transfer_of(c, ev);

	memset(out, 0, sizeof(*out));
	if (slot != NBCOAP_NO_SLOT && is_for_owner(ev->type))
		return nbcoap_client_course(c, slot, ev, out, now);
	out->type = NBCOAP_CLIENT_PASSED;
	out->transfer = -1;
	out->event = *ev;
	return true;
}

bool nbcoap_client_begin(struct nbcoap_client *c,
			 struct nbcoap_client_event *out, nb_ms now)
{
	uint32_t next;

	memset(out, 0, sizeof(*out));
	for (uint32_t slot = c->transfers.due.first; slot != NBCOAP_NO_SLOT;
	     slot = next) {
		next = nbcoap_list_next(&c->transfers.due, slot);
		if (!has_turn(c, slot, now) || !ask(c, slot, now))
			continue;
		nbcoap_client_fail(c, slot, NBCOAP_FAILURE_TOO_LARGE, out, now);
		return true;
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
	while (nbcoap_timers_deadline(&c->timers) <= now)
		nbcoap_client_renew(c, nbcoap_timers_first(&c->timers), now);
}
