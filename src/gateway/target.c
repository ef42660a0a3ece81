#include "gateway/target.h"

#include <nbcoap/blockwise.h>

#include <stdio.h>
#include <string.h>

static int init(struct gw_target *t, const struct nbcoap_uri *uri)
{
	uint8_t *room;
	int count;

	memset(t, 0, sizeof(*t));
	gw_list_init(&t->node);
	gw_options_init(&t->base);
	for (int i = 0; i < GW_PRIORITIES; i++)
		gw_list_init(&t->turns[i]);
	t->secure = uri->secure;
	if (gw_name_init(&t->name, uri) != 0)
		return NB_ERR_PEER;
	room = t->base.bytes;
	count = nbcoap_uri_host_option(uri, t->base.at, 0, GW_OPTION_COUNT,
				       &room, room + GW_OPTION_BYTES);
	if (count < 0)
		return NB_ERR_PEER;
	t->base.count = (size_t)count;
	t->base.used = (size_t)(room - t->base.bytes);
	return 0;
}

int gw_target_init(struct gw_target *t, const struct gw_target_config *config)
{
	struct nbcoap_uri uri;

	if (nbcoap_uri_parse(&uri, config->uri, strlen(config->uri)) != 0 ||
	    init(t, &uri) != 0 || gw_options_add_path(&t->base, uri.path) != 0)
		return NB_ERR_PEER;
	t->configured = true;
	t->label = config->origin.name;
	t->params = config->params;
	t->max_body = (size_t)config->max_body;
	t->szx = nbcoap_blockwise_szx((size_t)config->block_size);
	t->local_port = (uint16_t)config->local_port;
	t->dns_ttl = config->dns_ttl;
	return 0;
}

int gw_target_init_host(struct gw_target *t, const struct nbcoap_uri *uri,
			const struct nbcoap_params *params)
{
	if (init(t, uri) != 0)
		return NB_ERR_PEER;
	t->label = t->text;
	t->params = *params;
	t->max_body = GW_HOST_MAX_BODY;
	t->szx = nbcoap_blockwise_szx(GW_HOST_BLOCK_SIZE);
	t->dns_ttl = GW_HOST_DNS_TTL;
	if (t->name.state == GW_NAME_LITERAL)
		nb_addr_format(&t->name.addr, t->text, sizeof(t->text));
	else
		snprintf(t->text, sizeof(t->text), "%s:%u", t->name.host,
			 (unsigned)t->name.addr.port);
	return 0;
}

void gw_target_queue(struct gw_target *t, struct gw_node *node, int priority)
{
	gw_list_append(&t->turns[priority], node);
	t->waiting++;
}

void gw_target_requeue(struct gw_target *t, struct gw_node *node, int priority)
{
	gw_list_prepend(&t->turns[priority], node);
	t->waiting++;
}

void gw_target_unqueue(struct gw_target *t, struct gw_node *node)
{
	if (gw_list_is_empty(node))
		return;
	gw_list_remove(node);
	t->waiting--;
}

struct gw_node *gw_target_next(const struct gw_target *t)
{
	for (int i = GW_PRIORITIES - 1; i >= 0; i--)
		if (!gw_list_is_empty(&t->turns[i]))
			return t->turns[i].next;
	return NULL;
}
