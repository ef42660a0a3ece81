#include "base/writer.h"

#include <limits.h>
#include <string.h>

/* Digits of UINT64_MAX in decimal. */
#define DIGITS_MAX 20

void nb_writer_init(struct nb_writer *w, void *data, size_t cap)
{
	w->data = data;
	w->len = 0;
	w->cap = cap < INT_MAX ? cap : INT_MAX; /* lengths are told as int */
	w->failed = false;
}

static void write_number(struct nb_writer *w, uint64_t v, size_t len)
{
	uint8_t bytes[8];

	for (size_t i = len; i > 0; i--) {
		bytes[i - 1] = (uint8_t)v;
		v >>= 8;
	}
	nb_writer_bytes(w, bytes, len);
}

void nb_writer_u8(struct nb_writer *w, uint8_t v)
{
	write_number(w, v, 1);
}

void nb_writer_u16(struct nb_writer *w, uint16_t v)
{
	write_number(w, v, 2);
}

void nb_writer_u32(struct nb_writer *w, uint32_t v)
{
	write_number(w, v, 4);
}

void nb_writer_u64(struct nb_writer *w, uint64_t v)
{
	write_number(w, v, 8);
}

void nb_writer_bytes(struct nb_writer *w, const void *data, size_t len)
{
	if (w->failed || len == 0)
		return;
	if (len > w->cap - w->len) {
		w->failed = true;
		return;
	}
	memcpy(w->data + w->len, data, len);
	w->len += len;
}

void nb_writer_text(struct nb_writer *w, const char *text)
{
	size_t len = 0;

	while (text[len])
		len++;
	nb_writer_bytes(w, text, len);
}

static void write_digits(struct nb_writer *w, uint64_t v, unsigned base)
{
	char digits[DIGITS_MAX];
	size_t at = sizeof(digits);

	do {
		digits[--at] = "0123456789abcdef"[v % base];
		v /= base;
	} while (v);
	nb_writer_bytes(w, digits + at, sizeof(digits) - at);
}

void nb_writer_decimal(struct nb_writer *w, uint64_t v)
{
	write_digits(w, v, 10);
}

void nb_writer_hex(struct nb_writer *w, uint64_t v)
{
	write_digits(w, v, 16);
}

int nb_writer_text_end(struct nb_writer *w)
{
	if (!w->failed && w->len < w->cap) {
		w->data[w->len] = '\0';
		return (int)w->len;
	}
	w->failed = true;
	if (w->cap)
		w->data[0] = '\0';
	return NB_ERR_SPACE;
}

int nb_writer_end(const struct nb_writer *w)
{
	return w->failed ? NB_ERR_SPACE : (int)w->len;
}
