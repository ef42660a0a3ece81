/* Sockets: settings, dialling, state, closing (reference, 1.2 to 1.4, 1.7). */
#include "base/addr.h"
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include "sim/sockets.h"
#include <stdio.h>
#include <string.h>

#define HOST_MAX 254
#define STRAY_MS 5000

static unsigned socket_id(const struct sim_line *line)
{
	return (unsigned)sim_line_number(line, 0, 1);
}

static int tell_settings(struct sim_modem *s)
{
	for (unsigned id = 1; id <= SIM_SOCKETS; id++) {
		const struct sim_settings *t = &sim_socket_at(s, id)->settings;

		sim_info(s, "+SQNSCFG: %u,%u,%u,%u,%u,%u", id, t->cid,
			 t->packet, t->max_to, t->conn_to, t->tx_to);
	}
	return SIM_OK;
}

static int configure(struct sim_modem *s, const struct sim_line *line)
{
	unsigned conn_to = (unsigned)sim_line_number(line, 4, 0);

	if (line->form == SIM_READ)
		return tell_settings(s);
	if (conn_to > 0 && conn_to < 10)
		return SIM_CME_PARAMETERS;
	sim_socket_at(s, socket_id(line))->settings = (struct sim_settings){
		.cid = (unsigned)sim_line_number(line, 1, 0),
		.packet = (unsigned)sim_line_number(line, 2, 0),
		.max_to = (unsigned)sim_line_number(line, 3, 0),
		.conn_to = conn_to,
		.tx_to = (unsigned)sim_line_number(line, 5, 0),
	};
	return SIM_OK;
}

static int tell_extended(struct sim_modem *s)
{
	for (unsigned id = 1; id <= SIM_SOCKETS; id++) {
		const struct sim_extended *e = sim_extended_at(s, id);

		sim_info(s, "+SQNSCFGEXT: %u,%u,%u,%u,%u,%u,0,0", id,
			 e->ring_mode, e->recv_hex, e->keepalive,
			 e->listen_auto, e->send_hex);
	}
	return SIM_OK;
}

static int extend(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ)
		return tell_extended(s);
	*sim_extended_at(s, socket_id(line)) = (struct sim_extended){
		.ring_mode = (unsigned)sim_line_number(line, 1, 0),
		.recv_hex = (unsigned)sim_line_number(line, 2, 0),
		.keepalive = (unsigned)sim_line_number(line, 3, 0),
		.listen_auto = (unsigned)sim_line_number(line, 4, 0),
		.send_hex = (unsigned)sim_line_number(line, 5, 0),
	};
	return SIM_OK;
}

/* AT#SCFGEXT2: of its parameters only how a close is told matters here. */
static int extend_more(struct sim_modem *s, const struct sim_line *line)
{
	sim_socket_at(s, socket_id(line))->numbers_close =
		sim_line_number(line, 5, 0) != 0;
	return SIM_OK;
}

/* Opens socket @id once its peer and remote are set. */
static int open_on(struct sim_modem *s, unsigned id, uint16_t port)
{
	if (port && s->config.one_port_once && sim_sockets_port_taken(s, port))
		return SIM_CME_REFUSED;
	if (port && s->config.port_lingers && sim_sockets_port_lingers(s, port))
		return SIM_CME_REFUSED;
	sim_socket_at(s, id)->local_port =
		port ? port : sim_sockets_free_port(s);
	sim_sockets_open(s, id);
	return SIM_OK;
}

static bool has_address(const struct sim_modem *s, unsigned cid,
			enum nb_family family)
{
	return sim_network_address(s, cid, family);
}

/* IPv6 before IPv4, as far as the context has them. */
static bool find_peer(const struct sim_modem *s, unsigned cid, const char *host,
		      struct nb_addr *peer)
{
	static const enum nb_family order[] = {NB_FAMILY_IPV6, NB_FAMILY_IPV4};

	for (size_t i = 0; i < 2; i++)
		if (has_address(s, cid, order[i]) &&
		    sim_network_resolve(s, host, order[i], 0, peer))
			return true;
	return false;
}

static int dial_udp(struct sim_modem *s, const struct sim_line *line,
		    const char *host)
{
	unsigned id = socket_id(line);
	struct sim_socket *sock = sim_socket_at(s, id);
	struct nb_addr peer;
	int result;

	if (!find_peer(s, sock->settings.cid, host, &peer)) {
		if (s->config.stray_carrier)
			s->stray_due = s->now + STRAY_MS;
		return SIM_NO_CARRIER;
	}
	peer.port = (uint16_t)sim_line_number(line, 2, 0);
	sock->peer = peer;
	sock->remote = (enum sim_remote)sim_line_number(line, 7, 0);
	result = open_on(s, id, (uint16_t)sim_line_number(line, 5, 0));
	if (result || !sim_line_number(line, 8, 0))
		return result;
	sim_final(s, SIM_OK);
	sim_urc(s, "+SQNSD: %u,0", id);
	return SIM_DONE;
}

/* What stands against a dial before anything is looked up. */
static int refuse_dial(struct sim_modem *s, const struct sim_line *line)
{
	const struct sim_socket *sock = sim_socket_at(s, socket_id(line));
	unsigned cid = sock->settings.cid;

	if (sock->state != SIM_SOCKET_CLOSED) {
		sim_violation(s, "dial of an open socket");
		return s->config.dial_error ? SIM_ERROR : SIM_CME_REFUSED;
	}
	if (!sim_line_number(line, 6, 0)) {
		sim_violation(s, "dial in online mode, which is not simulated");
		return SIM_CME_REFUSED;
	}
	if (!has_address(s, cid, NB_FAMILY_IPV4) &&
	    !has_address(s, cid, NB_FAMILY_IPV6))
		return SIM_CME_REFUSED;
	if (!sim_network_serves(s, cid))
		return SIM_CME_NOT_ALLOWED;
	return 0;
}

static int dial(struct sim_modem *s, const struct sim_line *line)
{
	const struct sim_socket *sock = sim_socket_at(s, socket_id(line));
	bool tcp = !sim_line_number(line, 1, 0);
	char host[HOST_MAX];
	struct nb_addr literal;
	int why;

	sim_line_text(line, 3, host, sizeof(host));
	if (s->job.step)
		return tcp ? SIM_NO_CARRIER : dial_udp(s, line, host);
	why = refuse_dial(s, line);
	if (why)
		return why;
	if (!tcp && !nb_addr_parse_host(&literal, host, strlen(host)))
		return dial_udp(s, line, host);
	s->job.due =
		s->now + (tcp ? sock->settings.conn_to * 100 : s->config.rtt);
	return SIM_LATER;
}

static int listen_udp(struct sim_modem *s, const struct sim_line *line)
{
	unsigned id = socket_id(line);
	struct sim_socket *sock = sim_socket_at(s, id);
	bool ipv6 = sim_line_number(line, 1, 0) == 2;

	if (!sim_line_number(line, 1, 0)) {
		sim_sockets_close(s, id, false);
		return SIM_OK;
	}
	if (sock->state != SIM_SOCKET_CLOSED) {
		sim_violation(s, "listening on an open socket");
		return SIM_CME_REFUSED;
	}
	if (!has_address(s, sock->settings.cid,
			 ipv6 ? NB_FAMILY_IPV6 : NB_FAMILY_IPV4))
		return SIM_CME_REFUSED;
	memset(&sock->peer, 0, sizeof(sock->peer));
	sock->remote = SIM_REMOTE_ANY;
	sock->listening = true;
	return open_on(s, id, (uint16_t)sim_line_number(line, 2, 0));
}

static const struct nb_addr *own_address(const struct sim_modem *s,
					 const struct sim_socket *sock)
{
	enum nb_family family = sock->peer.family;
	const struct nb_addr *a;

	if (family == NB_FAMILY_NONE)
		family = NB_FAMILY_IPV6;
	a = sim_network_address(s, sock->settings.cid, family);
	if (!a)
		a = sim_network_address(s, sock->settings.cid, NB_FAMILY_IPV4);
	return a;
}

static bool tells_seven(const struct sim_modem *s)
{
	switch (s->config.states_form) {
	case SIM_STATES_OF_PROFILE:
		return s->config.profile == SIM_MONARCH2;
	case SIM_STATES_SIX:
		return false;
	case SIM_STATES_SEVEN:
		return true;
	}
	return false;
}

static void tell_open(struct sim_modem *s, unsigned id,
		      const struct sim_socket *sock)
{
	const struct nb_addr *own = own_address(s, sock);
	int state = sock->listening ? 4 : sock->count ? 3 : 2;
	char here[SIM_ADDR_TEXT] = "", there[SIM_ADDR_TEXT] = "";

	if (own)
		sim_addr_text(s, own, here);
	if (sock->peer.family)
		sim_addr_text(s, &sock->peer, there);
	sim_info(s, "+SQNSS: %u,%d,\"%s\",%u,\"%s\",%u%s", id, state, here,
		 sock->local_port, there, sock->peer.port,
		 tells_seven(s) ? ",1" : "");
}

static int states(struct sim_modem *s, const struct sim_line *line)
{
	unsigned only = line->form == SIM_SET ? socket_id(line) : 0;

	for (unsigned id = 1; id <= SIM_SOCKETS; id++) {
		const struct sim_socket *sock = sim_socket_at(s, id);

		if (only && id != only)
			continue;
		if (sock->state == SIM_SOCKET_CLOSED)
			sim_info(s, "+SQNSS: %u,0", id);
		else
			tell_open(s, id, sock);
	}
	return SIM_OK;
}

static int count(struct sim_modem *s, const struct sim_line *line)
{
	unsigned id = socket_id(line);
	const struct sim_socket *sock = sim_socket_at(s, id);

	sim_info(s, "+SQNSI: %u,%llu,%llu,%zu,0", id,
		 (unsigned long long)sock->sent,
		 (unsigned long long)sock->received, sock->unread);
	return SIM_OK;
}

static int close_closed(const struct sim_modem *s)
{
	switch (s->config.close_again) {
	case SIM_CLOSE_OK:
		return SIM_OK;
	case SIM_CLOSE_REFUSED:
		return SIM_CME_REFUSED;
	case SIM_CLOSE_ERROR:
		return SIM_ERROR;
	}
	return SIM_OK;
}

static int close_one(struct sim_modem *s, const struct sim_line *line)
{
	unsigned id = socket_id(line);

	if (sim_socket_at(s, id)->state == SIM_SOCKET_CLOSED)
		return close_closed(s);
	sim_sockets_close(s, id, s->config.close_urc);
	return SIM_OK;
}

#define ID SIM_NUM(1, SIM_SOCKETS)

const struct sim_command sim_socket_commands[] = {
	{.name = "+SQNSCFG",
	 .forms = SIM_READ | SIM_SET,
	 .params = {ID, SIM_NUM(0, SIM_CONTEXTS), SIM_NUM(0, 1500),
		    SIM_NUM(0, 65535), SIM_NUM(0, 1200), SIM_NUM(0, 255)},
	 .run = configure},
	{.name = "+SQNSCFGEXT",
	 .forms = SIM_READ | SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {ID, SIM_NUM(0, 2), SIM_NUM(0, 1), SIM_NUM(0, 240),
		    SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 1)},
	 .run = extend},
	{.name = "#SCFGEXT2",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {ID, SIM_NUM(0, 1), SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 0),
		    SIM_OPT_NUM(0, 0), SIM_OPT_NUM(0, 2)},
	 .run = extend_more},
	{.name = "+SQNSCFGEXT",
	 .forms = SIM_READ | SIM_SET,
	 .profiles = SIM_ON_SEQUANS,
	 .params = {ID, SIM_NUM(0, 2), SIM_NUM(0, 1), SIM_NUM(0, 240),
		    SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 0),
		    SIM_OPT_NUM(0, 0)},
	 .run = extend},
	{.name = "+SQNSD",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH1,
	 .params = {ID, SIM_NUM(0, 1), SIM_NUM(0, 65535), SIM_TXT(HOST_MAX - 1),
		    SIM_OPT_NUM(0, 255), SIM_OPT_NUM(0, 65535),
		    SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 2)},
	 .run = dial},
	{.name = "+SQNSD",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH2,
	 .params = {ID, SIM_NUM(0, 1), SIM_NUM(0, 65535), SIM_TXT(HOST_MAX - 1),
		    SIM_OPT_NUM(0, 255), SIM_OPT_NUM(0, 65535),
		    SIM_OPT_NUM(0, 1), SIM_OPT_NUM(0, 2), SIM_OPT_NUM(0, 1)},
	 .run = dial},
	{.name = "+SQNSD",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {ID, SIM_NUM(0, 1), SIM_NUM(0, 65535), SIM_TXT(HOST_MAX - 1),
		    SIM_OPT_NUM(0, 255), SIM_OPT_NUM(0, 65535),
		    SIM_OPT_NUM(0, 1)},
	 .run = dial},
	{.name = "+SQNSLUDP",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH1,
	 .params = {ID, SIM_NUM(0, 1), SIM_OPT_NUM(0, 65535)},
	 .run = listen_udp},
	{.name = "+SQNSLUDP",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH2,
	 .params = {ID, SIM_NUM(0, 2), SIM_OPT_NUM(0, 65535)},
	 .run = listen_udp},
	{.name = "+SQNSS",
	 .forms = SIM_RUN | SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {ID},
	 .run = states},
	{.name = "+SQNSS",
	 .forms = SIM_RUN | SIM_READ | SIM_SET,
	 .profiles = SIM_ON_SEQUANS,
	 .params = {ID},
	 .run = states},
	{.name = "+SQNSI",
	 .forms = SIM_SET,
	 .params = {ID, SIM_OPT_ANY},
	 .run = count},
	{.name = "+SQNSH", .forms = SIM_SET, .params = {ID}, .run = close_one},
	{0},
};
