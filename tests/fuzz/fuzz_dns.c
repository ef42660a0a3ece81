/*
 * fuzz_dns.c - any bytes as the answer of a DNS server
 *
 * No bytes crash it.  Addresses come out only of what has the ID of the query,
 * and only of the family asked for; without any nothing is written.
 */
#include "base/assert.h"
#include "dns/message.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(struct nb_bytes query, enum nb_family family,
		  struct nb_bytes answer)
{
	struct dns_answer out = {.ttl = -1};

	if (dns_answer_decode(&out, query, answer) != DNS_ANSWER_FOUND) {
		NB_ASSERT(out.count == 0 && out.ttl == -1);
		return;
	}
	NB_ASSERT(answer.len > 2 && !memcmp(answer.data, query.data, 2));
	NB_ASSERT(out.count > 0 && out.count <= NB_LINK_ADDRESSES);
	NB_ASSERT(out.ttl >= 0 && out.ttl < NB_NEVER);
	for (size_t i = 0; i < out.count; i++)
		NB_ASSERT(out.address[i].family == family);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const enum nb_family families[] = {NB_FAMILY_IPV6,
						  NB_FAMILY_IPV4};
	uint8_t query[DNS_QUERY_MAX];

	for (size_t i = 0; i < NB_COUNT(families); i++) {
		struct dns_question q = {.id = 0x1234,
					 .name = "iot.example",
					 .family = families[i]};
		int n = dns_query_encode(&q, query);
		NB_ASSERT(n > 0);
		check((struct nb_bytes){query, (size_t)n}, families[i],
		      (struct nb_bytes){data, len});
	}
	return 0;
}
