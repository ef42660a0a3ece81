/*
 * mid.h - the message IDs that we use toward one peer (RFC 7252, 4.4)
 *
 * Knows which were given out and how long ago, as a few runs of IDs, so that
 * none comes again within its lifetime.  Does not know exchanges: one that
 * outlives the lifetime is its owner's to avoid.
 */
#ifndef COAP_MID_H
#define COAP_MID_H

#include <nbcoap/params.h>

enum {
	NBCOAP_MID_COUNT = 65536,
	NBCOAP_MID_RUNS = 12,
	/* A run is closed after this part of a lifetime. */
	NBCOAP_MID_RUNS_IN_LIFETIME = 8,
};

/* IDs first ... first + count - 1 (modulo 65536). */
struct nbcoap_mid_run {
	uint16_t first;
	uint32_t count; /* 0: not in use */
	nb_ms begun;
	nb_ms last; /* when the newest was given out, or first accepted */
};

struct nbcoap_mids {
	uint16_t next;
	struct nbcoap_mid_run runs[NBCOAP_MID_RUNS];
};

/* Begins at @start, which should be chance. */
void nbcoap_mids_init(struct nbcoap_mids *m, uint16_t start);

/* To one that has just begun: @count IDs from there on may be in use. */
void nbcoap_mids_reserve(struct nbcoap_mids *m, uint16_t count, nb_ms now);

/* Is an ID free at @now?  Always with NBCOAP_MID_OLDEST_FINISHED. */
bool nbcoap_mids_available(const struct nbcoap_mids *m, nb_ms lifetime,
			   enum nbcoap_mid_reuse reuse, nb_ms now);

/* When the first ID that is taken will be free; NB_NEVER: none is taken. */
nb_ms nbcoap_mids_free_at(const struct nbcoap_mids *m, nb_ms lifetime);

/* Takes the next ID; NB_ERR_SPACE when none is available. */
int nbcoap_mids_take(struct nbcoap_mids *m, nb_ms lifetime,
		     enum nbcoap_mid_reuse reuse, nb_ms now);

/* The link accepted a message with @id at @now: its lifetime begins now. */
void nbcoap_mids_touch(struct nbcoap_mids *m, uint16_t id, nb_ms now);

/*
 * The peer remembers IDs near ours that it had from somebody else: go on from
 * @start, away from them.  More of such jumps than there are runs to remember
 * are none: the last run has always room to grow.
 */
void nbcoap_mids_jump(struct nbcoap_mids *m, uint16_t start);

/* When every ID will have outlived its lifetime; INT64_MIN: none is taken. */
nb_ms nbcoap_mids_all_free_at(const struct nbcoap_mids *m, nb_ms lifetime);

#endif
