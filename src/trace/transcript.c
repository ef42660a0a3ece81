#include "trace/transcript.h"
#include "base/writer.h"
#include <string.h>

static bool is_text(uint8_t c)
{
	return c >= ' ' && c < 0x7f;
}

/* Is it data, of which not even the letters should be read as text? */
static bool is_binary(const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_text(data[i]) && data[i] != '\r' && data[i] != '\n')
			return true;
	return false;
}

static void write_hex(struct nb_writer *w, uint8_t c)
{
	static const char digits[] = "0123456789abcdef";

	nb_writer_text(w, "\\x");
	nb_writer_u8(w, (uint8_t)digits[c >> 4]);
	nb_writer_u8(w, (uint8_t)digits[c & 15]);
}

static void write_byte(struct nb_writer *w, uint8_t c)
{
	if (c == '\r')
		nb_writer_text(w, "\\r");
	else if (c == '\n')
		nb_writer_text(w, "\\n");
	else if (c == '\\')
		nb_writer_text(w, "\\\\");
	else if (is_text(c))
		nb_writer_u8(w, c);
	else
		write_hex(w, c);
}

static void write_pause(struct trace_transcript *t, struct nb_writer *w,
			nb_ms at)
{
	if (at > t->last) {
		nb_writer_text(w, "@ ");
		nb_writer_decimal(w, (uint64_t)(at - t->last));
		nb_writer_text(w, "ms\n");
	}
	t->last = at;
}

/* Appends to the text: there is room for two lines. */
static void write_line(struct trace_transcript *t, char who,
		       const uint8_t *data, size_t len, nb_ms at)
{
	bool all_hex = who == '>' && is_binary(data, len);
	struct nb_writer w;

	nb_writer_init(&w, t->text + t->text_len,
		       sizeof(t->text) - t->text_len);
	write_pause(t, &w, at);
	nb_writer_u8(&w, (uint8_t)who);
	nb_writer_u8(&w, ' ');
	for (size_t i = 0; i < len; i++)
		if (all_hex || (i + 1 == len && data[i] == ' '))
			write_hex(&w, data[i]);
		else
			write_byte(&w, data[i]);
	nb_writer_u8(&w, '\n');
	t->text_len += w.len;
}

static void flush(struct trace_transcript *t)
{
	if (t->len && t->masked)
		trace_mask(&t->of_host, t->data, t->len);
	if (t->len)
		write_line(t, '>', t->data, t->len, t->began);
	t->len = 0;
}

void trace_transcript_init(struct trace_transcript *t, bool masked, nb_ms now)
{
	t->masked = masked;
	t->of_host = t->of_modem = (struct trace_mask){0};
	t->last = now;
	t->len = t->text_len = 0;
}

size_t trace_transcript_host(struct trace_transcript *t, const void *data,
			     size_t len, nb_ms now)
{
	const uint8_t *bytes = data;
	size_t n = 0;

	t->text_len = 0;
	while (n < len) {
		if (!t->len)
			t->began = now;
		t->data[t->len++] = bytes[n];
		if (bytes[n++] != '\r' && t->len < sizeof(t->data))
			continue;
		flush(t);
		break;
	}
	return n;
}

size_t trace_transcript_modem(struct trace_transcript *t, const void *data,
			      size_t len, nb_ms now)
{
	t->text_len = 0;
	flush(t);
	if (len > sizeof(t->data))
		len = sizeof(t->data);
	memcpy(t->data, data, len);
	if (t->masked)
		trace_mask(&t->of_modem, t->data, len);
	write_line(t, '<', t->data, len, now);
	return len;
}

void trace_transcript_remark(struct trace_transcript *t, const char *remark)
{
	struct nb_writer w;

	t->text_len = 0;
	flush(t);
	nb_writer_init(&w, t->text + t->text_len,
		       sizeof(t->text) - t->text_len);
	nb_writer_text(&w, "# ");
	nb_writer_text(&w, remark);
	nb_writer_text(&w, "\n");
	t->text_len += w.len;
}

void trace_transcript_flush(struct trace_transcript *t)
{
	t->text_len = 0;
	flush(t);
}
