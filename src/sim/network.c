#include "sim/network.h"
#include "base/addr.h"
#include "base/assert.h"
#include "sim/answer.h"
#include "sim/grant.h"
#include "sim/sockets.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ATTACH_LIMIT_MS 180000
#define POLL_MS         100
#define SCAN_MS         10 /* CFUN=1 to the first +CEREG: 2 */
#define FLAP_MS         1000
#define RETRY_MS        30000 /* after the network has denied */
#define LOST_MS         10000 /* out of coverage until the modem searches again */

static const struct nb_addr link_local = {
	.ip = {0xfe, 0x80, [15] = 1},
	.family = NB_FAMILY_IPV6,
};

void sim_network_cell(const struct sim_modem *s, char *buf, size_t cap)
{
	int n = 0;

	buf[0] = '\0';
	if (s->session.cereg < 2 || !sim_network_attached(s))
		return;
	n = snprintf(buf, cap, ",\"9FC5\",\"011FCC67\",%d",
		     s->nvram.rat == 1 ? 7 : 9);
	if (s->session.cereg >= 4 && s->network.granted.active[0])
		snprintf(buf + n, cap - (size_t)n, ",,,\"%s\",\"%s\"",
			 s->network.granted.active, s->network.granted.tau);
}

static void set_stat(struct sim_modem *s, enum sim_stat stat)
{
	char cell[64];

	if (s->network.stat == stat)
		return;
	s->network.stat = stat;
	if (!s->session.cereg)
		return;
	sim_network_cell(s, cell, sizeof(cell));
	sim_urc(s, "+CEREG: %d%s", (int)stat, cell);
}

static void go(struct sim_modem *s, enum sim_attach attach, nb_ms due)
{
	s->network.attach = attach;
	s->network.due = due;
}

static void registered(struct sim_modem *s, bool anew)
{
	go(s, SIM_ATTACH_DONE, NB_NEVER);
	s->network.clock_known = true;
	sim_grant(s);
	if (anew && s->config.cereg_flaps) {
		s->network.flap = 0;
		s->network.due = s->now + FLAP_MS;
	}
	if (anew) {
		s->counters.attaches++;
		s->network.address_at = s->now + s->config.address_time;
		memcpy(s->network.contexts, s->nvram.contexts,
		       sizeof(s->network.contexts));
	}
	set_stat(s, s->config.roaming ? SIM_STAT_ROAMING : SIM_STAT_HOME);
}

void sim_network_resume(struct sim_modem *s)
{
	registered(s, true);
}

static void detach(struct sim_modem *s)
{
	go(s, SIM_ATTACH_OFF, NB_NEVER);
	s->network.granted = (struct sim_grant){0};
	s->network.activated = 0;
	sim_air_detach(&s->air, s->now);
}

/* The only network there is, or any. */
static bool is_operator_found(const struct sim_modem *s)
{
	const char *chosen = s->nvram.operator_id;

	return !chosen[0] || !strcmp(chosen, SIM_OPERATOR);
}

/* The network knows the user, if it asks for one. */
static bool is_login_good(const struct sim_modem *s)
{
	const struct sim_config *c = &s->config;
	const struct sim_login *l = &s->nvram.logins[0];

	return !c->apn_user[0] ||
	       (l->protocol && !strcmp(l->user, c->apn_user) &&
		!strcmp(l->password, c->apn_password));
}

static bool may_attach(const struct sim_modem *s)
{
	return s->session.cfun == 1 &&
	       (!s->config.pin[0] || s->session.unlocked) &&
	       is_operator_found(s) && is_login_good(s);
}

void sim_network_start(struct sim_modem *s)
{
	if (s->network.attach == SIM_ATTACH_OFF && may_attach(s))
		go(s, SIM_ATTACH_STARTING, s->now + SCAN_MS);
}

void sim_network_stop(struct sim_modem *s)
{
	sim_sockets_close_all(s, true);
	detach(s);
	set_stat(s, SIM_STAT_NONE);
}

void sim_network_drop(struct sim_modem *s)
{
	detach(s);
	s->network.stat = SIM_STAT_NONE;
}

static void search(struct sim_modem *s)
{
	nb_ms due = NB_NEVER;

	if (s->network.covered)
		due = s->now + s->config.attach_time;
	go(s, SIM_ATTACH_SEARCHING, due);
	set_stat(s, SIM_STAT_SEARCHING);
}

static void lose(struct sim_modem *s)
{
	if (s->config.no_80) {
		search(s);
		return;
	}
	go(s, SIM_ATTACH_LOST, s->now + LOST_MS);
	set_stat(s, SIM_STAT_LOST);
}

void sim_network_cover(struct sim_modem *s, bool on)
{
	s->network.covered = on;
	switch (s->network.attach) {
	case SIM_ATTACH_OFF:
	case SIM_ATTACH_STARTING:
		return;
	case SIM_ATTACH_SEARCHING:
		search(s);
		return;
	case SIM_ATTACH_DONE:
		if (!on)
			lose(s);
		return;
	case SIM_ATTACH_LOST:
		if (on)
			registered(s, false);
	}
}

bool sim_network_attached(const struct sim_modem *s)
{
	return s->network.attach == SIM_ATTACH_DONE;
}

static bool granted(const struct sim_context *c, enum nb_family family)
{
	const char *only = family == NB_FAMILY_IPV4 ? "IP" : "IPV6";

	return c->defined &&
	       (!strcasecmp(c->type, "IPV4V6") || !strcasecmp(c->type, only));
}

/* Out of coverage the context and its address stay. */
static bool has_context(const struct sim_modem *s)
{
	return s->network.address_at != NB_NEVER &&
	       s->network.attach != SIM_ATTACH_OFF &&
	       s->network.attach != SIM_ATTACH_STARTING;
}

const struct nb_addr *sim_network_address(const struct sim_modem *s,
					  unsigned cid, enum nb_family family)
{
	if (cid < 1 || cid > SIM_CONTEXTS || !has_context(s) ||
	    !granted(&s->network.contexts[cid - 1], family))
		return NULL;
	for (size_t i = 0; i < 2; i++) {
		const struct nb_addr *a = &s->config.address[i];

		if (a->family != family)
			continue;
		if (family == NB_FAMILY_IPV6 && s->now < s->network.address_at)
			return &link_local;
		return a;
	}
	return NULL;
}

static bool is_of(const struct nb_addr *a, enum nb_family family)
{
	return family == NB_FAMILY_NONE || a->family == family;
}

bool sim_network_resolve(const struct sim_modem *s, const char *host,
			 enum nb_family family, unsigned index,
			 struct nb_addr *out)
{
	struct nb_addr a;

	if (!nb_addr_parse_host(&a, host, strlen(host))) {
		*out = a;
		return !index && is_of(&a, family);
	}
	for (size_t i = 0; i < s->config.name_count; i++) {
		const struct sim_name *name = &s->config.names[i];

		if (strcasecmp(name->name, host) || !is_of(&name->addr, family))
			continue;
		*out = name->addr;
		if (!index--)
			return true;
	}
	return false;
}

/* What is told of a registration that stands all the while. */
static void flap(struct sim_modem *s)
{
	const enum sim_stat told[] = {
		SIM_STAT_SEARCHING,
		SIM_STAT_NONE,
		SIM_STAT_DENIED,
		SIM_STAT_SEARCHING,
		s->config.roaming ? SIM_STAT_ROAMING : SIM_STAT_HOME,
	};

	set_stat(s, told[s->network.flap++]);
	s->network.due =
		s->network.flap == NB_COUNT(told) ? NB_NEVER : s->now + FLAP_MS;
}

void sim_network_deny(struct sim_modem *s, bool on)
{
	s->network.denying = on;
	if (on && sim_network_attached(s)) {
		sim_sockets_close_all(s, true);
		sim_air_detach(&s->air, s->now);
		s->network.address_at = NB_NEVER;
		go(s, SIM_ATTACH_SEARCHING, s->now);
	}
}

nb_ms sim_network_deadline(const struct sim_modem *s)
{
	return s->network.due;
}

void sim_network_expire(struct sim_modem *s)
{
	if (s->network.due > s->now)
		return;
	switch (s->network.attach) {
	case SIM_ATTACH_OFF:
		s->network.due = NB_NEVER;
		return;
	case SIM_ATTACH_DONE:
		flap(s);
		return;
	case SIM_ATTACH_STARTING:
		s->network.address_at = NB_NEVER;
		search(s);
		return;
	case SIM_ATTACH_LOST:
		search(s);
		return;
	case SIM_ATTACH_SEARCHING:
		if (s->network.denying) {
			s->network.due = s->now + RETRY_MS;
			set_stat(s, SIM_STAT_DENIED);
			return;
		}
		sim_air_attach(&s->air, s->now);
		registered(s, s->network.address_at == NB_NEVER);
	}
}

int sim_network_await(struct sim_modem *s)
{
	if (sim_network_attached(s))
		return SIM_OK;
	if (s->now - s->job.started >= ATTACH_LIMIT_MS)
		return SIM_CME_NO_NETWORK;
	s->job.due = s->now + POLL_MS;
	return SIM_LATER;
}

bool sim_network_serves(const struct sim_modem *s, unsigned cid)
{
	return s->config.profile != SIM_TELIT ||
	       s->network.activated & 1u << cid;
}
