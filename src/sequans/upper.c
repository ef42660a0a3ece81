#include "sequans/upper.h"
#include "base/assert.h"
#include "sequans/engine.h"
#include "sequans/network.h"
#include "sequans/passthrough.h"
#include "sequans/receive.h"
#include "sequans/registration.h"
#include "sequans/resolver.h"
#include "sequans/saving.h"
#include "sequans/shutting.h"
#include "sequans/signal.h"

#include <string.h>

/* The UDP and IP headers (RFC 768, 791, 8200). */
#define HEADERS_IPV4 28
#define HEADERS_IPV6 48

static size_t mtu(void *link, enum nb_family family)
{
	const struct sqn_modem *m = link;
	int64_t headers =
		family == NB_FAMILY_IPV4 ? HEADERS_IPV4 : HEADERS_IPV6;

	return (size_t)(m->config.mtu - headers);
}

/* ---- down ---- */

/* Room for the verdicts of all that is under way, and of one more. */
static bool has_verdict_room(const struct sqn_modem *m)
{
	return m->outbox.verdict_count + sqn_peers_datagrams(&m->peers) <
	       SQN_VERDICTS - 1;
}

static bool may_take(struct sqn_modem *m, const struct sqn_peer *p)
{
	if (!p)
		return sqn_peers_can_add(&m->peers, m->busy) &&
		       sqn_peers_can_open(&m->peers, m->busy);
	if (p->has_datagram || p->paused)
		return false;
	switch (p->state) {
	case SQN_PEER_OPEN:
	case SQN_PEER_DIALS:
		return true;
	case SQN_PEER_KNOWN:
		return sqn_peers_can_open(&m->peers, m->busy);
	case SQN_PEER_FREE:
	case SQN_PEER_BACKOFF:
		return false;
	}
	return false;
}

/* One whose family we have no address of is ready: to be told so. */
static bool ready(void *link, const struct nb_addr *peer)
{
	struct sqn_modem *m = link;

	if (!sqn_is_up(m) || !has_verdict_room(m))
		return false;
	if (!sqn_has_family(m, (enum nb_family)peer->family))
		return true;
	/* It may be an answer, which may have a way of its own. */
	struct sqn_peer *p = sqn_peers_find_way(&m->peers, peer, false);
	struct sqn_peer *back = sqn_peers_find_way(&m->peers, peer, true);
	if (p == back)
		return may_take(m, p);
	return may_take(m, back) && (!p || !p->socket || may_take(m, p));
}

/* Of datagrams that are merged nobody can tell where the second begins. */
static unsigned at_once(void *link)
{
	const struct sqn_modem *m = link;

	return m->reading.merges ? 1 : 0;
}

static void refuse_family(struct sqn_modem *m, const struct nb_datagram *d)
{
	char text[NB_ADDR_TEXT];

	sqn_log(m, NB_LOG_WARNING,
		"modem: %s is unreachable: the network gave us no %s address",
		sqn_addr_text(&d->peer, text),
		d->peer.family == NB_FAMILY_IPV4 ? "IPv4" : "IPv6");
	sqn_verdict_tag(m, d->tag, NB_VERDICT_UNREACHABLE);
}

static int send(void *link, const struct nb_datagram *d, nb_ms now)
{
	struct sqn_modem *m = link;
	size_t most = mtu(link, (enum nb_family)d->peer.family);

	if (d->bytes.len == 0 || d->bytes.len > most)
		return NB_ERR_CALLER;
	if (!ready(link, &d->peer))
		return NB_ERR_SPACE;
	if (!sqn_has_family(m, (enum nb_family)d->peer.family)) {
		refuse_family(m, d);
		return 0;
	}
	struct sqn_peer *p =
		sqn_peers_find_way(&m->peers, &d->peer, d->answers);
	if (!may_take(m, p))
		return NB_ERR_SPACE;
	if (!p)
		p = sqn_peers_add(&m->peers, &d->peer, m->busy);
	if (p->state == SQN_PEER_KNOWN && m->peers.shared)
		p->addr = d->peer; /* before, it was another's */
	p->has_datagram = true;
	p->datagram = *d;
	if (p->state == SQN_PEER_KNOWN)
		sqn_peers_open(&m->peers, p, m->busy, now);
	else if (p->state == SQN_PEER_OPEN && d->transmission > 1)
		p->inbox.look = true;
	return 0;
}

static void withdraw(void *link, uint64_t tag, nb_ms now)
{
	struct sqn_modem *m = link;
	const struct sqn_peer *sent = m->part && m->part->lost ? m->busy : NULL;

	(void)now;
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &m->peers.peer[i];
		if (p->has_datagram && p->datagram.tag == tag && p != sent &&
		    !sqn_peer_is_own(p))
			sqn_verdict(m, p, NB_VERDICT_NOT_SENT);
	}
}

/* ---- pins and looks ---- */

/* An exchange may be the peer's: then it came where we listen. */
static void pinned(struct sqn_modem *m, struct sqn_peer *p, enum nb_pin why,
		   nb_ms now)
{
	bool open = p->pins[NB_PIN_EXCHANGE] != 0;
	struct sqn_peer *back = sqn_peers_find_way(&m->peers, &p->addr, true);

	if (why == NB_PIN_OBSERVATION)
		sqn_receive_observation(p, now);
	else
		sqn_receive_exchange(p->socket ? p : back, open, now);
}

static void pin(void *link, const struct nb_addr *peer, enum nb_pin why,
		nb_ms now)
{
	struct sqn_modem *m = link;
	struct sqn_peer *p = sqn_peers_add(&m->peers, peer, m->busy);

	if (!p)
		return;
	p->pins[why]++;
	pinned(m, p, why, now);
}

static void unpin(void *link, const struct nb_addr *peer, enum nb_pin why,
		  nb_ms now)
{
	struct sqn_modem *m = link;
	struct sqn_peer *p = sqn_peers_find(&m->peers, peer);

	if (!p || p->pins[why] == 0)
		return;
	p->pins[why]--;
	pinned(m, p, why, now);
}

static void look(void *link, const struct nb_addr *peer, nb_ms now)
{
	struct sqn_modem *m = link;
	struct sqn_peer *p = sqn_peers_find(&m->peers, peer);

	(void)now;
	if (p && p->state == SQN_PEER_OPEN)
		p->inbox.look = true;
}

static void serve(void *link, bool on, nb_ms now)
{
	struct sqn_modem *m = link;

	(void)now;
	m->serves = on && m->setup.coap_port;
	if (on && !m->serves)
		sqn_log(m, NB_LOG_WARNING,
			"modem: nobody can ask us: coap-port is 0");
}

/* ---- names, status ---- */

static int resolve(void *link, const char *name, uint64_t tag, nb_ms now)
{
	struct sqn_modem *m = link;
	int taken = sqn_lookups_add(&m->lookups, name, tag, sqn_resolver_way(m),
				    now);

	if (taken == 0 && !sqn_is_up(m))
		sqn_lookups_end(&m->lookups, NB_ERR_SYSTEM);
	return taken;
}

static void copy(char *out, size_t cap, const char *text)
{
	size_t len = strlen(text);

	if (len > cap - 1)
		len = cap - 1;
	memcpy(out, text, len);
	out[len] = '\0';
}

static const char *access_name(unsigned act)
{
	switch (act) {
	case SQN_ACCESS_LTE_M:
		return "lte-m";
	case SQN_ACCESS_NB_IOT:
		return "nb-iot";
	default:
		return "";
	}
}

static void status(void *link, struct nb_link_status *out, nb_ms now)
{
	struct sqn_modem *m = link;
	const struct sqn_registration *r = &m->registration;

	memset(out, 0, sizeof(*out));
	out->driver = "sequans";
	out->state = m->outbox.state;
	copy(out->model, sizeof(out->model), m->identity.model);
	copy(out->revision, sizeof(out->revision), m->identity.revision);
	copy(out->imei, sizeof(out->imei), m->identity.imei);
	copy(out->iccid, sizeof(out->iccid), m->identity.iccid);
	out->registration = sqn_registration_told(m);
	copy(out->operator_id, sizeof(out->operator_id), m->network.id);
	copy(out->rat, sizeof(out->rat), access_name(r->act));
	out->address_count = sqn_is_registered(m) ? r->count : 0;
	memcpy(out->address, r->address, sizeof(out->address));
	if (m->saving.active >= 0) {
		out->psm_active = m->saving.active;
		out->psm_tau = m->saving.tau;
	}
	out->edrx_cycle = m->saving.cycle;
	out->rsrp_dbm = m->signal.rsrp_dbm;
	out->rsrp_age = m->signal.known ? now - m->signal.at : -1;
	out->sockets = sqn_peers_open_count(&m->peers);
	sqn_signal_ask(m, now);
	sqn_network_ask(m);
}

static const struct nb_metric *metrics(void *link, const void **counters)
{
	const struct sqn_modem *m = link;

	*counters = &m->counters;
	return sqn_metrics;
}

/* ---- an operator ---- */

static int command(void *link, const char *line, bool force, uint64_t tag,
		   nb_ms now)
{
	(void)now;
	return sqn_passthrough_add(link, line, force, tag);
}

static void release(void *link, nb_ms now)
{
	sqn_shutting_release(link, now);
	sqn_update_state(link, now);
}

static void resume(void *link, nb_ms now)
{
	sqn_shutting_resume(link);
	sqn_update_state(link, now);
}

/* ---- up ---- */

static void take_log(struct sqn_outbox *o, struct nb_link_event *ev)
{
	o->taken = o->logs[0];
	o->log_count--;
	memmove(o->logs, o->logs + 1, o->log_count * sizeof(o->logs[0]));
	ev->type = NB_LINK_LOG;
	ev->level = o->taken.level;
	ev->text = o->taken.text;
}

static void take_verdict(struct sqn_outbox *o, struct nb_link_event *ev)
{
	ev->type = NB_LINK_VERDICT;
	ev->tag = o->verdicts[0].tag;
	ev->verdict = o->verdicts[0].verdict;
	o->verdict_count--;
	memmove(o->verdicts, o->verdicts + 1,
		o->verdict_count * sizeof(o->verdicts[0]));
}

static bool take_resolved(struct sqn_modem *m, struct nb_link_event *ev)
{
	struct sqn_lookup *l = sqn_lookups_ended(&m->lookups);

	if (!l)
		return false;
	ev->type = NB_LINK_RESOLVED;
	ev->tag = l->tag;
	ev->result = l->result;
	ev->address_count = l->count;
	ev->ttl = l->ttl;
	memcpy(ev->address, l->address, sizeof(ev->address));
	l->state = SQN_LOOKUP_FREE;
	return true;
}

static bool next_event(void *link, struct nb_link_event *ev, nb_ms now)
{
	struct sqn_modem *m = link;
	struct sqn_outbox *o = &m->outbox;

	(void)now;
	memset(ev, 0, sizeof(*ev));
	if (o->log_count) {
		take_log(o, ev);
	} else if (o->verdict_count) {
		take_verdict(o, ev);
	} else if (sqn_arrivals_take(&o->arrivals, &ev->peer, &ev->bytes)) {
		ev->type = NB_LINK_RECEIVED;
	} else if (o->rebound) {
		o->rebound = false;
		ev->type = NB_LINK_REBOUND;
	} else if (o->drowsy) {
		o->drowsy = false;
		ev->type = NB_LINK_DROWSY;
	} else if (o->state != o->told_state) {
		o->told_state = o->state;
		ev->type = NB_LINK_STATE;
		ev->state = o->state;
		ev->page = sqn_saving_page(m);
	} else {
		return sqn_given_take(&m->given, ev) || take_resolved(m, ev);
	}
	return true;
}

static nb_ms deadline(void *link)
{
	return sqn_engine_deadline(link);
}

static void expire(void *link, nb_ms now)
{
	sqn_engine_expire(link, now);
}

const struct nb_link_ops sqn_upper_ops = {
	.send = send,
	.ready = ready,
	.at_once = at_once,
	.withdraw = withdraw,
	.pin = pin,
	.unpin = unpin,
	.look = look,
	.serve = serve,
	.resolve = resolve,
	.status = status,
	.mtu = mtu,
	.command = command,
	.release = release,
	.resume = resume,
	.metrics = metrics,
	.next_event = next_event,
	.deadline = deadline,
	.expire = expire,
};
