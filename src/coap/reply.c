#include "coap/reply.h"

#include "base/addr.h"
#include "coap/key.h"

enum { EMPTY_LEN = 4 };

void nbcoap_replies_place(struct nbcoap_replies *r, uint32_t kept,
			  uint16_t token_max, struct nbcoap_outbox *outbox,
			  const uint8_t *secret, struct nbcoap_arena *a)
{
	r->kept = kept;
	r->outbox = outbox;
	r->secret = secret;
	r->size = (uint32_t)nbcoap_message_token_offset(token_max) + token_max +
		  NBCOAP_REPLY_MAX;
	uint32_t count = nbcoap_replies_count(r);
	r->replies = nbcoap_arena_take(a, count, sizeof(r->replies[0]));
	r->bytes = nbcoap_arena_take(a, count, r->size);
	nbcoap_table_place(&r->table, kept, a);
}

uint32_t nbcoap_replies_count(const struct nbcoap_replies *r)
{
	return r->kept + NBCOAP_REPLY_TRANSIENTS;
}

struct nbcoap_reply *nbcoap_replies_at(const struct nbcoap_replies *r,
				       uint32_t number)
{
	return &r->replies[number - r->base];
}

static uint8_t *bytes_of(const struct nbcoap_replies *r, uint32_t slot)
{
	return r->bytes + (size_t)slot * r->size;
}

struct nb_bytes nbcoap_replies_bytes(const struct nbcoap_replies *r,
				     uint32_t number)
{
	uint32_t slot = number - r->base;

	return (struct nb_bytes){bytes_of(r, slot), r->replies[slot].len};
}

static bool is_for(const struct nbcoap_reply *reply, const struct nb_addr *peer,
		   uint16_t id)
{
	return reply->id == id && nb_addr_equal(&reply->peer, peer);
}

bool nbcoap_replies_repeat(struct nbcoap_replies *r, const struct nb_addr *peer,
			   uint16_t id, nb_ms now)
{
	uint64_t key = nbcoap_key_id(r->secret, peer, id);
	uint32_t slot = nbcoap_table_find(&r->table, key);

	if (slot == NBCOAP_NO_SLOT || now >= r->replies[slot].expires)
		return false;
	if (nbcoap_outbox_is_idle(r->outbox, r->base + slot)) {
		r->replies[slot].tries = 0;
		nbcoap_outbox_put(r->outbox, r->base + slot);
	}
	return true;
}

static bool is_idle(const struct nbcoap_replies *r, uint32_t slot)
{
	return nbcoap_outbox_is_idle(r->outbox, r->base + slot);
}

/* The oldest kept one that is not on its way gives way. */
static uint32_t take_kept(struct nbcoap_replies *r)
{
	for (uint32_t i = 0; i < r->kept; i++) {
		uint32_t slot = r->hand;
		r->hand = (r->hand + 1) % r->kept;
		if (is_idle(r, slot)) {
			nbcoap_table_remove(&r->table, slot);
			return slot;
		}
	}
	return NBCOAP_NO_SLOT;
}

static uint32_t take_transient(const struct nbcoap_replies *r)
{
	for (uint32_t slot = r->kept; slot < nbcoap_replies_count(r); slot++)
		if (is_idle(r, slot))
			return slot;
	return NBCOAP_NO_SLOT;
}

static bool encode(struct nbcoap_replies *r, uint32_t slot,
		   const struct nbcoap_message *head,
		   const struct nbcoap_response *response)
{
	int len =
		nbcoap_message_encode(head, response->options,
				      response->option_count, response->payload,
				      bytes_of(r, slot), r->size);

	r->replies[slot].len = (uint32_t)len;
	return len > 0;
}

static void send(struct nbcoap_replies *r, uint32_t slot,
		 const struct nb_addr *peer, uint16_t id, nb_ms expires)
{
	struct nbcoap_reply *reply = &r->replies[slot];

	reply->peer = *peer;
	reply->id = id;
	reply->expires = expires;
	reply->tries = 0;
	nbcoap_outbox_put(r->outbox, r->base + slot);
}

/* RFC 7252, 3: version 1, no token, code 0.00. */
static void encode_empty(struct nbcoap_replies *r, uint32_t slot,
			 enum nbcoap_type type, uint16_t id)
{
	uint8_t *bytes = bytes_of(r, slot);

	bytes[0] = (uint8_t)(1 << 6 | type << 4);
	bytes[1] = NBCOAP_EMPTY;
	bytes[2] = (uint8_t)(id >> 8);
	bytes[3] = (uint8_t)id;
	r->replies[slot].len = EMPTY_LEN;
}

bool nbcoap_replies_add(struct nbcoap_replies *r, const struct nb_addr *peer,
			uint16_t id, enum nbcoap_type type, bool keep,
			nb_ms expires)
{
	uint32_t slot = keep ? take_kept(r) : take_transient(r);

	if (slot == NBCOAP_NO_SLOT)
		return false;
	encode_empty(r, slot, type, id);
	send(r, slot, peer, id, expires);
	if (keep)
		nbcoap_table_add(&r->table, slot,
				 nbcoap_key_id(r->secret, peer, id));
	return true;
}

bool nbcoap_replies_add_message(struct nbcoap_replies *r,
				const struct nb_addr *peer,
				const struct nbcoap_message *head,
				const struct nbcoap_response *response,
				nb_ms expires)
{
	uint32_t slot = take_transient(r);

	if (slot == NBCOAP_NO_SLOT || !encode(r, slot, head, response))
		return false;
	send(r, slot, peer, head->id, expires);
	return true;
}

bool nbcoap_replies_take_back(struct nbcoap_replies *r,
			      const struct nb_addr *peer, uint16_t id)
{
	for (uint32_t slot = r->kept; slot < nbcoap_replies_count(r); slot++) {
		if (!nbcoap_outbox_is_due(r->outbox, r->base + slot) ||
		    !is_for(&r->replies[slot], peer, id))
			continue;
		nbcoap_outbox_drop(r->outbox, r->base + slot);
		return true;
	}
	return false;
}

void nbcoap_replies_done(struct nbcoap_replies *r, uint32_t number, bool again)
{
	struct nbcoap_reply *reply = nbcoap_replies_at(r, number);

	if (again && ++reply->tries < NBCOAP_REPLY_TRIES)
		nbcoap_outbox_put(r->outbox, number);
}
