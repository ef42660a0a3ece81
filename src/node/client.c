#include "node/client.h"

#include "node/clock.h"
#include "node/request.h"
#include "node/socket.h"

enum {
	BLOCK_OPTIONS = 9, /* Block1 and Size1, in bytes */
	WISH = 2,          /* Block2 with the first message */
};

/* The exponent of its blocks: what fits into one message needs none. */
static uint8_t block_szx(const struct nbcoap_node *n, const struct node_slot *s,
			 size_t payload)
{
	size_t room = n->config.message_size;
	uint16_t token_len = (uint16_t)n->params.token_len;
	/* s->len has the four bytes of a header already. */
	size_t head = s->len - payload + token_len +
		      nbcoap_message_token_offset(token_len) - 4;
	uint8_t szx = NBCOAP_BLOCK_SZX_MAX;

	if (s->block_size) {
		szx = nbcoap_blockwise_szx(s->block_size);
		head += WISH;
	}
	if (head + payload <= room && payload <= nbcoap_blockwise_size(szx))
		return szx;
	head += BLOCK_OPTIONS;
	uint8_t fits = nbcoap_blockwise_szx(room > head ? room - head : 0);
	return fits < szx ? fits : szx;
}

static int start_request(struct nbcoap_node *n, struct node_slot *s, nb_ms now)
{
	struct nbcoap_option options[NODE_OPTIONS];
	struct nbcoap_client_request request = {
		.request = {.peer = s->peer,
			    .params = &n->params,
			    .user = (uint64_t)(s - n->slots)},
		.early = s->block_size,
		.body = s->body,
		.cap = n->config.body_size,
	};

	node_request_read(&request.request, options, s->bytes, s->len);
	request.szx = block_szx(n, s, request.request.payload.len);
	return nbcoap_client_request(n->client, &request, now);
}

static int start_ping(struct nbcoap_node *n, const struct node_slot *s,
		      nb_ms now)
{
	return nbcoap_endpoint_ping(n->endpoint, &s->peer, &n->params,
				    (uint64_t)(s - n->slots), now);
}

/* 0, or an error; a ping waits then. */
static int start(struct nbcoap_node *n, struct node_slot *s, nb_ms now)
{
	bool waited = s->state == NODE_SLOT_WAITING;

	s->started =
		s->is_ping ? start_ping(n, s, now) : start_request(n, s, now);
	s->state = s->started >= 0 ? NODE_SLOT_STARTED
		   : s->is_ping    ? NODE_SLOT_WAITING
				   : NODE_SLOT_FREE;
	n->waiting -= waited;
	n->waiting += s->state == NODE_SLOT_WAITING;
	return s->state == NODE_SLOT_FREE ? s->started : 0;
}

void node_client_start(struct nbcoap_node *n, nb_ms now)
{
	for (unsigned i = 0; n->waiting > 0 && i < n->config.requests; i++)
		if (n->slots[i].state == NODE_SLOT_WAITING)
			start(n, &n->slots[i], now);
}

static void tell(struct nbcoap_node *n, struct nbcoap_event *event)
{
	struct node_slot *s = &n->slots[event->user];

	event->exchange = (int)event->user;
	if (event->type != NBCOAP_EVENT_NOTIFICATION)
		s->state = NODE_SLOT_FREE;
	if (!s->done)
		return;
	n->called++;
	s->done(s->arg, n, event);
}

static void tell_whole(struct nbcoap_node *n,
		       const struct nbcoap_client_event *own,
		       enum nbcoap_event_type type)
{
	struct nbcoap_event event = own->event;

	event.type = type;
	event.message.payload = own->body;
	tell(n, &event);
}

/* Of a ping; anything else of the endpoint's is of no use with UDP. */
static void tell_passed(struct nbcoap_node *n, struct nbcoap_event event)
{
	if (event.type == NBCOAP_EVENT_PONG ||
	    event.type == NBCOAP_EVENT_FAILED)
		tell(n, &event);
}

void node_client_tell(struct nbcoap_node *n,
		      const struct nbcoap_client_event *own)
{
	switch (own->type) {
	case NBCOAP_CLIENT_PASSED:
		tell_passed(n, own->event);
		break;
	case NBCOAP_CLIENT_NOTIFICATION:
		tell_whole(n, own, NBCOAP_EVENT_NOTIFICATION);
		break;
	case NBCOAP_CLIENT_RESPONSE:
		tell_whole(n, own, NBCOAP_EVENT_RESPONSE);
		break;
	case NBCOAP_CLIENT_QUIET:
		tell_whole(n, own, NBCOAP_EVENT_QUIET);
		break;
	case NBCOAP_CLIENT_FAILED:
		tell_whole(n, own, NBCOAP_EVENT_FAILED);
		break;
	case NBCOAP_CLIENT_PROGRESS:
	case NBCOAP_CLIENT_BLOCK:
		break;
	}
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

	if (!s || request->payload.len > n->config.body_size)
		return NB_ERR_SPACE;
	int len = node_request_write(&s->peer, s->bytes,
				     node_slot_size(&n->config), request,
				     families(n));
	if (len < 0)
		return len;
	s->len = (size_t)len;
	s->is_ping = request->code == NBCOAP_EMPTY;
	s->block_size = request->block_size;
	s->done = request->done ? request->done : n->done;
	s->arg = request->done ? request->arg : n->done_arg;
	int error = start(n, s, now);
	if (error < 0)
		return error;
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
	else if (s->state == NODE_SLOT_STARTED && s->is_ping)
		nbcoap_endpoint_cancel(n->endpoint, s->started, &progress, now);
	else if (s->state == NODE_SLOT_STARTED)
		nbcoap_client_cancel(n->client, s->started, &progress, now);
	s->state = NODE_SLOT_FREE;
}

int nbcoap_node_leave(struct nbcoap_node *n, int request)
{
	const struct node_slot *s = &n->slots[request];
	nb_ms now = node_now();

	if (s->state != NODE_SLOT_STARTED || s->is_ping)
		return NB_ERR_CALLER;
	int error = nbcoap_client_leave(n->client, s->started, now);
	if (!error)
		node_socket_send(n, now);
	return error;
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
