#include "node/client.h"

#include "node/clock.h"
#include "node/request.h"
#include "node/socket.h"

/* The waiting request of the lowest turn over @after; NULL: no more. */
static struct node_slot *next_waiting(struct nbcoap_node *n, uint64_t after)
{
	struct node_slot *next = NULL;

	for (unsigned i = 0; i < n->config.requests; i++) {
		struct node_slot *s = &n->slots[i];

		if (s->state == NODE_SLOT_WAITING && s->turn > after &&
		    (!next || s->turn < next->turn))
			next = s;
	}
	return next;
}

static void start(struct nbcoap_node *n, struct node_slot *s, nb_ms now)
{
	struct nbcoap_option options[NODE_OPTIONS];
	struct nbcoap_request request = {
		.peer = s->peer,
		.params = &n->params,
		.user = (uint64_t)(s - n->slots),
	};

	node_request_read(&request, options, s->bytes, s->len);
	s->exchange =
		request.code == NBCOAP_EMPTY
			? nbcoap_endpoint_ping(n->endpoint, &s->peer,
					       &n->params, request.user, now)
			: nbcoap_endpoint_request(n->endpoint, &request, now);
	if (s->exchange < 0)
		return;
	s->state = NODE_SLOT_STARTED;
	n->waiting--;
}

void node_client_start(struct nbcoap_node *n, nb_ms now)
{
	struct node_slot *s = NULL;

	if (n->waiting == 0)
		return;
	while ((s = next_waiting(n, s ? s->turn : 0)))
		start(n, s, now);
}

void node_client_tell(struct nbcoap_node *n, const struct nbcoap_event *event)
{
	struct node_slot *s = &n->slots[event->user];
	struct nbcoap_event told = *event;

	told.exchange = (int)event->user;
	if (event->type != NBCOAP_EVENT_NOTIFICATION)
		s->state = NODE_SLOT_FREE;
	if (!s->done)
		return;
	n->called++;
	s->done(s->arg, n, &told);
}

static struct node_slot *free_slot(struct nbcoap_node *n)
{
	for (unsigned i = 0; i < n->config.requests; i++)
		if (n->slots[i].state == NODE_SLOT_FREE)
			return &n->slots[i];
	return NULL;
}

static unsigned families(const struct nbcoap_node *n)
{
	unsigned set = 0;

	for (size_t i = 0; i < n->udp_count; i++)
		set |= 1u << n->udp[i].family;
	return set ? set : 1u << NB_FAMILY_IPV4 | 1u << NB_FAMILY_IPV6;
}

int nbcoap_node_request(struct nbcoap_node *n,
			const struct nbcoap_node_request *request)
{
	struct node_slot *s = free_slot(n);
	nb_ms now = node_now();

	if (!s)
		return NB_ERR_SPACE;
	int len =
		node_request_write(&s->peer, s->bytes,
				   n->config.message_size - n->params.token_len,
				   request, families(n));
	if (len < 0)
		return len;
	s->len = (size_t)len;
	s->done = request->done ? request->done : n->done;
	s->arg = request->done ? request->arg : n->done_arg;
	s->turn = ++n->next_turn;
	s->state = NODE_SLOT_WAITING;
	n->waiting++;
	node_client_start(n, now);
	node_socket_send(n, now);
	return (int)(s - n->slots);
}

void nbcoap_node_cancel(struct nbcoap_node *n, int request)
{
	struct nbcoap_progress progress;
	struct node_slot *s = &n->slots[request];
	nb_ms now = node_now();

	if (s->state == NODE_SLOT_WAITING)
		n->waiting--;
	if (s->state == NODE_SLOT_STARTED)
		nbcoap_endpoint_cancel(n->endpoint, s->exchange, &progress,
				       now);
	s->state = NODE_SLOT_FREE;
}

int nbcoap_node_observe(struct nbcoap_node *n, const char *uri,
			nbcoap_node_done *done, void *arg)
{
	return nbcoap_node_request(n, &(struct nbcoap_node_request){
					      .code = NBCOAP_GET,
					      .uri = uri,
					      .observe = true,
					      .done = done,
					      .arg = arg,
				      });
}

int nbcoap_node_ping(struct nbcoap_node *n, const char *uri,
		     nbcoap_node_done *done, void *arg)
{
	return nbcoap_node_request(n, &(struct nbcoap_node_request){
					      .code = NBCOAP_EMPTY,
					      .uri = uri,
					      .done = done,
					      .arg = arg,
				      });
}

void nbcoap_node_set_default(struct nbcoap_node *n, nbcoap_node_done *done,
			     void *arg)
{
	n->done = done;
	n->done_arg = arg;
}

static int ask(struct nbcoap_node *n, uint8_t code, const char *uri, int format,
	       struct nb_bytes payload, nbcoap_node_done *done, void *arg)
{
	uint8_t value[4];
	struct nbcoap_option option = node_format_option(format, value);

	return nbcoap_node_request(n, &(struct nbcoap_node_request){
					      .code = code,
					      .uri = uri,
					      .options = &option,
					      .option_count = format >= 0,
					      .payload = payload,
					      .done = done,
					      .arg = arg,
				      });
}

int nbcoap_node_get(struct nbcoap_node *n, const char *uri,
		    nbcoap_node_done *done, void *arg)
{
	return ask(n, NBCOAP_GET, uri, NBCOAP_NO_FORMAT, (struct nb_bytes){0},
		   done, arg);
}

int nbcoap_node_delete(struct nbcoap_node *n, const char *uri,
		       nbcoap_node_done *done, void *arg)
{
	return ask(n, NBCOAP_DELETE, uri, NBCOAP_NO_FORMAT,
		   (struct nb_bytes){0}, done, arg);
}

int nbcoap_node_post(struct nbcoap_node *n, const char *uri, int format,
		     struct nb_bytes payload, nbcoap_node_done *done, void *arg)
{
	return ask(n, NBCOAP_POST, uri, format, payload, done, arg);
}

int nbcoap_node_put(struct nbcoap_node *n, const char *uri, int format,
		    struct nb_bytes payload, nbcoap_node_done *done, void *arg)
{
	return ask(n, NBCOAP_PUT, uri, format, payload, done, arg);
}

int nbcoap_node_fetch(struct nbcoap_node *n, const char *uri, int format,
		      struct nb_bytes payload, nbcoap_node_done *done,
		      void *arg)
{
	return ask(n, NBCOAP_FETCH, uri, format, payload, done, arg);
}

int nbcoap_node_patch(struct nbcoap_node *n, const char *uri, int format,
		      struct nb_bytes payload, nbcoap_node_done *done,
		      void *arg)
{
	return ask(n, NBCOAP_PATCH, uri, format, payload, done, arg);
}

int nbcoap_node_ipatch(struct nbcoap_node *n, const char *uri, int format,
		       struct nb_bytes payload, nbcoap_node_done *done,
		       void *arg)
{
	return ask(n, NBCOAP_IPATCH, uri, format, payload, done, arg);
}
