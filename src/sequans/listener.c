#include "sequans/listener.h"
#include "base/addr.h"
#include "sequans/registration.h"

#include <string.h>

void sqn_listener_address(const struct sqn_modem *m, struct nb_addr *to)
{
	const char *loopback =
		sqn_first_family(m) == NB_FAMILY_IPV6 ? "::1" : "127.0.0.1";

	nb_addr_parse_host(to, loopback, strlen(loopback));
	to->port = m->setup.coap_port;
}

bool sqn_listener_take_port(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *q = &m->peers.peer[i];
		unsigned socket = q->socket;
		if (q->state != SQN_PEER_OPEN || q->port != p->port ||
		    sqn_peer_wants_socket(q))
			continue;
		sqn_peer_close(q);
		p->socket = socket;
		sqn_peer_reopen(p, now);
		return true;
	}
	return false;
}

/*
 * The first generation names destinations only in a send that ends with a byte
 * that data may have: from now on all are digits, on each socket.
 */
static void use_hex(struct sqn_modem *m, nb_ms now)
{
	if (m->dialect->sending != SQN_SENDING_TERMINATED ||
	    m->chat.dialect.hex)
		return;
	at_chat_use_hex(&m->chat);
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (m->peers.peer[i].state == SQN_PEER_OPEN)
			sqn_peer_reopen(&m->peers.peer[i], now);
	}
}

static void open(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	if (!p) {
		p = sqn_peers_listen(&m->peers, m->busy);
		use_hex(m, now);
	}
	if (!p)
		return;
	if (p->look_always == NB_NEVER)
		p->look_always = now + SQN_LOOK_ALWAYS;
	if (p->state == SQN_PEER_KNOWN)
		sqn_peers_open(&m->peers, p, m->busy, now);
}

/* True: its socket is being closed, and start() is called again then. */
static bool close(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	if (p->socket == 0 || m->peers.shared) {
		sqn_peers_deafen(&m->peers);
		return false;
	}
	return sqn_start_close(m, p, now);
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_peer *p = sqn_peers_listener(&m->peers);

	if (!sqn_is_up(m))
		return false;
	if (m->serves && m->dialect->accepts_any)
		open(m, p, now);
	else if (p && !p->has_datagram)
		return close(m, p, now);
	return false;
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)ev;
	(void)now;
	sqn_peer_close(m->busy);
}

const struct sqn_part sqn_listener_part = {.start = start, .done = done};
