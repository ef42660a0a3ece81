/*
 * bench_codec.c - encode and decode a 93-byte POST, against libcoap
 *
 * Both sides build the message from its parts and take it apart down to every
 * option and the payload.  Runs alternate in one process; medians are told.
 */
#include "bench/bench.h"

#include <nbcoap/message.h>

#include <coap3/coap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 20000, MESSAGE_LEN = 93, OPTIONS = 5 };

static const uint8_t token[] = {0xde, 0xad, 0xbe, 0xef};
static const uint8_t payload[50] = "{\"t\":21.5,\"rh\":48,\"v\":3.31}";
static const uint8_t format[] = {50};
static const struct nbcoap_option options[OPTIONS] = {
	{NBCOAP_URI_PATH, 9, (const uint8_t *)"telemetry"},
	{NBCOAP_URI_PATH, 6, (const uint8_t *)"boards"},
	{NBCOAP_URI_PATH, 5, (const uint8_t *)"b0017"},
	{NBCOAP_CONTENT_FORMAT, 1, format},
	{NBCOAP_URI_QUERY, 8, (const uint8_t *)"unit=cel"},
};
static uint8_t encoded[MESSAGE_LEN];

static void ours_encode(void)
{
	struct nbcoap_message m = {
		.type = NBCOAP_CON,
		.code = NBCOAP_POST,
		.id = 0x1234,
		.token = token,
		.token_len = sizeof(token),
	};
	struct nb_bytes body = {payload, sizeof(payload)};
	uint8_t buf[128];

	int len = nbcoap_message_encode(&m, options, OPTIONS, body, buf,
					sizeof(buf));
	bench_sum += (unsigned)len + buf[len - 1];
}

static void ours_decode(void)
{
	struct nbcoap_message m;
	struct nbcoap_options walk;
	struct nbcoap_option o;
	unsigned seen = 0;

	nbcoap_message_decode(&m, encoded, sizeof(encoded));
	nbcoap_options_init(&walk, &m);
	while (nbcoap_options_next(&walk, &o))
		seen += o.number + o.value[0];
	bench_sum += seen + m.payload.data[0];
}

static void theirs_encode(void)
{
	coap_pdu_t *pdu = coap_pdu_init(COAP_MESSAGE_CON,
					COAP_REQUEST_CODE_POST, 0x1234, 128);
	coap_add_token(pdu, sizeof(token), token);
	for (size_t i = 0; i < OPTIONS; i++)
		coap_add_option(pdu, options[i].number, options[i].len,
				options[i].value);
	bench_sum += (unsigned)coap_add_data(pdu, sizeof(payload), payload);
	coap_delete_pdu(pdu);
}

static void theirs_decode(void)
{
	coap_pdu_t *pdu = coap_pdu_init(0, 0, 0, sizeof(encoded));
	coap_opt_iterator_t walk;
	coap_opt_t *o;
	size_t len;
	const uint8_t *data;
	unsigned seen = 0;

	coap_pdu_parse(COAP_PROTO_UDP, encoded, sizeof(encoded), pdu);
	coap_option_iterator_init(pdu, &walk, COAP_OPT_ALL);
	while ((o = coap_option_next(&walk)))
		seen += walk.number + coap_opt_value(o)[0];
	coap_get_data(pdu, &len, &data);
	bench_sum += seen + data[0];
	coap_delete_pdu(pdu);
}

static void compare(const char *what, void (*ours)(void), void (*theirs)(void))
{
	struct bench_way our = {.once = ours}, their = {.once = theirs};

	bench_measure(&our, &their, ROUNDS, CLOCK_PROCESS_CPUTIME_ID);
	bench_tell(what, our.ns, their.ns, "libcoap");
}

static void ours_both(void)
{
	ours_encode();
	ours_decode();
}

static void theirs_both(void)
{
	theirs_encode();
	theirs_decode();
}

int main(void)
{
	struct nbcoap_message m = {
		.code = NBCOAP_POST,
		.id = 0x1234,
		.token = token,
		.token_len = sizeof(token),
	};
	struct nb_bytes body = {payload, sizeof(payload)};

	int len = nbcoap_message_encode(&m, options, OPTIONS, body, encoded,
					sizeof(encoded));
	if (len != MESSAGE_LEN) {
		fprintf(stderr, "the message has %d bytes, not 93\n", len);
		return EXIT_FAILURE;
	}
	compare("encode", ours_encode, theirs_encode);
	compare("decode", ours_decode, theirs_decode);
	compare("encode+decode", ours_both, theirs_both);
	return EXIT_SUCCESS;
}
