#include <nbcoap/problem.h>

#include "base/writer.h"

/* Major types of CBOR (RFC 8949, 3.1), where they stand in an initial byte. */
enum cbor {
	CBOR_UNSIGNED = 0 << 5,
	CBOR_NEGATIVE = 1 << 5,
	CBOR_TEXT = 3 << 5,
	CBOR_MAP = 5 << 5,
};

/* What an initial byte says of a number that does not fit into it. */
enum {
	CBOR_SHORT = 23, /* it does */
	CBOR_ONE_BYTE = 24,
	CBOR_TWO_BYTES = 25,
	CBOR_FOUR_BYTES = 26,
};

/* Keys of the map (RFC 9290, 3.1). */
enum {
	KEY_TITLE = -1,
	KEY_DETAIL = -2,
	KEY_INSTANCE = -3,
	KEY_RESPONSE_CODE = -4,
};

static void write_initial(struct nb_writer *w, enum cbor type, uint32_t low)
{
	nb_writer_u8(w, (uint8_t)((uint32_t)type | low));
}

static void write_head(struct nb_writer *w, enum cbor type, uint32_t n)
{
	if (n <= CBOR_SHORT) {
		write_initial(w, type, n);
	} else if (n <= UINT8_MAX) {
		write_initial(w, type, CBOR_ONE_BYTE);
		nb_writer_u8(w, (uint8_t)n);
	} else if (n <= UINT16_MAX) {
		write_initial(w, type, CBOR_TWO_BYTES);
		nb_writer_u16(w, (uint16_t)n);
	} else {
		write_initial(w, type, CBOR_FOUR_BYTES);
		nb_writer_u32(w, n);
	}
}

static void write_key(struct nb_writer *w, int key)
{
	write_head(w, CBOR_NEGATIVE, (uint32_t)(-1 - key));
}

static void write_text(struct nb_writer *w, int key, const char *text)
{
	size_t len = 0;

	if (!text)
		return;
	while (text[len])
		len++;
	write_key(w, key);
	write_head(w, CBOR_TEXT, (uint32_t)len);
	nb_writer_bytes(w, text, len);
}

static int count(const struct nbcoap_problem *p)
{
	return !!p->title + !!p->detail + !!p->instance + !!p->response_code;
}

int nbcoap_problem_encode(const struct nbcoap_problem *problem, void *buf,
			  size_t cap)
{
	struct nb_writer w;

	if (!count(problem))
		return NB_ERR_CALLER;
	nb_writer_init(&w, buf, cap);
	write_head(&w, CBOR_MAP, (uint32_t)count(problem));
	write_text(&w, KEY_TITLE, problem->title);
	write_text(&w, KEY_DETAIL, problem->detail);
	write_text(&w, KEY_INSTANCE, problem->instance);
	if (problem->response_code) {
		write_key(&w, KEY_RESPONSE_CODE);
		write_head(&w, CBOR_UNSIGNED, problem->response_code);
	}
	return nb_writer_end(&w);
}
