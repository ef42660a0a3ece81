/*
 * hash.h - a keyed hash (SipHash-2-4): where chance is needed
 *
 * Tokens, message IDs and jitter come from it: hash(secret, counter), never
 * from rand().  So a run is a function of its secret, and nobody outside who
 * does not know the secret can guess a token.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <nbcoap/types.h>

#define NB_SECRET_LEN 16

uint64_t nb_hash(const uint8_t secret[NB_SECRET_LEN], const void *data,
		 size_t len);

/* A stream of numbers out of a secret. */
struct nb_chance {
	uint8_t secret[NB_SECRET_LEN];
	uint64_t counter;
};

void nb_chance_init(struct nb_chance *c, const uint8_t secret[NB_SECRET_LEN]);
uint64_t nb_chance_next(struct nb_chance *c);
/* A number from 0 to @below - 1; @below over 0. */
uint64_t nb_chance_below(struct nb_chance *c, uint64_t below);

#endif
