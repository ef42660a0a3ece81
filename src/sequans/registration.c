#include "sequans/registration.h"
#include "sequans/address.h"
#include "sequans/recovery.h"
#include "sequans/saving.h"

#include <string.h>

/* Between two questions for an address that is not there yet. */
#define ADDRESS_WAIT      1000
#define ADDRESS_WAIT_MOST 16000
/* So often the second family of a dual-stack context is asked for. */
#define FAMILY_TRIES 4

#define STAT_HOME     1
#define STAT_SEARCHES 2
#define STAT_DENIED   3
#define STAT_ROAMING  5
#define STAT_LOST     80 /* registered, but temporarily out of coverage */

bool sqn_is_registered(const struct sqn_modem *m)
{
	int stat = m->registration.stat;

	return stat == STAT_HOME || (stat == STAT_ROAMING && m->config.roaming);
}

bool sqn_is_nb_iot(const struct sqn_modem *m)
{
	return m->registration.act == SQN_ACCESS_NB_IOT;
}

enum nb_registration sqn_registration_told(const struct sqn_modem *m)
{
	switch (m->registration.stat) {
	case 0:
		return NB_REGISTRATION_NONE;
	case STAT_HOME:
		return NB_REGISTRATION_HOME;
	case STAT_SEARCHES:
	case STAT_LOST:
		return NB_REGISTRATION_SEARCHING;
	case STAT_DENIED:
		return NB_REGISTRATION_DENIED;
	case STAT_ROAMING:
		return NB_REGISTRATION_ROAMING;
	default:
		return NB_REGISTRATION_UNKNOWN;
	}
}

static void set(struct sqn_modem *m, int stat, unsigned act, nb_ms now)
{
	struct sqn_registration *r = &m->registration;
	bool was = sqn_is_registered(m);

	r->stat = stat;
	if (act)
		r->act = act;
	if (was == sqn_is_registered(m))
		return;
	sqn_log(m, NB_LOG_INFO,
		was ? "modem: registration lost (%d)"
		    : "modem: registered (%d)",
		stat);
	if (was)
		sqn_saving_lost(m);
	m->network = (struct sqn_network){.step = SQN_NETWORK_UNASKED};
	r->answered = false;
	r->activated = false;
	r->ask = !was;
	r->tries = 0;
	r->at = now;
}

/* [,"tac","ci",<AcT>]; 0 when it is not told */
static unsigned read_act(struct at_args *args)
{
	struct at_text text;
	struct at_args number;

	if (!at_args_next(args, &text) || !at_args_next(args, &text) ||
	    !at_args_next(args, &text))
		return 0;
	at_args_init(&number, text.text, text.len);
	return at_args_number(&number);
}

static void take(struct sqn_modem *m, struct at_args *args, nb_ms now)
{
	uint32_t stat = at_args_number(args);

	if (!at_args_ok(args) || stat > 255)
		return;
	set(m, (int)stat, read_act(args), now);
	if (sqn_is_registered(m))
		sqn_saving_granted(m, args);
}

void sqn_registration_urc(struct sqn_modem *m, const char *text, size_t len,
			  nb_ms now)
{
	struct at_args args;

	at_args_init(&args, text, len);
	take(m, &args, now);
}

void sqn_registration_answer(struct sqn_modem *m, const char *text, size_t len,
			     nb_ms now)
{
	struct at_args args;

	at_args_init(&args, text, len);
	at_args_number(&args);
	take(m, &args, now);
}

/* ---- addresses ---- */

bool sqn_has_family(const struct sqn_modem *m, enum nb_family family)
{
	const struct sqn_registration *r = &m->registration;

	for (size_t i = 0; i < r->count; i++) {
		if (r->address[i].family == family)
			return true;
	}
	return false;
}

enum nb_family sqn_first_family(const struct sqn_modem *m)
{
	return sqn_has_family(m, NB_FAMILY_IPV6) ? NB_FAMILY_IPV6
						 : NB_FAMILY_IPV4;
}

enum nb_family sqn_next_family(const struct sqn_modem *m, enum nb_family family)
{
	return family == NB_FAMILY_IPV6 && sqn_has_family(m, NB_FAMILY_IPV4)
		       ? NB_FAMILY_IPV4
		       : NB_FAMILY_NONE;
}

/* Some want the context activated before there are sockets and names. */
static bool is_activation_due(const struct sqn_modem *m)
{
	return !m->registration.activated && sqn_has_command(m, SQN_ACTIVATE);
}

static bool start_activation(struct sqn_modem *m, nb_ms now)
{
	struct at_writer *w = sqn_compose(m, SQN_ACTIVATE);

	at_write_number(w, (uint32_t)m->config.cid);
	at_write_number(w, 1);
	return sqn_start(m, now);
}

void sqn_registration_doubt(struct sqn_modem *m)
{
	m->registration.doubted = m->dialect->boots_silently;
}

static bool start_doubt(struct sqn_modem *m, nb_ms now)
{
	m->registration.is_new = false;
	at_write_read(sqn_compose(m, SQN_REGISTRATION));
	return sqn_start(m, now);
}

/* +CEREG: <n>,<stat>... */
static void doubt_answered(struct sqn_modem *m, const struct at_event *ev,
			   nb_ms now)
{
	struct at_args args;

	at_args_init(&args, ev->text, ev->len);
	m->registration.is_new =
		at_args_number(&args) == 0 && at_args_ok(&args);
	if (!m->registration.is_new)
		sqn_registration_answer(m, ev->text, ev->len, now);
}

static void doubt_ended(struct sqn_modem *m, nb_ms now)
{
	m->registration.doubted = false;
	if (!m->registration.is_new)
		return;
	sqn_log(m, NB_LOG_WARNING, "modem: it has rebooted by itself");
	m->counters.modem_reboots++;
	m->attached = true;
	sqn_await_boot(m, now);
}

void sqn_registration_activate(struct sqn_modem *m, nb_ms now)
{
	struct sqn_registration *r = &m->registration;

	r->activated = false;
	if (!is_activation_due(m))
		return;
	r->ask = true;
	r->at = now;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_registration *r = &m->registration;

	if (m->phase == SQN_PHASE_READY && r->doubted)
		return start_doubt(m, now);
	if (m->phase != SQN_PHASE_READY || !sqn_is_registered(m) || !r->ask ||
	    r->at > now)
		return false;
	if (is_activation_due(m))
		return start_activation(m, now);
	r->found_count = 0;
	at_write_number(sqn_compose(m, SQN_ADDRESSES), (uint32_t)m->config.cid);
	return sqn_start(m, now);
}

static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_registration *r = &m->registration;
	struct nb_addr addr;
	struct at_args args;
	struct at_text text;

	if (r->doubted) {
		doubt_answered(m, ev, now);
		return;
	}
	at_args_init(&args, ev->text, ev->len);
	if (at_args_number(&args) != m->config.cid)
		return;
	while (r->found_count < 2 && at_args_next(&args, &text)) {
		if (sqn_address_parse(&addr, &text) == 0 &&
		    nb_addr_is_global(&addr))
			r->found[r->found_count++] = addr;
	}
}

/* Are there addresses in both, and none that is in both? */
static bool are_others(const struct nb_addr *was, size_t was_count,
		       const struct nb_addr *is, size_t is_count)
{
	for (size_t i = 0; i < was_count; i++) {
		for (size_t k = 0; k < is_count; k++) {
			if (nb_addr_same_host(&was[i], &is[k]))
				return false;
		}
	}
	return was_count > 0 && is_count > 0;
}

/* Sockets are bound to an address that we have no longer. */
static void move(struct sqn_modem *m, nb_ms now)
{
	m->attached = true;
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (m->peers.peer[i].socket)
			sqn_peer_reopen(&m->peers.peer[i], now);
	}
}

static bool wants_more(const struct sqn_modem *m)
{
	int pdp = m->config.pdp_type;
	bool v6 = sqn_has_family(m, NB_FAMILY_IPV6) || pdp == SQN_PDP_IPV4;
	bool v4 = sqn_has_family(m, NB_FAMILY_IPV4) || pdp == SQN_PDP_IPV6;

	return !v4 || !v6;
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_registration *r = &m->registration;

	(void)ev;
	if (r->doubted) {
		doubt_ended(m, now);
		return;
	}
	if (is_activation_due(m)) { /* what is active already is refused */
		r->activated = true;
		return;
	}
	if (are_others(r->address, r->count, r->found, r->found_count))
		move(m, now);
	memcpy(r->address, r->found, sizeof(r->address));
	r->count = r->found_count;
	r->answered = true;
	r->ask = wants_more(m) && (r->count == 0 || r->tries < FAMILY_TRIES);
	nb_ms wait = ADDRESS_WAIT << (r->tries < 4 ? r->tries : 4);
	r->at = now + (wait < ADDRESS_WAIT_MOST ? wait : ADDRESS_WAIT_MOST);
	r->tries++;
}

static nb_ms deadline(const struct sqn_modem *m)
{
	const struct sqn_registration *r = &m->registration;

	if (m->phase != SQN_PHASE_READY || !sqn_is_registered(m) || !r->ask)
		return NB_NEVER;
	return r->at;
}

const struct sqn_part sqn_registration_part = {
	.start = start, .info = info, .done = done, .deadline = deadline};

/* ---- the link's state ---- */

static enum nb_link_state ready_state(const struct sqn_modem *m)
{
	const struct sqn_registration *r = &m->registration;

	if (sqn_is_registered(m) && (!r->answered || !r->count))
		return NB_LINK_SEARCHING;
	if (sqn_is_registered(m))
		return sqn_saving_is_asleep(m) ? NB_LINK_ASLEEP : NB_LINK_UP;
	if (r->stat == 0 || r->stat == STAT_DENIED || r->stat == STAT_ROAMING)
		return NB_LINK_DOWN;
	return NB_LINK_SEARCHING;
}

static enum nb_link_state state_of(const struct sqn_modem *m)
{
	switch (m->phase) {
	case SQN_PHASE_CLOSED:
	case SQN_PHASE_ASKED:
	case SQN_PHASE_OPENING:
	case SQN_PHASE_RESET:
	case SQN_PHASE_RUNNING:
	case SQN_PHASE_BOOTING:
	case SQN_PHASE_SHUT:
		return NB_LINK_ABSENT;
	case SQN_PHASE_BRINGUP:
	case SQN_PHASE_SHUTTING:
	case SQN_PHASE_RELEASING:
	case SQN_PHASE_HANDOVER:
		return NB_LINK_DOWN;
	case SQN_PHASE_RELEASED:
		return NB_LINK_RELEASED;
	case SQN_PHASE_READY:
		return ready_state(m);
	}
	return NB_LINK_ABSENT;
}

/* Asleep or not, datagrams go out and come in. */
static bool is_up(enum nb_link_state state)
{
	return state == NB_LINK_UP || state == NB_LINK_ASLEEP;
}

bool sqn_is_up(const struct sqn_modem *m)
{
	return is_up(state_of(m));
}

/* What may come from a pinned peer needs a socket to come to. */
static void open_pinned(struct sqn_modem *m, nb_ms now)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &m->peers.peer[i];
		if (p->state == SQN_PEER_KNOWN && sqn_peer_is_pinned(p) &&
		    sqn_peers_find_way(&m->peers, &p->addr, true) == p)
			sqn_peers_open(&m->peers, p, m->busy, now);
	}
}

/* Others that we have got while nobody looked come of an attach, too. */
static void note_addresses(struct sqn_modem *m)
{
	const struct sqn_registration *r = &m->registration;

	m->attached |= are_others(m->last_address, m->last_count, r->address,
				  r->count);
	memcpy(m->last_address, r->address, sizeof(m->last_address));
	m->last_count = r->count;
}

void sqn_update_state(struct sqn_modem *m, nb_ms now)
{
	struct sqn_outbox *o = &m->outbox;
	enum nb_link_state state = state_of(m);
	bool was = is_up(o->state);

	if (state == o->state)
		return;
	o->state = state;
	if (was == is_up(state))
		return;
	if (was) {
		sqn_flush(m);
		sqn_lookups_end(&m->lookups, NB_ERR_SYSTEM);
		return;
	}
	sqn_saving_touch(m, now);
	note_addresses(m);
	o->rebound |= m->was_up && m->attached;
	m->was_up = true;
	m->attached = false;
	open_pinned(m, now);
}
