#include "hub/trace.h"

#include "api/capture.h"
#include "hub/capture.h"
#include "trace/packet.h"
#include "trace/pcapng.h"

#include <stdio.h>
#include <string.h>

static const char *const verdicts[] = {
	[NB_VERDICT_ACCEPTED] = "accepted",
	[NB_VERDICT_NOT_SENT] = "not sent",
	[NB_VERDICT_UNKNOWN] = "unknown whether sent",
	[NB_VERDICT_UNREACHABLE] = "unreachable, not sent",
};

static void begin(struct hub *h, nb_ms now)
{
	struct hub_trace *t = &h->trace;
	int len = trace_pcapng_head(t->block, sizeof(t->block), "nbgated",
				    t->interface);

	t->sent_count = 0;
	trace_transcript_init(&t->lines, true, now);
	if (len > 0)
		api_trace_add(h->api, API_TRACE_PCAPNG, t->block, (size_t)len);
}

void hub_trace_follow(struct hub *h, nb_ms now)
{
	unsigned number = api_trace_number(h->api);

	if (number == h->trace.number)
		return;
	h->trace.number = number;
	if (number)
		begin(h, now);
}

/* As peers see us, as far as that is known. */
static struct nb_addr own_address(struct hub *h,
				  const struct nb_link_status *status,
				  const struct nb_addr *peer)
{
	int port = gw_local_port(h->gateway, peer);
	struct nb_addr own = {.family = peer->family};

	for (size_t i = 0; i < status->address_count; i++)
		if (status->address[i].family == peer->family)
			own = status->address[i];
	own.port = port < 0 ? h->trace.port : (uint16_t)port;
	return own;
}

static void add_signal(char comment[TRACE_COMMENT],
		       const struct nb_link_status *status)
{
	size_t len = strlen(comment);

	if (status->rsrp_age >= 0)
		snprintf(comment + len, TRACE_COMMENT - len, ", RSRP %d dBm",
			 status->rsrp_dbm);
}

/* @comment, to which the signal is added. */
static void record(struct hub *h, enum trace_way way,
		   const struct nb_addr *peer, struct nb_bytes bytes,
		   char comment[TRACE_COMMENT], nb_ms now)
{
	struct hub_trace *t = &h->trace;
	struct nb_link_status status = {.rsrp_age = -1};
	struct trace_note note = {way, now * 1000000 + t->clock_ns, comment};
	struct nb_addr own;
	int len;

	h->link.ops->status(h->link.self, &status, now);
	add_signal(comment, &status);
	own = own_address(h, &status, peer);
	len = trace_packet(t->packet, sizeof(t->packet),
			   way == TRACE_OUT ? &own : peer,
			   way == TRACE_OUT ? peer : &own, bytes);
	if (len > 0)
		len = trace_pcapng_packet(t->block, sizeof(t->block), &note,
					  (struct nb_bytes){t->packet,
							    (size_t)len});
	if (len > 0)
		api_trace_add(h->api, API_TRACE_PCAPNG, t->block, (size_t)len);
}

void hub_trace_sent(struct hub *h, const struct nb_datagram *d)
{
	struct hub_trace *t = &h->trace;

	if (t->number && t->sent_count < HUB_SENT)
		t->sent[t->sent_count++] = *d;
}

void hub_trace_verdict(struct hub *h, uint64_t tag, enum nb_verdict verdict,
		       nb_ms now)
{
	struct hub_trace *t = &h->trace;
	char comment[TRACE_COMMENT];
	struct nb_datagram d;
	size_t i = 0;

	while (i < t->sent_count && t->sent[i].tag != tag)
		i++;
	if (!t->number || i == t->sent_count)
		return;
	d = t->sent[i];
	t->sent[i] = t->sent[--t->sent_count];
	snprintf(comment, sizeof(comment), "%s, transmission %u",
		 verdicts[verdict], d.transmission);
	record(h, TRACE_OUT, &d.peer, d.bytes, comment, now);
}

void hub_trace_received(struct hub *h, const struct nb_addr *peer,
			struct nb_bytes bytes, nb_ms now)
{
	char comment[TRACE_COMMENT] = "received";

	if (h->trace.number)
		record(h, TRACE_IN, peer, bytes, comment, now);
}

bool hub_is_traced(const struct hub *h)
{
	return h->trace.number;
}

void hub_trace_clock(struct hub *h, int64_t clock_ns)
{
	h->trace.clock_ns = clock_ns;
}

void hub_trace_serial(struct hub *h, bool from_modem, const void *data,
		      size_t len, nb_ms now)
{
	struct trace_transcript *lines = &h->trace.lines;
	const uint8_t *bytes = data;

	while (h->trace.number && api_trace_wants_at(h->api) && len) {
		size_t n =
			from_modem
				? trace_transcript_modem(lines, bytes, len, now)
				: trace_transcript_host(lines, bytes, len, now);

		if (lines->text_len)
			api_trace_add(h->api, API_TRACE_AT, lines->text,
				      lines->text_len);
		bytes += n;
		len -= n;
	}
}

void hub_trace_opened(struct hub *h, const char *path, const char *at_path)
{
	api_trace_opened(h->api, path, at_path);
}

void hub_trace_failed(struct hub *h, const char *why)
{
	api_trace_failed(h->api, why);
}
