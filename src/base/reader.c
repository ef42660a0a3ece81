#include "base/reader.h"

void nb_reader_init(struct nb_reader *r, const void *data, size_t len)
{
	r->at = data;
	r->end = len ? r->at + len : r->at;
	r->failed = false;
}

static uint64_t read_number(struct nb_reader *r, size_t len)
{
	const uint8_t *bytes = nb_reader_bytes(r, len);
	uint64_t v = 0;

	for (size_t i = 0; bytes && i < len; i++)
		v = v << 8 | bytes[i];
	return v;
}

uint8_t nb_reader_u8(struct nb_reader *r)
{
	return (uint8_t)read_number(r, 1);
}

uint16_t nb_reader_u16(struct nb_reader *r)
{
	return (uint16_t)read_number(r, 2);
}

uint32_t nb_reader_u32(struct nb_reader *r)
{
	return (uint32_t)read_number(r, 4);
}

uint64_t nb_reader_u64(struct nb_reader *r)
{
	return read_number(r, 8);
}

const uint8_t *nb_reader_bytes(struct nb_reader *r, size_t len)
{
	const uint8_t *bytes = r->at;

	if (r->failed)
		return NULL;
	if (len > nb_reader_left(r)) {
		nb_reader_fail(r);
		return NULL;
	}
	if (len)
		r->at += len;
	return bytes;
}

size_t nb_reader_left(const struct nb_reader *r)
{
	return r->failed ? 0 : (size_t)(r->end - r->at);
}

void nb_reader_fail(struct nb_reader *r)
{
	r->failed = true;
}

bool nb_reader_ok(const struct nb_reader *r)
{
	return !r->failed;
}
