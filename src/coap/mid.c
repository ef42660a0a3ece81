#include "coap/mid.h"

#include <string.h>

void nbcoap_mids_init(struct nbcoap_mids *m, uint16_t start)
{
	memset(m, 0, sizeof(*m));
	m->next = start;
}

void nbcoap_mids_reserve(struct nbcoap_mids *m, uint16_t count, nb_ms now)
{
	m->runs[0] = (struct nbcoap_mid_run){m->next, count, now, now};
	m->next = (uint16_t)(m->next + count);
}

static bool is_live(const struct nbcoap_mid_run *run, nb_ms lifetime, nb_ms now)
{
	return run->count && now < run->last + lifetime;
}

static bool holds(const struct nbcoap_mid_run *run, uint16_t id)
{
	return (uint16_t)(id - run->first) < run->count;
}

/* Forgets the runs whose lifetime has passed. */
static void prune(struct nbcoap_mids *m, nb_ms lifetime, nb_ms now)
{
	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (!is_live(&m->runs[i], lifetime, now))
			m->runs[i].count = 0;
}

bool nbcoap_mids_available(const struct nbcoap_mids *m, nb_ms lifetime,
			   enum nbcoap_mid_reuse reuse, nb_ms now)
{
	uint32_t taken = 0;

	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (is_live(&m->runs[i], lifetime, now))
			taken += m->runs[i].count;
	return taken < NBCOAP_MID_COUNT || reuse == NBCOAP_MID_OLDEST_FINISHED;
}

nb_ms nbcoap_mids_free_at(const struct nbcoap_mids *m, nb_ms lifetime)
{
	nb_ms at = NB_NEVER;

	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (m->runs[i].count && m->runs[i].last + lifetime < at)
			at = m->runs[i].last + lifetime;
	return at;
}

nb_ms nbcoap_mids_all_free_at(const struct nbcoap_mids *m, nb_ms lifetime)
{
	nb_ms at = INT64_MIN;

	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (m->runs[i].count && m->runs[i].last + lifetime > at)
			at = m->runs[i].last + lifetime;
	return at;
}

static struct nbcoap_mid_run *run_with(struct nbcoap_mids *m, uint16_t id)
{
	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (holds(&m->runs[i], id))
			return &m->runs[i];
	return NULL;
}

/* The first ID from next on that is in no run; NB_ERR_SPACE: there is none. */
static int candidate(struct nbcoap_mids *m)
{
	uint16_t id = m->next;

	for (unsigned skipped = 0; skipped <= NBCOAP_MID_RUNS; skipped++) {
		const struct nbcoap_mid_run *run = run_with(m, id);
		if (!run)
			return id;
		id = (uint16_t)(run->first + run->count);
	}
	return NB_ERR_SPACE;
}

static struct nbcoap_mid_run *oldest(struct nbcoap_mids *m)
{
	struct nbcoap_mid_run *found = &m->runs[0];

	for (unsigned i = 1; i < NBCOAP_MID_RUNS; i++) {
		struct nbcoap_mid_run *run = &m->runs[i];
		if (run->count && (!found->count || run->begun < found->begun))
			found = run;
	}
	return found;
}

/* The oldest ID gives way. */
static int take_oldest(struct nbcoap_mids *m)
{
	struct nbcoap_mid_run *run = oldest(m);
	uint16_t id = run->first++;

	run->count--;
	return id;
}

static struct nbcoap_mid_run *unused(struct nbcoap_mids *m)
{
	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++)
		if (!m->runs[i].count)
			return &m->runs[i];
	return NULL;
}

/* The run that @id is to be added to; NULL when there is none. */
static struct nbcoap_mid_run *run_for(struct nbcoap_mids *m, uint16_t id,
				      nb_ms lifetime, nb_ms now)
{
	struct nbcoap_mid_run *fresh = unused(m);

	for (unsigned i = 0; i < NBCOAP_MID_RUNS; i++) {
		struct nbcoap_mid_run *run = &m->runs[i];
		nb_ms closes =
			run->begun + lifetime / NBCOAP_MID_RUNS_IN_LIFETIME;
		if (run->count && (uint16_t)(run->first + run->count) == id &&
		    (now < closes || !fresh))
			return run;
	}
	if (fresh) {
		fresh->first = id;
		fresh->begun = now;
	}
	return fresh;
}

int nbcoap_mids_take(struct nbcoap_mids *m, nb_ms lifetime,
		     enum nbcoap_mid_reuse reuse, nb_ms now)
{
	prune(m, lifetime, now);
	int id = candidate(m);
	if (id < 0 && reuse == NBCOAP_MID_OLDEST_FINISHED)
		id = take_oldest(m);
	if (id < 0)
		return id;

	struct nbcoap_mid_run *run = run_for(m, (uint16_t)id, lifetime, now);
	if (!run)
		return NB_ERR_SPACE;
	run->count++;
	run->last = now;
	m->next = (uint16_t)(id + 1);
	return id;
}

void nbcoap_mids_touch(struct nbcoap_mids *m, uint16_t id, nb_ms now)
{
	struct nbcoap_mid_run *run = run_with(m, id);

	if (run && run->last < now)
		run->last = now;
}

void nbcoap_mids_jump(struct nbcoap_mids *m, uint16_t start)
{
	if (unused(m))
		m->next = start;
}
