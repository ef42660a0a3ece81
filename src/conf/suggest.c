#include "conf/suggest.h"

#include <string.h>

/* Longer words are no slips of the finger. */
#define WORD_MAX 40

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions and changes from one word to the other (Levenshtein). */
static size_t distance(const char *from, const char *to)
{
	size_t row[WORD_MAX + 1];
	size_t len = strlen(to);

	if (len > WORD_MAX || strlen(from) > WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; from[i - 1]; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t changed = diagonal + (from[i - 1] != to[j - 1]);
			diagonal = row[j];
			row[j] = min(min(row[j], row[j - 1]) + 1, changed);
		}
	}
	return row[len];
}

void conf_guess_init(struct conf_guess *g, const char *word)
{
	*g = (struct conf_guess){.word = word,
				 .distance = strlen(word) / 3 + 2};
}

void conf_guess_offer(struct conf_guess *g, const char *candidate)
{
	size_t d = distance(g->word, candidate);

	if (d < g->distance) {
		g->distance = d;
		g->best = candidate;
	}
}
