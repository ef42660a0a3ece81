#include "unit/node_air.h"

#include <check.h>
#include <stdio.h>

static int send_to(void *self, const struct nb_addr *peer, const void *data,
		   size_t len)
{
	struct air *air = self;

	(void)peer;
	if (air->verdict < 0)
		return air->verdict;
	ck_assert_uint_lt(air->sent_count, AIR_SENT);
	ck_assert_uint_le(len, AIR_DATAGRAM);
	memcpy(air->sent[air->sent_count], data, len);
	air->sent_len[air->sent_count++] = len;
	return 0;
}

static int receive_from(void *self, struct nb_addr *peer, void *buf, size_t cap)
{
	struct air *air = self;
	size_t len = air->come_len;

	if (len == 0)
		return -1;
	ck_assert_uint_le(len, cap);
	memcpy(buf, air->come, len);
	*peer = air->peer;
	air->come_len = 0;
	return (int)len;
}

void air_open(struct air *air, const struct nbcoap_node_config *config)
{
	const struct nbcoap_socket socket = {
		.self = air,
		.send = send_to,
		.receive = receive_from,
		.fd = -1,
		.period = 1,
	};
	const struct nb_addr peer = {
		.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};

	memset(air, 0, sizeof(*air));
	air->peer = peer;
	air->node = nbcoap_node_open(config);
	ck_assert_ptr_nonnull(air->node);
	ck_assert_int_eq(nbcoap_node_start_socket(air->node, &socket), 0);
}

void air_close(struct air *air)
{
	nbcoap_node_close(air->node);
}

struct nbcoap_message air_sent(const struct air *air, unsigned i)
{
	struct nbcoap_message m;

	ck_assert_uint_lt(i, air->sent_count);
	ck_assert_int_eq(nbcoap_message_decode(&m, air->sent[i],
					       air->sent_len[i]),
			 NBCOAP_FORMAT_GOOD);
	return m;
}

int air_come(struct air *air, const struct nbcoap_message *m,
	     const struct nbcoap_option *options, size_t count,
	     const char *payload)
{
	int len = nbcoap_message_encode(m, options, count, nbcoap_text(payload),
					air->come, sizeof(air->come));

	ck_assert_int_gt(len, 0);
	air->come_len = (size_t)len;
	return nbcoap_node_poll(air->node, 0);
}

int air_answer(struct air *air, unsigned i, uint8_t code, const char *payload)
{
	struct nbcoap_message m = air_sent(air, i);

	m.type = NBCOAP_ACK;
	m.code = code;
	return air_come(air, &m, NULL, 0, payload);
}

bool air_says(const struct nbcoap_message *m, const char *text)
{
	return m->payload.len == strlen(text) &&
	       memcmp(m->payload.data, text, m->payload.len) == 0;
}

void air_tell(void *told, struct nbcoap_node *n,
	      const struct nbcoap_event *event)
{
	struct air_told *t = told;

	(void)n;
	t->count++;
	t->event = *event;
	snprintf(t->payload, sizeof(t->payload), "%.*s",
		 (int)event->message.payload.len,
		 (const char *)event->message.payload.data);
}
