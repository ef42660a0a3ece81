#include "unit/sim_host.h"
#include "base/addr.h"
#include <stdlib.h>
#include <string.h>

void host_config(struct sim_config *config)
{
	sim_config_init(config);
	config->booted = true;
	config->registered = true;
	config->rtt = 20;
	config->latency = 5;
}

static void keep_event(struct host *h, const struct sim_event *ev)
{
	switch (ev->type) {
	case SIM_EVENT_OPEN:
		h->opened++;
		return;
	case SIM_EVENT_CLOSE:
		h->closed++;
		return;
	case SIM_EVENT_SEND:
		h->sent++;
		h->last = *ev;
		memcpy(h->payload, ev->bytes.data, ev->bytes.len);
		return;
	case SIM_EVENT_VIOLATION:
		h->violation = ev->text;
	}
}

static void pull(struct host *h)
{
	struct sim_event ev;
	size_t n =
		sim_modem_output_bytes(h->modem, h->heard + h->len,
				       sizeof(h->heard) - 1 - h->len, h->now);

	sim_modem_output_done(h->modem, n, h->now);
	h->len += n;
	h->heard[h->len] = '\0';
	while (sim_modem_next_event(h->modem, &ev))
		keep_event(h, &ev);
}

void host_open(struct host *h, const struct sim_config *config)
{
	memset(h, 0, sizeof(*h));
	h->modem = sim_modem_init(malloc(sim_modem_footprint()), config, 0);
}

void host_close(struct host *h)
{
	free(h->modem);
}

void host_write(struct host *h, const void *data, size_t len)
{
	h->len = 0;
	sim_modem_input_bytes(h->modem, data, len, h->now);
	pull(h);
}

void host_wait(struct host *h, nb_ms ms)
{
	nb_ms end = h->now + ms;
	nb_ms due;

	while ((due = sim_modem_deadline(h->modem)) <= end) {
		h->now = due > h->now ? due : h->now;
		sim_modem_expire(h->modem, h->now);
		pull(h);
	}
	h->now = end;
	pull(h);
}

const char *host_ask(struct host *h, const char *line)
{
	host_write(h, line, strlen(line));
	host_wait(h, 50);
	return h->heard;
}

struct nb_addr host_peer(void)
{
	struct nb_addr peer;

	nb_addr_parse(&peer, "[2001:db8::1]:5683", 18, 0);
	return peer;
}

void host_dial(struct host *h)
{
	says(h, "AT+SQNSCFG=1,1,0,0,600,50\r", OK);
	says(h, "AT+SQNSCFGEXT=1,1,0,0,0,0\r", OK);
	says(h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", OK);
}

void host_receive(struct host *h, const char *text)
{
	struct nb_addr peer = host_peer();

	h->len = 0;
	sim_modem_input_datagram(h->modem, 1, &peer, text, strlen(text),
				 h->now);
	host_wait(h, 50);
}

uint64_t host_violations(const struct host *h)
{
	return sim_modem_counters(h->modem)->violations;
}
