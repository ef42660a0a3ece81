/*
 * options.h - the options of a message that is one of several of a transfer
 *
 * Knows a list in order of its numbers: those the owner gave once, and those
 * that differ from block to block, whose values it holds.  Does not know what
 * any of them means.
 */
#ifndef TRANSFER_OPTIONS_H
#define TRANSFER_OPTIONS_H

#include "base/hash.h"

#include <nbcoap/blockwise.h>

enum {
	NBCOAP_OPTIONS_MAX = 32,
	NBCOAP_OPTIONS_NUMBERS = 6, /* of these, those put as numbers */
};

struct nbcoap_option_list {
	size_t count;
	size_t value_count;
	bool full; /* one had no room */
	struct nbcoap_option items[NBCOAP_OPTIONS_MAX];
	uint8_t values[NBCOAP_OPTIONS_NUMBERS][4];
};

/* An empty list.  It may not be moved: its options point into it. */
void nbcoap_option_list_init(struct nbcoap_option_list *list);

/* Each puts an option behind those with the same and smaller numbers. */
void nbcoap_option_list_put(struct nbcoap_option_list *list,
			    const struct nbcoap_option *option);
void nbcoap_option_list_put_uint(struct nbcoap_option_list *list,
				 uint16_t number, uint32_t value);
void nbcoap_option_list_put_block(struct nbcoap_option_list *list,
				  uint16_t number,
				  const struct nbcoap_block_option *block);

/* Puts all options of @m, which point into its bytes. */
void nbcoap_option_list_put_message(struct nbcoap_option_list *list,
				    const struct nbcoap_message *m);

/*
 * What tells requests apart: a keyed hash of @peer and of those options of @m
 * whose numbers @counts.
 */
uint64_t nbcoap_options_key(const uint8_t secret[NB_SECRET_LEN],
			    const struct nb_addr *peer,
			    const struct nbcoap_message *m,
			    bool (*counts)(uint16_t number));

#endif
