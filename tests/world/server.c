#include "world/server.h"

#include "base/addr.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* EXCHANGE_LIFETIME of a server that was told nothing (RFC 7252, 4.8.2). */
#define LIFETIME    247000
#define ACK_TIMEOUT 15000
#define MAX_SENT    5
#define LATE        3000
#define VERY_LATE   20000

/* How a request is answered. */
enum manner {
	AT_ONCE,
	PIGGYBACKED_LATE,
	SEPARATE,
	NEVER,
	RESET,
};

void server_init(struct server *s, uint64_t seed)
{
	uint8_t secret[NB_SECRET_LEN] = "server";

	memset(s, 0, sizeof(*s));
	memcpy(secret + 8, &seed, sizeof(seed));
	nb_chance_init(&s->chance, secret);
	s->next_id = (uint16_t)nb_chance_next(&s->chance);
	for (size_t i = 0; i < SERVER_MAIL; i++)
		s->mail[i].due = NB_NEVER;
}

static nb_ms chance(struct server *s, nb_ms below)
{
	return (nb_ms)nb_chance_below(&s->chance, (uint64_t)below);
}

static struct server_mail *free_mail(struct server *s)
{
	for (size_t i = 0; i < SERVER_MAIL; i++)
		if (s->mail[i].due == NB_NEVER)
			return &s->mail[i];
	ck_abort_msg("the server has too much to send");
	return NULL;
}

static size_t encode(const struct nbcoap_message *m, uint8_t *data)
{
	static const char text[] = "ok";
	bool content = m->code == NBCOAP_CODE(2, 5);
	struct nb_bytes body = {(const uint8_t *)text, content ? 2 : 0};
	int len = nbcoap_message_encode(m, NULL, 0, body, data, SERVER_MESSAGE);

	ck_assert_int_gt(len, 0);
	return (size_t)len;
}

static struct server_mail *post(struct server *s, const struct nb_addr *at,
				uint16_t port, const struct nbcoap_message *m,
				nb_ms due)
{
	struct server_mail *mail = free_mail(s);

	mail->due = due;
	mail->from = *at;
	mail->port = port;
	mail->len = encode(m, mail->data);
	mail->repeats = m->type == NBCOAP_CON;
	mail->sent = 0;
	mail->interval = ACK_TIMEOUT;
	return mail;
}

static struct server_seen *find_seen(struct server *s, const struct nb_addr *at,
				     uint16_t port, uint16_t id, nb_ms now)
{
	for (size_t i = 0; i < SERVER_SEEN; i++) {
		struct server_seen *seen = &s->seen[i];

		if (seen->id == id && seen->port == port &&
		    nb_addr_equal(&seen->at, at) && seen->when > 0 &&
		    now - seen->when < LIFETIME)
			return seen;
	}
	return NULL;
}

static struct server_seen *remember(struct server *s, const struct nb_addr *at,
				    uint16_t port, uint16_t id, nb_ms now)
{
	struct server_seen *seen = &s->seen[s->seen_next++ % SERVER_SEEN];

	*seen = (struct server_seen){
		.at = *at, .port = port, .id = id, .when = now};
	return seen;
}

static void execute(struct server *s, const struct nbcoap_message *m)
{
	char text[16] = "";
	unsigned long number;

	if (m->code != NBCOAP_POST)
		return;
	ck_assert_uint_lt(m->payload.len, sizeof(text));
	memcpy(text, m->payload.data, m->payload.len);
	number = strtoul(text, NULL, 10);
	ck_assert_uint_lt(number, SERVER_POSTS);
	s->executions[number]++;
}

static enum manner choose(struct server *s)
{
	nb_ms n = s->flawless ? 0 : chance(s, 100);

	return n < 50   ? AT_ONCE
	       : n < 70 ? PIGGYBACKED_LATE
	       : n < 94 ? SEPARATE
	       : n < 97 ? NEVER
			: RESET;
}

/* An acknowledgement, empty or with the response, told again to duplicates. */
static void acknowledge(struct server *s, struct server_seen *seen,
			const struct nbcoap_message *m, nb_ms due)
{
	struct server_mail *mail = post(s, &seen->at, seen->port, m, due);

	memcpy(seen->answer, mail->data, mail->len);
	seen->len = mail->len;
}

static void answer_confirmable(struct server *s, struct server_seen *seen,
			       struct nbcoap_message m, enum manner manner,
			       nb_ms now)
{
	m.type = NBCOAP_ACK;
	if (manner != SEPARATE) {
		acknowledge(s, seen, &m,
			    manner == AT_ONCE ? now : now + chance(s, LATE));
		return;
	}
	struct nbcoap_message empty = {.type = NBCOAP_ACK, .id = m.id};

	acknowledge(s, seen, &empty, now);
	m.type = NBCOAP_CON;
	m.id = s->next_id++;
	post(s, &seen->at, seen->port, &m, now + chance(s, VERY_LATE));
}

static void take_request(struct server *s, const struct nb_addr *at,
			 uint16_t port, const struct nbcoap_message *m,
			 nb_ms now)
{
	struct server_seen *seen = remember(s, at, port, m->id, now);
	enum manner manner = choose(s);
	struct nbcoap_message answer = *m;

	if (manner == NEVER)
		return;
	if (manner == RESET) {
		answer = (struct nbcoap_message){.type = NBCOAP_RST,
						 .id = m->id};
		acknowledge(s, seen, &answer, now);
		return;
	}
	execute(s, m);
	answer.code = NBCOAP_CODE(2, m->code == NBCOAP_GET ? 5 : 4);
	if (m->type == NBCOAP_CON) {
		answer_confirmable(s, seen, answer, manner, now);
		return;
	}
	answer.id = s->next_id++;
	post(s, at, port, &answer, now);
}

/* An ACK or a Reset ends the repetition of what it is for. */
static void take_empty(struct server *s, const struct nb_addr *at,
		       uint16_t port, const struct nbcoap_message *m, nb_ms now)
{
	struct nbcoap_message reset = {.type = NBCOAP_RST, .id = m->id};
	struct nbcoap_message own;

	if (m->type == NBCOAP_CON) {
		post(s, at, port, &reset, now);
		return;
	}
	for (size_t i = 0; i < SERVER_MAIL; i++) {
		struct server_mail *mail = &s->mail[i];

		if (mail->due != NB_NEVER && mail->repeats &&
		    nbcoap_message_decode(&own, mail->data, mail->len) ==
			    NBCOAP_FORMAT_GOOD &&
		    own.id == m->id)
			mail->due = NB_NEVER;
	}
}

void server_input(struct server *s, const struct nb_addr *at, uint16_t port,
		  const void *data, size_t len, nb_ms now)
{
	struct nbcoap_message m;
	struct server_seen *seen;

	if (nbcoap_message_decode(&m, data, len) != NBCOAP_FORMAT_GOOD) {
		s->garbage++;
		return;
	}
	if (m.code == NBCOAP_EMPTY) {
		take_empty(s, at, port, &m, now);
		return;
	}
	seen = find_seen(s, at, port, m.id, now);
	if (!seen) {
		take_request(s, at, port, &m, now);
	} else if (seen->len > 0) {
		struct server_mail *mail = free_mail(s);

		*mail = (struct server_mail){.due = now,
					     .from = *at,
					     .port = port,
					     .len = seen->len};
		memcpy(mail->data, seen->answer, seen->len);
	}
}

bool server_output(struct server *s, struct server_mail *out, nb_ms now)
{
	for (size_t i = 0; i < SERVER_MAIL; i++) {
		struct server_mail *mail = &s->mail[i];

		if (mail->due > now)
			continue;
		*out = *mail;
		mail->sent++;
		mail->due = NB_NEVER;
		if (mail->repeats && mail->sent < MAX_SENT) {
			mail->due = now + mail->interval;
			mail->interval *= 2;
		}
		return true;
	}
	return false;
}

nb_ms server_deadline(const struct server *s)
{
	nb_ms due = NB_NEVER;

	for (size_t i = 0; i < SERVER_MAIL; i++)
		if (s->mail[i].due < due)
			due = s->mail[i].due;
	return due;
}
