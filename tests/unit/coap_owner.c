#include "unit/coap_owner.h"

#include "unit/unit.h"

#include <stdlib.h>

static void *memory;
struct nbcoap_endpoint *e;
struct nbcoap_params params;
nb_ms now;

/* What the endpoint said since the last look. */
struct nb_datagram sent[16];
unsigned sent_count;
struct nbcoap_event told[64];
unsigned told_count;

void owner_open(unsigned exchanges)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = exchanges,
		.peers = PEERS,
		.replies = 4,
		.message_size = MESSAGE,
		.secret = "endpoint",
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	ck_assert_ptr_null(nbcoap_endpoint_init(memory, len - 1, &config, now));
	e = nbcoap_endpoint_init(memory, len, &config, now);
	ck_assert_ptr_nonnull(e);
	nbcoap_endpoint_link(e, NB_LINK_UP, now);
}

void owner_setup(void)
{
	now = 1000000;
	params = nbcoap_params_rfc7252;
	params.ack_random_milli = 1000;
	params.probing_rate = 0;
	sent_count = told_count = 0;
	owner_open(EXCHANGES);
}

void owner_teardown(void)
{
	free(memory);
}

struct nb_addr peer(uint16_t port)
{
	return (struct nb_addr){
		.ip = {192, 0, 2, 1}, .port = port, .family = NB_FAMILY_IPV4};
}

void pull_events(void)
{
	told_count = 0;
	while (nbcoap_endpoint_next_event(e, &told[told_count]))
		ck_assert_uint_lt(++told_count, 64);
}

unsigned count_told(enum nbcoap_event_type type)
{
	unsigned count = 0;

	for (unsigned i = 0; i < told_count; i++)
		count += told[i].type == type;
	return count;
}

const struct nbcoap_event *find_told(enum nbcoap_event_type type)
{
	for (unsigned i = 0; i < told_count; i++)
		if (told[i].type == type)
			return &told[i];
	ck_abort_msg("no such event");
	return NULL;
}

/* Everything that can go out does, without verdicts. */
unsigned pull_output(void)
{
	sent_count = 0;
	while (nbcoap_endpoint_output(e, &sent[sent_count], NULL, NULL, now))
		ck_assert_uint_lt(++sent_count, 16);
	return sent_count;
}

void accept_all(void)
{
	for (unsigned i = 0; i < sent_count; i++)
		nbcoap_endpoint_verdict(e, sent[i].tag, NB_VERDICT_ACCEPTED,
					now);
}

int request(uint16_t port, bool confirmable)
{
	struct nbcoap_request r = {
		.peer = peer(port),
		.params = &params,
		.code = NBCOAP_GET,
		.confirmable = confirmable,
		.user = port,
	};
	return nbcoap_endpoint_request(e, &r, now);
}

bool can_start(uint16_t port)
{
	struct nb_addr a = peer(port);

	return nbcoap_endpoint_can_start(e, &a, &params, now);
}

/* An answer to the datagram @d. */
void answer(const struct nb_datagram *d, enum nbcoap_type type, uint8_t code)
{
	struct nbcoap_message m;
	uint8_t bytes[16];

	nbcoap_message_decode(&m, d->bytes.data, d->bytes.len);
	m.type = type;
	m.code = code;
	if (code == NBCOAP_EMPTY)
		m.token_len = 0;
	int len = nbcoap_message_encode(&m, NULL, 0, (struct nb_bytes){0},
					bytes, sizeof(bytes));
	nbcoap_endpoint_input(e, &d->peer, bytes, (size_t)len, now);
}
