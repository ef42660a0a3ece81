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

	for (uint32_t i = 0; i < o->cap; i++)
		count += is_active(&o->slots[i]);
	nb_writer_init(&w, buf, cap);
	nb_writer_u32(&w, VERSION);
	nb_writer_u32(&w, o->number);
	nb_writer_u32(&w, count);
	for (uint32_t i = 0; i < o->cap; i++) {
		const struct nbcoap_observer *x = &o->slots[i];

		if (!is_active(x))
			continue;
		nbcoap_saved_put_addr(&w, &x->peer);
		nb_writer_u32(&w, (uint32_t)(x->format + 1));
		nb_writer_u32(&w, x->len);
		nb_writer_bytes(&w, o->bytes + (size_t)i * o->request_size,
				x->len);
	}
	return nb_writer_end(&w);
}

static bool is_good(const uint8_t *bytes, uint32_t len, uint32_t format)
{
	struct nbcoap_message m;

	return bytes && format <= UINT16_MAX + 1u &&
	       nbcoap_message_decode(&m, bytes, len) == NBCOAP_FORMAT_GOOD &&
	       (m.code == NBCOAP_GET || m.code == NBCOAP_FETCH);
}

static void get_observer(struct nbcoap_server *s, struct nb_reader *r,
			 bool apply, nb_ms now)
{
	struct nb_addr peer = nbcoap_saved_get_addr(r);
	uint32_t format = nb_reader_u32(r);
	uint32_t len = nb_reader_u32(r);
	const uint8_t *bytes = nb_reader_bytes(r, len);
	struct nbcoap_message m;

	if (!is_good(bytes, len, format))
		nb_reader_fail(r);
	if (!apply)
		return;
	nbcoap_message_decode(&m, bytes, len);
	uint32_t slot = nbcoap_observers_add(&s->observers, &peer, &m);
	if (slot != NBCOAP_NO_SLOT)
		nbcoap_observers_restore(&s->observers, slot, (int)format - 1,
					 now);
}

static bool read_all(struct nbcoap_server *s, struct nb_bytes state, bool apply,
		     nb_ms now)
{
	struct nb_reader r;

	nb_reader_init(&r, state.data, state.len);
	if (nb_reader_u32(&r) != VERSION)
		nb_reader_fail(&r);
	uint32_t number = nb_reader_u32(&r);
	if (apply)
		s->observers.number = number + RESERVED_NUMBERS;
	uint32_t count = nb_reader_u32(&r);
	while (count-- && nb_reader_ok(&r))
		get_observer(s, &r, apply, now);
	return nb_reader_ok(&r) && !nb_reader_left(&r);
}

int nbcoap_server_restore(struct nbcoap_server *s, struct nb_bytes state,
			  nb_ms now)
{
	if (!read_all(s, state, false, now))
		return NB_ERR_PEER;
	read_all(s, state, true, now);
	return 0;
}
