#include <nbcoap/server.h>

#include "transfer/answer.h"
#include "transfer/directory.h"
#include "transfer/kept.h"
#include "transfer/upload.h"

#include <nbcoap/observe.h>

#include <string.h>

enum {
	CONTINUE = NBCOAP_CODE(2, 31),
	INCOMPLETE = NBCOAP_CODE(4, 8),
	PATIENCE = 247000, /* EXCHANGE_LIFETIME (RFC 7252, 4.8.2) */
	HEAD_MAX = 64,     /* of a kept answer: its options */
};

static struct nbcoap_server *place(struct nbcoap_server *measure,
				   const struct nbcoap_server_config *config,
				   struct nbcoap_arena *a)
{
	struct nbcoap_server *s =
		nbcoap_arena_take(a, 1, sizeof(struct nbcoap_server));

	if (!s)
		s = measure;
	s->asks = nbcoap_arena_take(a, config->inbound, sizeof(s->asks[0]));
	nbcoap_bodies_place(&s->bodies, config->bodies,
			    config->body_size + HEAD_MAX, a);
	nbcoap_observers_place(&s->observers, config->observers,
			       config->request_size, a);
	return s;
}

size_t nbcoap_server_footprint(const struct nbcoap_server_config *config)
{
	struct nbcoap_server measure;
	struct nbcoap_arena arena = {NULL, 0};

	place(&measure, config, &arena);
	return arena.used;
}

struct nbcoap_server *
nbcoap_server_init(void *memory, size_t len,
		   const struct nbcoap_server_config *config,
		   struct nbcoap_endpoint *endpoint)
{
	struct nbcoap_arena arena = {memory, 0};

	if (len < nbcoap_server_footprint(config))
		return NULL;
	memset(memory, 0, sizeof(struct nbcoap_server));
	struct nbcoap_server *s = place(NULL, config, &arena);
	s->config = *config;
	s->endpoint = endpoint;
	s->current = -1;
	for (unsigned i = 0; i < config->inbound; i++)
		s->asks[i].used = false;
	nbcoap_bodies_reset(&s->bodies,
			    config->patience ? config->patience : PATIENCE);
	nbcoap_observers_reset(&s->observers, endpoint);
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
		nbcoap_answer_whole(s, ask, &response, NBCOAP_ANSWER_REFUSE,
				    now);
	else
		nbcoap_answer_code(s, ask, INCOMPLETE, now);
}

static void read_observe(struct nbcoap_server *s, struct nbcoap_ask *ask,
			 const struct nbcoap_message *m)
{
	struct nbcoap_option option;

	if ((m->code != NBCOAP_GET && m->code != NBCOAP_FETCH) ||
	    ask->block2.num || !nbcoap_message_find(m, NBCOAP_OBSERVE, &option))
		return;
	switch (nbcoap_option_uint(&option)) {
	case NBCOAP_OBSERVE_REGISTER:
		ask->observer =
			nbcoap_observers_add(&s->observers, &ask->peer, m);
		break;
	case NBCOAP_OBSERVE_DEREGISTER:
		nbcoap_observers_leave(&s->observers, &ask->peer, m);
		break;
	}
}

/* Is it for the owner?  Else it has been answered. */
static bool is_owners(struct nbcoap_server *s, struct nbcoap_ask *ask,
		      struct nbcoap_message *m, nb_ms now)
{
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
	read_observe(s, ask, m);
	return true;
}

static void make_current(struct nbcoap_server *s, struct nbcoap_event *ev)
{
	s->current = ev->inbound;
	s->message = ev->message;
}

static bool request(struct nbcoap_server *s, struct nbcoap_event *ev, nb_ms now)
{
	static const struct nbcoap_response unavailable = {
		.code = NBCOAP_CODE(5, 3),
	};
	struct nbcoap_ask *slot = free_ask(s);

	if (!slot) { /* the config was not the endpoint's */
		nbcoap_endpoint_refuse(s->endpoint, ev->inbound, &unavailable,
				       now);
		return false;
	}
	struct nbcoap_ask ask = nbcoap_ask_read(s->config.secret, &ev->peer,
						ev->inbound, &ev->message);
	if (!is_owners(s, &ask, &ev->message, now))
		return false;
	*slot = ask;
	make_current(s, ev);
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
	uint32_t slot = nbcoap_observers_ask(&s->observers, now);

	if (slot == NBCOAP_NO_SLOT)
		return false;
	*ev = (struct nbcoap_event){
		.type = NBCOAP_EVENT_REQUEST,
		.exchange = -1,
		.inbound = NBCOAP_SERVER_OBSERVERS +
			   (int)nbcoap_observers_question(&s->observers, slot),
		.peer = s->observers.slots[slot].peer,
		.message = nbcoap_observers_request(&s->observers, slot),
	};
	make_current(s, ev);
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

static struct nbcoap_ask *ask_of(struct nbcoap_server *s, int inbound)
{
	for (unsigned i = 0; i < s->config.inbound; i++)
		if (s->asks[i].used && s->asks[i].inbound == inbound)
			return &s->asks[i];
	return NULL;
}

/* What @inbound asks, one of the endpoint's or an observer's. */
static bool find(struct nbcoap_server *s, int inbound, struct nbcoap_ask *ask)
{
	const struct nbcoap_ask *slot = ask_of(s, inbound);
	uint32_t question = (uint32_t)inbound - NBCOAP_SERVER_OBSERVERS;
	uint32_t observer = nbcoap_observers_asked(&s->observers, question);

	if (slot) {
		*ask = *slot;
		return true;
	}
	if (observer == NBCOAP_NO_SLOT)
		return false;
	struct nbcoap_message m =
		nbcoap_observers_request(&s->observers, observer);
	*ask = nbcoap_ask_read(s->config.secret,
			       &s->observers.slots[observer].peer, inbound, &m);
	ask->observer = observer;
	return true;
}

/* It has been answered, or will not be. */
static void end(struct nbcoap_server *s, const struct nbcoap_ask *ask)
{
	struct nbcoap_ask *slot = ask_of(s, ask->inbound);

	if (!slot) {
		nbcoap_observers_answered(&s->observers, ask->observer);
		return;
	}
	slot->used = false;
	if (ask->body != NBCOAP_NO_SLOT &&
	    s->bodies.slots[ask->body].life == NBCOAP_BODY_ASKED)
		nbcoap_bodies_remove(&s->bodies, ask->body);
}

/* What an observer cannot be told now it is told later. */
static int settle(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		  int result, nb_ms now)
{
	if (result == NB_ERR_SPACE && !ask_of(s, ask->inbound)) {
		nbcoap_observers_put_off(&s->observers, ask->observer, now);
		return 0;
	}
	if (!result)
		end(s, ask);
	return result;
}

static int answer(struct nbcoap_server *s, int inbound,
		  const struct nbcoap_response *response,
		  enum nbcoap_answer_way way, nb_ms now)
{
	struct nbcoap_ask ask;

	if (!find(s, inbound, &ask))
		return NB_ERR_CALLER;
	return settle(s, &ask, nbcoap_answer_whole(s, &ask, response, way, now),
		      now);
}

int nbcoap_server_respond(struct nbcoap_server *s, int inbound,
			  const struct nbcoap_response *response, nb_ms now)
{
	return answer(s, inbound, response, NBCOAP_ANSWER_RESPOND, now);
}

int nbcoap_server_refuse(struct nbcoap_server *s, int inbound,
			 const struct nbcoap_response *response, nb_ms now)
{
	return answer(s, inbound, response, NBCOAP_ANSWER_REFUSE, now);
}

int nbcoap_server_respond_part(struct nbcoap_server *s, int inbound,
			       const struct nbcoap_response *response,
			       uint32_t total, nb_ms now)
{
	struct nbcoap_ask ask;

	if (!find(s, inbound, &ask))
		return NB_ERR_CALLER;
	return settle(s, &ask,
		      nbcoap_answer_part(s, &ask, response, total,
					 NBCOAP_ANSWER_RESPOND, now),
		      now);
}

int nbcoap_server_proceed(struct nbcoap_server *s, int inbound, nb_ms now)
{
	const struct nbcoap_ask *ask = ask_of(s, inbound);

	if (!ask || !ask->has_block1 || !ask->block1.more)
		return NB_ERR_CALLER;
	struct nbcoap_ask copy = *ask;
	nbcoap_answer_code(s, &copy, CONTINUE, now);
	end(s, &copy);
	return 0;
}

void nbcoap_server_drop(struct nbcoap_server *s, int inbound, nb_ms now)
{
	struct nbcoap_ask ask;

	if (!find(s, inbound, &ask))
		return;
	if (ask_of(s, inbound)) {
		nbcoap_endpoint_drop(s->endpoint, inbound, now);
		if (ask.observer != NBCOAP_NO_SLOT)
			nbcoap_observers_settle(&s->observers, ask.observer,
						false, now);
	}
	end(s, &ask);
}

/* ---- Observers and links ---- */

bool nbcoap_server_observe(struct nbcoap_server *s, int inbound,
			   uint64_t resource, unsigned confirm_every)
{
	struct nbcoap_ask ask;

	if (!find(s, inbound, &ask) || ask.observer == NBCOAP_NO_SLOT)
		return false;
	nbcoap_observers_grant(&s->observers, ask.observer, resource,
			       confirm_every);
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
