/*
 * suggest.h - did you mean ...?
 *
 * Knows how far one word is from another.  Does not know what the words are.
 */
#ifndef CONF_SUGGEST_H
#define CONF_SUGGEST_H

#include <stddef.h>

/* The nearest of the words offered so far. */
struct conf_guess {
	const char *word; /* what was written */
	const char *best; /* NULL: none is near enough */
	size_t distance;
};

void conf_guess_init(struct conf_guess *g, const char *word);

/* @candidate must live as long as the guess. */
void conf_guess_offer(struct conf_guess *g, const char *candidate);

#endif
