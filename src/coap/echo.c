#include <nbcoap/echo.h>

#include "base/reader.h"
#include "base/writer.h"
#include "coap/key.h"

_Static_assert((int)NBCOAP_ECHO_SECRET_LEN == (int)NB_SECRET_LEN,
	       "its hash is nb_hash()");

enum { AGE_MAX = INT32_MAX }; /* older ones look as if they came later */

/* No other hash of the secret has this text: they don't begin so. */
static uint64_t proof(const uint8_t *secret, const struct nb_addr *peer,
		      nb_ms made_at)
{
	uint8_t text[32];
	struct nb_writer w;

	nb_writer_init(&w, text, sizeof(text));
	nb_writer_text(&w, "echo");
	nb_writer_u64(&w, nbcoap_key_peer(secret, peer));
	nb_writer_u64(&w, (uint64_t)made_at);
	return nb_hash(secret, text, w.len);
}

void nbcoap_echo_make(const uint8_t secret[NBCOAP_ECHO_SECRET_LEN],
		      const struct nb_addr *peer, nb_ms now,
		      uint8_t value[NBCOAP_ECHO_LEN])
{
	struct nb_writer w;

	nb_writer_init(&w, value, NBCOAP_ECHO_LEN);
	nb_writer_u32(&w, (uint32_t)now);
	nb_writer_u64(&w, proof(secret, peer, now));
}

nb_ms nbcoap_echo_age(const uint8_t secret[NBCOAP_ECHO_SECRET_LEN],
		      const struct nb_addr *peer, struct nb_bytes value,
		      nb_ms now)
{
	struct nb_reader r;

	if (value.len != NBCOAP_ECHO_LEN)
		return NB_ERR_PEER;
	nb_reader_init(&r, value.data, value.len);
	uint32_t age = (uint32_t)now - nb_reader_u32(&r);
	if (age > AGE_MAX ||
	    nb_reader_u64(&r) != proof(secret, peer, now - age))
		return NB_ERR_PEER;
	return age;
}
