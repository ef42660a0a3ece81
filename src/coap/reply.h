/*
 * reply.h - our short answers: empty Acknowledgements, Resets, and what turns
 * a request away
 *
 * Knows which answer a Confirmable message got, by peer and message ID, so
 * that its duplicates get the same bytes again (RFC 7252, 4.5; DESIGN,
 * decisions 6 and 11).  Does not know why it got that one.  An answer that
 * would be the same without memory (to a stranger, to a ping) is only kept
 * until its verdict, in slots of its own, so that strangers push out nothing.
 */
#ifndef COAP_REPLY_H
#define COAP_REPLY_H

#include "coap/outbox.h"
#include "coap/table.h"

#include <nbcoap/endpoint.h>

enum {
	NBCOAP_REPLY_MAX = 16, /* options and a short diagnostic */
	NBCOAP_REPLY_TRANSIENTS = 8,
	NBCOAP_REPLY_TRIES = 3, /* times that the link may not send it */
};

struct nbcoap_reply {
	struct nb_addr peer;
	uint16_t id;
	uint8_t tries;
	uint32_t len;
	nb_ms expires; /* it is not repeated, nor sent, after this */
};

struct nbcoap_replies {
	struct nbcoap_reply *replies; /* kept ones, then transient ones */
	uint8_t *bytes;               /* size for each */
	struct nbcoap_table table;    /* kept ones */
	struct nbcoap_outbox *outbox;
	uint32_t base; /* their numbers in the outbox begin here */
	const uint8_t *secret;
	uint32_t kept;
	uint32_t hand;
	uint32_t size;
};

/*
 * All zero before.  @outbox and @secret must stay valid; the base is the
 * caller's to set.
 */
void nbcoap_replies_place(struct nbcoap_replies *r, uint32_t kept,
			  uint16_t token_max, struct nbcoap_outbox *outbox,
			  const uint8_t *secret, struct nbcoap_arena *a);

/* How many slots there are: with the transient ones. */
uint32_t nbcoap_replies_count(const struct nbcoap_replies *r);

/*
 * A Confirmable message of @peer with @id came: when it has been answered
 * before, the same answer is due again.  False when it has not.
 */
bool nbcoap_replies_repeat(struct nbcoap_replies *r, const struct nb_addr *peer,
			   uint16_t id, nb_ms now);

/*
 * An answer of @type is due; remembered until @expires when @keep.  False
 * when there is no room: then the peer will ask again.
 */
bool nbcoap_replies_add(struct nbcoap_replies *r, const struct nb_addr *peer,
			uint16_t id, enum nbcoap_type type, bool keep,
			nb_ms expires);

/*
 * The same for an Acknowledgement with content, which is not remembered: the
 * token and code of @head, options and payload of @response.  False also when
 * they are longer than NBCOAP_REPLY_MAX, or the token than token_max.
 */
bool nbcoap_replies_add_message(struct nbcoap_replies *r,
				const struct nb_addr *peer,
				const struct nbcoap_message *head,
				const struct nbcoap_response *response,
				nb_ms expires);

/*
 * The empty Acknowledgement for @peer and @id that is not remembered need not
 * go out; false when it has, or there is none.
 */
bool nbcoap_replies_take_back(struct nbcoap_replies *r,
			      const struct nb_addr *peer, uint16_t id);

/* The reply with that number in the outbox, and its bytes. */
struct nbcoap_reply *nbcoap_replies_at(const struct nbcoap_replies *r,
				       uint32_t number);
struct nb_bytes nbcoap_replies_bytes(const struct nbcoap_replies *r,
				     uint32_t number);

/*
 * The reply with that number in the outbox has its verdict (settled), or its
 * time has passed: it goes out once more if @again, not too often.
 */
void nbcoap_replies_done(struct nbcoap_replies *r, uint32_t number, bool again);

#endif
