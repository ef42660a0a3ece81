#include "base/hash.h"

#include "base/assert.h"

#include <string.h>

struct sip {
	uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t v, unsigned bits)
{
	return v << bits | v >> (64 - bits);
}

/*
 * The paper and its reference code read numbers little-endian everywhere.
 * Written so that a compiler sees that it is one load.
 */
static uint64_t load(const uint8_t b[8])
{
	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	       (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
	       (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	       (uint64_t)b[7] << 56;
}

static void sip_init(struct sip *s, const uint8_t secret[NB_SECRET_LEN])
{
	uint64_t k0 = load(secret);
	uint64_t k1 = load(secret + 8);

	s->v0 = k0 ^ 0x736f6d6570736575;
	s->v1 = k1 ^ 0x646f72616e646f6d;
	s->v2 = k0 ^ 0x6c7967656e657261;
	s->v3 = k1 ^ 0x7465646279746573;
}

static inline void sip_round(struct sip *s)
{
	s->v0 += s->v1;
	s->v1 = rotate(s->v1, 13) ^ s->v0;
	s->v0 = rotate(s->v0, 32);
	s->v2 += s->v3;
	s->v3 = rotate(s->v3, 16) ^ s->v2;
	s->v0 += s->v3;
	s->v3 = rotate(s->v3, 21) ^ s->v0;
	s->v2 += s->v1;
	s->v1 = rotate(s->v1, 17) ^ s->v2;
	s->v2 = rotate(s->v2, 32);
}

static inline void sip_input(struct sip *s, uint64_t word)
{
	s->v3 ^= word;
	sip_round(s);
	sip_round(s);
	s->v0 ^= word;
}

static uint64_t sip_end(struct sip *s)
{
	s->v2 ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(s);
	return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

uint64_t nb_hash(const uint8_t secret[NB_SECRET_LEN], const void *data,
		 size_t len)
{
	const uint8_t *bytes = data;
	uint8_t rest[8] = {0};
	size_t left = len;
	struct sip s;

	sip_init(&s, secret);
	for (; left >= 8; left -= 8, bytes += 8)
		sip_input(&s, load(bytes));
	if (left)
		memcpy(rest, bytes, left);
	sip_input(&s, (uint64_t)len << 56 | load(rest));
	return sip_end(&s);
}

void nb_chance_init(struct nb_chance *c, const uint8_t secret[NB_SECRET_LEN])
{
	memcpy(c->secret, secret, sizeof(c->secret));
	c->counter = 0;
}

uint64_t nb_chance_next(struct nb_chance *c)
{
	uint64_t counter = c->counter++;
	uint8_t bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(counter >> (8 * i));
	return nb_hash(c->secret, bytes, sizeof(bytes));
}

uint64_t nb_chance_below(struct nb_chance *c, uint64_t below)
{
	NB_ASSERT(below > 0);

	/* 2^64 mod below: under it the low remainders are one too many */
	uint64_t unfair = (UINT64_MAX - below + 1) % below;
	uint64_t v;

	do
		v = nb_chance_next(c);
	while (v < unfair);
	return v % below;
}
