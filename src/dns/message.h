/*
 * message.h - DNS questions and answers as bytes (RFC 1035, 4)
 *
 * Knows how the address of a name is asked for, and which datagram is an
 * answer to that.  Does not know servers, sockets or time.  c-ares reads and
 * writes; the memory that it takes is given back before a call returns.
 */
#ifndef DNS_MESSAGE_H
#define DNS_MESSAGE_H

#include "base/link.h"

/* The UDP port of DNS servers. */
#define DNS_PORT 53
/* The longest query: header, name, type and class, OPT record. */
#define DNS_QUERY_MAX (12 + 255 + 4 + 11)

struct dns_question {
	uint16_t id;
	const char *name; /* ASCII, with or without a dot at its end */
	enum nb_family family;
	uint16_t room; /* for the answer, bytes (RFC 6891); 0: the usual 512 */
};

/*
 * A query, recursion desired, into @buf of DNS_QUERY_MAX bytes.  Its length,
 * or NB_ERR_CALLER (no name can be that), NB_ERR_SPACE (no memory).
 */
int dns_query_encode(const struct dns_question *q, uint8_t *buf);

enum dns_answer_type {
	DNS_ANSWER_FOUND,      /* addresses                                   */
	DNS_ANSWER_NO_ADDRESS, /* the name has none of that family            */
	DNS_ANSWER_NO_NAME,    /* there is no such name (RFC 8020)            */
	DNS_ANSWER_TRUNCATED,  /* it does not fit into the room for it        */
	DNS_ANSWER_FAILED,  /* the server could or would not, or says noise */
	DNS_ANSWER_FOREIGN, /* no answer to this query: as if not come     */
};

struct dns_answer {
	struct nb_addr address[NB_LINK_ADDRESSES]; /* without a port */
	size_t count;
	/* Of all records on the way from the name to them; 0 is possible. */
	nb_ms ttl;
};

/*
 * What @answer says to @query, which dns_query_encode() made.  It is foreign
 * unless it has the same ID and repeats the same question (RFC 5452, 9.1); its
 * sender is the caller's to check.  *@out is written when addresses are found.
 */
enum dns_answer_type dns_answer_decode(struct dns_answer *out,
				       struct nb_bytes query,
				       struct nb_bytes answer);

#endif
