#include "unit/hub_bench.h"
#include "hub/capture.h"

#include "base/addr.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define ALL_METHODS 0x7f

static void add_target(struct hub_bench *b, const char *name, const char *uri)
{
	struct gw_target_config *t = &b->targets[b->config.target_count++];

	snprintf(t->origin.name, sizeof(t->origin.name), "%s", name);
	snprintf(t->uri, sizeof(t->uri), "%s", uri);
	t->params = nbcoap_params_nb_iot;
	t->params.probing_rate = 0;
	t->max_body = 65536;
	t->block_size = 512;
	t->dns_ttl = 3600000;
}

static void add_route(struct hub_bench *b, const char *path, const char *target,
		      const char *remote)
{
	struct gw_route_config *r = &b->routes[b->config.route_count++];

	snprintf(r->origin.name, sizeof(r->origin.name), "%s", path + 1);
	snprintf(r->path, sizeof(r->path), "%s", path);
	snprintf(r->target, sizeof(r->target), "%s", target);
	snprintf(r->remote_path, sizeof(r->remote_path), "%s", remote);
	r->methods = ALL_METHODS;
	r->confirmable = true;
	r->priority = GW_PRIORITY_NORMAL;
	r->timeout = -1;
	r->queue_limit = 1000;
}

void hub_bench_config(struct hub_bench *b)
{
	memset(b, 0, sizeof(*b));
	b->now = 1000;
	b->config.targets = b->targets;
	b->config.routes = b->routes;
	b->config.modem = true;
	b->config.settings.max_clients = 4;
	b->config.settings.max_line = 256 * 1024;
	b->config.settings.max_in_flight = 16;
	add_target(b, "cloud", "coap://[2001:db8::1]");
	add_target(b, "second", "coap://192.0.2.2:7000/base");
	add_target(b, "named", "coap://cloud.example");
	add_route(b, "/telemetry", "cloud", "/v1/board7");
	add_route(b, "/second", "second", "/second");
	add_route(b, "/named", "named", "/");
	hub_link_init(&b->link);
}

void hub_bench_open(struct hub_bench *b)
{
	struct hub_setup setup = {
		.config = &b->config,
		.link = hub_link_table(&b->link),
		.instance = "modem0",
		.version = "1.2.3",
		.secret = "0123456789abcde",
		.uid = 500,
	};

	b->hub = hub_open(&setup, b->now);
	ck_assert_ptr_nonnull(b->hub);
	hub_bench_pump(b);
}

void hub_bench_up(struct hub_bench *b)
{
	hub_bench_config(b);
	hub_link_say_state(&b->link, NB_LINK_UP);
	hub_bench_open(b);
}

void hub_bench_close(struct hub_bench *b)
{
	hub_close(b->hub);
}

static void take_log(struct hub_bench *b, const struct hub_event *ev)
{
	size_t len = strlen(b->log);

	snprintf(b->log + len, sizeof(b->log) - len, "%s\n", ev->text);
}

static void open_file(struct hub_bench *b, const struct hub_event *ev)
{
	if (b->disk_full) {
		hub_trace_failed(b->hub, "No space left on device");
		return;
	}
	b->opened++;
	hub_trace_opened(b->hub, "/s/x.pcapng", ev->at ? "/s/x.at" : NULL);
}

static void write_file(struct hub_bench *b, const struct hub_event *ev)
{
	if (b->disk_full) {
		hub_trace_failed(b->hub, "No space left on device");
		return;
	}
	ck_assert_uint_le(b->file_len + ev->bytes.len, sizeof(b->file));
	memcpy(b->file + b->file_len, ev->bytes.data, ev->bytes.len);
	b->file_len += ev->bytes.len;
}

static void take_events(struct hub_bench *b)
{
	struct hub_event ev;

	while (hub_next_event(b->hub, &ev)) {
		switch (ev.type) {
		case HUB_EVENT_CLIENT:
		case HUB_EVENT_STATUS:
			break;
		case HUB_EVENT_LOG:
			take_log(b, &ev);
			break;
		case HUB_EVENT_TRACE_OPEN:
			open_file(b, &ev);
			break;
		case HUB_EVENT_TRACE_WRITE:
			write_file(b, &ev);
			break;
		case HUB_EVENT_TRACE_CLOSE:
			b->closed++;
			break;
		}
	}
}

void hub_bench_pump(struct hub_bench *b)
{
	hub_pump(b->hub, b->now);
	take_events(b);
}

int hub_bench_client(struct hub_bench *b, uint32_t uid)
{
	struct hub_peer who = {uid, uid, 4711};
	int client = hub_client_add(b->hub, &who);

	ck_assert_int_ge(client, 0);
	hub_bench_pump(b);
	return client;
}

size_t hub_bench_write(struct hub_bench *b, int client, const char *text)
{
	size_t taken =
		hub_client_input(b->hub, client, text, strlen(text), b->now);

	hub_bench_pump(b);
	return taken;
}

void hub_bench_say(struct hub_bench *b, int client, const char *text)
{
	ck_assert_uint_eq(hub_bench_write(b, client, text), strlen(text));
	ck_assert_uint_eq(hub_bench_write(b, client, "\n"), 1);
}

const char *hub_bench_hear(struct hub_bench *b, int client)
{
	const void *data;
	size_t len = hub_client_output(b->hub, client, &data);

	ck_assert_uint_lt(len, sizeof(b->heard));
	memcpy(b->heard, data ? data : "", len);
	b->heard[len] = '\0';
	hub_client_output_done(b->hub, client, len);
	hub_bench_pump(b);
	return b->heard;
}

void hub_bench_dialogue(struct hub_bench *b, int client, const char *say,
			const char *hear)
{
	const char *heard;

	hub_bench_say(b, client, say);
	heard = hub_bench_hear(b, client);
	ck_assert_msg(strncmp(heard, hear, strlen(hear)) == 0 &&
			      strcmp(heard + strlen(hear), "\n") == 0,
		      "to %s\nexpected %s\nheard    %s", say, hear, heard);
}

void hub_bench_until(struct hub_bench *b, nb_ms now)
{
	nb_ms due;

	while ((due = hub_deadline(b->hub)) <= now) {
		b->now = due > b->now ? due : b->now;
		hub_expire(b->hub, b->now);
		hub_bench_pump(b);
	}
	b->now = now;
	hub_bench_pump(b);
}

struct nbcoap_message hub_bench_sent(struct hub_bench *b, size_t index)
{
	struct nbcoap_message m;

	ck_assert_uint_lt(index, b->link.sent_count);
	ck_assert_int_eq(nbcoap_message_decode(&m, b->link.sent[index].data,
					       b->link.sent[index].len),
			 NBCOAP_FORMAT_GOOD);
	return m;
}

const char *hub_bench_path(const struct nbcoap_message *m)
{
	static char path[512];
	struct nbcoap_options walk;
	struct nbcoap_option o;

	path[0] = '\0';
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &o)) {
		size_t len = strlen(path);

		if (o.number == NBCOAP_URI_PATH)
			snprintf(path + len, sizeof(path) - len, "/%.*s",
				 (int)o.len, (const char *)o.value);
	}
	return path;
}

void hub_bench_receive(struct hub_bench *b, const void *data, size_t len)
{
	hub_link_say_received(&b->link, &b->link.sent[0].peer, data, len);
	hub_bench_pump(b);
}

static void answer(struct hub_bench *b, size_t index,
		   const struct nbcoap_message *m,
		   const struct nbcoap_option *options, size_t count,
		   const char *payload)
{
	struct nb_bytes body = {(const uint8_t *)payload, strlen(payload)};
	uint8_t data[HUB_LINK_BYTES];
	int len = nbcoap_message_encode(m, options, count, body, data,
					sizeof(data));

	ck_assert_int_gt(len, 0);
	hub_link_say_received(&b->link, &b->link.sent[index].peer, data,
			      (size_t)len);
	hub_bench_pump(b);
}

void hub_bench_answer(struct hub_bench *b, size_t index, uint8_t code,
		      const struct nbcoap_option *options, size_t count,
		      const char *payload)
{
	struct nbcoap_message m = hub_bench_sent(b, index);

	m.type = m.type == NBCOAP_CON ? NBCOAP_ACK : NBCOAP_NON;
	m.code = code;
	answer(b, index, &m, options, count, payload);
}

void hub_bench_answer_empty(struct hub_bench *b, size_t index,
			    enum nbcoap_type type)
{
	struct nbcoap_message m = hub_bench_sent(b, index);

	m.type = type;
	m.code = NBCOAP_EMPTY;
	m.token_len = 0;
	answer(b, index, &m, NULL, 0, "");
}
