/*
 * options.h - the options of a request while it is put together
 *
 * Knows numbers and values, copied.  Does not know what fits into a datagram,
 * but no datagram holds more than this: what does not fit is remembered, and
 * asked for once at the end.
 */
#ifndef GATEWAY_OPTIONS_H
#define GATEWAY_OPTIONS_H

#include <nbcoap/message.h>

#define GW_OPTION_COUNT 128
#define GW_OPTION_BYTES 2048

/* Values point into the struct itself: never copy it. */
struct gw_options {
	struct nbcoap_option at[GW_OPTION_COUNT];
	size_t count;
	uint8_t bytes[GW_OPTION_BYTES];
	size_t used;
	bool full; /* something did not fit: more than a datagram holds */
};

void gw_options_init(struct gw_options *o);

void gw_options_add(struct gw_options *o, uint16_t number, const void *value,
		    size_t len);
void gw_options_add_uint(struct gw_options *o, uint16_t number, uint32_t value);
/* Adds those of @from, beginning with its option @first. */
void gw_options_add_all(struct gw_options *o, const struct gw_options *from,
			size_t first);

/*
 * Adds Uri-Path or Uri-Query options of an encoded path or query.  0, or
 * NB_ERR_PEER as <nbcoap/uri.h> says; then nothing is added.
 */
int gw_options_add_path(struct gw_options *o, struct nb_bytes path);
int gw_options_add_query(struct gw_options *o, struct nb_bytes query);

/*
 * Adds the path @tail behind the path that is there.  An empty last segment
 * (a trailing slash) of what is there gives way to what comes behind it.
 */
void gw_options_join_path(struct gw_options *o, const struct gw_options *tail,
			  size_t first);

/* Into the order of their numbers, equal ones as they were added. */
void gw_options_sort(struct gw_options *o);

bool gw_option_equal(const struct nbcoap_option *a,
		     const struct nbcoap_option *b);

#endif
