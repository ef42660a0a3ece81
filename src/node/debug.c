#include "node/debug.h"

#include <nbcoap/uri.h>
#include <stdio.h>

#define URI_MAX 512

static void print_code(const struct nbcoap_message *m)
{
	const char *method = nbcoap_method_name(m->code);
	char code[5];

	nbcoap_code_format(m->code, code);
	fprintf(stderr, " %s", method ? method : code);
}

static void print_token(const struct nbcoap_message *m)
{
	if (m->token_len > 0)
		fputs(" token ", stderr);
	for (size_t i = 0; i < m->token_len; i++)
		fprintf(stderr, "%02x", m->token[i]);
}

static void print_uri(const struct nbcoap_message *m,
		      const struct nb_addr *server)
{
	char uri[URI_MAX];

	if (m->code != NBCOAP_EMPTY && NBCOAP_CODE_CLASS(m->code) == 0 &&
	    nbcoap_uri_format(m, server, false, uri, sizeof(uri)) >= 0)
		fprintf(stderr, " %s", uri);
}

void node_debug_print(char way, const struct nb_addr *peer, const void *data,
		      size_t len)
{
	static const char *const types[] = {
		[NBCOAP_CON] = "CON",
		[NBCOAP_NON] = "NON",
		[NBCOAP_ACK] = "ACK",
		[NBCOAP_RST] = "RST",
	};
	struct nbcoap_message m;
	char name[NB_ADDR_TEXT];

	nb_addr_format(peer, name, sizeof(name));
	fprintf(stderr, "%c %s", way, name);
	if (nbcoap_message_decode_extended(&m, data, len) !=
	    NBCOAP_FORMAT_GOOD) {
		fprintf(stderr, " no message, %zu bytes\n", len);
		return;
	}
	fprintf(stderr, " %s", types[m.type]);
	print_code(&m);
	fprintf(stderr, " 0x%04x", m.id);
	print_token(&m);
	print_uri(&m, peer);
	if (m.payload.len > 0)
		fprintf(stderr, " %zu bytes", m.payload.len);
	fputc('\n', stderr);
}
