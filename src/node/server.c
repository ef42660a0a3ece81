#include "node/server.h"

#include "node/clock.h"
#include "node/request.h"
#include "node/socket.h"

/* Takes a segment off the front of @path. */
static struct nb_bytes take_segment(const char **path)
{
	size_t len = strcspn(*path, "/");
	struct nb_bytes segment = {(const uint8_t *)*path, len};

	*path += (*path)[len] ? len + 1 : len;
	return segment;
}

/* Is @path the Uri-Path of @m? */
static bool path_is(const char *path, const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;

	if (*path == '/')
		path++;
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (option.number != NBCOAP_URI_PATH)
			continue;
		struct nb_bytes segment = take_segment(&path);
		if (segment.len != option.len ||
		    memcmp(segment.data, option.value, option.len) != 0)
			return false;
	}
	return *path == '\0';
}

static const struct node_resource *resource_of(const struct nbcoap_node *n,
					       const struct nbcoap_message *m)
{
	const struct node_resource *others = NULL;

	for (unsigned i = 0; i < n->config.resources; i++) {
		const struct node_resource *r = &n->resources[i];

		if (!r->asked)
			continue;
		if (!r->path)
			others = r;
		else if (path_is(r->path, m))
			return r;
	}
	return others;
}

void node_server_asked(struct nbcoap_node *n, const struct nbcoap_event *event,
		       nb_ms now)
{
	static const struct nbcoap_response not_found = {
		.code = NBCOAP_CODE(4, 4),
	};
	const struct node_resource *r = resource_of(n, &event->message);

	if (!r) {
		nbcoap_endpoint_refuse(n->endpoint, event->inbound, &not_found,
				       now);
		return;
	}
	n->called++;
	r->asked(r->arg, n, event);
}

static bool paths_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* The row of @path, or a free one; NULL: there is none. */
static struct node_resource *row_for(struct nbcoap_node *n, const char *path)
{
	struct node_resource *free_row = NULL;

	for (unsigned i = 0; i < n->config.resources; i++) {
		struct node_resource *r = &n->resources[i];

		if (!r->asked)
			free_row = r;
		else if (paths_equal(r->path, path))
			return r;
	}
	return free_row;
}

int nbcoap_node_resource(struct nbcoap_node *n, const char *path,
			 nbcoap_node_asked *asked, void *arg)
{
	struct node_resource *r = row_for(n, path);

	if (!r)
		return asked ? NB_ERR_SPACE : 0;
	*r = (struct node_resource){path, asked, arg};
	return 0;
}

int nbcoap_node_response(struct nbcoap_node *n, int inbound,
			 const struct nbcoap_response *response)
{
	nb_ms now = node_now();
	int result =
		nbcoap_endpoint_respond(n->endpoint, inbound, response, now);

	if (result == 0)
		node_socket_send(n, now);
	return result;
}

int nbcoap_node_respond(struct nbcoap_node *n, int inbound, uint8_t code,
			int format, struct nb_bytes payload)
{
	uint8_t value[4];
	struct nbcoap_option option = node_format_option(format, value);

	return nbcoap_node_response(n, inbound,
				    &(struct nbcoap_response){
					    .code = code,
					    .options = &option,
					    .option_count = format >= 0,
					    .payload = payload,
				    });
}
