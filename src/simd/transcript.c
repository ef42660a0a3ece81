#include "simd/transcript.h"

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

static void write_byte(FILE *f, uint8_t c, bool as_hex)
{
	if (as_hex)
		fprintf(f, "\\x%02x", c);
	else if (c == '\r')
		fputs("\\r", f);
	else if (c == '\n')
		fputs("\\n", f);
	else if (c == '\\')
		fputs("\\\\", f);
	else if (is_text(c))
		fputc(c, f);
	else
		fprintf(f, "\\x%02x", c);
}

static void write_line(struct simd_transcript *t, char who, const uint8_t *data,
		       size_t len, nb_ms at)
{
	bool all_hex = who == '>' && is_binary(data, len);

	if (at > t->last)
		fprintf(t->file, "@ %lldms\n", (long long)(at - t->last));
	t->last = at;
	fprintf(t->file, "%c ", who);
	for (size_t i = 0; i < len; i++)
		write_byte(t->file, data[i],
			   all_hex || (i + 1 == len && data[i] == ' '));
	fputc('\n', t->file);
}

static void flush(struct simd_transcript *t)
{
	if (t->len)
		write_line(t, '>', t->data, t->len, t->began);
	t->len = 0;
}

bool simd_transcript_open(struct simd_transcript *t, const char *path,
			  nb_ms now)
{
	*t = (struct simd_transcript){.last = now};
	if (!path)
		return true;
	t->file = fopen(path, "we");
	if (!t->file)
		return false;
	setvbuf(t->file, NULL, _IOLBF, 0);
	return true;
}

void simd_transcript_host(struct simd_transcript *t, const void *data,
			  size_t len, nb_ms now)
{
	const uint8_t *bytes = data;

	for (size_t i = 0; t->file && i < len; i++) {
		if (!t->len)
			t->began = now;
		t->data[t->len++] = bytes[i];
		if (bytes[i] == '\r' || t->len == sizeof(t->data))
			flush(t);
	}
}

void simd_transcript_modem(struct simd_transcript *t, const void *data,
			   size_t len, nb_ms now)
{
	if (!t->file || !len)
		return;
	flush(t);
	write_line(t, '<', data, len, now);
}

void simd_transcript_remark(struct simd_transcript *t, const char *text)
{
	if (!t->file)
		return;
	flush(t);
	fprintf(t->file, "# %s\n", text);
}

void simd_transcript_close(struct simd_transcript *t)
{
	if (!t->file)
		return;
	flush(t);
	fclose(t->file);
}
