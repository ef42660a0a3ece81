#include "base/addr.h"

#include "base/hex.h"
#include "base/writer.h"

#include <string.h>

#define GROUPS 8
#define NO_GAP SIZE_MAX

static const uint8_t unspecified[16];
static const uint8_t ipv6_loopback[16] = {[15] = 1};
/* RFC 4291, 2.5.5.2 */
static const uint8_t mapped_prefix[12] = {[10] = 0xff, [11] = 0xff};

bool nb_addr_same_host(const struct nb_addr *a, const struct nb_addr *b)
{
	return a->family == b->family && a->zone == b->zone &&
	       memcmp(a->ip, b->ip, sizeof(a->ip)) == 0;
}

bool nb_addr_equal(const struct nb_addr *a, const struct nb_addr *b)
{
	return a->port == b->port && nb_addr_same_host(a, b);
}

bool nb_addr_is_set(const struct nb_addr *a)
{
	return a->family != NB_FAMILY_NONE;
}

bool nb_addr_is_link_local(const struct nb_addr *a)
{
	if (a->family == NB_FAMILY_IPV4)
		return a->ip[0] == 169 && a->ip[1] == 254;
	return a->family == NB_FAMILY_IPV6 && a->ip[0] == 0xfe &&
	       (a->ip[1] & 0xc0) == 0x80;
}

bool nb_addr_is_multicast(const struct nb_addr *a)
{
	static const uint8_t broadcast[4] = {255, 255, 255, 255};

	if (a->family == NB_FAMILY_IPV4)
		return (a->ip[0] & 0xf0) == 0xe0 ||
		       memcmp(a->ip, broadcast, sizeof(broadcast)) == 0;
	return a->family == NB_FAMILY_IPV6 && a->ip[0] == 0xff;
}

bool nb_addr_is_loopback(const struct nb_addr *a)
{
	if (a->family == NB_FAMILY_IPV4)
		return a->ip[0] == 127;
	return a->family == NB_FAMILY_IPV6 &&
	       memcmp(a->ip, ipv6_loopback, sizeof(a->ip)) == 0;
}

bool nb_addr_is_global(const struct nb_addr *a)
{
	return nb_addr_is_set(a) &&
	       memcmp(a->ip, unspecified, sizeof(a->ip)) != 0 &&
	       !nb_addr_is_link_local(a) && !nb_addr_is_loopback(a) &&
	       !nb_addr_is_multicast(a);
}

struct text {
	const char *at;
	const char *end;
};

static bool text_is_at(const struct text *t, char c)
{
	return t->at < t->end && *t->at == c;
}

static bool text_skip(struct text *t, char c)
{
	if (!text_is_at(t, c))
		return false;
	t->at++;
	return true;
}

/* The value of the digit that comes next, or 16. */
static unsigned text_digit(const struct text *t)
{
	int value = t->at < t->end ? nb_hex_value((uint8_t)*t->at) : -1;

	return value < 0 ? 16 : (unsigned)value;
}

/* A leading zero would be octal to some readers (RFC 6943, 3.1.1). */
static bool text_decimal(struct text *t, uint32_t max, uint32_t *out)
{
	const char *start = t->at;
	bool zero = text_is_at(t, '0');
	uint32_t v = 0;

	for (; text_digit(t) < 10; t->at++) {
		v = v * 10 + text_digit(t);
		if (v > max)
			return false;
	}
	*out = v;
	return t->at > start && !(zero && t->at - start > 1);
}

static bool text_ipv4(struct text *t, uint8_t ip[4])
{
	for (size_t i = 0; i < 4; i++) {
		uint32_t octet;

		if (i > 0 && !text_skip(t, '.'))
			return false;
		if (!text_decimal(t, 255, &octet))
			return false;
		ip[i] = (uint8_t)octet;
	}
	return t->at == t->end;
}

/* The groups so far, and how many bytes of them stand before the "::". */
struct groups {
	uint8_t ip[16];
	size_t len;
	size_t gap;
};

static bool groups_ipv4(struct groups *g, struct text *t)
{
	if (g->len + 4 > sizeof(g->ip))
		return false;
	if (!text_ipv4(t, g->ip + g->len))
		return false;
	g->len += 4;
	return true;
}

static bool groups_next(struct groups *g, struct text *t)
{
	const char *start = t->at;
	uint32_t v = 0;

	for (; text_digit(t) < 16 && t->at - start < 4; t->at++)
		v = v << 4 | text_digit(t);
	if (t->at == start)
		return false;
	if (text_is_at(t, '.')) {
		t->at = start;
		return groups_ipv4(g, t);
	}
	if (g->len + 2 > sizeof(g->ip))
		return false;
	g->ip[g->len++] = (uint8_t)(v >> 8);
	g->ip[g->len++] = (uint8_t)v;
	return true;
}

/* After a group: ends, or a colon before the next one, or the one "::". */
static bool groups_colon(struct groups *g, struct text *t)
{
	if (t->at == t->end)
		return true;
	if (!text_skip(t, ':'))
		return false;
	if (!text_skip(t, ':'))
		return t->at < t->end;
	if (g->gap != NO_GAP)
		return false;
	g->gap = g->len;
	return true;
}

static bool groups_end(const struct groups *g, uint8_t ip[16])
{
	size_t behind;

	if (g->gap == NO_GAP) {
		memcpy(ip, g->ip, sizeof(g->ip));
		return g->len == sizeof(g->ip);
	}
	behind = g->len - g->gap;
	memcpy(ip, g->ip, g->gap);
	memcpy(ip + sizeof(g->ip) - behind, g->ip + g->gap, behind);
	return g->len < sizeof(g->ip);
}

static bool text_ipv6(struct text *t, uint8_t ip[16])
{
	struct groups g = {.gap = NO_GAP};

	if (text_skip(t, ':')) {
		if (!text_skip(t, ':'))
			return false;
		g.gap = 0;
	}
	while (t->at < t->end)
		if (!groups_next(&g, t) || !groups_colon(&g, t))
			return false;
	return groups_end(&g, ip);
}

/* Base is freestanding: memchr() would be asked of a C library. */
static const char *find_char(const char *text, size_t len, char c)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == c)
			return text + i;
	return NULL;
}

int nb_addr_parse_host(struct nb_addr *out, const char *text, size_t len)
{
	struct nb_addr a = {.family = NB_FAMILY_IPV4};
	struct text t;
	bool ok;

	if (len == 0)
		return NB_ERR_PEER;
	t = (struct text){text, text + len};
	if (find_char(text, len, ':')) {
		a.family = NB_FAMILY_IPV6;
		ok = text_ipv6(&t, a.ip);
	} else {
		ok = text_ipv4(&t, a.ip);
	}
	if (!ok)
		return NB_ERR_PEER;
	*out = a;
	return 0;
}

static int parse_port(struct text *t, uint16_t *port)
{
	uint32_t v;

	if (t->at == t->end)
		return 0;
	if (!text_skip(t, ':') || !text_decimal(t, UINT16_MAX, &v) ||
	    t->at < t->end)
		return NB_ERR_PEER;
	*port = (uint16_t)v;
	return 0;
}

int nb_addr_parse(struct nb_addr *out, const char *text, size_t len,
		  uint16_t port)
{
	bool bracket = len > 0 && text[0] == '[';
	const char *host = bracket ? text + 1 : text;
	const char *end = find_char(text, len, bracket ? ']' : ':');
	struct nb_addr a;
	struct text rest;

	if (!end && (bracket || len == 0))
		return NB_ERR_PEER;
	if (!end)
		end = text + len;
	if (nb_addr_parse_host(&a, host, (size_t)(end - host)) < 0)
		return NB_ERR_PEER;
	if (bracket != (a.family == NB_FAMILY_IPV6))
		return NB_ERR_PEER;
	rest = (struct text){bracket ? end + 1 : end, text + len};
	if (parse_port(&rest, &port) < 0)
		return NB_ERR_PEER;
	a.port = port;
	*out = a;
	return 0;
}

static void write_ipv4(struct nb_writer *w, const uint8_t ip[4])
{
	for (size_t i = 0; i < 4; i++) {
		if (i > 0)
			nb_writer_text(w, ".");
		nb_writer_decimal(w, ip[i]);
	}
}

struct zeros {
	size_t start;
	size_t count;
};

static unsigned group_at(const uint8_t ip[16], size_t i)
{
	return (unsigned)ip[2 * i] << 8 | ip[2 * i + 1];
}

/* RFC 5952, 4.2: the first of the longest, and never a single group. */
static struct zeros find_zeros(const uint8_t ip[16])
{
	struct zeros none = {.start = GROUPS};
	struct zeros best = none;
	struct zeros run = none;

	for (size_t i = 0; i < GROUPS; i++) {
		if (group_at(ip, i)) {
			run.count = 0;
			continue;
		}
		if (run.count++ == 0)
			run.start = i;
		if (run.count > best.count)
			best = run;
	}
	return best.count > 1 ? best : none;
}

static void write_groups(struct nb_writer *w, const uint8_t ip[16])
{
	struct zeros zeros = find_zeros(ip);
	size_t i = 0;

	while (i < GROUPS) {
		if (i == zeros.start) {
			nb_writer_text(w, "::");
			i += zeros.count;
			continue;
		}
		if (i > 0 && i != zeros.start + zeros.count)
			nb_writer_text(w, ":");
		nb_writer_hex(w, group_at(ip, i++));
	}
}

static void write_host(struct nb_writer *w, const struct nb_addr *a)
{
	if (a->family == NB_FAMILY_IPV4) {
		write_ipv4(w, a->ip);
	} else if (a->family == NB_FAMILY_IPV6 &&
		   !memcmp(a->ip, mapped_prefix, sizeof(mapped_prefix))) {
		nb_writer_text(w, "::ffff:"); /* RFC 5952, 5 */
		write_ipv4(w, a->ip + sizeof(mapped_prefix));
	} else if (a->family == NB_FAMILY_IPV6) {
		write_groups(w, a->ip);
	}
}

int nb_addr_format_host(const struct nb_addr *a, char *buf, size_t cap)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	write_host(&w, a);
	return nb_writer_text_end(&w);
}

static void write_bracketed(struct nb_writer *w, const struct nb_addr *a)
{
	nb_writer_text(w, "[");
	write_host(w, a);
	if (a->zone) {
		nb_writer_text(w, "%");
		nb_writer_decimal(w, a->zone);
	}
	nb_writer_text(w, "]");
}

int nb_addr_format(const struct nb_addr *a, char *buf, size_t cap)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	if (a->family == NB_FAMILY_IPV6)
		write_bracketed(&w, a);
	else
		write_host(&w, a);
	if (nb_addr_is_set(a)) {
		nb_writer_text(&w, ":");
		nb_writer_decimal(&w, a->port);
	}
	return nb_writer_text_end(&w);
}
