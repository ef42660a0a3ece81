/*
 * outcome.h - how a request ends, and why when it fails
 *
 * Knows the reasons of nbgate-api(7) as a table, the phases of a request,
 * and what its caller must know before it repeats a POST.  Does not know JSON.
 */
#ifndef GATEWAY_OUTCOME_H
#define GATEWAY_OUTCOME_H

#include <nbcoap/client.h>

enum gw_reason {
	GW_BAD_REQUEST,
	GW_NO_ROUTE,
	GW_DENIED,
	GW_UNSUPPORTED,
	GW_NOT_FOUND,
	GW_TOO_MANY_CLIENTS,
	GW_QUEUE_FULL,
	GW_BUDGET_EXHAUSTED,
	GW_TOO_LARGE,
	GW_CONFLICT,
	GW_EXPIRED,
	GW_TIMEOUT,
	GW_RESET,
	GW_UNREACHABLE,
	GW_NAME_NOT_FOUND,
	GW_MODEM_ABSENT,
	GW_NOT_REGISTERED,
	GW_LINK_DOWN,
	GW_SECURITY,
	GW_CANCELLED,
	GW_SHUTTING_DOWN,
	GW_STORAGE,
	GW_INTERNAL,
	GW_REASON_COUNT,
};

struct gw_reason_info {
	const char *name;
	int code;       /* of a JSON-RPC error */
	bool retryable; /* the same request may do better later */
};

const struct gw_reason_info *gw_reason_info(enum gw_reason reason);

/* How far a request has come.  Each lasts until the next one that applies. */
enum gw_phase {
	GW_PHASE_NONE, /* refused at once */
	GW_PHASE_QUEUED,
	GW_PHASE_RESOLVING,
	GW_PHASE_HANDSHAKE,
	GW_PHASE_SENDING, /* with the endpoint, not accepted by the link yet */
	GW_PHASE_WAITING, /* accepted, or it may have been: for the answer */
};

/* NULL for GW_PHASE_NONE. */
const char *gw_phase_name(enum gw_phase phase);

/* "no", "maybe", "yes" */
const char *gw_sent_name(enum nbcoap_sent sent);

enum gw_end {
	GW_END_RESPONSE, /* a CoAP response, whatever its code */
	GW_END_PONG,     /* a ping was answered */
	GW_END_SENT,     /* no answer wanted: accepted by the link */
	GW_END_ACKED,    /* no answer wanted: acknowledged */
	GW_END_SILENT,   /* some answers not wanted, and none came in time */
	GW_END_FAILED,   /* no answer: reason, phase and text say more */
};

#define GW_OUTCOME_TEXT 192

struct gw_outcome {
	enum gw_end end;
	enum gw_reason reason;
	enum gw_phase phase;
	nb_ms retry_after;          /* -1: nothing to say of it */
	char text[GW_OUTCOME_TEXT]; /* for a person, in ASCII */
};

/* A failure before the request had a phase; @format as printf's. */
void gw_outcome_fail(struct gw_outcome *o, enum gw_reason reason,
		     const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Datagrams go out: up, or asleep (an uplink wakes it). */
bool gw_link_is_usable(enum nb_link_state state);
/* Why a request was not sent in time over a link that is not usable. */
enum gw_reason gw_link_reason(enum nb_link_state state);
/* The same for a person. */
const char *gw_link_text(enum nb_link_state state);

#endif
