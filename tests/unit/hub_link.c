#include "unit/hub_link.h"

#include <check.h>
#include <string.h>

static struct nb_link_event *say(struct hub_link *l,
				 enum nb_link_event_type type)
{
	struct nb_link_event *ev;

	ck_assert_uint_lt(l->event_count, HUB_LINK_DATAGRAMS);
	ev = &l->events[(l->event_first + l->event_count++) %
			HUB_LINK_DATAGRAMS];
	memset(ev, 0, sizeof(*ev));
	ev->type = type;
	return ev;
}

void hub_link_say_state(struct hub_link *l, enum nb_link_state state)
{
	l->state = state;
	say(l, NB_LINK_STATE)->state = state;
}

void hub_link_say_drowsy(struct hub_link *l)
{
	say(l, NB_LINK_DROWSY);
}

void hub_link_say_received(struct hub_link *l, const struct nb_addr *peer,
			   const void *data, size_t len)
{
	struct hub_link_datagram *d =
		&l->incoming[l->incoming_count++ % HUB_LINK_DATAGRAMS];
	struct nb_link_event *ev = say(l, NB_LINK_RECEIVED);

	ck_assert_uint_le(len, sizeof(d->data));
	memcpy(d->data, data, len);
	ev->peer = *peer;
	ev->bytes = (struct nb_bytes){d->data, len};
}

void hub_link_say_verdict(struct hub_link *l, uint64_t tag,
			  enum nb_verdict verdict)
{
	struct nb_link_event *ev = say(l, NB_LINK_VERDICT);

	ev->tag = tag;
	ev->verdict = verdict;
}

void hub_link_say_resolved(struct hub_link *l, const struct nb_addr *addr,
			   size_t count, int result)
{
	struct nb_link_event *ev = say(l, NB_LINK_RESOLVED);

	ev->tag = l->name_tag;
	ev->result = result;
	ev->address_count = count;
	for (size_t i = 0; i < count; i++)
		ev->address[i] = addr[i];
}

void hub_link_say_answered(struct hub_link *l, enum nb_answer answer,
			   const char *lines, const char *final)
{
	struct nb_link_event *ev = say(l, NB_LINK_ANSWERED);

	ev->tag = l->command_tag;
	ev->answer = answer;
	ev->bytes = (struct nb_bytes){(const uint8_t *)lines, strlen(lines)};
	ev->final = final;
	l->command[0] = '\0';
}

static int send(void *link, const struct nb_datagram *d, nb_ms now)
{
	struct hub_link *l = link;
	struct hub_link_datagram *copy =
		&l->sent[l->sent_count++ % HUB_LINK_DATAGRAMS];

	(void)now;
	ck_assert(!l->busy);
	ck_assert_uint_le(d->bytes.len, l->mtu);
	copy->peer = d->peer;
	memcpy(copy->data, d->bytes.data, d->bytes.len);
	copy->len = d->bytes.len;
	copy->expect = d->expect;
	copy->transmission = d->transmission;
	copy->tag = d->tag;
	if (!l->silent)
		hub_link_say_verdict(l, d->tag, l->verdict);
	return 0;
}

static bool ready(void *link, const struct nb_addr *peer)
{
	(void)peer;
	return !((struct hub_link *)link)->busy;
}

static void withdraw(void *link, uint64_t tag, nb_ms now)
{
	struct hub_link *l = link;

	(void)now;
	if (l->silent)
		hub_link_say_verdict(l, tag, NB_VERDICT_NOT_SENT);
}

static void pin(void *link, const struct nb_addr *peer, enum nb_pin why,
		nb_ms now)
{
	(void)peer;
	(void)why;
	(void)now;
	((struct hub_link *)link)->pins++;
}

static void unpin(void *link, const struct nb_addr *peer, enum nb_pin why,
		  nb_ms now)
{
	(void)peer;
	(void)why;
	(void)now;
	((struct hub_link *)link)->pins--;
}

static void look(void *link, const struct nb_addr *peer, nb_ms now)
{
	(void)link;
	(void)peer;
	(void)now;
}

static int resolve(void *link, const char *name, uint64_t tag, nb_ms now)
{
	struct hub_link *l = link;

	(void)now;
	ck_assert_uint_lt(strlen(name), sizeof(l->name));
	strcpy(l->name, name);
	l->name_tag = tag;
	l->lookups++;
	return 0;
}

static void status(void *link, struct nb_link_status *out, nb_ms now)
{
	const struct hub_link *l = link;

	(void)now;
	memset(out, 0, sizeof(*out));
	out->driver = "test";
	out->state = l->state;
	strcpy(out->model, "M1");
	out->registration = NB_REGISTRATION_HOME;
	out->address[0] = (struct nb_addr){
		.ip = {0x20, 1, 0xd, 0xb8, [15] = 2},
		.family = NB_FAMILY_IPV6,
	};
	out->address_count = 1;
	out->rsrp_dbm = -97;
	out->rsrp_age = 12000;
	out->psm_active = 10000;
	out->psm_tau = 43200000;
	out->sockets = 1;
}

static size_t mtu(void *link, enum nb_family family)
{
	(void)family;
	return ((const struct hub_link *)link)->mtu;
}

static const struct nb_metric *metrics(void *link, const void **counters)
{
	static const struct nb_metric none[] = {{.name = NULL}};

	*counters = link;
	return none;
}

static int command(void *link, const char *line, bool force, uint64_t tag,
		   nb_ms now)
{
	struct hub_link *l = link;

	(void)now;
	if (l->command[0])
		return NB_ERR_SPACE;
	ck_assert_uint_lt(strlen(line), sizeof(l->command));
	strcpy(l->command, line);
	l->force = force;
	l->command_tag = tag;
	return 0;
}

static void release(void *link, nb_ms now)
{
	(void)now;
	((struct hub_link *)link)->releases++;
}

static void resume(void *link, nb_ms now)
{
	(void)now;
	((struct hub_link *)link)->resumes++;
}

static bool next_event(void *link, struct nb_link_event *ev, nb_ms now)
{
	struct hub_link *l = link;

	(void)now;
	if (l->event_count == 0)
		return false;
	*ev = l->events[l->event_first];
	l->event_first = (l->event_first + 1) % HUB_LINK_DATAGRAMS;
	l->event_count--;
	return true;
}

static nb_ms deadline(void *link)
{
	(void)link;
	return NB_NEVER;
}

static void expire(void *link, nb_ms now)
{
	(void)link;
	(void)now;
}

static unsigned at_once(void *link)
{
	const struct hub_link *l = link;

	return l->at_once;
}

void hub_link_init(struct hub_link *l)
{
	memset(l, 0, sizeof(*l));
	l->mtu = 1232;
	l->verdict = NB_VERDICT_ACCEPTED;
}

struct nb_link hub_link_table(struct hub_link *l)
{
	static const struct nb_link_ops network = {
		.send = send,
		.ready = ready,
		.at_once = at_once,
		.withdraw = withdraw,
		.pin = pin,
		.unpin = unpin,
		.look = look,
		.resolve = resolve,
		.status = status,
		.mtu = mtu,
		.metrics = metrics,
		.next_event = next_event,
		.deadline = deadline,
		.expire = expire,
	};
	static struct nb_link_ops modem;

	modem = network;
	modem.command = command;
	modem.release = release;
	modem.resume = resume;
	return (struct nb_link){l->no_modem ? &network : &modem, l};
}
