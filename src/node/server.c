#include "node/server.h"

#include "node/clock.h"
#include "node/request.h"
#include "node/socket.h"

#include <stdio.h>

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

/* What its observers observe. */
static uint64_t number(const struct nbcoap_node *n,
		       const struct node_resource *r)
{
	return (uint64_t)(r - n->resources);
}

void node_server_asked(struct nbcoap_node *n, const struct nbcoap_event *event,
		       nb_ms now)
{
	static const struct nbcoap_response not_found = {
		.code = NBCOAP_CODE(4, 4),
	};
	const struct node_resource *r = resource_of(n, &event->message);

	if (!r) {
		nbcoap_server_refuse(n->server, event->inbound, &not_found,
				     now);
		return;
	}
	if (r->observable)
		nbcoap_server_observe(n->server, event->inbound, number(n, r),
				      r->confirm_every);
	n->called++;
	r->asked(r->arg, n, event);
}

static bool paths_equal(const char *a, const char *b)
{
	return a == b ||
	       (a && b && strcmp(a + (*a == '/'), b + (*b == '/')) == 0);
}

static struct node_resource *find(const struct nbcoap_node *n, const char *path)
{
	for (unsigned i = 0; i < n->config.resources; i++)
		if (n->resources[i].asked &&
		    paths_equal(n->resources[i].path, path))
			return &n->resources[i];
	return NULL;
}

static struct node_resource *find_free(const struct nbcoap_node *n)
{
	for (unsigned i = 0; i < n->config.resources; i++)
		if (!n->resources[i].asked)
			return &n->resources[i];
	return NULL;
}

/* Hands the server the links that there are; none: no directory. */
static void show(struct nbcoap_node *n)
{
	size_t count = 0;

	for (unsigned i = 0; i < n->config.resources; i++)
		if (n->resources[i].asked && n->resources[i].link.target.len)
			n->links[count++] = n->resources[i].link;
	nbcoap_server_set_links(n->server, count ? n->links : NULL, count);
}

/* Writes its link.  0, NB_ERR_SPACE or NB_ERR_CALLER. */
static int write_link(struct node_resource *r,
		      const struct nbcoap_resource *resource)
{
	const char *path = resource->path + (*resource->path == '/');
	const char *attributes =
		resource->attributes ? resource->attributes : "";
	int len = snprintf(r->text, sizeof(r->text), "/%s%s%s", path,
			   attributes, resource->observable ? ";obs" : "");

	if (len >= NODE_LINK)
		return NB_ERR_SPACE;
	size_t target = 1 + strlen(path);
	r->link = (struct nbcoap_link){
		{(const uint8_t *)r->text, target},
		{(const uint8_t *)r->text + target, (size_t)len - target},
	};
	return nbcoap_link_is_valid(&r->link) ? 0 : NB_ERR_CALLER;
}

static int serve(struct nbcoap_node *n, const struct nbcoap_resource *resource)
{
	struct node_resource *r = find(n, resource->path);
	struct node_resource row = {
		.path = resource->path,
		.asked = resource->asked,
		.arg = resource->arg,
		.observable = resource->observable,
		.confirm_every = resource->confirm_every,
	};

	if (!r)
		r = find_free(n);
	if (!r)
		return NB_ERR_SPACE;
	*r = row;
	if (!resource->path || resource->hidden)
		return 0;
	int error = write_link(r, resource);
	if (error)
		r->asked = NULL;
	return error;
}

int nbcoap_node_serve(struct nbcoap_node *n,
		      const struct nbcoap_resource *resource)
{
	int error = serve(n, resource);

	show(n);
	return error;
}

/* Its observers are asked for nothing any more, and get 4.04. */
static void remove_resource(struct nbcoap_node *n, struct node_resource *r)
{
	if (!r)
		return;
	nbcoap_server_notify(n->server, number(n, r));
	r->asked = NULL;
	show(n);
}

int nbcoap_node_resource(struct nbcoap_node *n, const char *path,
			 nbcoap_node_asked *asked, void *arg)
{
	struct nbcoap_resource resource = {
		.path = path, .asked = asked, .arg = arg};

	if (asked)
		return nbcoap_node_serve(n, &resource);
	remove_resource(n, find(n, path));
	return 0;
}

void nbcoap_node_notify(struct nbcoap_node *n, const char *path)
{
	const struct node_resource *r = find(n, path);

	if (r)
		nbcoap_server_notify(n->server, number(n, r));
}

unsigned nbcoap_node_observers(const struct nbcoap_node *n, const char *path)
{
	const struct node_resource *r = find(n, path);

	return r ? nbcoap_server_observers(n->server, number(n, r)) : 0;
}

int nbcoap_node_response(struct nbcoap_node *n, int inbound,
			 const struct nbcoap_response *response)
{
	nb_ms now = node_now();
	int result = nbcoap_server_respond(n->server, inbound, response, now);

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
