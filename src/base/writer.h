/*
 * writer.h - writes bytes in order into a bounded buffer, and remembers the
 * first failure
 *
 * Knows a buffer and its room.  Nothing is ever written behind it: what does
 * not fit fails, and everything after a failure is dropped.  For text there
 * are calls that write digits and strings; no NUL is added but by
 * nb_writer_text_end().
 */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include <nbcoap/types.h>

struct nb_writer {
	uint8_t *data;
	size_t len;
	size_t cap;
	bool failed;
};

void nb_writer_init(struct nb_writer *w, void *data, size_t cap);

void nb_writer_u8(struct nb_writer *w, uint8_t v);
void nb_writer_u16(struct nb_writer *w, uint16_t v); /* network byte order */
void nb_writer_u32(struct nb_writer *w, uint32_t v); /* network byte order */
void nb_writer_u64(struct nb_writer *w, uint64_t v); /* network byte order */
void nb_writer_bytes(struct nb_writer *w, const void *data, size_t len);

void nb_writer_text(struct nb_writer *w, const char *text); /* without NUL */
void nb_writer_decimal(struct nb_writer *w, uint64_t v);
void nb_writer_hex(struct nb_writer *w, uint64_t v); /* lower case, shortest */

/*
 * Ends text: writes a NUL that does not count in len.  Returns the length of
 * the text, or NB_ERR_SPACE (then the buffer holds an empty string, if it has
 * any room).
 */
int nb_writer_text_end(struct nb_writer *w);

/* The count of bytes written, or NB_ERR_SPACE. */
int nb_writer_end(const struct nb_writer *w);

#endif
