#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS  300 /* an answer that comes at once flashes no line */
#define REDRAW_MS 1000

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool cli_progress_wanted(void)
{
	return isatty(STDERR_FILENO);
}

void cli_progress_start(struct cli_progress *p)
{
	*p = (struct cli_progress){.on = cli_progress_wanted()};
	p->started = now_ms();
	p->next = p->started + FIRST_MS;
}

void cli_progress_note(struct cli_progress *p, const json_t *params)
{
	const char *phase = json_string_value(json_object_get(params, "phase"));

	snprintf(p->phase, sizeof(p->phase), "%s", phase ? phase : "");
	p->transmissions =
		json_integer_value(json_object_get(params, "transmissions"));
	if (p->drawn)
		p->next = now_ms();
}

int cli_progress_wait(const struct cli_progress *p)
{
	if (!p->on)
		return -1;
	int64_t left = p->next - now_ms();
	return left > 0 ? (int)left : 0;
}

static void draw(struct cli_progress *p, int64_t now)
{
	fprintf(stderr, "\r%s, %lld s, %lld transmission%s\033[K",
		p->phase[0] ? p->phase : "asking",
		(long long)(now - p->started) / 1000,
		(long long)p->transmissions, p->transmissions == 1 ? "" : "s");
	fflush(stderr);
	p->drawn = true;
}

void cli_progress_draw(struct cli_progress *p)
{
	int64_t now = now_ms();

	if (!p->on || now < p->next)
		return;
	draw(p, now);
	p->next = now + REDRAW_MS;
}

void cli_progress_end(struct cli_progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->on = p->drawn = false;
}
