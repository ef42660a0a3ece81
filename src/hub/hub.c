#include "hub/hub.h"

#include "api/capture.h"
#include "api/modem.h"
#include "hub/pump.h"

#include <stdlib.h>
#include <string.h>

/* What the endpoint has room for. */
#define EXCHANGES 64
#define PEERS     64
#define REPLIES   64
#define OPTIONS   1500 /* bytes of those of one request */

static size_t mtu(const struct hub *h, enum nb_family family)
{
	size_t bytes = h->link.ops->mtu(h->link.self, family);

	return bytes < HUB_DATAGRAM ? bytes : HUB_DATAGRAM;
}

static bool open_endpoint(struct hub *h, const struct hub_setup *setup,
			  nb_ms now)
{
	size_t ipv4 = mtu(h, NB_FAMILY_IPV4);
	size_t ipv6 = mtu(h, NB_FAMILY_IPV6);
	struct nbcoap_endpoint_config config = {
		.exchanges = EXCHANGES,
		.peers = PEERS,
		.replies = REPLIES,
		.message_size = (unsigned)(ipv4 > ipv6 ? ipv4 : ipv6),
	};
	size_t size;

	memcpy(config.secret, setup->secret, sizeof(config.secret));
	size = nbcoap_endpoint_footprint(&config);
	h->endpoint_memory = malloc(size);
	if (!h->endpoint_memory)
		return false;
	h->endpoint =
		nbcoap_endpoint_init(h->endpoint_memory, size, &config, now);
	return h->endpoint != NULL;
}

static bool open_client(struct hub *h, const struct hub_setup *setup)
{
	struct nbcoap_client_config config = {
		.transfers = EXCHANGES,
		.options_size = OPTIONS,
	};
	size_t size;

	memcpy(config.secret, setup->secret, sizeof(config.secret));
	size = nbcoap_client_footprint(&config);
	h->client_memory = malloc(size);
	if (!h->client_memory)
		return false;
	h->client = nbcoap_client_init(h->client_memory, size, &config,
				       h->endpoint);
	return h->client != NULL;
}

static bool open_gateway(struct hub *h, const struct hub_setup *setup)
{
	h->gateway = gw_open(setup->config, h->endpoint, h->client);
	if (!h->gateway)
		return false;
	gw_mtu(h->gateway, mtu(h, NB_FAMILY_IPV4), mtu(h, NB_FAMILY_IPV6));
	return true;
}

static void gather_metrics(struct hub *h)
{
	struct api_metrics *m = h->metrics;

	*m++ = (struct api_metrics){gw_metrics, gw_counters(h->gateway)};
	*m++ = (struct api_metrics){gw_coap_metrics,
				    nbcoap_endpoint_counters(h->endpoint)};
	m->table = h->link.ops->metrics(h->link.self, &m->counters);
}

static bool open_api(struct hub *h, const struct hub_setup *setup, nb_ms now)
{
	struct api_setup api = {
		.gateway = h->gateway,
		.settings = &setup->config->settings,
		.instance = setup->instance,
		.version = setup->version,
		.uid = setup->uid,
		.has_modem = setup->link.ops->command != NULL,
		.metrics = h->metrics,
	};

	gather_metrics(h);
	h->api = api_open(&api, now);
	return h->api != NULL;
}

struct hub *hub_open(const struct hub_setup *setup, nb_ms now)
{
	struct hub *h = calloc(1, sizeof(*h));

	if (!h)
		return NULL;
	h->link = setup->link;
	h->trace.interface = setup->instance;
	h->trace.port = (uint16_t)setup->config->settings.coap_port;
	if (open_endpoint(h, setup, now) && open_client(h, setup) &&
	    open_gateway(h, setup) && open_api(h, setup, now))
		return h;
	hub_close(h);
	return NULL;
}

void hub_close(struct hub *h)
{
	if (h->api)
		api_close(h->api);
	if (h->gateway)
		gw_close(h->gateway);
	free(h->client_memory);
	free(h->endpoint_memory);
	free(h);
}

int hub_client_add(struct hub *h, const struct hub_peer *who)
{
	struct api_peer peer = {who->uid, who->gid, who->pid};

	return api_client_add(h->api, &peer);
}

size_t hub_client_input(struct hub *h, int client, const void *data, size_t len,
			nb_ms now)
{
	return api_client_input(h->api, client, data, len, now);
}

bool hub_client_wants_input(const struct hub *h, int client)
{
	return api_client_wants_input(h->api, client);
}

void hub_client_eof(struct hub *h, int client, nb_ms now)
{
	api_client_eof(h->api, client, now);
}

size_t hub_client_output(struct hub *h, int client, const void **data)
{
	struct nb_bytes bytes = api_client_output(h->api, client);

	*data = bytes.data;
	return bytes.len;
}

void hub_client_output_done(struct hub *h, int client, size_t n)
{
	api_client_output_done(h->api, client, n);
}

bool hub_client_is_done(const struct hub *h, int client)
{
	return api_client_done(h->api, client);
}

void hub_client_remove(struct hub *h, int client, nb_ms now)
{
	api_client_remove(h->api, client, now);
}

static bool next_log(struct hub *h, struct hub_event *ev)
{
	if (h->log_count == 0)
		return false;
	h->told = h->logs[h->log_first];
	h->log_first = (h->log_first + 1) % HUB_LOGS;
	h->log_count--;
	ev->type = HUB_EVENT_LOG;
	ev->level = h->told.level;
	ev->text = h->told.text;
	return true;
}

static bool next_status(struct hub *h, struct hub_event *ev)
{
	if (!h->status_changed)
		return false;
	h->status_changed = false;
	ev->type = HUB_EVENT_STATUS;
	ev->text = hub_state_text(h->state);
	return true;
}

static enum hub_event_type event_of(const struct api_trace_step *step)
{
	switch (step->act) {
	case API_TRACE_OPEN:
		return HUB_EVENT_TRACE_OPEN;
	case API_TRACE_WRITE:
		return HUB_EVENT_TRACE_WRITE;
	case API_TRACE_CLOSE:
		break;
	}
	return HUB_EVENT_TRACE_CLOSE;
}

/* What is to be done about the file of a capture. */
static bool next_trace(struct hub *h, struct hub_event *ev)
{
	struct api_trace_step step;

	if (!api_trace_next(h->api, &step))
		return false;
	ev->type = event_of(&step);
	ev->at = step.kind == API_TRACE_AT;
	ev->bytes = step.bytes;
	return true;
}

bool hub_next_event(struct hub *h, struct hub_event *ev)
{
	struct api_event news;

	memset(ev, 0, sizeof(*ev));
	if (next_log(h, ev) || next_status(h, ev) || next_trace(h, ev))
		return true;
	if (!api_next_event(h->api, &news))
		return false;
	ev->type =
		news.type == API_EVENT_LOG ? HUB_EVENT_LOG : HUB_EVENT_CLIENT;
	ev->level = NB_LOG_WARNING;
	ev->client = news.client;
	ev->text = news.text;
	return true;
}

void hub_shutdown(struct hub *h, nb_ms now)
{
	gw_shutdown(h->gateway, now);
	api_modem_shutdown(h->api);
	hub_move(h, now);
}

void hub_finish(struct hub *h)
{
	api_finish(h->api);
}

void hub_pump(struct hub *h, nb_ms now)
{
	hub_move(h, now);
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

const char *hub_target_name(const struct hub *h, const struct nb_addr *peer)
{
	return gw_target_name(h->gateway, peer);
}

int hub_local_port(const struct hub *h, const struct nb_addr *peer)
{
	return gw_local_port(h->gateway, peer);
}

nb_ms hub_deadline(const struct hub *h)
{
	return sooner(h->link.ops->deadline(h->link.self),
		      sooner(nbcoap_client_deadline(h->client),
			     gw_deadline(h->gateway)));
}

void hub_expire(struct hub *h, nb_ms now)
{
	/* what the link has now may be an answer, just in time */
	h->link.ops->expire(h->link.self, now);
	hub_move(h, now);
	nbcoap_client_expire(h->client, now);
	gw_expire(h->gateway, now);
	hub_move(h, now);
}
