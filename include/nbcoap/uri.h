/*
 * uri.h - coap URIs to options and back (RFC 7252, 6)
 *
 * Knows schemes, hosts, ports, paths and queries with percent-encoding.  Does
 * not resolve names.  Everything decoded lies in the caller's buffers.
 */
#ifndef NBCOAP_URI_H
#define NBCOAP_URI_H

#include <nbcoap/message.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* A URI taken apart; the parts point into its text and are still encoded. */
struct nbcoap_uri {
	bool secure;          /* coaps */
	struct nb_bytes host; /* without brackets, with zone if any */
	bool literal;         /* host is an address literal */
	struct nb_addr addr;  /* of a literal without a zone; with the port */
	uint16_t port;        /* given or the scheme's */
	bool port_given;
	struct nb_bytes path;  /* from its "/", or empty */
	struct nb_bytes query; /* behind the "?", or empty */
	bool query_given;
};

/*
 * Takes @text apart.  0, or NB_ERR_PEER: no coap or coaps scheme, no host, a
 * user part, a fragment, a bad port, a bad percent escape, a bad literal, a
 * control character.
 */
int nbcoap_uri_parse(struct nbcoap_uri *uri, const char *text, size_t len);

/*
 * Percent-decodes one piece (a segment, a query argument, a host) into @buf.
 * Returns its length; NB_ERR_PEER for a bad escape; NB_ERR_SPACE.
 */
int nbcoap_uri_decode(struct nb_bytes piece, uint8_t *buf, size_t cap);

/*
 * Writes options for a path ("/a/b%2Fc" is two segments; "" and "/" none; a
 * trailing slash is an empty last segment) or a query ("x=1&y=2") behind the
 * @count options in @options, at most @cap in all; values lie in *@room, which
 * is moved on.  Returns the new count; NB_ERR_PEER: a bad escape, a control
 * character, a piece over 255 bytes, a segment "." or ".." (they would walk
 * out of a route); NB_ERR_SPACE.
 */
int nbcoap_uri_path_options(struct nb_bytes path, struct nbcoap_option *options,
			    size_t count, size_t cap, uint8_t **room,
			    const uint8_t *room_end);
int nbcoap_uri_query_options(struct nb_bytes query,
			     struct nbcoap_option *options, size_t count,
			     size_t cap, uint8_t **room,
			     const uint8_t *room_end);

/*
 * Writes Uri-Host: only when the host is a name, in lower case, decoded
 * (RFC 7252, 5.10.1, 6.4).  Uri-Port is never needed: a request goes to the
 * port it names.  Returns the new count as above.
 */
int nbcoap_uri_host_option(const struct nbcoap_uri *uri,
			   struct nbcoap_option *options, size_t count,
			   size_t cap, uint8_t **room, const uint8_t *room_end);

/*
 * The URI of a request's options (RFC 7252, 6.5), with a NUL: scheme, host
 * from Uri-Host or @peer, port unless it is the scheme's, path, query, escaped
 * where they must be.  Returns its length or NB_ERR_SPACE.
 */
int nbcoap_uri_format(const struct nbcoap_message *m,
		      const struct nb_addr *peer, bool secure, char *buf,
		      size_t cap);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
