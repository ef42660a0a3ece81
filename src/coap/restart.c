#include <nbcoap/endpoint.h>

#include "coap/saved.h"
#include "coap/service.h"
#include "coap/state.h"

#include <string.h>

enum {
	VERSION = 0x6e624501,
	RESERVED_IDS = 4096,
};

/* ---- Out ---- */

static void put_peers(const struct nbcoap_endpoint *e, struct nb_writer *w)
{
	nb_writer_u16(w, e->shared_ids.next);
	nb_writer_u32(w, e->peers.count);
	for (uint32_t i = 0; i < e->peers.count; i++) {
		nbcoap_saved_put_addr(w, &e->peers.peers[i].addr);
		nb_writer_u16(w, e->peers.peers[i].mids.next);
	}
}

/* Was it answered, so that its duplicates are to get the same? */
static bool is_answered(const struct nbcoap_inbound *x)
{
	switch (x->life) {
	case NBCOAP_INBOUND_ANSWERED:
	case NBCOAP_INBOUND_SEPARATE:
	case NBCOAP_INBOUND_DONE:
		return !x->notification;
	case NBCOAP_INBOUND_FREE:
	case NBCOAP_INBOUND_ASKED:
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_OVER:
		break;
	}
	return false;
}

static void put_answered(const struct nbcoap_inbound *x, struct nb_writer *w,
			 nb_ms now)
{
	nb_ms left = x->expires > now ? x->expires - now : 0;

	nbcoap_saved_put_addr(w, &x->peer);
	nb_writer_u16(w, x->id);
	nb_writer_u64(w, x->hash);
	nb_writer_u8(w, (uint8_t)x->worth);
	nb_writer_u8(w, x->confirmable);
	nb_writer_u8(w, x->acked);
	nb_writer_u32(w, left < UINT32_MAX ? (uint32_t)left : UINT32_MAX);
	nb_writer_u32(w, x->len);
	nb_writer_bytes(w, x->bytes, x->len);
}

static void put_all_answered(const struct nbcoap_endpoint *e,
			     struct nb_writer *w, nb_ms now)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < e->inbounds.cap; i++)
		count += is_answered(&e->inbounds.slots[i]);
	nb_writer_u32(w, count);
	for (uint32_t i = 0; i < e->inbounds.cap; i++)
		if (is_answered(&e->inbounds.slots[i]))
			put_answered(&e->inbounds.slots[i], w, now);
}

int nbcoap_endpoint_save(const struct nbcoap_endpoint *e, void *buf, size_t cap,
			 nb_ms now)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	nb_writer_u32(&w, VERSION);
	nb_writer_bytes(&w, e->request_secret, sizeof(e->request_secret));
	put_peers(e, &w);
	put_all_answered(e, &w, now);
	return nb_writer_end(&w);
}

/* ---- In: read twice, at first to see whether all of it is good ---- */

struct restored {
	struct nbcoap_endpoint *e;
	struct nb_reader r;
	nb_ms age;
	bool apply;
};

/* It stays for as long as those IDs live. */
static void add_peer(struct restored *in, const struct nb_addr *addr,
		     uint16_t next)
{
	struct nbcoap_endpoint *e = in->e;
	struct nbcoap_peer *peer =
		nbcoap_peers_add(&e->peers, addr, &e->params, next, in->e->now);

	if (!peer)
		return;
	nbcoap_mids_reserve(&peer->mids, RESERVED_IDS, in->e->now);
	nbcoap_state_peer_is_idle(e, peer);
}

static void get_peers(struct restored *in)
{
	struct nbcoap_endpoint *e = in->e;
	uint16_t shared = nb_reader_u16(&in->r);
	uint32_t count = nb_reader_u32(&in->r);

	if (in->apply)
		nbcoap_mids_init(&e->shared_ids,
				 (uint16_t)(shared + RESERVED_IDS));
	while (count-- && nb_reader_ok(&in->r)) {
		struct nb_addr addr = nbcoap_saved_get_addr(&in->r);
		uint16_t next = nb_reader_u16(&in->r);
		if (in->apply && !nbcoap_peers_find(&e->peers, &addr))
			add_peer(in, &addr, next);
	}
}

static void add_answered(struct restored *in, const struct nbcoap_inbound *was,
			 const uint8_t *bytes)
{
	struct nbcoap_endpoint *e = in->e;
	struct nbcoap_inbound *x =
		was->expires > in->e->now ? nbcoap_service_add(e) : NULL;

	if (!x)
		return;
	x->peer = was->peer;
	x->id = was->id;
	x->hash = was->hash;
	x->worth = was->worth;
	x->confirmable = was->confirmable;
	x->acked = was->acked;
	x->expires = was->expires;
	x->len = was->len;
	memcpy(x->bytes, bytes, x->len);
	nbcoap_service_enlist(e, x, NBCOAP_INBOUND_DONE);
}

static void get_answered(struct restored *in)
{
	struct nb_reader *r = &in->r;
	struct nbcoap_inbound was = {.peer = nbcoap_saved_get_addr(r)};

	was.id = nb_reader_u16(r);
	was.hash = nb_reader_u64(r);
	uint8_t worth = nb_reader_u8(r);
	was.worth = (enum nbcoap_worth)worth;
	was.confirmable = nb_reader_u8(r);
	was.acked = nb_reader_u8(r);
	was.expires = in->e->now + nb_reader_u32(r) - in->age;
	was.len = nb_reader_u32(r);
	const uint8_t *bytes = nb_reader_bytes(r, was.len);
	if (worth > NBCOAP_WORTH_ACTION)
		nb_reader_fail(r);
	if (in->apply && was.len <= in->e->inbounds.message_size)
		add_answered(in, &was, bytes);
}

/* False: it is nothing that was saved. */
static bool read_all(struct restored *in, struct nb_bytes state)
{
	nb_reader_init(&in->r, state.data, state.len);
	if (nb_reader_u32(&in->r) != VERSION)
		nb_reader_fail(&in->r);
	const uint8_t *secret =
		nb_reader_bytes(&in->r, sizeof(in->e->request_secret));
	if (in->apply)
		memcpy(in->e->request_secret, secret,
		       sizeof(in->e->request_secret));
	get_peers(in);
	uint32_t count = nb_reader_u32(&in->r);
	while (count-- && nb_reader_ok(&in->r))
		get_answered(in);
	return nb_reader_ok(&in->r) && !nb_reader_left(&in->r);
}

int nbcoap_endpoint_restore(struct nbcoap_endpoint *e, struct nb_bytes state,
			    nb_ms age, nb_ms now)
{
	struct restored in = {.e = e, .age = age};

	e->now = now;
	if (!read_all(&in, state))
		return NB_ERR_PEER;
	in.apply = true;
	read_all(&in, state);
	return 0;
}
