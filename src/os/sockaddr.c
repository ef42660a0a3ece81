#include "os/sockaddr.h"

#include "base/addr.h"
#include "base/assert.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

socklen_t os_sockaddr_encode(struct sockaddr_storage *out,
			     const struct nb_addr *a)
{
	struct sockaddr_in *v4 = (void *)out;
	struct sockaddr_in6 *v6 = (void *)out;

	NB_ASSERT(a->family != NB_FAMILY_NONE);
	memset(out, 0, sizeof(*out));
	if (a->family == NB_FAMILY_IPV4) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(a->port);
		memcpy(&v4->sin_addr, a->ip, sizeof(v4->sin_addr));
		return sizeof(*v4);
	}
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons(a->port);
	v6->sin6_scope_id = a->zone;
	memcpy(&v6->sin6_addr, a->ip, sizeof(v6->sin6_addr));
	return sizeof(*v6);
}

struct nb_addr os_sockaddr_decode(const struct sockaddr *sa)
{
	const struct sockaddr_in *v4 = (const void *)sa;
	const struct sockaddr_in6 *v6 = (const void *)sa;
	struct nb_addr a = {.family = NB_FAMILY_NONE};

	if (sa->sa_family == AF_INET) {
		a.family = NB_FAMILY_IPV4;
		a.port = ntohs(v4->sin_port);
		memcpy(a.ip, &v4->sin_addr, sizeof(v4->sin_addr));
	} else if (sa->sa_family == AF_INET6) {
		a.family = NB_FAMILY_IPV6;
		a.port = ntohs(v6->sin6_port);
		memcpy(a.ip, &v6->sin6_addr, sizeof(v6->sin6_addr));
		if (nb_addr_is_link_local(&a))
			a.zone = v6->sin6_scope_id;
	}
	return a;
}
