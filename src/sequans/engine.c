#include "sequans/engine.h"
#include "base/assert.h"
#include "sequans/bringup.h"
#include "sequans/dial.h"
#include "sequans/listener.h"
#include "sequans/lookup.h"
#include "sequans/network.h"
#include "sequans/opening.h"
#include "sequans/passthrough.h"
#include "sequans/receive.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"
#include "sequans/resolver.h"
#include "sequans/saving.h"
#include "sequans/send.h"
#include "sequans/shutting.h"
#include "sequans/signal.h"
#include "sequans/urc.h"

#include <string.h>

/*
 * In the order of their turns.  Receiving yields after some reads in a row, so
 * that no flood keeps the others out, and so does passing through after each
 * command; if nobody else wants the line, they go on at the end.
 */
static const struct sqn_part *const parts[] = {
	&sqn_shutting_part, &sqn_recovery_part,     &sqn_bringup_part,
	&sqn_receive_part,  &sqn_registration_part, &sqn_resolver_part,
	&sqn_listener_part, &sqn_dial_part,         &sqn_lookup_part,
	&sqn_signal_part,   &sqn_network_part,      &sqn_passthrough_part,
	&sqn_send_part,     &sqn_receive_part,      &sqn_passthrough_part,
};

/* ---- what comes from the modem ---- */

static void command_done(struct sqn_modem *m, const struct at_event *ev,
			 nb_ms now)
{
	const struct sqn_part *part = m->part;

	if (ev->result == AT_RESULT_TIMEOUT)
		m->counters.command_timeouts++;
	else if (ev->result != AT_RESULT_OK)
		m->counters.command_errors++;
	m->part = NULL;
	if (m->config.command_gap)
		m->gap_end = now + m->config.command_gap;
	if (part)
		part->done(m, ev, now);
	m->busy = NULL;
}

/* Of a command, without its parameters: a PIN may be among them. */
static int name_len(const char *line)
{
	size_t len = strcspn(line, "=");

	return len < 40 ? (int)len : 40;
}

static void foreign(struct sqn_modem *m, const struct at_event *ev)
{
	if (m->foreign_told)
		return;
	m->foreign_told = true;
	sqn_log(m, NB_LOG_WARNING,
		"modem: another program writes to it (%.*s): keep "
		"ModemManager off with nbgate's udev rule",
		name_len(ev->text), ev->text);
}

static void take_event(struct sqn_modem *m, const struct at_event *ev,
		       nb_ms now)
{
	switch (ev->type) {
	case AT_EVENT_INFO:
		if (m->part && m->part->info)
			m->part->info(m, ev, now);
		break;
	case AT_EVENT_DONE:
		command_done(m, ev, now);
		break;
	case AT_EVENT_URC:
		if (!sqn_passthrough_line(m, ev))
			sqn_urc_input(m, ev, now);
		break;
	case AT_EVENT_FOREIGN:
		foreign(m, ev);
		break;
	case AT_EVENT_SYNCED:
		sqn_opening_synced(m, now);
		break;
	case AT_EVENT_DEAD:
		if (sqn_is_leaving(m))
			sqn_shutting_end(m);
		else
			sqn_opening_dead(m, ev->begun, now);
		break;
	}
}

static void take_events(struct sqn_modem *m, nb_ms now)
{
	struct at_event ev;

	while (at_chat_next_event(&m->chat, &ev))
		take_event(m, &ev, now);
	sqn_update_state(m, now);
	sqn_resolver_expire(m, now);
}

void sqn_engine_input(struct sqn_modem *m, const void *data, size_t len,
		      nb_ms now)
{
	const uint8_t *at = data;

	while (len) {
		size_t n = at_chat_input(&m->chat, at, len, now);
		at += n;
		len -= n;
		take_events(m, now);
	}
}

/* ---- what goes to it ---- */

static void start_next(struct sqn_modem *m, nb_ms now)
{
	for (size_t i = 0; i < NB_COUNT(parts); i++) {
		if (!at_chat_is_idle(&m->chat) || sqn_has_events(m) ||
		    now < m->gap_end)
			return;
		if (parts[i]->start(m, now))
			m->part = parts[i];
		sqn_update_state(m, now);
	}
}

size_t sqn_engine_output(struct sqn_modem *m, void *buf, size_t cap, nb_ms now)
{
	start_next(m, now);
	return at_chat_output(&m->chat, buf, cap);
}

/* ---- time ---- */

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

static bool is_phase_timed(const struct sqn_modem *m)
{
	return m->phase == SQN_PHASE_CLOSED || m->phase == SQN_PHASE_BOOTING ||
	       m->phase == SQN_PHASE_RUNNING || sqn_is_leaving(m);
}

nb_ms sqn_engine_deadline(const struct sqn_modem *m)
{
	nb_ms first = at_chat_deadline(&m->chat);

	if (is_phase_timed(m))
		first = sooner(first, m->phase_end);
	if (m->phase == SQN_PHASE_READY)
		first = sooner(first, sqn_saving_deadline(m));
	if (!at_chat_is_idle(&m->chat))
		return first;
	if (m->gap_end)
		return sooner(first, m->gap_end);
	for (size_t i = 0; i < NB_COUNT(parts); i++) {
		if (parts[i]->deadline)
			first = sooner(first, parts[i]->deadline(m));
	}
	return first;
}

static void expire_phase(struct sqn_modem *m, nb_ms now)
{
	if (!is_phase_timed(m) || now < m->phase_end)
		return;
	if (m->phase == SQN_PHASE_CLOSED)
		sqn_opening_start(m);
	else if (m->phase == SQN_PHASE_RUNNING)
		sqn_command_ran(m, now);
	else if (m->phase == SQN_PHASE_BOOTING)
		sqn_opening_listen(m, now);
	else
		sqn_shutting_end(m);
}

void sqn_engine_expire(struct sqn_modem *m, nb_ms now)
{
	at_chat_expire(&m->chat, now);
	if (m->gap_end <= now)
		m->gap_end = 0;
	take_events(m, now);
	expire_phase(m, now);
	sqn_dial_expire(m, now);
	sqn_receive_expire(m, now);
	sqn_send_expire(m, now);
	sqn_saving_expire(m, now);
	sqn_update_state(m, now);
}
