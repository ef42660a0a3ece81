#include "unit/sequans_replay.h"
#include "base/addr.h"
#include "sequans/modem.h"
#include "unit/sequans_replay_text.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES 40
#define TAGS  16

struct player {
	const char *name;
	unsigned line;
	enum replay_mode mode;
	size_t cut, said; /* bytes of the modem */
	nb_ms now;
	struct sqn_config config;
	struct sqn_setup setup;
	struct sqn_modem *modem;
	struct nb_link link;
	char out[8192]; /* what the driver said and nobody has expected yet */
	size_t out_len;
	char told[LINES][400]; /* ... told ... */
	unsigned told_count;
	char pending[8192]; /* what the modem says at once */
	size_t pending_len;
	uint8_t *datagram[TAGS];
	size_t datagram_len[TAGS];
	enum nb_expect expect; /* of the datagrams to come */
	int stat;              /* of the registration that is reported */
};

#define FAIL(p, format, ...)                                                   \
	ck_abort_msg("%s:%u (mode %d, cut %zu): " format, (p)->name,           \
		     (p)->line, (int)(p)->mode, (p)->cut, ##__VA_ARGS__)

static struct nb_addr addr(struct player *p, const char *text)
{
	struct nb_addr a;

	if (nb_addr_parse(&a, text, strlen(text), 5683) < 0)
		FAIL(p, "no address: %s", text);
	return a;
}

/* ---- what the driver tells ---- */

static void tell(struct player *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void tell(struct player *p, const char *format, ...)
{
	va_list args;

	if (p->told_count == LINES)
		FAIL(p, "too much is told");
	va_start(args, format);
	vsnprintf(p->told[p->told_count++], sizeof(p->told[0]), format, args);
	va_end(args);
}

/* The bytes of a datagram are good until its verdict, and not a bit longer. */
static void verdict(struct player *p, const struct nb_link_event *ev)
{
	static const char *const names[] = {
		[NB_VERDICT_ACCEPTED] = "accepted",
		[NB_VERDICT_NOT_SENT] = "not-sent",
		[NB_VERDICT_UNKNOWN] = "unknown",
		[NB_VERDICT_UNREACHABLE] = "unreachable",
	};

	if (ev->tag >= TAGS || !p->datagram[ev->tag])
		FAIL(p, "a verdict of no datagram: %u", (unsigned)ev->tag);
	free(p->datagram[ev->tag]);
	p->datagram[ev->tag] = NULL;
	tell(p, "%s datagram=%u", names[ev->verdict], (unsigned)ev->tag);
}

static void resolved(struct player *p, const struct nb_link_event *ev)
{
	char text[300] = "", host[NB_ADDR_TEXT];

	for (size_t i = 0; i < ev->address_count; i++) {
		nb_addr_format_host(&ev->address[i], host, sizeof(host));
		strcat(strcat(text, " "), host);
	}
	tell(p, "resolved %u%s%s", (unsigned)ev->tag, text,
	     ev->result ? " failed" : "");
}

static void answered(struct player *p, const struct nb_link_event *ev)
{
	static const char *const names[] = {
		[NB_ANSWER_BAD] = "bad",       [NB_ANSWER_CONTROL] = "control",
		[NB_ANSWER_DENIED] = "denied", [NB_ANSWER_PROMPT] = "prompt",
		[NB_ANSWER_SILENT] = "silent", [NB_ANSWER_GONE] = "gone",
	};

	if (ev->answer == NB_ANSWER_FINAL)
		tell(p, "answered %u %s%s%s", (unsigned)ev->tag,
		     replay_escape(ev->bytes.data, ev->bytes.len), ev->final,
		     ev->truncated ? " (truncated)" : "");
	else
		tell(p, "answered %u: %s", (unsigned)ev->tag,
		     names[ev->answer]);
}

static void take_event(struct player *p, const struct nb_link_event *ev)
{
	static const char *const states[] = {
		[NB_LINK_ABSENT] = "absent",
		[NB_LINK_DOWN] = "down",
		[NB_LINK_SEARCHING] = "searching",
		[NB_LINK_UP] = "up",
		[NB_LINK_ASLEEP] = "asleep",
		[NB_LINK_RELEASED] = "released",
	};
	char text[NB_ADDR_TEXT];

	switch (ev->type) {
	case NB_LINK_RECEIVED:
		nb_addr_format(&ev->peer, text, sizeof(text));
		tell(p, "received %s %s", text,
		     replay_escape(ev->bytes.data, ev->bytes.len));
		break;
	case NB_LINK_VERDICT:
		verdict(p, ev);
		break;
	case NB_LINK_STATE:
		tell(p, "state %s", states[ev->state]);
		break;
	case NB_LINK_REBOUND:
		tell(p, "rebound");
		break;
	case NB_LINK_DROWSY:
		tell(p, "drowsy");
		break;
	case NB_LINK_RESOLVED:
		resolved(p, ev);
		break;
	case NB_LINK_LOG:
		if (ev->level <= NB_LOG_WARNING)
			tell(p, "log %s", ev->text);
		break;
	case NB_LINK_ANSWERED:
		answered(p, ev);
		break;
	}
}

static void take_wish(struct player *p, const struct nb_wish *wish)
{
	static const char *const names[] = {
		[NB_WISH_OPEN] = "open",   [NB_WISH_SPEED] = "speed",
		[NB_WISH_CLOSE] = "close", [NB_WISH_RUN] = "run",
		[NB_WISH_KEEP] = "keep",   [NB_WISH_KEEP_PIN] = "keep-pin",
	};

	if (wish->baud)
		tell(p, "wish %s %u", names[wish->type], wish->baud);
	else
		tell(p, "wish %s", names[wish->type]);
}

/* Events, wishes, bytes: in the order that modem.h asks for. */
static bool pump_once(struct player *p)
{
	struct nb_link_event ev;
	struct nb_wish wish;
	char buf[64];
	bool moved = false;

	while (p->link.ops->next_event(p->link.self, &ev, p->now)) {
		take_event(p, &ev);
		moved = true;
	}
	while (sqn_modem_next_wish(p->modem, &wish)) {
		take_wish(p, &wish);
		moved = true;
	}
	size_t n = sqn_modem_output_bytes(p->modem, buf, sizeof(buf), p->now);
	if (p->out_len + n > sizeof(p->out))
		FAIL(p, "too much is said");
	memcpy(p->out + p->out_len, buf, n);
	p->out_len += n;
	sqn_modem_output_done(p->modem, n, p->now);
	return moved || n;
}

static void pump(struct player *p)
{
	for (int i = 0; pump_once(p); i++) {
		if (i > 1000)
			FAIL(p, "the driver never rests");
	}
}

/* ---- what the modem says ---- */

static void feed(struct player *p, const char *bytes, size_t len)
{
	while (len) {
		size_t n = len;
		if (p->mode == REPLAY_BYTES)
			n = 1;
		else if (p->mode == REPLAY_CUT && p->said < p->cut &&
			 p->said + n > p->cut)
			n = p->cut - p->said;
		/* A copy of its own, so that the sanitizer sees overreads. */
		char *copy = malloc(n);
		memcpy(copy, bytes, n);
		sqn_modem_input_bytes(p->modem, copy, n, p->now);
		free(copy);
		p->said += n;
		bytes += n;
		len -= n;
		pump(p);
	}
}

static void flush(struct player *p)
{
	size_t len = p->pending_len;

	p->pending_len = 0;
	feed(p, p->pending, len);
}

static void intrude(struct player *p)
{
	char urc[64];

	if (p->mode == REPLAY_RINGS)
		snprintf(urc, sizeof(urc), "\r\n+SQNSRING: 6,5\r\n");
	else if (p->mode == REPLAY_REPORTS)
		snprintf(urc, sizeof(urc),
			 "\r\n+CEREG: %d,\"00AB\",\"00C0FFEE\",9\r\n", p->stat);
	else if (p->mode != REPLAY_NULS)
		return;
	flush(p);
	if (p->mode == REPLAY_NULS)
		feed(p, "\0\0", 2);
	else
		feed(p, urc, strlen(urc));
}

/* What would be reported now, had the modem been asked. */
static void note_registration(struct player *p, const char *bytes)
{
	int n, stat;

	if (sscanf(bytes, "\r\n+CEREG: %d,%d", &n, &stat) == 2)
		p->stat = stat;
	else if (sscanf(bytes, "\r\n+CEREG: %d", &stat) == 1)
		p->stat = stat;
	else if (strstr(bytes, "+SYSSTART") || strstr(bytes, "AT+CFUN=0"))
		p->stat = 2;
}

static void modem_says(struct player *p, const char *text)
{
	char bytes[4096];
	size_t len = replay_unescape(bytes, text);

	bytes[len] = '\0';
	/* Between two lines: not amid counted data. */
	if (strncmp(bytes, "\r\n", 2) == 0)
		intrude(p);
	note_registration(p, bytes);
	memcpy(p->pending + p->pending_len, bytes, len);
	p->pending_len += len;
}

/* ---- what is expected ---- */

static void driver_says(struct player *p, const char *text)
{
	char bytes[4096];
	size_t len = replay_unescape(bytes, text);

	if (p->out_len < len || memcmp(p->out, bytes, len) != 0)
		FAIL(p, "expected %s, it said %s", text,
		     replay_escape(p->out, p->out_len));
	p->out_len -= len;
	memmove(p->out, p->out + len, p->out_len);
	bytes[len] = '\0';
	note_registration(p, bytes);
}

static void driver_tells(struct player *p, const char *text)
{
	if (p->told_count == 0)
		FAIL(p, "expected \"%s\", nothing is told", text);
	if (strncmp(p->told[0], text, strlen(text)) != 0)
		FAIL(p, "expected \"%s\", it told \"%s\"", text, p->told[0]);
	p->told_count--;
	memmove(p->told[0], p->told[1], p->told_count * sizeof(p->told[0]));
}

static void silent(struct player *p)
{
	if (p->out_len)
		FAIL(p, "it said %s", replay_escape(p->out, p->out_len));
	if (p->told_count)
		FAIL(p, "it told \"%s\"", p->told[0]);
}

static void pass_time(struct player *p, const char *text)
{
	nb_ms end = p->now + atoi(text) * (strstr(text, "ms") ? 1 : 1000);
	int spins = 0;

	silent(p);
	for (;;) {
		nb_ms next = p->link.ops->deadline(p->link.self);
		if (next > end)
			break;
		spins = next > p->now ? 0 : spins + 1;
		if (spins > 100)
			FAIL(p, "its deadline never moves");
		if (next > p->now)
			p->now = next;
		p->link.ops->expire(p->link.self, p->now);
		pump(p);
		if (p->now < end)
			silent(p);
	}
	p->now = end;
}

/* ---- what the owners do ---- */

static void send(struct player *p, unsigned tag, const char *peer,
		 const char *text, unsigned transmission)
{
	char bytes[4096];
	size_t len = replay_unescape(bytes, text);

	ck_assert(tag < TAGS && !p->datagram[tag]);
	p->datagram[tag] = malloc(len);
	memcpy(p->datagram[tag], bytes, len);
	struct nb_datagram d = {
		.peer = addr(p, peer),
		.bytes = {p->datagram[tag], len},
		.expect = p->expect,
		.transmission = transmission,
		.tag = tag,
	};
	if (!p->link.ops->ready(p->link.self, &d.peer))
		FAIL(p, "not ready");
	int r = p->link.ops->send(p->link.self, &d, p->now);
	if (r < 0)
		FAIL(p, "the datagram is refused: %d", r);
}

static void pin(struct player *p, const char *verb, const char *why,
		const char *peer)
{
	struct nb_addr a = addr(p, peer);
	enum nb_pin pin = strcmp(why, "exchange") == 0 ? NB_PIN_EXCHANGE
						       : NB_PIN_OBSERVATION;

	if (strcmp(verb, "pin") == 0)
		p->link.ops->pin(p->link.self, &a, pin, p->now);
	else
		p->link.ops->unpin(p->link.self, &a, pin, p->now);
}

static void port(struct player *p, const char *what)
{
	static const char *const names[] = {
		[SQN_PORT_OPEN] = "open",   [SQN_PORT_FAILED] = "failed",
		[SQN_PORT_GONE] = "gone",   [SQN_PORT_CLOSED] = "closed",
		[SQN_PORT_THERE] = "there",
	};

	for (int i = 0; i < 5; i++) {
		if (strcmp(names[i], what) == 0)
			sqn_modem_port(p->modem, (enum sqn_port)i, p->now);
	}
}

static void expect(struct player *p, const char *what)
{
	static const char *const names[] = {
		[NB_EXPECT_NOTHING] = "nothing",
		[NB_EXPECT_ONE] = "one",
		[NB_EXPECT_MORE] = "more",
	};

	for (int i = 0; i < 3; i++) {
		if (strcmp(names[i], what) == 0)
			p->expect = (enum nb_expect)i;
	}
}

static void status(struct player *p)
{
	struct nb_link_status s;

	p->link.ops->status(p->link.self, &s, p->now);
	tell(p, "status %s %s %s imei=%s iccid=%s %s rsrp=%d age=%d sockets=%u",
	     s.driver, s.model, s.revision, s.imei, s.iccid, s.rat, s.rsrp_dbm,
	     (int)s.rsrp_age, s.sockets);
}

static void command(struct player *p, const char *verb, unsigned tag,
		    const char *text)
{
	bool force = strcmp(verb, "force") == 0;
	char line[1024];

	line[replay_unescape(line, text)] = '\0';
	if (p->link.ops->command(p->link.self, line, force, tag, p->now) < 0)
		tell(p, "not now %u", tag);
}

static void owner_does(struct player *p, const char *text)
{
	char verb[32] = "", one[300] = "", two[300] = "", rest[2000] = "";
	struct nb_addr a;

	sscanf(text, "%31s %299s %299s %1999[^\n]", verb, one, two, rest);
	if (strcmp(verb, "send") == 0) {
		send(p, (unsigned)atoi(one), two, rest, 1);
	} else if (strcmp(verb, "resend") == 0) {
		send(p, (unsigned)atoi(one), two, rest, 2);
	} else if (strcmp(verb, "withdraw") == 0) {
		p->link.ops->withdraw(p->link.self, (uint64_t)atoi(one),
				      p->now);
	} else if (strcmp(verb, "pin") == 0 || strcmp(verb, "unpin") == 0) {
		pin(p, verb, one, two);
	} else if (strcmp(verb, "look") == 0) {
		a = addr(p, one);
		p->link.ops->look(p->link.self, &a, p->now);
	} else if (strcmp(verb, "not-ready") == 0) {
		a = addr(p, one);
		if (p->link.ops->ready(p->link.self, &a))
			FAIL(p, "ready");
	} else if (strcmp(verb, "expect") == 0) {
		expect(p, one);
	} else if (strcmp(verb, "at-once") == 0) {
		tell(p, "at-once %u", p->link.ops->at_once(p->link.self));
	} else if (strcmp(verb, "resolve") == 0) {
		p->link.ops->resolve(p->link.self, two, (uint64_t)atoi(one),
				     p->now);
	} else if (strcmp(verb, "at") == 0 || strcmp(verb, "force") == 0) {
		command(p, verb, (unsigned)atoi(one), strstr(text, two));
	} else if (strcmp(verb, "release") == 0) {
		p->link.ops->release(p->link.self, p->now);
	} else if (strcmp(verb, "resume") == 0) {
		p->link.ops->resume(p->link.self, p->now);
	} else if (strcmp(verb, "port") == 0) {
		port(p, one);
	} else if (strcmp(verb, "status") == 0) {
		status(p);
	} else if (strcmp(verb, "shutdown") == 0) {
		sqn_modem_shutdown(p->modem, p->now);
	} else {
		FAIL(p, "nobody can do that: %s", text);
	}
	pump(p);
}

/* ---- the file ---- */

static void start(struct player *p)
{
	p->setup.config = &p->config;
	p->modem = sqn_modem_init(malloc(sqn_modem_footprint()), &p->setup,
				  p->now);
	p->link = sqn_modem_link(p->modem);
	pump(p);
}

static void play_line(struct player *p, char *line)
{
	char kind = line[0];
	char *text = line[0] && line[1] ? line + 2 : line + 1;

	line[strcspn(line, "\n")] = '\0';
	if (kind == '#' || kind == '\0')
		return;
	if (kind == '=') {
		replay_configure(&p->config, &p->setup, text);
		return;
	}
	if (!p->modem)
		start(p);
	if (kind != '<')
		flush(p);
	if (kind == '>')
		driver_says(p, text);
	else if (kind == '<')
		modem_says(p, text);
	else if (kind == '@')
		pass_time(p, text);
	else if (kind == '!')
		driver_tells(p, text);
	else if (kind == '+')
		owner_does(p, text);
	else
		FAIL(p, "no such line: %s", line);
}

static struct player player_of(const char *name, enum replay_mode mode,
			       size_t cut)
{
	return (struct player){
		.name = name,
		.mode = mode,
		.cut = cut,
		.stat = 2,
		.expect = NB_EXPECT_ONE,
		.config = {.baud = 115200,
			   .pdp_type = SQN_PDP_IPV6,
			   .cid = 1,
			   .roaming = true,
			   .operator_id = "auto",
			   .rat = SQN_RAT_KEEP,
			   .mtu = 1280,
			   .reattach_limit = {4, 3600000}},
		.setup = {.coap_port = 5683},
	};
}

size_t replay(const char *name, enum replay_mode mode, size_t cut)
{
	static struct player p;
	char path[512], line[4096];

	p = player_of(name, mode, cut);
	snprintf(path, sizeof(path), "%s/transcripts/%s", TESTDATA, name);
	FILE *file = fopen(path, "r");
	if (!file)
		FAIL(&p, "cannot open %s", path);
	while (fgets(line, sizeof(line), file)) {
		p.line++;
		play_line(&p, line);
	}
	fclose(file);
	flush(&p);
	silent(&p);
	for (unsigned i = 0; i < TAGS; i++) {
		if (p.datagram[i])
			FAIL(&p, "datagram %u has no verdict", i);
	}
	free(p.modem);
	return p.said;
}
