/*
 * reader.h - reads bytes in order, and remembers the first failure
 *
 * Knows a range of bytes and a position.  Does not know what they mean: a
 * decoder reads straight through and asks nb_reader_ok() once at the end.
 * After a failure every read gives zero or an empty range.
 */
#ifndef BASE_READER_H
#define BASE_READER_H

#include <nbcoap/types.h>

struct nb_reader {
	const uint8_t *at;
	const uint8_t *end;
	bool failed;
};

/* Read from @data, which must stay valid as long as what was read from it. */
void nb_reader_init(struct nb_reader *r, const void *data, size_t len);

uint8_t nb_reader_u8(struct nb_reader *r);
uint16_t nb_reader_u16(struct nb_reader *r); /* network byte order */
uint32_t nb_reader_u32(struct nb_reader *r); /* network byte order */
uint64_t nb_reader_u64(struct nb_reader *r); /* network byte order */

/* The next @len bytes, in place; NULL and a failure when fewer are left. */
const uint8_t *nb_reader_bytes(struct nb_reader *r, size_t len);

/* How many bytes are left; 0 after a failure. */
size_t nb_reader_left(const struct nb_reader *r);

/* Fail by the decoder's own judgement. */
void nb_reader_fail(struct nb_reader *r);

bool nb_reader_ok(const struct nb_reader *r);

#endif
