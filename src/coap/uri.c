#include <nbcoap/uri.h>

#include "base/addr.h"
#include "coap/text.h"

int nbcoap_uri_decode(struct nb_bytes piece, uint8_t *buf, size_t cap)
{
	size_t len = 0;
	while (piece.len) {
		int c = nbcoap_text_take_escaped(&piece);
		if (c < 0)
			return NB_ERR_PEER;
		if (len == cap)
			return NB_ERR_SPACE;
		buf[len++] = (uint8_t)c;
	}
	return (int)len;
}

static bool take_prefix(struct nb_bytes *text, const char *prefix)
{
	size_t len = 0;
	for (; prefix[len]; len++)
		if (len == text->len ||
		    nbcoap_text_lower(text->data[len]) != (uint8_t)prefix[len])
			return false;
	text->data += len;
	text->len -= len;
	return true;
}

/* No control character, no fragment, no bad escape. */
static bool text_is_good(struct nb_bytes text)
{
	while (text.len) {
		if (nbcoap_text_is_control(*text.data) || *text.data == '#' ||
		    nbcoap_text_take_escaped(&text) < 0)
			return false;
	}
	return true;
}

static bool parse_scheme(struct nbcoap_uri *uri, struct nb_bytes *text)
{
	uri->secure = take_prefix(text, "coaps://");
	return uri->secure || take_prefix(text, "coap://");
}

/* [IPv6], with a zone behind "%25" (RFC 6874) or without. */
static bool parse_bracketed(struct nbcoap_uri *uri, struct nb_bytes *authority)
{
	if (!nbcoap_text_take(authority, '['))
		return false;
	uri->host = nbcoap_text_take_until(authority, "]");
	if (!nbcoap_text_take(authority, ']'))
		return false;

	struct nb_bytes zone = uri->host;
	struct nb_bytes text = nbcoap_text_take_until(&zone, "%");
	struct nb_addr addr;
	uri->literal = true;
	if (nb_addr_parse_host(&addr, (const char *)text.data, text.len) < 0 ||
	    addr.family != NB_FAMILY_IPV6)
		return false;
	if (!zone.len)
		uri->addr = addr;
	return !zone.len || (take_prefix(&zone, "%25") && zone.len);
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

/* Digits in its last label: no name can be so, only a (bad) IPv4 literal. */
static bool ends_in_number(struct nb_bytes host)
{
	bool number = false;
	bool begins = true;

	while (host.len) {
		int c = nbcoap_text_take_escaped(&host);
		if (c != '.')
			number = (begins || number) && is_digit(c);
		begins = c == '.';
	}
	return number;
}

static bool is_name(struct nb_bytes host)
{
	for (size_t i = 0; i < host.len; i++)
		if (host.data[i] != '%' &&
		    !nbcoap_text_may_stand(host.data[i], NBCOAP_IN_HOST))
			return false;
	return host.len && !ends_in_number(host);
}

static bool parse_host(struct nbcoap_uri *uri, struct nb_bytes *authority)
{
	if (authority->len && *authority->data == '[')
		return parse_bracketed(uri, authority);
	uri->host = nbcoap_text_take_until(authority, ":");
	uri->literal =
		nb_addr_parse_host(&uri->addr, (const char *)uri->host.data,
				   uri->host.len) == 0;
	return uri->literal || is_name(uri->host);
}

/* ":port"; an empty port is the scheme's. */
static bool parse_port(struct nbcoap_uri *uri, struct nb_bytes text)
{
	uint32_t port = 0;

	uri->port =
		uri->secure ? NBCOAP_DEFAULT_SECURE_PORT : NBCOAP_DEFAULT_PORT;
	if (text.len && !nbcoap_text_take(&text, ':'))
		return false;
	if (!text.len)
		return true;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.data[i]) || port > UINT16_MAX)
			return false;
		port = port * 10 + text.data[i] - '0';
	}
	uri->port_given = true;
	uri->port = (uint16_t)port;
	return port > 0 && port <= UINT16_MAX;
}

static bool parse(struct nbcoap_uri *uri, struct nb_bytes text)
{
	if (!text_is_good(text) || !parse_scheme(uri, &text))
		return false;

	struct nb_bytes authority = nbcoap_text_take_until(&text, "/?");
	if (!parse_host(uri, &authority) || !parse_port(uri, authority))
		return false;
	if (nb_addr_is_set(&uri->addr))
		uri->addr.port = uri->port;

	uri->path = nbcoap_text_take_until(&text, "?");
	uri->query_given = nbcoap_text_take(&text, '?');
	uri->query = text;
	return true;
}

int nbcoap_uri_parse(struct nbcoap_uri *uri, const char *text, size_t len)
{
	struct nbcoap_uri parsed = {0};
	if (!parse(&parsed, (struct nb_bytes){(const uint8_t *)text, len}))
		return NB_ERR_PEER;
	*uri = parsed;
	return 0;
}
