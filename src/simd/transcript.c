#include "simd/transcript.h"

static void write_text(struct simd_transcript *t)
{
	fwrite(t->lines.text, 1, t->lines.text_len, t->file);
}

bool simd_transcript_open(struct simd_transcript *t, const char *path,
			  nb_ms now)
{
	trace_transcript_init(&t->lines, false, now);
	t->file = NULL;
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

	while (t->file && len) {
		size_t n = trace_transcript_host(&t->lines, bytes, len, now);

		write_text(t);
		bytes += n;
		len -= n;
	}
}

void simd_transcript_modem(struct simd_transcript *t, const void *data,
			   size_t len, nb_ms now)
{
	const uint8_t *bytes = data;

	while (t->file && len) {
		size_t n = trace_transcript_modem(&t->lines, bytes, len, now);

		write_text(t);
		bytes += n;
		len -= n;
	}
}

void simd_transcript_remark(struct simd_transcript *t, const char *text)
{
	if (!t->file)
		return;
	trace_transcript_remark(&t->lines, text);
	write_text(t);
}

void simd_transcript_close(struct simd_transcript *t)
{
	if (!t->file)
		return;
	trace_transcript_flush(&t->lines);
	write_text(t);
	fclose(t->file);
}
