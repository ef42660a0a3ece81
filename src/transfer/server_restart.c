#include <nbcoap/server.h>

#include "coap/saved.h"
#include "transfer/server_state.h"

#include <string.h>

enum {
	VERSION = 0x6e625301,
	RESERVED_NUMBERS = 1 << 16, /* Observe options since it was saved */
};

static bool is_active(const struct nbcoap_observer *x)
{
	return x->life == NBCOAP_OBSERVER_ACTIVE;
}

int nbcoap_server_save(const struct nbcoap_server *s, void *buf, size_t cap)
{
	const struct nbcoap_observers *o = &s->observers;
	struct nb_writer w;
	uint32_t count = 0;

	for (const struct nbcoap_observer *x = o->slots; x < o->end; x++)
		count += is_active(x);
	nb_writer_init(&w, buf, cap);
	nb_writer_u32(&w, VERSION);
	nb_writer_u32(&w, o->number);
	nb_writer_u32(&w, count);
	for (const struct nbcoap_observer *x = o->slots; x < o->end; x++) {
		if (!is_active(x))
			continue;
		nbcoap_saved_put_addr(&w, &x->notification.peer);
		nb_writer_u32(&w, (uint32_t)(x->format + 1));
		nb_writer_u32(&w, x->len);
		nb_writer_bytes(&w, x->bytes, x->len);
	}
	return nb_writer_end(&w);
}

/* It will be asked for with the present state. */
static void restore(struct nbcoap_server *s, const struct nb_addr *peer,
		    const struct nbcoap_message *m, int format, nb_ms now)
{
	struct nbcoap_observer *x = nbcoap_observers_add(
		&s->observers, nbcoap_server_key(s, peer, m), peer, m);

	if (!x)
		return;
	x->life = NBCOAP_OBSERVER_ACTIVE;
	x->stale = true;
	x->format = format;
	x->confirmed = now;
}

static void get_observer(struct nbcoap_server *s, struct nb_reader *r,
			 nb_ms now)
{
	struct nb_addr peer = nbcoap_saved_get_addr(r);
	uint32_t format = nb_reader_u32(r);
	uint32_t len = nb_reader_u32(r);
	const uint8_t *bytes = nb_reader_bytes(r, len);
	struct nbcoap_message m;

	if (bytes && format <= UINT16_MAX + 1u &&
	    nbcoap_message_decode_extended(&m, bytes, len) ==
		    NBCOAP_FORMAT_GOOD &&
	    (m.code == NBCOAP_GET || m.code == NBCOAP_FETCH))
		restore(s, &peer, &m, (int)format - 1, now);
	else
		nb_reader_fail(r);
}

int nbcoap_server_restore(struct nbcoap_server *s, struct nb_bytes state,
			  nb_ms now)
{
	struct nbcoap_observers *o = &s->observers;
	struct nb_reader r;

	nb_reader_init(&r, state.data, state.len);
	if (nb_reader_u32(&r) != VERSION)
		nb_reader_fail(&r);
	o->number = nb_reader_u32(&r) + RESERVED_NUMBERS;
	uint32_t count = nb_reader_u32(&r);
	while (count-- && nb_reader_ok(&r))
		get_observer(s, &r, now);
	if (nb_reader_ok(&r) && !nb_reader_left(&r))
		return 0;
	/* It is as new as it was before. */
	nbcoap_observers_clear(o);
	return NB_ERR_PEER;
}
