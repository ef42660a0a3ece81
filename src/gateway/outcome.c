#include "gateway/outcome.h"

#include <stdarg.h>
#include <stdio.h>

static const struct gw_reason_info reasons[GW_REASON_COUNT] = {
	[GW_BAD_REQUEST] = {"bad-request", -32602, false},
	[GW_NO_ROUTE] = {"no-route", -32001, false},
	[GW_DENIED] = {"denied", -32002, false},
	[GW_UNSUPPORTED] = {"unsupported", -32003, false},
	[GW_NOT_FOUND] = {"not-found", -32004, false},
	[GW_TOO_MANY_CLIENTS] = {"too-many-clients", -32005, true},
	[GW_QUEUE_FULL] = {"queue-full", -32006, true},
	[GW_BUDGET_EXHAUSTED] = {"budget-exhausted", -32007, true},
	[GW_TOO_LARGE] = {"too-large", -32008, false},
	[GW_CONFLICT] = {"conflict", -32009, false},
	[GW_EXPIRED] = {"expired", -32010, false},
	[GW_TIMEOUT] = {"timeout", -32011, true},
	[GW_RESET] = {"reset", -32012, false},
	[GW_UNREACHABLE] = {"unreachable", -32013, true},
	[GW_NAME_NOT_FOUND] = {"name-not-found", -32014, true},
	[GW_MODEM_ABSENT] = {"modem-absent", -32015, true},
	[GW_NOT_REGISTERED] = {"not-registered", -32016, true},
	[GW_LINK_DOWN] = {"link-down", -32017, true},
	[GW_SECURITY] = {"security", -32018, false},
	[GW_CANCELLED] = {"cancelled", -32019, false},
	[GW_SHUTTING_DOWN] = {"shutting-down", -32020, true},
	[GW_STORAGE] = {"storage", -32021, false},
	[GW_INTERNAL] = {"internal", -32603, false},
};

static const char *const phases[] = {
	[GW_PHASE_NONE] = NULL,
	[GW_PHASE_QUEUED] = "queued",
	[GW_PHASE_RESOLVING] = "resolving",
	[GW_PHASE_HANDSHAKE] = "handshake",
	[GW_PHASE_SENDING] = "sending",
	[GW_PHASE_WAITING] = "waiting",
};

static const char *const sents[] = {
	[NBCOAP_SENT_NO] = "no",
	[NBCOAP_SENT_MAYBE] = "maybe",
	[NBCOAP_SENT_YES] = "yes",
};

/* What a state of the link means for who waits to be sent. */
static const struct {
	bool usable;
	enum gw_reason reason;
	const char *text;
} links[] = {
	[NB_LINK_ABSENT] = {false, GW_MODEM_ABSENT,
			    "the modem is absent or does not answer"},
	[NB_LINK_DOWN] = {false, GW_LINK_DOWN, "the link is down"},
	[NB_LINK_SEARCHING] = {false, GW_NOT_REGISTERED,
			       "the modem searches for a network"},
	[NB_LINK_UP] = {true, GW_TIMEOUT, "the link is up"},
	[NB_LINK_ASLEEP] = {true, GW_TIMEOUT, "the link is asleep"},
	[NB_LINK_RELEASED] = {false, GW_MODEM_ABSENT,
			      "the modem is released to another tool"},
};

const struct gw_reason_info *gw_reason_info(enum gw_reason reason)
{
	return &reasons[reason];
}

const char *gw_phase_name(enum gw_phase phase)
{
	return phases[phase];
}

const char *gw_sent_name(enum nbcoap_sent sent)
{
	return sents[sent];
}

/* What a caller named may have been cut in the middle of a character. */
static void keep_ascii(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			*text = '?';
}

void gw_outcome_fail(struct gw_outcome *o, enum gw_reason reason,
		     const char *format, ...)
{
	va_list args;

	o->end = GW_END_FAILED;
	o->reason = reason;
	o->phase = GW_PHASE_NONE;
	o->retry_after = -1;
	va_start(args, format);
	vsnprintf(o->text, sizeof(o->text), format, args);
	va_end(args);
	keep_ascii(o->text);
}

bool gw_link_is_usable(enum nb_link_state state)
{
	return links[state].usable;
}

enum gw_reason gw_link_reason(enum nb_link_state state)
{
	return links[state].reason;
}

const char *gw_link_text(enum nb_link_state state)
{
	return links[state].text;
}
