#include "sequans/dial.h"
#include "base/addr.h"
#include "base/assert.h"
#include "sequans/listener.h"
#include "sequans/registration.h"

#define RETRIES      3
#define RETRY_WAIT   1000
#define BACKOFF      15000
#define BACKOFF_MOST 300000
/* Tenths of a second; SQN_DIAL's limit is longer. */
#define CONNECT_LIMIT 200
#define SEND_DELAY    50

#define TRANSPORT_UDP   1
#define RINGS_WITH_SIZE 1
#define RINGS_WITH_DATA 2
#define COMMAND_MODE    1
/* Of SQN_CONFIGURE_CLOSE. */
#define UNUSED_ARGUMENTS 4
#define NUMBERED_CLOSE   1
#define ONLY_THE_PEER    0
#define ANY_PEER         2 /* both ways */

static uint16_t local_port(const struct sqn_peer *p)
{
	uint16_t port = (uint16_t)(p->port + p->shift);

	if (p->port == 0)
		return 0;
	return port ? port : 1;
}

/* Is it another peer's, whose socket may be closed for now? */
static bool is_port_taken(const struct sqn_modem *m, const struct sqn_peer *p)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *q = &m->peers.peer[i];
		if (q != p && q->state != SQN_PEER_FREE && q->opened &&
		    local_port(q) == local_port(p))
			return true;
	}
	return false;
}

/* To the next port above that is nobody's. */
static void skip_ports(const struct sqn_modem *m, struct sqn_peer *p)
{
	while (local_port(p) && is_port_taken(m, p))
		p->shift++;
}

/* Whoever keeps ports over restarts is asked once for each peer. */
static void choose_port(const struct sqn_modem *m, struct sqn_peer *p)
{
	if (p->port)
		return;
	p->port = m->setup.coap_port;
	if (m->setup.local_port && !p->shared)
		p->port =
			m->setup.local_port(m->setup.local_port_arg, &p->addr);
	if (m->sharing == SQN_SHARING_REFUSED && !p->listens)
		skip_ports(m, p);
}

/* It is the one toward this peer from now on. */
static void keep_port(struct sqn_modem *m, struct sqn_peer *p)
{
	struct nb_wish *wish;

	p->port = local_port(p);
	p->shift = 0;
	wish = sqn_peer_is_own(p) ? NULL : sqn_wish(m, NB_WISH_KEEP);
	if (!wish)
		return;
	wish->peer = p->addr;
	wish->local_port = p->port;
}

static void write_close(const struct sqn_modem *m, const struct sqn_peer *p,
			struct at_writer *w)
{
	(void)m;
	at_write_number(w, p->socket);
}

/* No idle close: a gateway's sockets are silent for hours. */
static void write_configure(const struct sqn_modem *m, const struct sqn_peer *p,
			    struct at_writer *w)
{
	at_write_number(w, p->socket);
	at_write_number(w, (uint32_t)m->config.cid);
	at_write_number(w, 0);
	at_write_number(w, 0);
	at_write_number(w, CONNECT_LIMIT);
	at_write_number(w, SEND_DELAY);
}

static void write_configure_more(const struct sqn_modem *m,
				 const struct sqn_peer *p, struct at_writer *w)
{
	bool hex = m->chat.dialect.hex;

	at_write_number(w, p->socket);
	at_write_number(w, sqn_rings_with_data(m, p) ? RINGS_WITH_DATA
						     : RINGS_WITH_SIZE);
	at_write_number(w, hex);
	at_write_number(w, 0);
	at_write_number(w, 0);
	at_write_number(w, hex);
}

/* A close is told with the socket's number. */
static void write_configure_close(const struct sqn_modem *m,
				  const struct sqn_peer *p, struct at_writer *w)
{
	(void)m;
	at_write_number(w, p->socket);
	for (unsigned i = 0; i < UNUSED_ARGUMENTS; i++)
		at_write_number(w, 0);
	at_write_number(w, NUMBERED_CLOSE);
}

static void write_dial(const struct sqn_modem *m, const struct sqn_peer *p,
		       struct at_writer *w)
{
	struct nb_addr to = p->addr;
	char host[NB_ADDR_TEXT];

	if (to.family == NB_FAMILY_NONE)
		sqn_listener_address(m, &to);
	if (nb_addr_format_host(&to, host, sizeof(host)) < 0)
		host[0] = '\0';
	at_write_number(w, p->socket);
	at_write_number(w, TRANSPORT_UDP);
	at_write_number(w, to.port);
	at_write_quoted(w, host);
	at_write_number(w, 0);
	at_write_number(w, local_port(p));
	at_write_number(w, COMMAND_MODE);
	if (m->dialect->accepts_any)
		at_write_number(w, p->shared ? ANY_PEER : ONLY_THE_PEER);
}

/*
 * An id that is open may be dialled only after SQNSH.  A refusal may mean that
 * it is closed already, but only a second one is believed.
 */
static const struct {
	enum sqn_command command;
	void (*write)(const struct sqn_modem *m, const struct sqn_peer *p,
		      struct at_writer *w);
	bool may_be_refused;
	bool after_refusal; /* left out unless the one before was refused */
} steps[] = {
	{.command = SQN_CLOSE, .write = write_close, .may_be_refused = true},
	{.command = SQN_CLOSE,
	 .write = write_close,
	 .may_be_refused = true,
	 .after_refusal = true},
	{.command = SQN_CONFIGURE, .write = write_configure},
	{.command = SQN_CONFIGURE_MORE, .write = write_configure_more},
	{.command = SQN_CONFIGURE_CLOSE,
	 .write = write_configure_close,
	 .may_be_refused = true},
	{.command = SQN_DIAL, .write = write_dial},
};

static bool dials_now(const struct sqn_peer *p, nb_ms now)
{
	return p->state == SQN_PEER_DIALS && p->at <= now;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (!sqn_is_up(m))
		return false;
	struct sqn_peer *p =
		sqn_peers_next(&m->peers, &m->dial_turn, dials_now, now);
	if (!p)
		return false;
	m->busy = p;
	choose_port(m, p);
	steps[p->step].write(m, p, sqn_compose(m, steps[p->step].command));
	return sqn_start(m, now);
}

/* Has another peer's socket the same local port? */
static bool is_port_shared(struct sqn_modem *m, const struct sqn_peer *p)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *q = &m->peers.peer[i];
		if (q != p && q->state == SQN_PEER_OPEN &&
		    local_port(q) == local_port(p))
			return true;
	}
	return false;
}

static void opened(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	m->counters.dials++;
	if (p->shift) {
		m->sharing = SQN_SHARING_REFUSED;
		keep_port(m, p);
	} else if (is_port_shared(m, p)) {
		m->sharing = SQN_SHARING_GOOD;
	}
	p->state = SQN_PEER_OPEN;
	p->tries = 0;
	p->backoff = 0;
	p->opened = now;
	sqn_peers_touch(&m->peers, p);
	if (p->pins[NB_PIN_OBSERVATION])
		p->look_always = now + SQN_LOOK_ALWAYS;
}

static void give_up(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	char text[NB_ADDR_TEXT];

	p->backoff = p->backoff ? 2 * p->backoff : BACKOFF;
	if (p->backoff > BACKOFF_MOST)
		p->backoff = BACKOFF_MOST;
	if (p->addr.family == NB_FAMILY_NONE)
		sqn_log(m, NB_LOG_WARNING,
			"modem: port %u cannot be listened at", p->port);
	else
		sqn_log(m, NB_LOG_WARNING, "modem: %s cannot be dialled",
			sqn_addr_text(&p->addr, text));
	sqn_verdict(m, p, NB_VERDICT_UNREACHABLE);
	sqn_registration_doubt(m);
	sqn_peer_close(p);
	p->state = SQN_PEER_BACKOFF;
	p->at = now + p->backoff;
}

/*
 * A modem may refuse the same local port twice.  The last try, or the second
 * one where that is known, takes the next port above.
 */
static void shift_port(struct sqn_modem *m, struct sqn_peer *p)
{
	bool last = p->tries == RETRIES;

	if (m->sharing == SQN_SHARING_GOOD || local_port(p) == 0 || p->listens)
		return;
	if (!last && m->sharing != SQN_SHARING_REFUSED)
		return;
	skip_ports(m, p);
}

static void failed(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	m->counters.failed_dials++;
	sqn_registration_activate(m, now);
	p->step = 0;
	if (p->tries++ < RETRIES) {
		p->at = now + p->tries * RETRY_WAIT;
		shift_port(m, p);
	} else if (!p->listens || !sqn_listener_take_port(m, p, now)) {
		p->shift = 0;
		give_up(m, p, now);
	}
}

static bool is_left_out(const struct sqn_modem *m, unsigned step, bool ok)
{
	return (ok && steps[step].after_refusal) ||
	       !sqn_has_command(m, steps[step].command);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_peer *p = m->busy;
	bool ok = ev->result == AT_RESULT_OK;
	bool refused = !ok && ev->result != AT_RESULT_TIMEOUT;

	if (p->state != SQN_PEER_DIALS)
		return;
	if (!ok && !(refused && steps[p->step].may_be_refused)) {
		failed(m, p, now);
		return;
	}
	do {
		p->step++;
	} while (p->step < NB_COUNT(steps) && is_left_out(m, p->step, ok));
	if (p->step == NB_COUNT(steps))
		opened(m, p, now);
}

static nb_ms deadline(const struct sqn_modem *m)
{
	nb_ms first = NB_NEVER;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *p = &m->peers.peer[i];
		bool timed = p->state == SQN_PEER_BACKOFF ||
			     (p->state == SQN_PEER_DIALS && sqn_is_up(m));
		if (timed && p->at < first)
			first = p->at;
	}
	return first;
}

void sqn_dial_expire(struct sqn_modem *m, nb_ms now)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &m->peers.peer[i];
		if (p->state != SQN_PEER_BACKOFF || p->at > now)
			continue;
		p->state = SQN_PEER_KNOWN;
		if (sqn_peer_wants_socket(p) && sqn_is_up(m))
			sqn_peers_open(&m->peers, p, m->busy, now);
	}
}

const struct sqn_part sqn_dial_part = {
	.start = start, .done = done, .deadline = deadline};
