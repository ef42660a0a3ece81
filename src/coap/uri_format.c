#include <nbcoap/uri.h>

#include "base/addr.h"
#include "base/hex.h"
#include "base/writer.h"
#include "coap/text.h"

static void write_escaped(struct nb_writer *w, const struct nbcoap_option *o,
			  int place)
{
	for (uint16_t i = 0; i < o->len; i++) {
		uint8_t c = o->value[i];
		if (nbcoap_text_may_stand(c, place)) {
			nb_writer_u8(w, c);
			continue;
		}
		nb_writer_u8(w, '%');
		nb_writer_u8(w, nb_hex_digit(c >> 4));
		nb_writer_u8(w, nb_hex_digit(c));
	}
}

static void write_literal(struct nb_writer *w, const struct nb_addr *peer)
{
	char text[NB_ADDR_TEXT];
	bool brackets = peer->family == NB_FAMILY_IPV6;

	nb_addr_format_host(peer, text, sizeof(text));
	nb_writer_text(w, brackets ? "[" : "");
	nb_writer_text(w, text);
	nb_writer_text(w, brackets ? "]" : "");
}

static void write_host(struct nb_writer *w, const struct nbcoap_message *m,
		       const struct nb_addr *peer)
{
	struct nbcoap_option host;
	if (nbcoap_message_find(m, NBCOAP_URI_HOST, &host))
		write_escaped(w, &host, NBCOAP_IN_HOST);
	else
		write_literal(w, peer);
}

static void write_port(struct nb_writer *w, const struct nbcoap_message *m,
		       const struct nb_addr *peer, bool secure)
{
	struct nbcoap_option option;
	uint32_t port = peer->port;
	if (nbcoap_message_find(m, NBCOAP_URI_PORT, &option))
		port = nbcoap_option_uint(&option);
	if (port == (secure ? NBCOAP_DEFAULT_SECURE_PORT : NBCOAP_DEFAULT_PORT))
		return;
	nb_writer_text(w, ":");
	nb_writer_decimal(w, port);
}

static void write_path(struct nb_writer *w, const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;
	bool empty = true;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (option.number != NBCOAP_URI_PATH)
			continue;
		nb_writer_text(w, "/");
		write_escaped(w, &option, NBCOAP_IN_PATH);
		empty = false;
	}
	nb_writer_text(w, empty ? "/" : "");
}

static void write_query(struct nb_writer *w, const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;
	const char *separator = "?";

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (option.number != NBCOAP_URI_QUERY)
			continue;
		nb_writer_text(w, separator);
		write_escaped(w, &option, NBCOAP_IN_QUERY);
		separator = "&";
	}
}

int nbcoap_uri_format(const struct nbcoap_message *m,
		      const struct nb_addr *peer, bool secure, char *buf,
		      size_t cap)
{
	struct nb_writer w;
	nb_writer_init(&w, buf, cap);
	nb_writer_text(&w, secure ? "coaps://" : "coap://");
	write_host(&w, m, peer);
	write_port(&w, m, peer, secure);
	write_path(&w, m);
	write_query(&w, m);
	return nb_writer_text_end(&w);
}
