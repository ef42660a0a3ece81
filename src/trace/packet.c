#include "trace/packet.h"
#include "base/writer.h"

#define UDP       17
#define UDP_HEAD  8
#define IPV4_HEAD 20
#define HOPS      64

/* The Internet checksum (RFC 1071), before it is folded. */
static uint32_t add(uint32_t sum, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		sum += i & 1 ? data[i] : (uint32_t)data[i] << 8;
	return sum;
}

static uint16_t fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

static size_t host_len(const struct nb_addr *a)
{
	return a->family == NB_FAMILY_IPV4 ? 4 : 16;
}

/* Of the header whose checksum is 0 still, behind the pseudo-header. */
static uint16_t udp_checksum(const struct nb_addr *from,
			     const struct nb_addr *to, const uint8_t *head,
			     struct nb_bytes payload)
{
	uint32_t sum = (uint32_t)(UDP + UDP_HEAD + payload.len);
	uint16_t folded;

	sum = add(sum, from->ip, host_len(from));
	sum = add(sum, to->ip, host_len(to));
	sum = add(sum, head, UDP_HEAD);
	folded = fold(add(sum, payload.data, payload.len));
	return folded ? folded : 0xffff; /* 0 says that there is none */
}

static void put(uint8_t *at, uint16_t v)
{
	at[0] = (uint8_t)(v >> 8);
	at[1] = (uint8_t)v;
}

static void write_ipv4(struct nb_writer *w, const struct nb_addr *from,
		       const struct nb_addr *to, size_t len)
{
	nb_writer_u8(w, 0x45);
	nb_writer_u8(w, 0);
	nb_writer_u16(w, (uint16_t)(IPV4_HEAD + len));
	nb_writer_u16(w, 0);
	nb_writer_u16(w, 0x4000); /* do not fragment */
	nb_writer_u8(w, HOPS);
	nb_writer_u8(w, UDP);
	nb_writer_u16(w, 0);
	nb_writer_bytes(w, from->ip, 4);
	nb_writer_bytes(w, to->ip, 4);
	if (!w->failed)
		put(w->data + 10, fold(add(0, w->data, IPV4_HEAD)));
}

static void write_ipv6(struct nb_writer *w, const struct nb_addr *from,
		       const struct nb_addr *to, size_t len)
{
	nb_writer_u32(w, 0x60000000);
	nb_writer_u16(w, (uint16_t)len);
	nb_writer_u8(w, UDP);
	nb_writer_u8(w, HOPS);
	nb_writer_bytes(w, from->ip, 16);
	nb_writer_bytes(w, to->ip, 16);
}

int trace_packet(uint8_t *buf, size_t cap, const struct nb_addr *from,
		 const struct nb_addr *to, struct nb_bytes payload)
{
	struct nb_writer w;
	size_t head;

	if (from->family != to->family || from->family == NB_FAMILY_NONE)
		return NB_ERR_CALLER;
	nb_writer_init(&w, buf, cap);
	if (from->family == NB_FAMILY_IPV4)
		write_ipv4(&w, from, to, UDP_HEAD + payload.len);
	else
		write_ipv6(&w, from, to, UDP_HEAD + payload.len);
	head = w.len;
	nb_writer_u16(&w, from->port);
	nb_writer_u16(&w, to->port);
	nb_writer_u16(&w, (uint16_t)(UDP_HEAD + payload.len));
	nb_writer_u16(&w, 0);
	nb_writer_bytes(&w, payload.data, payload.len);
	if (!w.failed)
		put(buf + head + 6,
		    udp_checksum(from, to, buf + head, payload));
	return nb_writer_end(&w);
}
