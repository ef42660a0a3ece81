#include "node/request.h"

#include "base/addr.h"
#include "base/assert.h"
#include "node/udp.h"

#include <nbcoap/uri.h>

/* Longest name of a host (RFC 1035, 2.3.4). */
#define NAME_MAX_LEN 253
/* Room for the values of a URI's options. */
#define VALUES_MAX 1024

static int find_peer(struct nb_addr *peer, const struct nbcoap_uri *uri,
		     unsigned families)
{
	uint8_t name[NAME_MAX_LEN + 1];

	if (uri->literal && uri->addr.family != NB_FAMILY_NONE) {
		*peer = uri->addr;
		return 0;
	}
	int len = nbcoap_uri_decode(uri->host, name, NAME_MAX_LEN);
	if (len < 0 || memchr(name, '\0', (size_t)len))
		return NB_ERR_CALLER;
	name[len] = '\0';
	return node_udp_resolve(peer, (const char *)name, uri->port, families);
}

static int uri_options(const struct nbcoap_uri *uri,
		       struct nbcoap_option options[NODE_OPTIONS],
		       uint8_t values[VALUES_MAX])
{
	const uint8_t *end = values + VALUES_MAX;
	int count = nbcoap_uri_host_option(uri, options, 0, NODE_OPTIONS,
					   &values, end);

	if (count >= 0)
		count = nbcoap_uri_path_options(uri->path, options,
						(size_t)count, NODE_OPTIONS,
						&values, end);
	if (count >= 0 && uri->query_given)
		count = nbcoap_uri_query_options(uri->query, options,
						 (size_t)count, NODE_OPTIONS,
						 &values, end);
	return count == NB_ERR_PEER ? NB_ERR_CALLER : count;
}

static bool is_ping(const struct nbcoap_node_request *request)
{
	return request->code == NBCOAP_EMPTY && request->type == NBCOAP_CON &&
	       !request->option_count && !request->payload.len;
}

static bool may_observe(uint8_t code)
{
	return code == NBCOAP_GET || code == NBCOAP_FETCH;
}

static bool is_request(const struct nbcoap_node_request *request)
{
	return nbcoap_method_name(request->code) &&
	       (request->type == NBCOAP_CON || request->type == NBCOAP_NON) &&
	       (may_observe(request->code) || !request->observe);
}

/* All options in order; their count, or an error. */
static int all_options(const struct nbcoap_node_request *request,
		       const struct nbcoap_uri *uri,
		       struct nbcoap_option options[NODE_OPTIONS],
		       uint8_t values[VALUES_MAX])
{
	static const struct nbcoap_option observe = {.number = NBCOAP_OBSERVE};
	int count = is_ping(request) ? 0 : uri_options(uri, options, values);

	if (count < 0)
		return count;
	if (request->option_count + request->observe >
	    NODE_OPTIONS - (size_t)count)
		return NB_ERR_SPACE;
	for (size_t i = 0; i < request->option_count; i++)
		options[count++] = request->options[i];
	if (request->observe)
		options[count++] = observe;
	nbcoap_options_sort(options, (size_t)count);
	return count;
}

int node_request_write(struct nb_addr *peer, uint8_t *buf, size_t cap,
		       const struct nbcoap_node_request *request,
		       unsigned families)
{
	struct nbcoap_message m = {.type = request->type,
				   .code = request->code};
	struct nbcoap_option options[NODE_OPTIONS];
	uint8_t values[VALUES_MAX];
	struct nbcoap_uri uri;

	if ((!is_request(request) && !is_ping(request)) ||
	    nbcoap_uri_parse(&uri, request->uri, strlen(request->uri)) < 0 ||
	    uri.secure)
		return NB_ERR_CALLER;
	int count = all_options(request, &uri, options, values);
	if (count < 0)
		return count;
	int error = find_peer(peer, &uri, families);
	if (error < 0)
		return error;
	if (peer->port == 0 || nb_addr_is_multicast(peer))
		return NB_ERR_CALLER;
	return nbcoap_message_encode(&m, options, (size_t)count,
				     request->payload, buf, cap);
}

static bool is_registration(const struct nbcoap_message *m,
			    const struct nbcoap_option *option)
{
	return option->number == NBCOAP_OBSERVE && may_observe(m->code) &&
	       nbcoap_option_uint(option) == NBCOAP_OBSERVE_REGISTER;
}

void node_request_read(struct nbcoap_request *out,
		       struct nbcoap_option options[NODE_OPTIONS],
		       const uint8_t *bytes, size_t len)
{
	struct nbcoap_options walk;
	struct nbcoap_option *option = options;
	struct nbcoap_message m;

	NB_ASSERT(nbcoap_message_decode(&m, bytes, len) == NBCOAP_FORMAT_GOOD);
	out->code = m.code;
	out->confirmable = m.type == NBCOAP_CON;
	out->payload = m.payload;
	out->options = options;
	nbcoap_options_init(&walk, &m);
	while (nbcoap_options_next(&walk, option)) {
		if (option->number == NBCOAP_NO_RESPONSE)
			out->suppress = nbcoap_option_uint(option);
		if (is_registration(&m, option))
			out->observe = true; /* the client puts the option */
		else
			option++;
	}
	out->option_count = (size_t)(option - options);
}

struct nbcoap_option node_format_option(int format, uint8_t value[4])
{
	return (struct nbcoap_option){
		.number = NBCOAP_CONTENT_FORMAT,
		.len = nbcoap_option_put_uint(value, (uint32_t)format),
		.value = value,
	};
}
