/* Datagrams out and in (reference, 1.5 and 1.6). */
#include "base/addr.h"
#include "base/hex.h"
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include "sim/sockets.h"
#include <string.h>

static unsigned socket_id(const struct sim_line *line)
{
	return (unsigned)sim_line_number(line, 0, 1);
}

/* The destination: parameters @at and behind it, else the dialled peer. */
static int destination(const struct sim_modem *s, const struct sim_line *line,
		       unsigned at, struct nb_addr *peer)
{
	const struct sim_arg *host = &line->args[at];

	*peer = s->sockets[socket_id(line) - 1].peer;
	if (!sim_line_has(line, at))
		return peer->family ? 0 : SIM_CME_PARAMETERS;
	if (s->sockets[socket_id(line) - 1].remote != SIM_REMOTE_ANY)
		return SIM_CME_REFUSED;
	if (nb_addr_parse_host(peer, host->text, host->len))
		return SIM_CME_PARAMETERS;
	peer->port = (uint16_t)sim_line_number(line, at + 1, 0);
	return peer->port ? 0 : SIM_CME_PARAMETERS;
}

static int check_open(struct sim_modem *s, unsigned id)
{
	if (sim_socket_at(s, id)->state != SIM_SOCKET_CLOSED)
		return 0;
	sim_sockets_check_told(s, id);
	return SIM_CME_REFUSED;
}

static int open_prompt(struct sim_modem *s, const struct sim_line *line,
		       size_t bytes, bool text)
{
	bool hex = sim_extended_at(s, socket_id(line))->send_hex;

	s->prompt.text = text;
	s->prompt.wanted = hex ? bytes * 2 : bytes;
	s->prompt.len = 0;
	s->prompt.overflown = false;
	s->prompt.opened = s->now;
	return SIM_PROMPT;
}

/* Turns the digits in the prompt's buffer into bytes, in place. */
static bool decode_hex(struct sim_prompt *p)
{
	if (p->len > sizeof(p->data))
		p->len = sizeof(p->data);
	for (size_t i = 0; i + 1 < p->len; i += 2) {
		int high = nb_hex_value(p->data[i]);
		int low = nb_hex_value(p->data[i + 1]);

		if (high < 0 || low < 0)
			return false;
		p->data[i / 2] = (uint8_t)(high << 4 | low);
	}
	p->len /= 2;
	return true;
}

/*
 * No CoAP message begins so.  Behind a CR, with which a host finds out where
 * it stands, it does no harm: what begins with one has CoAP's version 0, and
 * is no hex digit.
 */
static bool looks_like_a_command(const struct sim_prompt *p)
{
	return p->len >= 3 && !memcmp(p->data, "AT", 2) &&
	       strchr("+\r^", p->data[2]) && p->data[2];
}

/* Release assistance is NB-IoT's, and the network may not care. */
static enum sim_release heeded_release(const struct sim_modem *s, int64_t rai)
{
	if (s->nvram.rat != 2 || s->config.rai_ignored)
		return SIM_RELEASE_NONE;
	return (enum sim_release)rai;
}

/* The prompt's data is in. */
static int send_prompted(struct sim_modem *s, const struct sim_line *line,
			 unsigned host_at, int64_t rai)
{
	unsigned id = socket_id(line);
	struct nb_addr peer;
	int why = check_open(s, id);

	if (looks_like_a_command(&s->prompt))
		sim_nonsense(s, "AT line written into an open prompt");
	if (!why)
		why = destination(s, line, host_at, &peer);
	if (why)
		return why;
	if (s->prompt.overflown ||
	    (sim_extended_at(s, id)->send_hex && !decode_hex(&s->prompt))) {
		if (s->prompt.data[0] != '\r')
			sim_nonsense(s,
				     "payload too long or not of hex digits");
		return SIM_CME_REFUSED;
	}
	if (s->prompt.len > SIM_DATAGRAM_MAX)
		s->prompt.len = SIM_DATAGRAM_MAX;
	sim_sockets_send(s, id, &peer,
			 (struct nb_bytes){s->prompt.data, s->prompt.len},
			 heeded_release(s, rai));
	return SIM_OK;
}

static int send_counted(struct sim_modem *s, const struct sim_line *line)
{
	int64_t bytes = sim_line_number(line, 1, 0);
	struct nb_addr peer;
	int why;

	if (s->job.step)
		return send_prompted(s, line, 3, sim_line_number(line, 2, 0));
	if (s->config.no_rai && line->count > 2)
		return SIM_CME_PARAMETERS;
	if (bytes > SIM_DATAGRAM_MAX && !s->config.long_sends) {
		sim_violation(s, "more than 1500 bytes in one datagram");
		return SIM_CME_PARAMETERS;
	}
	why = check_open(s, socket_id(line));
	if (!why)
		why = destination(s, line, 3, &peer);
	return why ? why : open_prompt(s, line, (size_t)bytes, false);
}

/* AT+SQNSSEND: text up to Ctrl-Z. */
static int send_text(struct sim_modem *s, const struct sim_line *line)
{
	struct nb_addr peer;
	int why;

	if (s->job.step)
		return send_prompted(s, line, 1, sim_line_number(line, 3, 0));
	why = check_open(s, socket_id(line));
	if (!why)
		why = destination(s, line, 1, &peer);
	return why ? why : open_prompt(s, line, SIM_DATAGRAM_MAX, true);
}

static int receive_nothing(struct sim_modem *s, unsigned id)
{
	switch (s->config.empty_read) {
	case SIM_EMPTY_REFUSED:
		return SIM_CME_REFUSED;
	case SIM_EMPTY_ERROR:
		return SIM_ERROR;
	case SIM_EMPTY_ZERO:
		sim_info(s, "+SQNSRECV: %u,0", id);
	}
	return SIM_OK;
}

static int receive(struct sim_modem *s, const struct sim_line *line)
{
	unsigned id = socket_id(line);
	struct sim_socket *sock = sim_socket_at(s, id);
	const struct sim_take how = {
		.model = s->config.recv_model,
		.drop_tail = s->config.drop_tail,
		.max = (size_t)sim_line_number(line, 1, SIM_DATAGRAM_MAX),
	};
	const char *quote = s->config.plain_source ? "" : "\"";
	struct nb_addr from;
	char host[SIM_ADDR_TEXT];
	size_t n;

	if (sock->state == SIM_SOCKET_CLOSED)
		return SIM_CME_REFUSED;
	if (!sock->count)
		return receive_nothing(s, id);
	n = sim_socket_take(sock, &how, s->scratch, &from);
	sim_addr_text(s, &from, host);
	if (sock->remote == SIM_REMOTE_ONE)
		sim_info(s, "+SQNSRECV: %u,%zu", id, n);
	else
		sim_info(s, "+SQNSRECV: %u,%zu,%s%s%s,%u", id, n, quote, host,
			 quote, from.port);
	if (!n)
		return SIM_OK;
	sim_payload(s, sim_extended_at(s, id)->recv_hex, s->scratch, n);
	sim_bytes(s, "\r\n", 2);
	return SIM_OK;
}

#define ID   SIM_NUM(1, SIM_SOCKETS)
#define MANY 16777216 /* bytes that monarch2's syntax allows */

const struct sim_command sim_data_commands[] = {
	{.name = "+SQNSSENDEXT",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH1,
	 .params = {ID, SIM_NUM(1, MANY)},
	 .run = send_counted},
	{.name = "+SQNSSENDEXT",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH2,
	 .params = {ID, SIM_NUM(1, MANY), SIM_OPT_NUM(0, 2), SIM_OPT_TXT(45),
		    SIM_OPT_NUM(1, 65535)},
	 .run = send_counted},
	{.name = "+SQNSSENDEXT",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_TELIT,
	 .params = {ID, SIM_NUM(1, SIM_DATAGRAM_MAX), SIM_OPT_NUM(0, 2)},
	 .run = send_counted},
	{.name = "+SQNSSEND",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH1,
	 .params = {ID, SIM_OPT_TXT(45), SIM_OPT_NUM(1, 65535)},
	 .run = send_text},
	{.name = "+SQNSSEND",
	 .forms = SIM_SET,
	 .profiles = SIM_ON_MONARCH2,
	 .params = {ID, SIM_OPT_TXT(45), SIM_OPT_NUM(1, 65535),
		    SIM_OPT_NUM(0, 2)},
	 .run = send_text},
	{.name = "+SQNSRECV",
	 .forms = SIM_SET,
	 .params = {ID, SIM_NUM(1, SIM_DATAGRAM_MAX)},
	 .run = receive},
	{0},
};
