#include "gateway/intake.h"

#include "base/addr.h"
#include "gateway/host.h"

#include <stdlib.h>
#include <string.h>

/* One request on its way in. */
struct intake {
	struct gw *g;
	const struct gw_ask *ask;
	struct gw_outcome *refusal;
	struct gw_target *target;
	struct gw_route *route;
	struct gw_options path;    /* of the request, decoded */
	struct gw_options options; /* all of the message */
	nb_ms now;
};

#define refuse(in, ...) (gw_outcome_fail((in)->refusal, __VA_ARGS__), false)

static bool read_path(struct intake *in, struct nb_bytes path)
{
	if (path.len > 0 && (memchr(path.data, '?', path.len) ||
			     memchr(path.data, '#', path.len)))
		return refuse(in, GW_BAD_REQUEST,
			      "path: must not have '?' or '#'; queries go in "
			      "query");
	if (gw_options_add_path(&in->path, path) != 0)
		return refuse(in, GW_BAD_REQUEST,
			      "path: must not have a control character, a bad "
			      "percent escape, a segment '.' or '..', or one "
			      "over 255 bytes");
	if (in->path.full)
		return refuse(in, GW_TOO_LARGE,
			      "path: is longer than a datagram");
	return true;
}

static bool read_text_path(struct intake *in)
{
	const char *text = in->ask->path ? in->ask->path : "/";
	struct nb_bytes path = {(const uint8_t *)text, strlen(text)};

	if (text[0] != '/')
		return refuse(in, GW_BAD_REQUEST, "path: must begin with '/'");
	return read_path(in, path);
}

static bool go_by_route(struct intake *in)
{
	struct gw *g = in->g;

	if (!read_text_path(in))
		return false;
	in->route = gw_route_find(g->routes, g->route_count, &in->path);
	if (!in->route)
		return refuse(in, GW_NO_ROUTE, "no route for this path");
	if (!gw_route_allows(in->route, in->ask->method))
		return refuse(in, GW_DENIED, "route %s does not allow %s",
			      in->route->config->origin.name,
			      nbcoap_method_name(in->ask->method));
	in->target = in->route->target;
	gw_options_add_all(&in->options, &in->target->base, 0);
	gw_options_join_path(&in->options, &in->route->remote, 0);
	gw_options_join_path(&in->options, &in->path, in->route->prefix.count);
	return true;
}

static bool go_by_target(struct intake *in)
{
	in->target = gw_find_target(in->g, in->ask->target);
	if (!in->target)
		return refuse(in, GW_NO_ROUTE, "no target %.40s",
			      in->ask->target);
	if (!read_text_path(in))
		return false;
	gw_options_add_all(&in->options, &in->target->base, 0);
	gw_options_join_path(&in->options, &in->path, 0);
	return true;
}

static bool find_host(struct intake *in, const struct nbcoap_uri *uri)
{
	int error;

	if (uri->literal && memchr(uri->host.data, '%', uri->host.len) &&
	    in->g->config->modem)
		return refuse(in, GW_BAD_REQUEST,
			      "uri: a zone needs driver = udp");
	if (nb_addr_is_multicast(&uri->addr))
		return refuse(in, GW_BAD_REQUEST,
			      "uri: must not be a multicast address");
	in->target = gw_host_find(in->g, uri, &error);
	if (!in->target && error == NB_ERR_PEER)
		return refuse(in, GW_BAD_REQUEST, "uri: no such host can be");
	if (!in->target)
		return refuse(in, GW_INTERNAL, "no memory");
	return true;
}

static bool go_by_uri(struct intake *in)
{
	const char *text = in->ask->uri;
	struct nbcoap_uri uri;

	if (nbcoap_uri_parse(&uri, text, strlen(text)) != 0)
		return refuse(in, GW_BAD_REQUEST,
			      "uri: must be coap://host[:port][/path][?query]");
	if (uri.secure)
		return refuse(in, GW_UNSUPPORTED, "uri: coaps is not built");
	if (!read_path(in, uri.path) || !find_host(in, &uri))
		return false;
	gw_options_add_all(&in->options, &in->target->base, 0);
	gw_options_join_path(&in->options, &in->path, 0);
	if (uri.query_given && gw_options_add_query(&in->options, uri.query))
		return refuse(in, GW_BAD_REQUEST, "uri: a bad query");
	return true;
}

static bool find_way(struct intake *in)
{
	bool found = in->ask->uri      ? go_by_uri(in)
		     : in->ask->target ? go_by_target(in)
				       : go_by_route(in);

	if (found && in->target->secure)
		return refuse(in, GW_UNSUPPORTED, "coaps is not built");
	return found;
}

static void add_options(struct intake *in)
{
	if (in->ask->options)
		gw_options_add_all(&in->options, in->ask->options, 0);
	if (in->ask->no_response >= 0)
		gw_options_add_uint(&in->options, NBCOAP_NO_RESPONSE,
				    (uint32_t)in->ask->no_response);
	gw_options_sort(&in->options);
}

/* About when one of those that wait will have been answered. */
static nb_ms time_of_a_turn(const struct intake *in)
{
	struct nbcoap_peer_info info;

	if (nb_addr_is_set(&in->target->name.addr) &&
	    nbcoap_endpoint_peer(in->g->endpoint, &in->target->name.addr,
				 &info) &&
	    info.rtt >= 0)
		return info.rtt;
	return in->target->params.ack_timeout;
}

static bool has_room(struct intake *in)
{
	size_t waiting = in->route ? in->route->waiting : in->target->waiting;
	size_t limit = in->route ? (size_t)in->route->config->queue_limit
				 : GW_QUEUE_LIMIT;

	if (waiting < limit)
		return true;
	gw_outcome_fail(in->refusal, GW_QUEUE_FULL,
			"%zu requests wait for %s already", waiting,
			in->target->label);
	in->refusal->retry_after = time_of_a_turn(in);
	return false;
}

static bool fits(struct intake *in)
{
	if (in->ask->payload.len > in->target->max_body)
		return refuse(in, GW_TOO_LARGE,
			      "the payload is over max-body, %zu bytes",
			      in->target->max_body);
	if (in->options.full)
		return refuse(in, GW_TOO_LARGE,
			      "the options are longer than a datagram");
	return true;
}

static nb_ms timeout(const struct intake *in)
{
	if (in->ask->timeout != GW_BY_ROUTE)
		return in->ask->timeout;
	if (in->route && in->route->config->timeout >= 0)
		return in->route->config->timeout;
	return nbcoap_max_transmit_wait(&in->target->params);
}

static int choose(int asked, int by_route, const struct gw_route *route,
		  int otherwise)
{
	if (asked != GW_BY_ROUTE)
		return asked;
	return route ? by_route : otherwise;
}

static void set_policy(struct gw_request *r, const struct intake *in)
{
	const struct gw_route *route = in->route;
	const struct gw_ask *ask = in->ask;

	r->target = in->target;
	r->route = in->route;
	r->timeout = timeout(in);
	r->deadline = in->now + r->timeout;
	r->priority = choose(ask->priority, route ? route->config->priority : 0,
			     route, GW_PRIORITY_NORMAL);
	r->message.confirmable =
		choose(ask->confirmable, route ? route->config->confirmable : 0,
		       route, true);
	r->message.params = &in->target->params;
	r->message.peer = in->target->name.addr;
}

static void enqueue(struct gw *g, struct gw_request *r)
{
	r->arrival = ++g->arrivals;
	r->target->requests++;
	if (r->route)
		r->route->waiting++;
	gw_list_append(&g->requests, &r->all);
	gw_target_queue(r->target, &r->turn, r->priority);
	if (r->target->name.state == GW_NAME_ASKED)
		r->phase = GW_PHASE_RESOLVING;
	if (r->deadline < g->due)
		g->due = r->deadline;
	g->counters.requests++;
	g->counters.waiting++;
	gw_tell(g, r);
}

static struct gw_request *admit(struct intake *in)
{
	struct gw_request *r = gw_request_new(in->ask, &in->options, in->now);

	if (!r) {
		gw_outcome_fail(in->refusal, GW_INTERNAL, "no memory");
		return NULL;
	}
	set_policy(r, in);
	if (nb_addr_is_set(&r->message.peer) && !r->ping &&
	    gw_block_exponent(in->g, r) < 0) {
		gw_outcome_fail(in->refusal, GW_TOO_LARGE,
				"the request is larger than a datagram");
		gw_request_free(r);
		return NULL;
	}
	enqueue(in->g, r);
	return r;
}

struct gw_request *gw_intake(struct gw *g, const struct gw_ask *ask,
			     struct gw_outcome *refusal, nb_ms now)
{
	struct intake in = {.g = g, .ask = ask, .refusal = refusal, .now = now};
	struct gw_request *r = NULL;

	gw_options_init(&in.path);
	gw_options_init(&in.options);
	if (g->shutdown) {
		gw_outcome_fail(refusal, GW_SHUTTING_DOWN,
				"the daemon is shutting down");
	} else if (find_way(&in) && has_room(&in)) {
		add_options(&in);
		if (fits(&in))
			r = admit(&in);
	}
	if (!r)
		g->counters.refused++;
	return r;
}
