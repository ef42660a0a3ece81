/* From c-ares 1.28 on what is used here has successors, not in 1.18. */
#define CARES_NO_DEPRECATED

#include "dns/message.h"

#include "base/reader.h"

#include <ares.h>
#include <string.h>

/* The header (RFC 1035, 4.1.1). */
#define HEADER 12
#define QR     0x8000
#define OPCODE 0x7800
#define AA     0x0400
#define TC     0x0200
#define RA     0x0080
#define RCODE  0x000f

enum { RCODE_GOOD = 0, RCODE_NO_NAME = 3 };
enum { CLASS_IN = 1, TYPE_A = 1, TYPE_AAAA = 28 };

/* ---- questions ---- */

int dns_query_encode(const struct dns_question *q, uint8_t *buf)
{
	int type = q->family == NB_FAMILY_IPV6 ? TYPE_AAAA : TYPE_A;
	unsigned char *query;
	int len, status;

	status = ares_create_query(q->name, CLASS_IN, type, q->id, 1, &query,
				   &len, q->room);
	if (status == ARES_ENOMEM)
		return NB_ERR_SPACE;
	if (status != ARES_SUCCESS)
		return NB_ERR_CALLER;
	if (len <= DNS_QUERY_MAX)
		memcpy(buf, query, (size_t)len);
	ares_free_string(query);
	return len <= DNS_QUERY_MAX ? len : NB_ERR_CALLER;
}

/* Name, type and class of the question in a query of our own. */
static struct nb_bytes question(struct nb_bytes query)
{
	size_t len = HEADER;

	while (query.data[len])
		len += 1u + query.data[len];
	return (struct nb_bytes){query.data + HEADER, len + 1 + 4 - HEADER};
}

/* ---- answers ---- */

struct header {
	uint16_t id, flags, questions, answers;
};

static bool read_header(struct header *h, struct nb_bytes message)
{
	struct nb_reader r;

	nb_reader_init(&r, message.data, message.len);
	h->id = nb_reader_u16(&r);
	h->flags = nb_reader_u16(&r);
	h->questions = nb_reader_u16(&r);
	h->answers = nb_reader_u16(&r);
	nb_reader_u32(&r); /* how many records of other sections */
	return nb_reader_ok(&r);
}

static uint8_t lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

/* Names are the same in either case (RFC 4343). */
static bool repeats(struct nb_bytes answer, struct nb_bytes asked)
{
	if (answer.len < HEADER + asked.len)
		return false;
	for (size_t i = 0; i < asked.len; i++)
		if (lower(answer.data[HEADER + i]) != lower(asked.data[i]))
			return false;
	return true;
}

static bool is_ours(const struct header *h, struct nb_bytes query,
		    struct nb_bytes answer)
{
	struct header asked;

	return read_header(&asked, query) && h->id == asked.id &&
	       h->flags & QR && (h->flags & OPCODE) == 0 && h->questions == 1 &&
	       repeats(answer, question(query));
}

/* One with its highest bit set counts as 0 (RFC 2181, 8). */
static void add(struct dns_answer *out, enum nb_family family, const void *ip,
		size_t len, int ttl)
{
	nb_ms holds = ttl < 0 ? 0 : (nb_ms)ttl * 1000;
	struct nb_addr *a = &out->address[out->count++];

	*a = (struct nb_addr){.family = (uint8_t)family};
	memcpy(a->ip, ip, len);
	if (holds < out->ttl)
		out->ttl = holds;
}

static int read_ipv6(struct dns_answer *out, struct nb_bytes answer)
{
	struct ares_addr6ttl found[NB_LINK_ADDRESSES];
	int count = NB_LINK_ADDRESSES;
	int status = ares_parse_aaaa_reply(answer.data, (int)answer.len, NULL,
					   found, &count);

	for (int i = 0; status == ARES_SUCCESS && i < count; i++)
		add(out, NB_FAMILY_IPV6, &found[i].ip6addr, 16, found[i].ttl);
	return status;
}

static int read_ipv4(struct dns_answer *out, struct nb_bytes answer)
{
	struct ares_addrttl found[NB_LINK_ADDRESSES];
	int count = NB_LINK_ADDRESSES;
	int status = ares_parse_a_reply(answer.data, (int)answer.len, NULL,
					found, &count);

	for (int i = 0; status == ARES_SUCCESS && i < count; i++)
		add(out, NB_FAMILY_IPV4, &found[i].ipaddr, 4, found[i].ttl);
	return status;
}

static bool asks_ipv6(struct nb_bytes query)
{
	struct nb_bytes asked = question(query);

	return asked.data[asked.len - 3] == TYPE_AAAA;
}

static enum dns_answer_type read_addresses(struct dns_answer *out,
					   struct nb_bytes query,
					   struct nb_bytes answer)
{
	struct dns_answer found = {.ttl = NB_NEVER};
	int status = asks_ipv6(query) ? read_ipv6(&found, answer)
				      : read_ipv4(&found, answer);

	if (status != ARES_SUCCESS && status != ARES_ENODATA)
		return DNS_ANSWER_FAILED;
	if (found.count == 0)
		return DNS_ANSWER_NO_ADDRESS;
	*out = found;
	return DNS_ANSWER_FOUND;
}

/* It only says who else might know. */
static bool is_referral(const struct header *h)
{
	return h->answers == 0 && !(h->flags & (AA | RA));
}

enum dns_answer_type dns_answer_decode(struct dns_answer *out,
				       struct nb_bytes query,
				       struct nb_bytes answer)
{
	struct header h;

	if (answer.len > UINT16_MAX || !read_header(&h, answer) ||
	    !is_ours(&h, query, answer))
		return DNS_ANSWER_FOREIGN;
	if (h.flags & TC)
		return DNS_ANSWER_TRUNCATED;
	if ((h.flags & RCODE) == RCODE_NO_NAME)
		return DNS_ANSWER_NO_NAME;
	if ((h.flags & RCODE) != RCODE_GOOD || is_referral(&h))
		return DNS_ANSWER_FAILED;
	return read_addresses(out, query, answer);
}
