#include "coap/timers.h"

#include "base/assert.h"

void nbcoap_timers_place(struct nbcoap_timers *t, uint32_t cap,
			 struct nbcoap_arena *a)
{
	t->cap = cap;
	t->heap = nbcoap_arena_take(a, cap, sizeof(t->heap[0]));
	t->position = nbcoap_arena_take(a, cap, sizeof(t->position[0]));
	t->at = nbcoap_arena_take(a, cap, sizeof(t->at[0]));
}

void nbcoap_timers_reset(struct nbcoap_timers *t)
{
	t->count = 0;
	for (uint32_t i = 0; i < t->cap; i++)
		t->at[i] = NB_NEVER;
}

static void put(struct nbcoap_timers *t, uint32_t position, uint32_t slot)
{
	t->heap[position] = slot;
	t->position[slot] = position;
}

/* Finds the place of @slot from the hole at @position upward. */
static void rise(struct nbcoap_timers *t, uint32_t position, uint32_t slot)
{
	while (position) {
		uint32_t parent = (position - 1) / 2;
		if (t->at[t->heap[parent]] <= t->at[slot])
			break;
		put(t, position, t->heap[parent]);
		position = parent;
	}
	put(t, position, slot);
}

/* The same downward. */
static void sink(struct nbcoap_timers *t, uint32_t position, uint32_t slot)
{
	for (;;) {
		uint32_t child = 2 * position + 1;
		if (child + 1 < t->count &&
		    t->at[t->heap[child + 1]] < t->at[t->heap[child]])
			child++;
		if (child >= t->count || t->at[t->heap[child]] >= t->at[slot])
			break;
		put(t, position, t->heap[child]);
		position = child;
	}
	put(t, position, slot);
}

static void settle(struct nbcoap_timers *t, uint32_t slot)
{
	rise(t, t->position[slot], slot);
	sink(t, t->position[slot], slot);
}

static void remove_at(struct nbcoap_timers *t, uint32_t position)
{
	uint32_t last = t->heap[--t->count];

	if (position == t->count)
		return;
	put(t, position, last);
	settle(t, last);
}

void nbcoap_timers_set(struct nbcoap_timers *t, uint32_t slot, nb_ms at)
{
	nb_ms before = t->at[slot];

	t->at[slot] = at;
	if (at == NB_NEVER) {
		if (before != NB_NEVER)
			remove_at(t, t->position[slot]);
		return;
	}
	if (before == NB_NEVER)
		put(t, t->count++, slot);
	settle(t, slot);
}

nb_ms nbcoap_timers_at(const struct nbcoap_timers *t, uint32_t slot)
{
	return t->at[slot];
}

nb_ms nbcoap_timers_deadline(const struct nbcoap_timers *t)
{
	return t->count ? t->at[t->heap[0]] : NB_NEVER;
}

uint32_t nbcoap_timers_first(const struct nbcoap_timers *t)
{
	NB_ASSERT(t->count);
	return t->heap[0];
}
