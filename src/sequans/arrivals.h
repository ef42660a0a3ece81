/*
 * arrivals.h - datagrams that have come and that the link's owner has not taken
 *
 * Knows their bytes and from whom they are, in order.  Its owner takes all
 * after each input, so it is filled from its start again once it was emptied;
 * what has been taken stays in place until the next one is added.
 */
#ifndef SEQUANS_ARRIVALS_H
#define SEQUANS_ARRIVALS_H

#include <nbcoap/types.h>

#define SQN_ARRIVALS      64
#define SQN_ARRIVAL_BYTES 4096

struct sqn_arrival {
	struct nb_addr from;
	size_t len;
};

struct sqn_arrivals {
	struct sqn_arrival arrival[SQN_ARRIVALS];
	unsigned count, taken;
	uint8_t bytes[SQN_ARRIVAL_BYTES];
	size_t used, taken_bytes;
};

void sqn_arrivals_init(struct sqn_arrivals *a);
bool sqn_arrivals_any(const struct sqn_arrivals *a);

/* Copies @bytes; false when there is no room. */
bool sqn_arrivals_add(struct sqn_arrivals *a, const struct nb_addr *from,
		      struct nb_bytes bytes);
/* The oldest, valid until the next call; false when there is none. */
bool sqn_arrivals_take(struct sqn_arrivals *a, struct nb_addr *from,
		       struct nb_bytes *bytes);

#endif
