#include "sequans/lookup.h"
#include "sequans/address.h"
#include "sequans/registration.h"

#define ROUNDS     10
#define ROUND_WAIT 1000

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_lookup *l = NULL;

	if (sqn_is_up(m))
		l = sqn_lookups_next(&m->lookups, SQN_LOOKUP_BY_MODEM, now);
	if (!l)
		return false;
	if (l->family == NB_FAMILY_NONE)
		l->family = sqn_first_family(m);
	struct at_writer *w = sqn_compose(m, SQN_LOOKUP);
	at_write_quoted(w, l->name);
	if (m->dialect->tells_families)
		at_write_number(w, l->family == NB_FAMILY_IPV6);
	m->counters.lookups++;
	m->lookup = l;
	return sqn_start(m, now);
}

/* +SQNDNSLKUP: <host>,<address>[,<address> ...] */
static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_lookup *l = m->lookup;
	struct at_args args;
	struct at_text text;
	struct nb_addr addr;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	at_args_text(&args);
	while (l->count < NB_LINK_ADDRESSES && at_args_next(&args, &text)) {
		if (sqn_address_parse(&addr, &text) == 0 &&
		    addr.family == l->family)
			l->address[l->count++] = addr;
	}
}

static void again(struct sqn_modem *m, struct sqn_lookup *l, nb_ms now)
{
	l->family = sqn_next_family(m, l->family);
	if (l->family != NB_FAMILY_NONE)
		return;
	l->at = now + ROUND_WAIT;
	if (++l->rounds == ROUNDS)
		sqn_lookup_end(l, 0);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_lookup *l = m->lookup;

	m->lookup = NULL;
	if (l->state != SQN_LOOKUP_WAITS)
		return;
	if (l->count)
		sqn_lookup_end(l, 0);
	else if (ev->result == AT_RESULT_TIMEOUT)
		sqn_lookup_end(l, NB_ERR_SYSTEM);
	else
		again(m, l, now);
}

static nb_ms deadline(const struct sqn_modem *m)
{
	return sqn_is_up(m) ? sqn_lookups_deadline(&m->lookups) : NB_NEVER;
}

const struct sqn_part sqn_lookup_part = {
	.start = start, .info = info, .done = done, .deadline = deadline};
