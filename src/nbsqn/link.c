#include "base/assert.h"
#include "nbsqn/settings.h"
#include "sequans/modem.h"

#include <stdalign.h>
#include <string.h>

/* Before the driver's own memory. */
struct nbsqn_modem {
	struct sqn_modem *driver;
	struct nb_link link;
};

#define HEAD                                                                   \
	((sizeof(struct nbsqn_modem) + alignof(max_align_t) - 1) &             \
	 ~(alignof(max_align_t) - 1))

/* ---- opening ---- */

size_t nbsqn_modem_footprint(void)
{
	return HEAD + sqn_modem_footprint();
}

struct nbsqn_modem *nbsqn_modem_init(void *memory,
				     const struct nbsqn_setup *setup, nb_ms now)
{
	struct nbsqn_modem *m = memory;
	struct sqn_config config;
	struct sqn_setup own;

	if (!nbsqn_settings_apply(&config, &own, setup))
		return NULL;
	m->driver = sqn_modem_init((char *)memory + HEAD, &own, now);
	m->link = sqn_modem_link(m->driver);
	return m;
}

/* ---- the port ---- */

void nbsqn_modem_input(struct nbsqn_modem *m, const void *data, size_t len,
		       nb_ms now)
{
	sqn_modem_input_bytes(m->driver, data, len, now);
}

size_t nbsqn_modem_output(struct nbsqn_modem *m, void *buf, size_t cap,
			  nb_ms now)
{
	return sqn_modem_output_bytes(m->driver, buf, cap, now);
}

void nbsqn_modem_output_done(struct nbsqn_modem *m, size_t len, nb_ms now)
{
	sqn_modem_output_done(m->driver, len, now);
}

static enum nbsqn_wish_type wish_type(enum nb_wish_type own)
{
	switch (own) {
	case NB_WISH_OPEN:
		return NBSQN_WISH_OPEN;
	case NB_WISH_SPEED:
		return NBSQN_WISH_SPEED;
	case NB_WISH_CLOSE:
		return NBSQN_WISH_CLOSE;
	case NB_WISH_RUN:
		return NBSQN_WISH_RUN;
	case NB_WISH_KEEP:
		return NBSQN_WISH_KEEP;
	case NB_WISH_KEEP_PIN:
		return NBSQN_WISH_KEEP_PIN;
	}
	NB_ASSERT(false);
	return NBSQN_WISH_CLOSE;
}

bool nbsqn_modem_next_wish(struct nbsqn_modem *m, struct nbsqn_wish *wish)
{
	struct nb_wish own;

	if (!sqn_modem_next_wish(m->driver, &own))
		return false;
	*wish = (struct nbsqn_wish){
		.type = wish_type(own.type),
		.baud = own.baud,
		.peer = own.peer,
		.local_port = own.local_port,
		.refused_pin = {own.pin, own.sim},
	};
	return true;
}

void nbsqn_modem_port(struct nbsqn_modem *m, enum nbsqn_port what, nb_ms now)
{
	static const enum sqn_port ports[] = {
		[NBSQN_PORT_OPEN] = SQN_PORT_OPEN,
		[NBSQN_PORT_FAILED] = SQN_PORT_FAILED,
		[NBSQN_PORT_GONE] = SQN_PORT_GONE,
		[NBSQN_PORT_CLOSED] = SQN_PORT_CLOSED,
		[NBSQN_PORT_THERE] = SQN_PORT_THERE,
	};

	sqn_modem_port(m->driver, ports[what], now);
}

void nbsqn_modem_ran(struct nbsqn_modem *m, nb_ms now)
{
	sqn_modem_ran(m->driver, now);
}

/* ---- time ---- */

nb_ms nbsqn_modem_deadline(struct nbsqn_modem *m)
{
	return m->link.ops->deadline(m->link.self);
}

void nbsqn_modem_expire(struct nbsqn_modem *m, nb_ms now)
{
	m->link.ops->expire(m->link.self, now);
}

/* ---- events ---- */

static const enum nbsqn_event_type event_types[] = {
	[NB_LINK_RECEIVED] = NBSQN_EVENT_RECEIVED,
	[NB_LINK_VERDICT] = NBSQN_EVENT_VERDICT,
	[NB_LINK_STATE] = NBSQN_EVENT_STATE,
	[NB_LINK_REBOUND] = NBSQN_EVENT_REBOUND,
	[NB_LINK_DROWSY] = NBSQN_EVENT_DROWSY,
	[NB_LINK_RESOLVED] = NBSQN_EVENT_RESOLVED,
	[NB_LINK_ANSWERED] = NBSQN_EVENT_ANSWERED,
	[NB_LINK_LOG] = NBSQN_EVENT_LOG,
};

static const enum nbsqn_answer answers[] = {
	[NB_ANSWER_FINAL] = NBSQN_ANSWER_FINAL,
	[NB_ANSWER_BAD] = NBSQN_ANSWER_BAD,
	[NB_ANSWER_CONTROL] = NBSQN_ANSWER_CONTROL,
	[NB_ANSWER_DENIED] = NBSQN_ANSWER_DENIED,
	[NB_ANSWER_PROMPT] = NBSQN_ANSWER_PROMPT,
	[NB_ANSWER_SILENT] = NBSQN_ANSWER_SILENT,
	[NB_ANSWER_GONE] = NBSQN_ANSWER_GONE,
};

/* Of syslog. */
static const int priorities[] = {
	[NB_LOG_ERROR] = 3, [NB_LOG_WARNING] = 4, [NB_LOG_INFO] = 6,
	[NB_LOG_DEBUG] = 7, [NB_LOG_TRACE] = 7,
};

_Static_assert(NBSQN_ADDRESSES == NB_LINK_ADDRESSES, "the same addresses");

bool nbsqn_modem_next_event(struct nbsqn_modem *m, struct nbsqn_event *event,
			    nb_ms now)
{
	struct nb_link_event own;

	memset(&own, 0, sizeof(own));
	if (!m->link.ops->next_event(m->link.self, &own, now))
		return false;
	*event = (struct nbsqn_event){
		.type = event_types[own.type],
		.peer = own.peer,
		.bytes = own.bytes,
		.tag = own.tag,
		.verdict = own.verdict,
		.state = own.state,
		.page = own.page,
		.address_count = own.address_count,
		.ttl = own.ttl,
		.result = own.result,
		.answer = answers[own.answer],
		.truncated = own.truncated,
		.final = own.final,
		.priority = priorities[own.level],
		.text = own.text,
	};
	memcpy(event->address, own.address, sizeof(event->address));
	return true;
}

/* ---- datagrams ---- */

bool nbsqn_modem_ready(struct nbsqn_modem *m, const struct nb_addr *peer)
{
	return m->link.ops->ready(m->link.self, peer);
}

int nbsqn_modem_send(struct nbsqn_modem *m, const struct nb_datagram *d,
		     nb_ms now)
{
	return m->link.ops->send(m->link.self, d, now);
}

void nbsqn_modem_withdraw(struct nbsqn_modem *m, uint64_t tag, nb_ms now)
{
	m->link.ops->withdraw(m->link.self, tag, now);
}

size_t nbsqn_modem_mtu(struct nbsqn_modem *m, enum nb_family family)
{
	return m->link.ops->mtu(m->link.self, family);
}

unsigned nbsqn_modem_at_once(struct nbsqn_modem *m)
{
	return m->link.ops->at_once(m->link.self);
}

static const enum nb_pin pins[] = {
	[NBSQN_PIN_EXCHANGE] = NB_PIN_EXCHANGE,
	[NBSQN_PIN_OBSERVATION] = NB_PIN_OBSERVATION,
};

void nbsqn_modem_pin(struct nbsqn_modem *m, const struct nb_addr *peer,
		     enum nbsqn_pin why, nb_ms now)
{
	m->link.ops->pin(m->link.self, peer, pins[why], now);
}

void nbsqn_modem_unpin(struct nbsqn_modem *m, const struct nb_addr *peer,
		       enum nbsqn_pin why, nb_ms now)
{
	m->link.ops->unpin(m->link.self, peer, pins[why], now);
}

void nbsqn_modem_look(struct nbsqn_modem *m, const struct nb_addr *peer,
		      nb_ms now)
{
	m->link.ops->look(m->link.self, peer, now);
}

/* ---- names, commands, status ---- */

int nbsqn_modem_resolve(struct nbsqn_modem *m, const char *name, uint64_t tag,
			nb_ms now)
{
	return m->link.ops->resolve(m->link.self, name, tag, now);
}

int nbsqn_modem_command(struct nbsqn_modem *m, const char *line, bool force,
			uint64_t tag, nb_ms now)
{
	return m->link.ops->command(m->link.self, line, force, tag, now);
}

static const enum nbsqn_registration registrations[] = {
	[NB_REGISTRATION_UNKNOWN] = NBSQN_REGISTRATION_UNKNOWN,
	[NB_REGISTRATION_NONE] = NBSQN_REGISTRATION_NONE,
	[NB_REGISTRATION_HOME] = NBSQN_REGISTRATION_HOME,
	[NB_REGISTRATION_SEARCHING] = NBSQN_REGISTRATION_SEARCHING,
	[NB_REGISTRATION_DENIED] = NBSQN_REGISTRATION_DENIED,
	[NB_REGISTRATION_ROAMING] = NBSQN_REGISTRATION_ROAMING,
};

#define COPY(to, from)                                                         \
	do {                                                                   \
		_Static_assert(sizeof(to) == sizeof(from), "the same room");   \
		memcpy(to, from, sizeof(to));                                  \
	} while (0)

void nbsqn_modem_status(struct nbsqn_modem *m, struct nbsqn_status *out,
			nb_ms now)
{
	struct nb_link_status own;

	m->link.ops->status(m->link.self, &own, now);
	*out = (struct nbsqn_status){
		.state = own.state,
		.registration = registrations[own.registration],
		.address_count = own.address_count,
		.rsrp_dbm = own.rsrp_dbm,
		.rsrp_age = own.rsrp_age,
		.psm_active = own.psm_active,
		.psm_tau = own.psm_tau,
		.edrx_cycle = own.edrx_cycle,
		.sockets = own.sockets,
	};
	COPY(out->model, own.model);
	COPY(out->revision, own.revision);
	COPY(out->imei, own.imei);
	COPY(out->iccid, own.iccid);
	COPY(out->operator_id, own.operator_id);
	COPY(out->rat, own.rat);
	COPY(out->address, own.address);
}

/* ---- the end ---- */

void nbsqn_modem_release(struct nbsqn_modem *m, nb_ms now)
{
	m->link.ops->release(m->link.self, now);
}

void nbsqn_modem_resume(struct nbsqn_modem *m, nb_ms now)
{
	m->link.ops->resume(m->link.self, now);
}

void nbsqn_modem_shutdown(struct nbsqn_modem *m, nb_ms now)
{
	sqn_modem_shutdown(m->driver, now);
}

bool nbsqn_modem_is_shut(const struct nbsqn_modem *m)
{
	return sqn_modem_is_shut(m->driver);
}
