#include "sequans/driver.h"
#include "base/assert.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool sqn_has_command(const struct sqn_modem *m, enum sqn_command command)
{
	return sqn_dialect_command(m->dialect, command)->name != NULL;
}

struct at_writer *sqn_compose(struct sqn_modem *m, enum sqn_command command)
{
	return at_chat_compose(&m->chat,
			       sqn_dialect_command(m->dialect, command));
}

bool sqn_start_close(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	/* As one that dials: what it says of its close is no news. */
	p->state = SQN_PEER_DIALS;
	p->at = NB_NEVER;
	m->busy = p;
	at_write_number(sqn_compose(m, SQN_CLOSE), p->socket);
	return sqn_start(m, now);
}

bool sqn_start_data(struct sqn_modem *m, struct nb_bytes data, nb_ms now)
{
	if (at_chat_start(&m->chat, data, now) < 0)
		return false;
	m->counters.commands++;
	return true;
}

bool sqn_start(struct sqn_modem *m, nb_ms now)
{
	return sqn_start_data(m, (struct nb_bytes){NULL, 0}, now);
}

void sqn_log(struct sqn_modem *m, enum nb_log_level level, const char *format,
	     ...)
{
	struct sqn_outbox *o = &m->outbox;
	va_list args;

	if (o->log_count == SQN_LOGS)
		return;
	struct sqn_log *log = &o->logs[o->log_count++];
	log->level = level;
	va_start(args, format);
	vsnprintf(log->text, sizeof(log->text), format, args);
	va_end(args);
	for (char *c = log->text; *c; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
}

struct nb_wish *sqn_wish(struct sqn_modem *m, enum nb_wish_type type)
{
	if (m->wish_count == SQN_WISHES)
		return NULL;
	struct nb_wish *wish = &m->wishes[m->wish_count++];
	*wish = (struct nb_wish){.type = type};
	return wish;
}

void sqn_wish_speed(struct sqn_modem *m, enum nb_wish_type type, uint32_t baud)
{
	struct nb_wish *wish = sqn_wish(m, type);

	if (wish)
		wish->baud = baud;
}

void sqn_verdict_tag(struct sqn_modem *m, uint64_t tag, enum nb_verdict v)
{
	struct sqn_outbox *o = &m->outbox;

	NB_ASSERT(o->verdict_count < SQN_VERDICTS);
	o->verdicts[o->verdict_count++] =
		(struct sqn_verdict){.tag = tag, .verdict = v};
}

void sqn_verdict(struct sqn_modem *m, struct sqn_peer *p, enum nb_verdict v)
{
	if (!p->has_datagram)
		return;
	p->has_datagram = false;
	if (sqn_peer_is_own(p))
		m->resolver.verdict = v;
	else
		sqn_verdict_tag(m, p->datagram.tag, v);
}

void sqn_flush(struct sqn_modem *m)
{
	const struct sqn_peer *sent = m->part && m->part->lost ? m->busy : NULL;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (&m->peers.peer[i] != sent)
			sqn_verdict(m, &m->peers.peer[i], NB_VERDICT_NOT_SENT);
	}
}

bool sqn_has_events(const struct sqn_modem *m)
{
	const struct sqn_outbox *o = &m->outbox;

	if (o->verdict_count || o->log_count || o->rebound ||
	    sqn_arrivals_any(&o->arrivals) || o->state != o->told_state ||
	    m->given.state == SQN_GIVEN_ENDED)
		return true;
	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		if (m->lookups.lookup[i].state == SQN_LOOKUP_ENDED)
			return true;
	}
	return false;
}

/* Nothing is in flight any more; its datagram gets the verdict it deserves. */
static void lose_command(struct sqn_modem *m)
{
	bool begun = at_chat_has_begun(&m->chat);

	if (m->part && m->part->lost)
		m->part->lost(m, begun);
	m->part = NULL;
	m->busy = NULL;
	m->lookup = NULL;
	at_chat_reset(&m->chat);
}

void sqn_forget(struct sqn_modem *m)
{
	lose_command(m);
	sqn_flush(m);
	sqn_lookups_end(&m->lookups, NB_ERR_SYSTEM);
	sqn_given_end(&m->given, NB_ANSWER_GONE, "");
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (m->peers.peer[i].socket)
			sqn_peer_close(&m->peers.peer[i]);
	}
	m->registration = (struct sqn_registration){.stat = -1, .at = NB_NEVER};
	m->saving = (struct sqn_saving){.active = -1, .touched = NB_NEVER};
}

bool sqn_rings_with_data(const struct sqn_modem *m, const struct sqn_peer *p)
{
	return m->config.ring_mode == SQN_RING_DATA && !p->shared;
}

bool sqn_has_port(const struct sqn_modem *m)
{
	switch (m->phase) {
	case SQN_PHASE_CLOSED:
	case SQN_PHASE_ASKED:
	case SQN_PHASE_SHUT:
	case SQN_PHASE_HANDOVER:
	case SQN_PHASE_RELEASED:
		return false;
	case SQN_PHASE_OPENING:
	case SQN_PHASE_BRINGUP:
	case SQN_PHASE_RESET:
	case SQN_PHASE_RUNNING:
	case SQN_PHASE_BOOTING:
	case SQN_PHASE_READY:
	case SQN_PHASE_SHUTTING:
	case SQN_PHASE_RELEASING:
		return true;
	}
	return false;
}

bool sqn_is_leaving(const struct sqn_modem *m)
{
	return m->phase == SQN_PHASE_SHUTTING ||
	       m->phase == SQN_PHASE_RELEASING;
}

void sqn_bring_up(struct sqn_modem *m, bool attach, nb_ms now)
{
	m->bringup = (struct sqn_bringup){.at = now, .attach = attach};
	m->phase = SQN_PHASE_BRINGUP;
}

const char *sqn_addr_text(const struct nb_addr *a, char *text)
{
	if (nb_addr_format(a, text, NB_ADDR_TEXT) < 0)
		text[0] = '\0';
	return text;
}
