#include "sequans/send.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"
#include "sequans/saving.h"

/* Refusals in a row after which more is done than to say so. */
#define RENEW_SOCKET 3
#define CLIMB        6
/* After the first, the second ... refusal. */
#define PAUSE 1000
/* +CME ERROR (3GPP TS 27.007, 9.2.1). */
#define INCORRECT_PARAMETERS 50

/*
 * A retransmission goes out only after a look whether its answer has come
 * already.
 */
static bool is_due(const struct sqn_peer *p, nb_ms now)
{
	(void)now;
	if (p->state != SQN_PEER_OPEN || !p->has_datagram || p->paused)
		return false;
	return p->datagram.transmission <= 1 ||
	       (!p->inbox.look && sqn_inbox_next(&p->inbox, false) == 0);
}

/* Release assistance, where the modem knows it (3GPP TS 24.301, 9.9.4.25). */
static void write_release(const struct sqn_modem *m,
			  const struct nb_datagram *d, struct at_writer *w)
{
	static const uint8_t values[] = {
		[NB_EXPECT_MORE] = 0,
		[NB_EXPECT_NOTHING] = 1,
		[NB_EXPECT_ONE] = 2,
	};
	bool waits = sqn_peers_datagrams(&m->peers) > 1 ||
		     sqn_lookups_any(&m->lookups);

	at_write_number(w, values[waits ? NB_EXPECT_MORE : d->expect]);
}

static void write_destination(const struct nb_datagram *d, struct at_writer *w)
{
	char host[NB_ADDR_TEXT];

	if (nb_addr_format_host(&d->peer, host, sizeof(host)) < 0)
		host[0] = '\0';
	at_write_quoted(w, host);
	at_write_number(w, d->peer.port);
}

static bool knows_release(const struct sqn_modem *m)
{
	return m->dialect->releases && sqn_is_nb_iot(m) &&
	       !m->once.release_refused;
}

/* The third argument is one of release assistance, over LTE-M too. */
static void write_counted(const struct sqn_modem *m, const struct sqn_peer *p,
			  struct at_writer *w)
{
	at_write_number(w, p->socket);
	at_write_number(w, (uint32_t)p->datagram.bytes.len);
	if (knows_release(m))
		write_release(m, &p->datagram, w);
	else if (p->shared)
		at_write_number(w, 0);
	if (p->shared)
		write_destination(&p->datagram, w);
}

/* The first generation names a destination only here. */
static void write_terminated(const struct sqn_peer *p, struct at_writer *w)
{
	at_write_number(w, p->socket);
	write_destination(&p->datagram, w);
}

static void compose(struct sqn_modem *m, const struct sqn_peer *p)
{
	if (p->shared && m->dialect->sending == SQN_SENDING_TERMINATED)
		write_terminated(p, sqn_compose(m, SQN_SEND_TO));
	else
		write_counted(m, p, sqn_compose(m, SQN_SEND));
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (!sqn_is_up(m))
		return false;
	struct sqn_peer *p =
		sqn_peers_next(&m->peers, &m->send_turn, is_due, now);
	if (!p)
		return false;
	compose(m, p);
	m->busy = p;
	sqn_peers_touch(&m->peers, p);
	return sqn_start_data(m, p->datagram.bytes, now);
}

/* None of its other parameters can be wrong. */
static void judge_release(struct sqn_modem *m, int error)
{
	if (error != INCORRECT_PARAMETERS || !knows_release(m))
		return;
	m->once.release_refused = true;
	sqn_log(m, NB_LOG_WARNING, "modem: it takes no release assistance");
}

static void accepted(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	m->counters.datagrams_sent++;
	m->counters.bytes_sent += p->datagram.bytes.len;
	p->refused = 0;
	sqn_saving_touch(m, now);
	sqn_no_trouble(m);
	sqn_verdict(m, p, NB_VERDICT_ACCEPTED);
}

static void refused(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	m->counters.sends_refused++;
	sqn_verdict(m, p, NB_VERDICT_NOT_SENT);
	sqn_registration_doubt(m);
	p->refused++;
	p->paused = now + PAUSE * p->refused;
	if (p->refused >= CLIMB) {
		p->refused = 0;
		sqn_trouble(m, SQN_RUNG_RADIO, "sends are refused", now);
	} else if (p->refused == RENEW_SOCKET) {
		m->counters.socket_renewals++;
		sqn_peer_reopen(p, now);
	}
}

static void lost(struct sqn_modem *m, bool begun)
{
	m->counters.sends_unknown += begun;
	sqn_verdict(m, m->busy,
		    begun ? NB_VERDICT_UNKNOWN : NB_VERDICT_NOT_SENT);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	if (ev->result == AT_RESULT_OK)
		accepted(m, m->busy, now);
	else if (ev->result == AT_RESULT_TIMEOUT)
		lost(m, ev->begun);
	else
		refused(m, m->busy, now);
	if (!ev->begun)
		judge_release(m, ev->code);
}

void sqn_send_expire(struct sqn_modem *m, nb_ms now)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (m->peers.peer[i].paused <= now)
			m->peers.peer[i].paused = 0;
	}
}

static nb_ms deadline(const struct sqn_modem *m)
{
	nb_ms first = NB_NEVER;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *p = &m->peers.peer[i];
		if (p->paused && p->paused < first)
			first = p->paused;
	}
	return first;
}

const struct sqn_part sqn_send_part = {
	.start = start, .done = done, .lost = lost, .deadline = deadline};
