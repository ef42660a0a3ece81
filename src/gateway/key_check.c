#include "gateway/key_check.h"

#include "base/addr.h"
#include "base/amount.h"

#include <nbcoap/uri.h>
#include <string.h>

/* Segments that one path may have: as many as a line of the file has room. */
#define SEGMENTS_MAX 96

static bool is_account(const char *name)
{
	return *name && !strpbrk(name, " @:*/,") && strlen(name) <= 32;
}

const char *gw_check_group(const char *text)
{
	return is_account(text) ? NULL : "must be the name of a group";
}

const char *gw_check_user(const char *text)
{
	if (strcmp(text, "*") == 0 ||
	    is_account(*text == '@' ? text + 1 : text))
		return NULL;
	return "must be a list of users, @groups, or *";
}

static struct nb_bytes bytes_of(const char *text)
{
	return (struct nb_bytes){(const uint8_t *)text, strlen(text)};
}

/* Can @path be written as Uri-Path options? */
static bool has_options(struct nb_bytes path)
{
	struct nbcoap_option options[SEGMENTS_MAX];
	uint8_t values[256];
	uint8_t *room = values;

	return nbcoap_uri_path_options(path, options, 0, SEGMENTS_MAX, &room,
				       values + sizeof(values)) >= 0;
}

const char *gw_check_target_uri(const char *text)
{
	struct nbcoap_uri uri;

	if (nbcoap_uri_parse(&uri, text, strlen(text)) < 0 || uri.query_given ||
	    !has_options(uri.path))
		return "must be coap:// with a host, a port if it is not 5683, "
		       "and a base path if there is one";
	if (uri.secure)
		return "coaps:// is not supported yet";
	if (nb_addr_is_multicast(&uri.addr))
		return "must not be a multicast address";
	return NULL;
}

const char *gw_check_path(const char *text)
{
	size_t len = strlen(text);
	if (strcmp(text, "/") == 0 ||
	    (text[0] == '/' && text[len - 1] != '/' && !strstr(text, "//") &&
	     !strpbrk(text, "?#") && has_options(bytes_of(text))))
		return NULL;
	return "must begin with / and have no empty segment, no . or .., "
	       "no ? or #, and % only before two hexadecimal digits";
}

const char *gw_check_listen(const char *text)
{
	struct nb_addr addr;

	if (nb_addr_parse(&addr, text, strlen(text), 0) == 0 && addr.port)
		return NULL;
	return "must be a list of ADDRESS:PORT";
}

const char *gw_check_prefix(const char *text)
{
	struct nb_addr addr;
	int64_t bits = 0;
	const char *slash = strchr(text, '/');
	size_t len = slash ? (size_t)(slash - text) : strlen(text);
	if (nb_addr_parse_host(&addr, text, len) == 0 &&
	    (!slash || (nb_amount_parse(&bits, slash + 1, NULL) == 0 &&
			bits <= (addr.family == NB_FAMILY_IPV4 ? 32 : 128))))
		return NULL;
	return "must be a list of addresses and prefixes";
}
