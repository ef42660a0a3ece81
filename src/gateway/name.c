#include "gateway/name.h"

#include "base/addr.h"

#include <string.h>

enum {
	RETRY = 5000,        /* after a look-up that could not be made */
	STALE_RETRY = 60000, /* how long a stale address serves at a time */
	TTL_LEAST = 60000,
};

/* Lower case, and only what names and literals are made of. */
static bool clean(char *host)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				      "-._:%";

	for (char *c = host; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return *host && !host[strspn(host, allowed)];
}

int gw_name_init(struct gw_name *n, const struct nbcoap_uri *uri)
{
	uint8_t host[NB_LINK_NAME];
	int len = nbcoap_uri_decode(uri->host, host, sizeof(host));

	memset(n, 0, sizeof(*n));
	if (uri->literal && nb_addr_is_set(&uri->addr)) {
		n->state = GW_NAME_LITERAL;
		n->addr = uri->addr;
		return 0;
	}
	if (len < 0 || memchr(host, 0, (size_t)len))
		return NB_ERR_PEER;
	memcpy(n->host, host, (size_t)len);
	n->state = GW_NAME_UNKNOWN;
	n->addr.port = uri->port;
	return clean(n->host) ? 0 : NB_ERR_PEER;
}

bool gw_name_equal(const struct gw_name *a, const struct gw_name *b)
{
	bool literal = a->state == GW_NAME_LITERAL;

	if (literal != (b->state == GW_NAME_LITERAL))
		return false;
	if (literal)
		return nb_addr_equal(&a->addr, &b->addr);
	return a->addr.port == b->addr.port && strcmp(a->host, b->host) == 0;
}

bool gw_name_is_ready(const struct gw_name *n, nb_ms now)
{
	switch (n->state) {
	case GW_NAME_LITERAL:
		return true;
	case GW_NAME_KNOWN:
		return now < n->until;
	case GW_NAME_UNKNOWN:
	case GW_NAME_ASKED:
	case GW_NAME_LATER:
		break;
	}
	return false;
}

bool gw_name_is_due(const struct gw_name *n, nb_ms now)
{
	switch (n->state) {
	case GW_NAME_UNKNOWN:
		return true;
	case GW_NAME_KNOWN:
	case GW_NAME_LATER:
		return now >= n->until;
	case GW_NAME_LITERAL:
	case GW_NAME_ASKED:
		break;
	}
	return false;
}

nb_ms gw_name_ttl(nb_ms told, nb_ms most)
{
	nb_ms holds = told > TTL_LEAST ? told : TTL_LEAST;

	return told == 0 || holds > most ? most : holds;
}

void gw_name_asked(struct gw_name *n)
{
	n->state = GW_NAME_ASKED;
}

/* Uses @addr, and its own port. */
static void use(struct gw_name *n, const struct nb_addr *addr)
{
	uint16_t port = n->addr.port;

	n->addr = *addr;
	n->addr.port = port;
}

static void take(struct gw_name *n, const struct nb_addr *addr, size_t count)
{
	use(n, addr);
	n->other_count = count - 1;
	for (size_t i = 1; i < count; i++)
		n->others[i - 1] = addr[i];
}

enum gw_name_answer gw_name_answer(struct gw_name *n,
				   const struct nb_addr *addr, size_t count,
				   int result, nb_ms ttl, nb_ms now)
{
	if (count > 0) {
		take(n, addr, count);
		n->state = GW_NAME_KNOWN;
		n->until = now + ttl;
		return GW_NAME_FOUND;
	}
	if (nb_addr_is_set(&n->addr)) {
		n->state = GW_NAME_KNOWN;
		n->until = now + STALE_RETRY;
		return GW_NAME_FOUND;
	}
	if (result == 0) {
		n->state = GW_NAME_UNKNOWN;
		return GW_NAME_NONE;
	}
	n->state = GW_NAME_LATER;
	n->until = now + RETRY;
	return GW_NAME_TRY_LATER;
}

bool gw_name_try_other(struct gw_name *n, const struct nb_addr *addr)
{
	if (!nb_addr_equal(&n->addr, addr))
		return true; /* somebody else has found out before */
	if (n->other_count == 0)
		return false;
	use(n, &n->others[0]);
	n->other_count--;
	for (size_t i = 0; i < n->other_count; i++)
		n->others[i] = n->others[i + 1];
	return true;
}

void gw_name_doubt(struct gw_name *n)
{
	if (n->state == GW_NAME_KNOWN)
		n->until = 0;
}

void gw_name_hurry(struct gw_name *n)
{
	if (n->state == GW_NAME_LATER)
		n->until = 0;
}

nb_ms gw_name_deadline(const struct gw_name *n)
{
	return n->state == GW_NAME_LATER ? n->until : NB_NEVER;
}
