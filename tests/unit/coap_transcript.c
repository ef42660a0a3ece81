/*
 * Replays tests/transcripts, *.coap: an endpoint and its peer in lockstep under
 * virtual time.  Nothing may happen that the transcript does not tell, and
 * nothing earlier or later.
 *
 *   $ get /a/b [non] [quiet] [wait=MS]   the owner starts a request
 *   $ observe /a [non]                   ... to observe
 *   $ again, leave                       it registers again, deregisters
 *   $ ping, cancel, more, no-more        ... or something else
 *   $ respond 2.05 [12=28] [payload=01]  the owner answers the last request
 *   $ refuse 4.04, drop                  ... or does not (server-*.coap)
 *   $ notify NON 2.05 token=aa 6=01      the owner tells what nobody asked
 *   $ supersede 2.05 6=02                ... and something newer instead
 *   $ admit refuse, ignore, all          may the peer ask from now on?
 *   $ group, alone                       it is sent to a group from now on
 *   $ port 5684                          what comes in is from this port
 *   $ token-length 20                    of its requests (*extended-token*)
 *   $ hold                               verdicts come by hand from now on:
 *   $ accepted, not-sent, unknown, unreachable
 *   $ link up, down, asleep              the link's state
 *   $ rebound                            our address has changed
 *   $ drowsy                             the link falls asleep soon
 *   > CON 0.01 id=A token=T 11=61        what goes out; capitals are names for
 *                                        what the endpoint chose; (one 2) may
 *                                        follow: expected back, transmission
 *   @ 2s, @ 500ms                        time passes, and nothing happens in it
 *   < ACK 2.05 id=A token=T              what comes in; or: < hex 40 ...
 *   ! response 2.05 yes 1 acked          what the owner is told: sent, accepted
 *                                        transmissions, acknowledged; or:
 *                                        ! request CON 0.01 ..., ! delivered,
 *                                        ! undelivered timeout
 *
 * The factor of ACK_TIMEOUT is 1, so that times are round; PROBING_RATE is off.
 */
#include "unit/coap_cases.h"
#include "unit/coap_replay.h"
#include "unit/coap_text.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct nb_addr peer = {
	.ip = {0x20, 0x01, 0x0d, 0xb8, [15] = 1},
	.port = 5683,
	.family = NB_FAMILY_IPV6,
};

static void add_line(struct lines *lines, const char *text)
{
	ck_assert_uint_lt(lines->count, QUEUE);
	snprintf(lines->text[lines->count++], LINE_MAX_LEN, "%s", text);
}

static void drop_line(struct lines *lines)
{
	lines->count--;
	memmove(lines->text[0], lines->text[1], lines->count * LINE_MAX_LEN);
}

static void pull_events(struct replay *r)
{
	static const char *const names[] = {
		"progress", "notification", "response", "pong",     "quiet",
		"failed",   "pin",          "unpin",    "withdraw", "look",
	};
	static const char *const sent[] = {"no", "maybe", "yes"};
	static const char *const failures[] = {"timeout ", "reset ",
					       "unreachable ", "link-down ",
					       "malformed "};
	struct nbcoap_event ev;
	char line[LINE_MAX_LEN];
	char what[16];

	while (nbcoap_endpoint_next_event(r->e, &ev)) {
		r->pins += ev.type == NBCOAP_EVENT_PIN;
		r->pins -= ev.type == NBCOAP_EVENT_UNPIN;
		r->ended += ev.type >= NBCOAP_EVENT_RESPONSE &&
			    ev.type <= NBCOAP_EVENT_FAILED;
		if (ev.type == NBCOAP_EVENT_PIN ||
		    ev.type == NBCOAP_EVENT_UNPIN)
			continue;
		if (coap_replay_inbound_event(r, &ev, line, sizeof(line))) {
			add_line(&r->told, line);
			continue;
		}
		if (ev.type > NBCOAP_EVENT_FAILED) {
			add_line(&r->told, names[ev.type]);
			continue;
		}
		what[0] = '\0';
		if (ev.type == NBCOAP_EVENT_FAILED)
			strcpy(what, failures[ev.failure]);
		if (ev.type == NBCOAP_EVENT_RESPONSE ||
		    ev.type == NBCOAP_EVENT_NOTIFICATION) {
			nbcoap_code_format(ev.message.code, what);
			strcat(what, " ");
		}
		snprintf(line, sizeof(line), "%s %s%s %u%s", names[ev.type],
			 what, sent[ev.progress.sent],
			 ev.progress.transmissions,
			 ev.progress.acked ? " acked" : "");
		add_line(&r->told, line);
	}
}

static void pull_output(struct replay *r)
{
	static const char *const expects[] = {"nothing", "one", "more"};
	struct nb_datagram d;
	struct nbcoap_message m;
	char line[LINE_MAX_LEN];

	while (nbcoap_endpoint_output(r->e, &d, NULL, NULL, r->now)) {
		ck_assert_int_eq(nbcoap_message_decode_extended(
					 &m, d.bytes.data, d.bytes.len),
				 NBCOAP_FORMAT_GOOD);
		coap_text_message(&m, line, sizeof(line));
		size_t len = strlen(line);
		snprintf(line + len, sizeof(line) - len, " (%s %u)",
			 expects[d.expect], d.transmission);
		add_line(&r->sent, line);
		r->tag = d.tag;
		if (!r->hold)
			nbcoap_endpoint_verdict(r->e, d.tag,
						NB_VERDICT_ACCEPTED, r->now);
		pull_events(r);
	}
}

static void pull(struct replay *r)
{
	pull_events(r);
	pull_output(r);
}

/* A name's place in the table; NULL when @text is no name. */
static char *name_of(struct replay *r, const char *text)
{
	if (!isupper((unsigned char)text[0]) || isalnum((unsigned char)text[1]))
		return NULL;
	return r->names[text[0] - 'A'];
}

/* Writes known names in @line out: "id=A" becomes "id=1a2b". */
static void substitute(struct replay *r, const char *line, char *out)
{
	while (*line) {
		*out++ = *line;
		if (*line++ != '=')
			continue;
		char *name = name_of(r, line);
		if (!name || !*name)
			continue;
		out = stpcpy(out, name);
		line++;
	}
	*out = '\0';
}

/* Learns the names that @expected has in place of what @got has. */
static void learn(struct replay *r, const char *expected, const char *got)
{
	for (; *expected && *got; expected++, got++) {
		if (*expected != '=')
			continue;
		char *name = name_of(r, expected + 1);
		size_t len = strcspn(got + 1, " ");
		if (name && !*name) {
			ck_assert_uint_le(len, 2 * NAME_MAX_LEN);
			memcpy(name, got + 1, len);
		}
		if (name) {
			expected++;
			got += len;
		}
	}
}

static void expect_line(struct replay *r, struct lines *lines,
			const char *expected)
{
	char full[LINE_MAX_LEN];
	char *got = lines->text[0];

	ck_assert_msg(lines->count, "%s:%u: nothing came", r->file, r->line);
	if (!strchr(expected, '('))
		got[strcspn(got, "(")] = '\0';
	size_t len = strlen(got);
	if (len && got[len - 1] == ' ')
		got[len - 1] = '\0';
	learn(r, expected, got);
	substitute(r, expected, full);
	ck_assert_msg(!strcmp(full, got), "%s:%u: %s", r->file, r->line, got);
	drop_line(lines);
}

static void expect_silence(struct replay *r)
{
	ck_assert_msg(!r->sent.count, "%s:%u: %s was sent", r->file, r->line,
		      r->sent.text[0]);
	ck_assert_msg(!r->told.count, "%s:%u: %s was told", r->file, r->line,
		      r->told.text[0]);
}

static void pass_time(struct replay *r, const char *text)
{
	char *unit;
	nb_ms until = r->now + strtoll(text, &unit, 10) *
				       (!strcmp(unit, "s") ? 1000 : 1);

	while (r->now < until) {
		nb_ms deadline = nbcoap_endpoint_deadline(r->e);
		r->now = deadline < until ? deadline : until;
		nbcoap_endpoint_expire(r->e, r->now);
		pull(r);
		if (r->now < until)
			expect_silence(r);
	}
}

static void receive(struct replay *r, const char *line)
{
	char full[LINE_MAX_LEN];
	uint8_t bytes[LINE_MAX_LEN];
	int len;

	if (!strncmp(line, "hex ", 4)) {
		len = coap_text_bytes(line + 4, bytes, sizeof(bytes));
	} else {
		substitute(r, line, full);
		len = coap_text_encode(full, bytes, sizeof(bytes));
	}
	ck_assert_msg(len >= 0, "%s:%u: no message", r->file, r->line);
	nbcoap_endpoint_arrival(r->e, &r->arrival, bytes, (size_t)len, r->now);
	pull(r);
}

static void start_request(struct replay *r, uint8_t code, bool observe,
			  const char *rest)
{
	struct nbcoap_option options[] = {{.number = NBCOAP_OBSERVE},
					  {.number = NBCOAP_URI_PATH}};
	struct nbcoap_option *path = &options[1];
	char segment[32];
	const char *wait = strstr(rest, "wait=");

	ck_assert_int_eq(sscanf(rest, " /%31s", segment), 1);
	path->len = (uint16_t)strlen(segment);
	path->value = (const uint8_t *)segment;
	struct nbcoap_request request = {
		.peer = peer,
		.params = &r->params,
		.code = code,
		.confirmable = !strstr(rest, " non"),
		.options = observe ? options : path,
		.option_count = observe ? 2 : 1,
		.observe = observe,
		.first_wait = wait ? atoi(wait + 5) : 0,
		.suppress = strstr(rest, " quiet") ? 26 : 0,
	};
	r->exchange = nbcoap_endpoint_request(r->e, &request, r->now);
	ck_assert_msg(r->exchange >= 0, "%s:%u: refused", r->file, r->line);
	r->started++;
}

static bool start(struct replay *r, const char *verb, const char *rest)
{
	char name[8] = {0};

	for (size_t i = 0; verb[i] && i < sizeof(name) - 1; i++)
		name[i] = (char)toupper((unsigned char)verb[i]);
	uint8_t code = nbcoap_method_find(name);
	bool observe = !strcmp(verb, "observe");
	if (observe)
		code = NBCOAP_GET;
	if (code)
		start_request(r, code, observe, rest);
	return code;
}

static bool give_verdict(struct replay *r, const char *verb)
{
	static const char *const verdicts[] = {"accepted", "not-sent",
					       "unknown", "unreachable"};
	for (unsigned i = 0; i < 4; i++) {
		if (strcmp(verdicts[i], verb))
			continue;
		nbcoap_endpoint_verdict(r->e, r->tag, (enum nb_verdict)i,
					r->now);
		return true;
	}
	return false;
}

static void set_link(struct replay *r, const char *rest)
{
	static const char *const states[] = {"absent", "down",   "searching",
					     "up",     "asleep", "released"};
	for (unsigned i = 0; i < 6; i++)
		if (!strcmp(states[i], rest + 1))
			nbcoap_endpoint_link(r->e, (enum nb_link_state)i,
					     r->now);
}

static void cancel(struct replay *r)
{
	struct nbcoap_progress progress;

	nbcoap_endpoint_cancel(r->e, r->exchange, &progress, r->now);
	r->cancelled++;
}

static void repeat(struct replay *r, enum nbcoap_observe_wish wish)
{
	ck_assert_msg(!nbcoap_endpoint_repeat(r->e, r->exchange, wish, r->now),
		      "%s:%u: refused", r->file, r->line);
}

static void command(struct replay *r, char *line)
{
	size_t len = strcspn(line, " ");
	const char *rest = line + len;
	char verb[LINE_MAX_LEN];

	snprintf(verb, sizeof(verb), "%.*s", (int)len, line);
	if (!strcmp(verb, "hold"))
		r->hold = true;
	else if (!strcmp(verb, "token-length"))
		r->params.token_len = (unsigned)atoi(rest);
	else if (!strcmp(verb, "link"))
		set_link(r, rest);
	else if (!strcmp(verb, "rebound"))
		nbcoap_endpoint_rebound(r->e, r->now);
	else if (!strcmp(verb, "drowsy"))
		nbcoap_endpoint_drowsy(r->e, r->now);
	else if (!strcmp(verb, "more") || !strcmp(verb, "no-more"))
		nbcoap_endpoint_more_waits(r->e, *verb == 'm');
	else if (!strcmp(verb, "again"))
		repeat(r, NBCOAP_OBSERVE_REGISTER);
	else if (!strcmp(verb, "leave"))
		repeat(r, NBCOAP_OBSERVE_DEREGISTER);
	else if (!strcmp(verb, "cancel"))
		cancel(r);
	else if (!strcmp(verb, "ping"))
		r->exchange = nbcoap_endpoint_ping(r->e, &peer, &r->params, 0,
						   r->now),
		r->started++;
	else
		ck_assert_msg(start(r, verb, rest) || give_verdict(r, verb) ||
				      coap_replay_inbound_command(r, verb,
								  rest),
			      "%s:%u: what?", r->file, r->line);
	pull(r);
}

static void replay_line(struct replay *r, char *line)
{
	char what = line[0];

	line[strcspn(line, "\n")] = '\0';
	if (!what || what == '#')
		return;
	if (what != '>' && what != '!')
		expect_silence(r);
	switch (what) {
	case '$':
		command(r, line + 2);
		break;
	case '<':
		receive(r, line + 2);
		break;
	case '@':
		pass_time(r, line + 2);
		break;
	case '>':
		expect_line(r, &r->sent, line + 2);
		break;
	case '!':
		expect_line(r, &r->told, line + 2);
		break;
	default:
		ck_abort_msg("%s:%u: what?", r->file, r->line);
	}
}

static void replay_file(const char *name)
{
	struct replay r = {.file = name, .params = nbcoap_params_rfc7252};
	bool serves = strstr(name, "/server-");
	struct nbcoap_endpoint_config config = {
		.exchanges = 4,
		.peers = 2,
		.replies = 4,
		.message_size = 256,
		.secret = "transcripts",
		.challenge = strstr(name, "/server-stranger"),
		.inbound = serves ? 2 : 0,
		.dedup = 4,
		.params = &r.params,
		.token_max = strstr(name, "extended-token") ? 32 : 0,
	};
	size_t len = nbcoap_endpoint_footprint(&config);
	void *memory = malloc(len);
	char line[LINE_MAX_LEN];
	FILE *file = fopen(name, "r");

	ck_assert_ptr_nonnull(file);
	r.params.ack_random_milli = 1000;
	r.params.probing_rate = 0;
	r.arrival.peer = peer;
	r.e = nbcoap_endpoint_init(memory, len, &config, r.now);
	nbcoap_endpoint_link(r.e, NB_LINK_UP, r.now);
	while (fgets(line, sizeof(line), file)) {
		r.line++;
		replay_line(&r, line);
	}
	expect_silence(&r);
	ck_assert_msg(!r.unending, "%s: %d inbounds left", name, r.unending);
	ck_assert_msg(r.pins == 0, "%s: %d pins left", name, r.pins);
	ck_assert_msg(r.started == r.ended + r.cancelled,
		      "%s: %u started, %u ended, %u cancelled", name, r.started,
		      r.ended, r.cancelled);
	fclose(file);
	free(memory);
}

START_TEST(every_transcript_happens_as_it_is_told)
{
	glob_t found;

	ck_assert_int_eq(glob(TESTDATA "/transcripts/*.coap", 0, NULL, &found),
			 0);
	ck_assert_uint_gt(found.gl_pathc, 10);
	for (size_t i = 0; i < found.gl_pathc; i++)
		replay_file(found.gl_pathv[i]);
	globfree(&found);
}
END_TEST

TCase *coap_transcript_case(void)
{
	TCase *c = tcase_create("transcript");

	tcase_add_test(c, every_transcript_happens_as_it_is_told);
	return c;
}
