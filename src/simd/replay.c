#include "config.h"

#include "simd/replay.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The file as a string; NULL: errno. */
static char *read_file(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	size_t len = 0;
	FILE *all = f ? open_memstream(&text, &len) : NULL;
	int c;

	while (all && (c = getc(f)) != EOF)
		putc(c, all);
	if (all)
		fclose(all);
	if (f)
		fclose(f);
	return text;
}

/* The next line, without its LF; NULL: there is none. */
static const char *take_line(struct simd_replay *r, size_t *len)
{
	const char *line = r->next;

	if (!*line)
		return NULL;
	*len = strcspn(line, "\n");
	r->next = line + *len + (line[*len] == '\n');
	r->number++;
	return line;
}

static bool opens_prompt(const struct trace_line *line)
{
	return line->kind == TRACE_MODEM && line->len >= 2 &&
	       !memcmp(line->data + line->len - 2, "> ", 2);
}

/* On to the next line that somebody says; time passes before the modem's. */
static void advance(struct simd_replay *r, nb_ms now)
{
	bool binary = opens_prompt(&r->line);
	const char *line;
	size_t len;

	r->done = 0;
	r->due = now;
	while ((line = take_line(r, &len))) {
		trace_line_read(&r->line, line, len);
		if (r->line.kind == TRACE_PAUSE)
			r->due += r->line.ms;
		if (r->line.kind == TRACE_HOST || r->line.kind == TRACE_MODEM)
			break;
	}
	r->ended = !line;
	r->binary = binary && line && r->line.kind == TRACE_HOST;
}

/* All lines are read once before: what is none is told at the start. */
static bool check(struct simd_replay *r)
{
	const char *line;
	size_t len;

	while ((line = take_line(r, &len)))
		if (trace_line_read(&r->line, line, len)) {
			snprintf(r->why, sizeof(r->why),
				 "line %u is none of a transcript", r->number);
			return false;
		}
	r->next = r->text;
	r->number = 0;
	r->line.kind = TRACE_NOTHING;
	return true;
}

bool simd_replay_open(struct simd_replay *r, const char *path, nb_ms now)
{
	*r = (struct simd_replay){.text = read_file(path)};
	if (!r->text)
		return false;
	r->next = r->text;
	if (!check(r))
		return false;
	advance(r, now);
	return true;
}

void simd_replay_close(struct simd_replay *r)
{
	free(r->text);
	r->text = NULL;
}

static bool fits(const struct simd_replay *r, uint8_t c)
{
	return r->binary || r->line.data[r->done] == '*' ||
	       r->line.data[r->done] == c;
}

static void stop(struct simd_replay *r, uint8_t c)
{
	r->stopped = true;
	snprintf(r->why, sizeof(r->why),
		 "line %u: character %zu is 0x%02x, not 0x%02x; silent from "
		 "now on",
		 r->number, r->done + 1, c, r->line.data[r->done]);
}

/* The host's turn has come: how many of @len bytes it took. */
static size_t hear(struct simd_replay *r, const uint8_t *data, size_t len,
		   nb_ms now)
{
	size_t n = 0;

	while (n < len && !r->ended && !r->stopped &&
	       r->line.kind == TRACE_HOST) {
		if (!fits(r, data[n])) {
			stop(r, data[n]);
			break;
		}
		n++;
		if (++r->done == r->line.len)
			advance(r, now);
	}
	return n;
}

static void hear_early(struct simd_replay *r, nb_ms now)
{
	size_t n = hear(r, r->early, r->early_len, now);

	r->early_len -= n;
	memmove(r->early, r->early + n, r->early_len);
}

void simd_replay_input(struct simd_replay *r, const void *data, size_t len,
		       nb_ms now)
{
	size_t room = sizeof(r->early) - r->early_len;

	if (len > room)
		len = room;
	memcpy(r->early + r->early_len, data, len);
	r->early_len += len;
	hear_early(r, now);
}

static bool is_speaking(const struct simd_replay *r)
{
	return !r->ended && !r->stopped && r->line.kind == TRACE_MODEM;
}

size_t simd_replay_output(struct simd_replay *r, void *buf, size_t cap,
			  nb_ms now)
{
	size_t len = r->line.len - r->done;

	if (!is_speaking(r) || r->due > now)
		return 0;
	if (len > cap)
		len = cap;
	memcpy(buf, r->line.data + r->done, len);
	return len;
}

void simd_replay_output_done(struct simd_replay *r, size_t n, nb_ms now)
{
	r->done += n;
	if (!is_speaking(r) || r->done < r->line.len)
		return;
	advance(r, now);
	hear_early(r, now);
}

nb_ms simd_replay_deadline(const struct simd_replay *r)
{
	return is_speaking(r) ? r->due : NB_NEVER;
}

bool simd_replay_is_over(const struct simd_replay *r)
{
	return r->ended;
}
