#include "gateway/options.h"

#include <nbcoap/uri.h>
#include <string.h>

void gw_options_init(struct gw_options *o)
{
	o->count = 0;
	o->used = 0;
	o->full = false;
}

void gw_options_add(struct gw_options *o, uint16_t number, const void *value,
		    size_t len)
{
	uint8_t *room = o->bytes + o->used;

	if (o->count == GW_OPTION_COUNT || len > GW_OPTION_BYTES - o->used) {
		o->full = true;
		return;
	}
	if (len > 0)
		memcpy(room, value, len);
	o->used += len;
	o->at[o->count++] = (struct nbcoap_option){
		.number = number,
		.len = (uint16_t)len,
		.value = room,
	};
}

void gw_options_add_uint(struct gw_options *o, uint16_t number, uint32_t value)
{
	uint8_t bytes[4];
	uint16_t len = nbcoap_option_put_uint(bytes, value);

	gw_options_add(o, number, bytes, len);
}

void gw_options_add_all(struct gw_options *o, const struct gw_options *from,
			size_t first)
{
	for (size_t i = first; i < from->count; i++)
		gw_options_add(o, from->at[i].number, from->at[i].value,
			       from->at[i].len);
	o->full |= from->full;
}

/*
 * A piece so long that it is over 255 bytes even when each is escaped: told
 * apart from a path that is too long as a whole.
 */
static bool has_long_piece(struct nb_bytes text, char separator)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		len = text.data[i] == (uint8_t)separator ? 0 : len + 1;
		if (len > (size_t)3 * UINT8_MAX)
			return true;
	}
	return false;
}

/* @write is nbcoap_uri_path_options or nbcoap_uri_query_options. */
static int add_text(struct gw_options *o, struct nb_bytes text, char separator,
		    int (*write)(struct nb_bytes text,
				 struct nbcoap_option *options, size_t count,
				 size_t cap, uint8_t **room,
				 const uint8_t *room_end))
{
	uint8_t *room = o->bytes + o->used;
	int count;

	if (has_long_piece(text, separator))
		return NB_ERR_PEER;
	count = write(text, o->at, o->count, GW_OPTION_COUNT, &room,
		      o->bytes + GW_OPTION_BYTES);
	if (count == NB_ERR_SPACE) {
		o->full = true;
		return 0;
	}
	if (count < 0)
		return count;
	o->count = (size_t)count;
	o->used = (size_t)(room - o->bytes);
	return 0;
}

int gw_options_add_path(struct gw_options *o, struct nb_bytes path)
{
	return add_text(o, path, '/', nbcoap_uri_path_options);
}

int gw_options_add_query(struct gw_options *o, struct nb_bytes query)
{
	return add_text(o, query, '&', nbcoap_uri_query_options);
}

static bool ends_with_slash(const struct gw_options *o)
{
	return o->count > 0 && o->at[o->count - 1].number == NBCOAP_URI_PATH &&
	       o->at[o->count - 1].len == 0;
}

void gw_options_join_path(struct gw_options *o, const struct gw_options *tail,
			  size_t first)
{
	if (first < tail->count && ends_with_slash(o))
		o->count--;
	gw_options_add_all(o, tail, first);
}

void gw_options_sort(struct gw_options *o)
{
	nbcoap_options_sort(o->at, o->count);
}

bool gw_option_equal(const struct nbcoap_option *a,
		     const struct nbcoap_option *b)
{
	return a->number == b->number && a->len == b->len &&
	       (a->len == 0 || memcmp(a->value, b->value, a->len) == 0);
}
