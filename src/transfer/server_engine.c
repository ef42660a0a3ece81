#include <nbcoap/server.h>

#include "transfer/answer.h"
#include "transfer/directory.h"
#include "transfer/kept.h"
#include "transfer/upload.h"

#include <nbcoap/observe.h>

enum {
	CONTINUE = NBCOAP_CODE(2, 31),
	INCOMPLETE = NBCOAP_CODE(4, 8),
	PATIENCE = 247000, /* EXCHANGE_LIFETIME (RFC 7252, 4.8.2) */
	HEAD_MAX = 64,     /* of a kept answer: its options */
	NOTIFICATIONS = 1 << 30,
};

/* All but the server itself, which is @s; how much it takes. */
static size_t init(struct nbcoap_server *s,
		   const struct nbcoap_server_config *config, void *memory)
{
	struct nbcoap_arena arena = {memory, 0};

	nbcoap_arena_take(&arena, 1, sizeof(*s));
	s->asks =
		nbcoap_arena_take(&arena, config->inbound, sizeof(s->asks[0]));
	nbcoap_bodies_init(&s->bodies, config->bodies,
			   config->body_size + HEAD_MAX, &arena);
	nbcoap_observers_init(&s->observers, config->observers,
			      config->request_size, &arena);
	return arena.used;
}

size_t nbcoap_server_footprint(const struct nbcoap_server_config *config)
{
	struct nbcoap_server measure;

	return init(&measure, config, NULL);
}

struct nbcoap_server *
nbcoap_server_init(void *memory, size_t len,
		   const struct nbcoap_server_config *config,
		   struct nbcoap_endpoint *endpoint)
{
	struct nbcoap_server *s = memory;

	if (len < nbcoap_server_footprint(config))
		return NULL;
	init(s, config, memory);
	s->config = *config;
	s->endpoint = s->observers.endpoint = endpoint;
	s->current = -1;
	s->bodies.patience = config->patience ? config->patience : PATIENCE;
	return s;
}

/* ---- What comes ---- */

static struct nbcoap_ask *free_ask(struct nbcoap_server *s)
{
	for (unsigned i = 0; i < s->config.inbound; i++)
		if (!s->asks[i].used)
			return &s->asks[i];
	return NULL;
}

/* A later block of an answer that only the first request could get? */
static bool is_of_kept(const struct nbcoap_ask *ask,
		       const struct nbcoap_message *m)
{
	bool again = ask->code == NBCOAP_GET ||
		     (ask->code == NBCOAP_FETCH && m->payload.len);

	return ask->block2.num && !ask->has_block1 && !again;
}

static void answer_kept(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			nb_ms now)
{
	struct nbcoap_option_list list;
	struct nbcoap_response response;

	if (nbcoap_kept_find(s, ask, &list, &response, now))
		nbcoap_answer_refuse(s, ask, &response, now);
	else
		nbcoap_answer_code(s, ask, INCOMPLETE, now);
}

static void read_observe(struct nbcoap_server *s, struct nbcoap_ask *ask,
			 const struct nbcoap_event *ev)
{
	const struct nbcoap_message *m = &ev->message;
	uint64_t key = nbcoap_server_key(s, &ev->peer, m);
	struct nbcoap_option option;

	if ((m->code != NBCOAP_GET && m->code != NBCOAP_FETCH) ||
	    ask->block2.num || !nbcoap_message_find(m, NBCOAP_OBSERVE, &option))
		return;
	switch (nbcoap_option_uint(&option)) {
	case NBCOAP_OBSERVE_REGISTER:
		ask->observer =
			nbcoap_observers_add(&s->observers, key, &ev->peer, m);
		break;
	case NBCOAP_OBSERVE_DEREGISTER: {
		struct nbcoap_observer *x =
			nbcoap_observers_find(&s->observers, key);

		if (x)
			nbcoap_observer_remove(x);
		break;
	}
	}
}

/* Is it for the owner?  Else it has been answered. */
static bool is_owners(struct nbcoap_server *s, struct nbcoap_ask *ask,
		      struct nbcoap_event *ev, nb_ms now)
{
	struct nbcoap_message *m = &ev->message;

	if (ask->has_block1 && !nbcoap_upload_input(s, ask, m, now))
		return false;
	if (is_of_kept(ask, m)) {
		answer_kept(s, ask, now);
		return false;
	}
	if (nbcoap_directory_is_asked(s, m)) {
		nbcoap_directory_answer(s, ask, m, now);
		return false;
	}
	read_observe(s, ask, ev);
	return true;
}

/* @ask goes to the owner. */
static void tell(struct nbcoap_server *s, struct nbcoap_ask *ask,
		 const struct nbcoap_event *ev)
{
	ask->used = true;
	s->current = ev->inbound;
	s->message = ev->message;
}

static bool request(struct nbcoap_server *s, struct nbcoap_event *ev, nb_ms now)
{
	static const struct nbcoap_response unavailable = {
		.code = NBCOAP_CODE(5, 3),
	};
	struct nbcoap_ask *ask = free_ask(s);

	if (!ask) { /* the config was not the endpoint's */
		nbcoap_endpoint_refuse(s->endpoint, ev->inbound, &unavailable,
				       now);
		return false;
	}
	nbcoap_ask_read(ask, s->config.secret, &ev->peer, &ev->message);
	ask->inbound = ev->inbound;
	if (!is_owners(s, ask, ev, now))
		return false;
	tell(s, ask, ev);
	return true;
}

bool nbcoap_server_input(struct nbcoap_server *s, struct nbcoap_event *ev,
			 nb_ms now)
{
	s->current = -1;
	if (ev->type == NBCOAP_EVENT_REQUEST)
		return request(s, ev, now);
	return !nbcoap_observers_input(&s->observers, ev, now);
}

/* An observer is to be told the present state: as if it had asked again. */
static bool next_notification(struct nbcoap_server *s, struct nbcoap_event *ev,
			      nb_ms now)
{
	struct nbcoap_observer *x = nbcoap_observers_due(&s->observers, now);

	if (!x)
		return false;
	*ev = (struct nbcoap_event){
		.type = NBCOAP_EVENT_REQUEST,
		.exchange = -1,
		.inbound = NBCOAP_ASK_NOTIFICATION + s->notifications,
		.peer = x->notification.peer,
		.message = x->message,
	};
	s->notifications = (s->notifications + 1) % NOTIFICATIONS;
	nbcoap_ask_read(&x->ask, s->config.secret, &ev->peer, &ev->message);
	x->ask.inbound = ev->inbound;
	x->ask.observer = x;
	x->stale = false;
	tell(s, &x->ask, ev);
	return true;
}

bool nbcoap_server_next_event(struct nbcoap_server *s, struct nbcoap_event *ev,
			      nb_ms now)
{
	while (nbcoap_endpoint_next_event(s->endpoint, ev))
		if (nbcoap_server_input(s, ev, now))
			return true;
	s->current = -1;
	return nbcoap_observers_next_event(&s->observers, ev) ||
	       next_notification(s, ev, now);
}

nb_ms nbcoap_server_deadline(const struct nbcoap_server *s)
{
	nb_ms bodies = nbcoap_bodies_deadline(&s->bodies);
	nb_ms observers = nbcoap_observers_deadline(&s->observers);

	return bodies < observers ? bodies : observers;
}

void nbcoap_server_expire(struct nbcoap_server *s, nb_ms now)
{
	nbcoap_bodies_expire(&s->bodies, now);
}

/* ---- What its owner answers ---- */

/* What @inbound asks, one of the endpoint's or a notification's; or NULL. */
static struct nbcoap_ask *find(const struct nbcoap_server *s, int inbound)
{
	for (unsigned i = 0; i < s->config.inbound; i++)
		if (s->asks[i].used && s->asks[i].inbound == inbound)
			return &s->asks[i];
	return nbcoap_observers_asked(&s->observers, inbound);
}

/* It has been answered, or will not be. */
static void end(struct nbcoap_ask *ask)
{
	ask->used = false;
	if (ask->body && ask->body->life == NBCOAP_BODY_ASKED)
		nbcoap_body_remove(ask->body);
}

static int answer(struct nbcoap_server *s, int inbound,
		  const struct nbcoap_response *response,
		  enum nbcoap_answer_way way, uint32_t total, nb_ms now)
{
	struct nbcoap_ask *ask = find(s, inbound);
	struct nbcoap_answer a = {
		.s = s,
		.ask = ask,
		.way = way,
		.response = *response,
		.total = total,
	};

	if (!ask)
		return NB_ERR_CALLER;
	int result = nbcoap_answer_send(&a, now);
	/* What an observer cannot be told now it is told later. */
	if (result == NB_ERR_SPACE && nbcoap_ask_is_notification(ask)) {
		nbcoap_observer_put_off(ask->observer, now);
		result = 0;
	}
	if (!result)
		end(ask);
	return result;
}

int nbcoap_server_respond(struct nbcoap_server *s, int inbound,
			  const struct nbcoap_response *response, nb_ms now)
{
	return answer(s, inbound, response, NBCOAP_ANSWER_WHOLE, 0, now);
}

int nbcoap_server_refuse(struct nbcoap_server *s, int inbound,
			 const struct nbcoap_response *response, nb_ms now)
{
	return answer(s, inbound, response, NBCOAP_ANSWER_REFUSE, 0, now);
}

int nbcoap_server_respond_part(struct nbcoap_server *s, int inbound,
			       const struct nbcoap_response *response,
			       uint32_t total, nb_ms now)
{
	return answer(s, inbound, response, NBCOAP_ANSWER_PART, total, now);
}

int nbcoap_server_proceed(struct nbcoap_server *s, int inbound, nb_ms now)
{
	struct nbcoap_ask *ask = find(s, inbound);

	if (!ask || !ask->has_block1 || !ask->block1.more)
		return NB_ERR_CALLER;
	nbcoap_answer_code(s, ask, CONTINUE, now);
	end(ask);
	return 0;
}

void nbcoap_server_drop(struct nbcoap_server *s, int inbound, nb_ms now)
{
	struct nbcoap_ask *ask = find(s, inbound);

	if (!ask)
		return;
	end(ask);
	if (nbcoap_ask_is_notification(ask))
		return;
	nbcoap_endpoint_drop(s->endpoint, inbound, now);
	if (ask->observer)
		nbcoap_observer_remove(ask->observer);
}

/* ---- Observers and links ---- */

bool nbcoap_server_observe(struct nbcoap_server *s, int inbound,
			   uint64_t resource, unsigned confirm_every)
{
	const struct nbcoap_ask *ask = find(s, inbound);

	if (!ask || !ask->observer)
		return false;
	ask->observer->granted = true;
	ask->observer->resource = resource;
	ask->observer->confirm_every = confirm_every;
	return true;
}

void nbcoap_server_notify(struct nbcoap_server *s, uint64_t resource)
{
	nbcoap_observers_notify(&s->observers, resource);
}

unsigned nbcoap_server_observers(const struct nbcoap_server *s,
				 uint64_t resource)
{
	return nbcoap_observers_count(&s->observers, resource);
}

int nbcoap_server_set_links(struct nbcoap_server *s,
			    const struct nbcoap_link *links, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!nbcoap_link_is_valid(&links[i]))
			return NB_ERR_CALLER;
	s->links = links;
	s->link_count = count;
	return 0;
}
