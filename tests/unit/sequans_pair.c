#include "unit/sequans_pair.h"
#include "base/addr.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pair_init(struct pair *p)
{
	memset(p, 0, sizeof(*p));
	p->config = (struct sqn_config){
		.baud = 115200,
		.pdp_type = SQN_PDP_IPV6,
		.cid = 1,
		.apn = "iot",
		.roaming = true,
		.operator_id = "auto",
		.rat = SQN_RAT_KEEP,
		.mtu = 1280,
		.reattach_limit = {4, 3600000},
	};
	p->setup.coap_port = 5683;
	p->echoes = true;
	sim_config_init(&p->sim_config);
	p->trace = getenv("PAIR_TRACE") != NULL;
}

static void start_driver(struct pair *p)
{
	p->modem = sqn_modem_init(malloc(sqn_modem_footprint()), &p->setup,
				  p->now);
	p->link = sqn_modem_link(p->modem);
}

void pair_start(struct pair *p)
{
	p->setup.config = &p->config;
	p->sim = sim_modem_init(malloc(sim_modem_footprint()), &p->sim_config,
				p->now);
	start_driver(p);
}

void pair_restart(struct pair *p)
{
	free(p->modem);
	p->state = NB_LINK_ABSENT;
	start_driver(p);
}

void pair_end(struct pair *p)
{
	free(p->modem);
	free(p->sim);
}

static void trace(const struct pair *p, const char *what, const void *data,
		  size_t len)
{
	if (p->trace)
		printf("%6lld %s %.*s\n", (long long)p->now, what, (int)len,
		       (const char *)data);
}

static void keep_log(struct pair *p, const char *text)
{
	size_t len = strlen(p->log);

	snprintf(p->log + len, sizeof(p->log) - len, "%s\n", text);
}

static void take_link_event(struct pair *p, const struct nb_link_event *ev)
{
	switch (ev->type) {
	case NB_LINK_RECEIVED:
		p->received++;
		memcpy(p->last, ev->bytes.data, ev->bytes.len);
		p->last_len = ev->bytes.len;
		p->from = ev->peer;
		break;
	case NB_LINK_VERDICT:
		p->verdicts[ev->verdict]++;
		break;
	case NB_LINK_STATE:
		p->state = ev->state;
		p->page = ev->page;
		break;
	case NB_LINK_REBOUND:
		p->rebounds++;
		break;
	case NB_LINK_DROWSY:
		p->drowsy++;
		break;
	case NB_LINK_RESOLVED:
		p->resolutions++;
		p->ttl = ev->ttl;
		p->result = ev->result;
		p->resolved = ev->address_count ? ev->address[0]
						: (struct nb_addr){0};
		break;
	case NB_LINK_LOG:
		keep_log(p, ev->text);
		trace(p, "log", ev->text, strlen(ev->text));
		break;
	case NB_LINK_ANSWERED:
		break;
	}
}

/* reset-command takes the modem's power away for a moment, or does not. */
static void run_command(struct pair *p)
{
	p->runs++;
	if (p->command_helps) {
		sim_modem_hang(p->sim, false);
		sim_modem_reset(p->sim, p->now);
	}
	sqn_modem_ran(p->modem, p->now);
}

static bool is_lost(struct pair *p, const void *line, size_t len)
{
	size_t n = p->mute ? strlen(p->mute) : len + 1;

	if (n > len || memcmp(line, p->mute, n) != 0)
		return false;
	p->muted++;
	return true;
}

static bool pump_driver(struct pair *p)
{
	struct nb_link_event ev;
	struct nb_wish wish;
	uint8_t buf[256];
	bool moved = false;

	while (p->link.ops->next_event(p->link.self, &ev, p->now)) {
		take_link_event(p, &ev);
		moved = true;
	}
	while (sqn_modem_next_wish(p->modem, &wish)) {
		if (wish.type == NB_WISH_OPEN)
			sqn_modem_port(p->modem, SQN_PORT_OPEN, p->now);
		else if (wish.type == NB_WISH_RUN)
			run_command(p);
		else if (wish.type == NB_WISH_KEEP)
			p->kept = wish.local_port;
		else if (wish.type == NB_WISH_KEEP_PIN)
			p->setup.refused_pin =
				(struct sqn_refused_pin){wish.pin, wish.sim};
		moved = true;
	}
	size_t n = sqn_modem_output_bytes(p->modem, buf, sizeof(buf), p->now);
	if (n) {
		trace(p, ">", buf, n);
		sqn_modem_output_done(p->modem, n, p->now);
		if (!is_lost(p, buf, n))
			sim_modem_input_bytes(p->sim, buf, n, p->now);
	}
	return moved || n;
}

static bool is_padding(const struct pair *p, const struct sim_event *ev)
{
	return p->deaf && strcmp(ev->text, "a line that is no command") == 0;
}

static bool pump_sim(struct pair *p)
{
	struct sim_event ev;
	uint8_t buf[256];
	bool moved = false;

	while (sim_modem_next_event(p->sim, &ev)) {
		uint8_t copy[1500];
		moved = true;
		if (ev.type == SIM_EVENT_VIOLATION && !is_padding(p, &ev))
			ck_abort_msg("violation: %s", ev.text);
		if (ev.type != SIM_EVENT_SEND)
			continue;
		p->local_port = ev.local_port;
		if ((p->other && p->other(p, &ev)) || !p->echoes)
			continue;
		memcpy(copy, ev.bytes.data, ev.bytes.len);
		sim_modem_input_datagram(p->sim, ev.socket, &ev.peer, copy,
					 ev.bytes.len, p->now);
	}
	size_t n = sim_modem_output_bytes(p->sim, buf, sizeof(buf), p->now);
	if (n) {
		trace(p, "<", buf, n);
		sim_modem_output_done(p->sim, n, p->now);
		sqn_modem_input_bytes(p->modem, buf, n, p->now);
	}
	return moved || n;
}

static void pump(struct pair *p)
{
	for (int i = 0; i < 10000; i++) {
		bool driver = pump_driver(p), sim = pump_sim(p);
		if (!driver && !sim)
			return;
	}
	ck_abort_msg("they never rest");
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

bool pair_run(struct pair *p, nb_ms ms, bool (*done)(const struct pair *))
{
	nb_ms end = p->now + ms;
	int spins = 0;

	pump(p);
	while (!done || !done(p)) {
		nb_ms next = sooner(p->link.ops->deadline(p->link.self),
				    sim_modem_deadline(p->sim));
		spins = next > p->now ? 0 : spins + 1;
		if (spins > 1000)
			ck_abort_msg("a deadline never moves");
		if (next > end) {
			p->now = end;
			return done == NULL;
		}
		if (next > p->now)
			p->now = next;
		p->link.ops->expire(p->link.self, p->now);
		sim_modem_expire(p->sim, p->now);
		pump(p);
	}
	return true;
}

bool pair_is_up(const struct pair *p)
{
	return p->state == NB_LINK_UP;
}

static struct nb_addr wanted;

static bool is_ready(const struct pair *p)
{
	return p->link.ops->ready(p->link.self, &wanted);
}

void pair_send(struct pair *p, const char *peer, const char *text,
	       unsigned transmission)
{
	static uint64_t tag;

	ck_assert_int_eq(nb_addr_parse(&wanted, peer, strlen(peer), 5683), 0);
	ck_assert_msg(pair_run(p, 60000, is_ready), "%s is never ready", peer);
	struct nb_datagram d = {
		.peer = wanted,
		.bytes = {(const uint8_t *)text, strlen(text)},
		.transmission = transmission,
		.tag = ++tag,
	};
	ck_assert_int_eq(p->link.ops->send(p->link.self, &d, p->now), 0);
	pump(p);
}

void pair_bring_up(struct pair *p)
{
	pair_start(p);
	ck_assert_msg(pair_run(p, 300000, pair_is_up), "it never comes up");
}

void pair_finish(struct pair *p)
{
	pair_run(p, 600000, NULL);
	if (!p->deaf)
		ck_assert_uint_eq(sim_modem_counters(p->sim)->violations, 0);
	pair_end(p);
}

bool pair_is_down(const struct pair *p)
{
	return !pair_is_up(p);
}

static bool has_received(const struct pair *p)
{
	return p->received >= p->awaited;
}

bool pair_receives(struct pair *p, unsigned more, nb_ms ms)
{
	p->awaited = p->received + more;
	return pair_run(p, ms, has_received);
}

void pair_exchange(struct pair *p, const char *peer, const char *text)
{
	unsigned before = p->received;

	pair_send(p, peer, text, 1);
	p->awaited = before + 1;
	ck_assert_msg(pair_run(p, 20000, has_received), "no answer");
	ck_assert_uint_eq(p->last_len, strlen(text));
	ck_assert_mem_eq(p->last, text, strlen(text));
}

uint64_t pair_counter(const struct pair *p, const char *name)
{
	const void *counters;
	const struct nb_metric *m =
		p->link.ops->metrics(p->link.self, &counters);

	while (m->name && strcmp(m->name, name) != 0)
		m++;
	ck_assert_ptr_nonnull(m->name);
	return nb_metric_value(m, counters);
}
