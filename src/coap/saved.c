#include "coap/saved.h"

#include <string.h>

void nbcoap_saved_put_addr(struct nb_writer *w, const struct nb_addr *addr)
{
	nb_writer_u8(w, addr->family);
	nb_writer_bytes(w, addr->ip, sizeof(addr->ip));
	nb_writer_u32(w, addr->zone);
	nb_writer_u16(w, addr->port);
}

struct nb_addr nbcoap_saved_get_addr(struct nb_reader *r)
{
	struct nb_addr addr = {.family = nb_reader_u8(r)};
	const uint8_t *ip = nb_reader_bytes(r, sizeof(addr.ip));

	if (ip)
		memcpy(addr.ip, ip, sizeof(addr.ip));
	addr.zone = nb_reader_u32(r);
	addr.port = nb_reader_u16(r);
	if (addr.family != NB_FAMILY_IPV4 && addr.family != NB_FAMILY_IPV6)
		nb_reader_fail(r);
	return addr;
}
