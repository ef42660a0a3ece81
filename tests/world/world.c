#include "config.h"

#include "world/world.h"

#include "base/addr.h"
#include "base/assert.h"
#include "sequans/key_check.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALL_METHODS 0x7f

static void add_way(struct world *w, const char *name, const char *uri,
		    const struct nbcoap_params *params)
{
	struct gw_target_config *t = &w->targets[w->config.target_count++];
	struct gw_route_config *r = &w->routes[w->config.route_count++];

	snprintf(t->origin.name, sizeof(t->origin.name), "%s", name);
	snprintf(t->uri, sizeof(t->uri), "%s", uri);
	t->params = *params;
	t->max_body = 65536;
	t->block_size = 512;
	t->dns_ttl = 60000;
	snprintf(r->origin.name, sizeof(r->origin.name), "%s", name);
	snprintf(r->path, sizeof(r->path), "/%s", name);
	snprintf(r->target, sizeof(r->target), "%s", name);
	snprintf(r->remote_path, sizeof(r->remote_path), "/");
	r->methods = ALL_METHODS;
	r->confirmable = true;
	r->priority = GW_PRIORITY_NORMAL;
	r->timeout = -1;
	r->queue_limit = 1000;
}

static void init_config(struct world *w)
{
	w->config.targets = w->targets;
	w->config.routes = w->routes;
	w->config.modem = true;
	w->config.settings.max_clients = 16;
	w->config.settings.max_line = 65536;
	w->config.settings.max_in_flight = 16;
	add_way(w, "cloud", "coap://[2001:db8::1]", &nbcoap_params_nb_iot);
	add_way(w, "second", "coap://[2001:db8::2]", &nbcoap_params_nb_iot);
	add_way(w, "named", "coap://coap.example", &nbcoap_params_nb_iot);
}

static void init_modem(struct world *w)
{
	w->modem_config = (struct sqn_config){
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
	snprintf(w->name.name, sizeof(w->name.name), "coap.example");
	nb_addr_parse_host(&w->name.addr, "2001:db8::3", 11);
	sim_config_init(&w->sim_config);
	w->sim_config.names = &w->name;
	w->sim_config.name_count = 1;
	w->sim_config.booted = true;
}

void world_init(struct world *w, uint64_t seed)
{
	uint8_t secret[NB_SECRET_LEN] = "world";

	memset(w, 0, sizeof(*w));
	w->now = 1000;
	w->seed = seed;
	memcpy(secret + 8, &seed, sizeof(seed));
	nb_chance_init(&w->chance, secret);
	init_config(w);
	init_modem(w);
	w->sim_config.seed = seed;
	server_init(&w->server, seed);
}

nb_ms world_chance(struct world *w, nb_ms below)
{
	return (nb_ms)nb_chance_below(&w->chance, (uint64_t)below);
}

void world_roughen(struct world *w)
{
	struct sim_config *sim = &w->sim_config;

	sim->profile = world_chance(w, 2) ? SIM_MONARCH1 : SIM_MONARCH2;
	sim->ring_model =
		world_chance(w, 2) ? SIM_RING_ON_EMPTY : SIM_RING_PER_DATAGRAM;
	sim->rtt = 60 + world_chance(w, 4000);
	sim->jitter = world_chance(w, 3000);
	sim->loss_milli = (unsigned)world_chance(w, 250);
	sim->dup_milli = (unsigned)world_chance(w, 100);
	sim->latency = world_chance(w, 60);
	sim->registered = world_chance(w, 2);
	w->modem_config.data_mode =
		world_chance(w, 2) ? SQN_DATA_HEX : SQN_DATA_RAW;
}

/* Those under which everything works as without them. */
static const size_t quirks[] = {
	offsetof(struct sim_config, roaming),
	offsetof(struct sim_config, drop_tail),
	offsetof(struct sim_config, close_urc),
	offsetof(struct sim_config, dial_error),
	offsetof(struct sim_config, no_idle_close),
	offsetof(struct sim_config, cfgext_lost),
	offsetof(struct sim_config, long_sends),
	offsetof(struct sim_config, skip_lf),
	offsetof(struct sim_config, split_prompt),
	offsetof(struct sim_config, plain_source),
	offsetof(struct sim_config, colon_addresses),
	offsetof(struct sim_config, echo_off),
	offsetof(struct sim_config, cereg_flaps),
	offsetof(struct sim_config, no_80),
	offsetof(struct sim_config, slow_cereg),
	offsetof(struct sim_config, no_dns),
	offsetof(struct sim_config, prompt_ends),
	offsetof(struct sim_config, deaf_after_sleep),
	offsetof(struct sim_config, no_psm),
	offsetof(struct sim_config, no_edrx),
	offsetof(struct sim_config, sleep_drops),
	offsetof(struct sim_config, nul_at_start),
	offsetof(struct sim_config, lower_hex),
	offsetof(struct sim_config, late_aaaa),
	offsetof(struct sim_config, stray_carrier),
	offsetof(struct sim_config, port_lingers),
	offsetof(struct sim_config, one_port_once),
	offsetof(struct sim_config, chatty),
	offsetof(struct sim_config, split_writes),
	offsetof(struct sim_config, no_rai),
	offsetof(struct sim_config, rai_ignored),
};

/* So that it sleeps, and pages are heard late. */
static void choose_saving(struct world *w)
{
	static const char *const psm[] = {"off", "off", "tau=1h active=20s",
					  "tau=10m active=1m"};
	static const char *const edrx[] = {"off", "off", "20.48s", "81.92s"};

	struct sqn_config *c = &w->modem_config;

	strcpy(c->psm, psm[world_chance(w, NB_COUNT(psm))]);
	strcpy(c->edrx, edrx[world_chance(w, NB_COUNT(edrx))]);
	ck_assert_ptr_null(sqn_check_psm(c->psm));
	ck_assert_ptr_null(sqn_check_edrx(c->edrx));
}

void world_quirks(struct world *w)
{
	char *config = (char *)&w->sim_config;

	choose_saving(w);
	for (size_t i = 0; i < NB_COUNT(quirks); i++)
		*(bool *)(config + quirks[i]) = world_chance(w, 8) == 0;
	w->sim_config.close_again =
		(enum sim_close_again)world_chance(w, SIM_CLOSE_ERROR + 1);
	w->sim_config.empty_read =
		(enum sim_empty_read)world_chance(w, SIM_EMPTY_ZERO + 1);
	w->sim_config.states_form =
		(enum sim_states_form)world_chance(w, SIM_STATES_SEVEN + 1);
}

void world_open(struct world *w)
{
	struct sqn_setup modem = {.config = &w->modem_config,
				  .coap_port = 5683};
	struct hub_setup hub = {
		.config = &w->config,
		.instance = "world",
		.version = "0",
	};

	memcpy(modem.secret, &w->seed, sizeof(w->seed));
	memcpy(hub.secret, &w->seed, sizeof(w->seed));
	w->sim = sim_modem_init(malloc(sim_modem_footprint()), &w->sim_config,
				w->now);
	w->modem =
		sqn_modem_init(malloc(sqn_modem_footprint()), &modem, w->now);
	hub.link = sqn_modem_link(w->modem);
	w->hub = hub_open(&hub, w->now);
	ck_assert_ptr_nonnull(w->hub);
	world_pump(w);
}

void world_close(struct world *w)
{
	hub_close(w->hub);
	free(w->modem);
	free(w->sim);
}

static void trace(const struct world *w, const char *what, const void *data,
		  size_t len)
{
	if (w->trace)
		printf("%8lld %s %.*s\n", (long long)w->now, what, (int)len,
		       (const char *)data);
}

static void move_hub(struct world *w)
{
	struct hub_event ev;

	hub_pump(w->hub, w->now);
	while (hub_next_event(w->hub, &ev)) {
		if (ev.text)
			trace(w, "hub", ev.text, strlen(ev.text));
		if (ev.type == HUB_EVENT_STATUS)
			snprintf(w->status, sizeof(w->status), "%s", ev.text);
	}
}

static void grant(struct world *w, const struct nb_wish *wish)
{
	if (wish->type == NB_WISH_OPEN)
		sqn_modem_port(w->modem,
			       w->unplugged ? SQN_PORT_FAILED : SQN_PORT_OPEN,
			       w->now);
}

void world_unplug(struct world *w, bool out)
{
	w->unplugged = out;
	sim_modem_cut(w->sim);
	sqn_modem_port(w->modem, out ? SQN_PORT_GONE : SQN_PORT_THERE, w->now);
}

static bool move_modem(struct world *w)
{
	struct nb_wish wish;
	uint8_t buf[256];
	bool moved = false;
	size_t n;

	while (sqn_modem_next_wish(w->modem, &wish)) {
		moved = true;
		grant(w, &wish);
	}
	n = sqn_modem_output_bytes(w->modem, buf, sizeof(buf), w->now);
	if (n == 0 || w->unplugged)
		return moved;
	trace(w, ">", buf, n);
	sqn_modem_output_done(w->modem, n, w->now);
	sim_modem_input_bytes(w->sim, buf, n, w->now);
	return true;
}

static bool move_sim(struct world *w)
{
	struct sim_event ev;
	uint8_t buf[256];
	bool moved = false;
	size_t n;

	while (sim_modem_next_event(w->sim, &ev)) {
		moved = true;
		if (ev.type == SIM_EVENT_VIOLATION)
			ck_abort_msg("seed %llu: the driver %s",
				     (unsigned long long)w->seed, ev.text);
		if (ev.type == SIM_EVENT_SEND)
			server_input(&w->server, &ev.peer, ev.local_port,
				     ev.bytes.data, ev.bytes.len, w->now);
	}
	n = sim_modem_output_bytes(w->sim, buf, sizeof(buf), w->now);
	if (n == 0)
		return moved;
	trace(w, "<", buf, n);
	sim_modem_output_done(w->sim, n, w->now);
	if (!w->unplugged)
		sqn_modem_input_bytes(w->modem, buf, n, w->now);
	return true;
}

static bool move_server(struct world *w)
{
	struct server_mail mail;
	bool moved = false;

	while (server_output(&w->server, &mail, w->now)) {
		moved = true;
		sim_modem_input_to_port(w->sim, mail.port, &mail.from,
					mail.data, mail.len, w->now);
	}
	return moved;
}

void world_pump(struct world *w)
{
	bool moved;

	do {
		move_hub(w);
		moved = move_modem(w);
		moved |= move_sim(w);
		moved |= move_server(w);
	} while (moved);
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

nb_ms world_deadline(const struct world *w)
{
	return sooner(sooner(hub_deadline(w->hub), sim_modem_deadline(w->sim)),
		      server_deadline(&w->server));
}

void world_advance(struct world *w, nb_ms now)
{
	if (now > w->now)
		w->now = now;
	hub_expire(w->hub, w->now);
	sim_modem_expire(w->sim, w->now);
	world_pump(w);
}

void world_run(struct world *w, nb_ms now)
{
	while (world_deadline(w) < now)
		world_advance(w, world_deadline(w));
	world_advance(w, now);
}

void world_call(struct world *w, int client, const char *line,
		const char *expected)
{
	const void *data;
	size_t len;

	hub_client_input(w->hub, client, line, strlen(line), w->now);
	world_pump(w);
	while ((len = hub_client_output(w->hub, client, &data)) == 0)
		world_advance(w, world_deadline(w));
	ck_assert_msg(memmem(data, len, expected, strlen(expected)), "%.*s",
		      (int)len, (const char *)data);
	hub_client_output_done(w->hub, client, len);
}
