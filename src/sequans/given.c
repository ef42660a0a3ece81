#include "sequans/given.h"

#include "base/hex.h"

#include <string.h>

static const enum nb_answer refusals[] = {
	[SQN_SCREEN_GOOD] = NB_ANSWER_FINAL,
	[SQN_SCREEN_DENIED] = NB_ANSWER_DENIED,
	[SQN_SCREEN_BAD] = NB_ANSWER_BAD,
	[SQN_SCREEN_CONTROL] = NB_ANSWER_CONTROL,
};

bool sqn_given_add(struct sqn_given *g, const char *line, bool force,
		   uint64_t tag)
{
	enum sqn_screen screen = sqn_screen(line);

	if (g->state != SQN_GIVEN_FREE)
		return false;
	g->state = SQN_GIVEN_WAITS;
	g->tag = tag;
	g->truncated = false;
	g->len = 0;
	if (screen == SQN_SCREEN_GOOD || (screen == SQN_SCREEN_DENIED && force))
		memcpy(g->line, line, strlen(line) + 1);
	else
		sqn_given_end(g, refusals[screen], "");
	return true;
}

/* Room for one more line of @len bytes; there are no half lines. */
static uint8_t *room_for(struct sqn_given *g, size_t len)
{
	uint8_t *at = g->lines + g->len;

	if (len + 1 > sizeof(g->lines) - g->len) {
		g->truncated = true;
		return NULL;
	}
	g->len += len + 1;
	at[len] = '\n';
	return at;
}

void sqn_given_answer(struct sqn_given *g, const char *text)
{
	size_t len = strlen(text);
	uint8_t *at = room_for(g, len);

	if (at)
		memcpy(at, text, len);
}

void sqn_given_data(struct sqn_given *g, struct nb_bytes data)
{
	uint8_t *at = room_for(g, 2 * data.len);

	for (size_t i = 0; at && i < data.len; i++) {
		*at++ = nb_hex_digit(data.data[i] >> 4);
		*at++ = nb_hex_digit(data.data[i]);
	}
}

void sqn_given_end(struct sqn_given *g, enum nb_answer answer,
		   const char *final)
{
	if (g->state != SQN_GIVEN_WAITS && g->state != SQN_GIVEN_SAID)
		return;
	g->state = SQN_GIVEN_ENDED;
	g->answer = answer;
	memcpy(g->final, final, strlen(final) + 1);
}

bool sqn_given_take(struct sqn_given *g, struct nb_link_event *ev)
{
	if (g->state != SQN_GIVEN_ENDED)
		return false;
	g->state = SQN_GIVEN_FREE;
	ev->type = NB_LINK_ANSWERED;
	ev->tag = g->tag;
	ev->answer = g->answer;
	ev->bytes = (struct nb_bytes){g->lines, g->len};
	ev->truncated = g->truncated;
	ev->final = g->final;
	return true;
}
