#include "sequans/arrivals.h"

#include <string.h>

void sqn_arrivals_init(struct sqn_arrivals *a)
{
	a->count = a->taken = 0;
	a->used = a->taken_bytes = 0;
}

bool sqn_arrivals_any(const struct sqn_arrivals *a)
{
	return a->taken < a->count;
}

bool sqn_arrivals_add(struct sqn_arrivals *a, const struct nb_addr *from,
		      struct nb_bytes bytes)
{
	if (!sqn_arrivals_any(a))
		sqn_arrivals_init(a);
	if (a->count == SQN_ARRIVALS || bytes.len > sizeof(a->bytes) - a->used)
		return false;
	if (bytes.len)
		memcpy(a->bytes + a->used, bytes.data, bytes.len);
	a->used += bytes.len;
	a->arrival[a->count++] =
		(struct sqn_arrival){.from = *from, .len = bytes.len};
	return true;
}

bool sqn_arrivals_take(struct sqn_arrivals *a, struct nb_addr *from,
		       struct nb_bytes *bytes)
{
	if (!sqn_arrivals_any(a))
		return false;
	const struct sqn_arrival *first = &a->arrival[a->taken++];
	*from = first->from;
	*bytes = (struct nb_bytes){a->bytes + a->taken_bytes, first->len};
	a->taken_bytes += first->len;
	return true;
}
