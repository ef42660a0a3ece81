#include <nbcoap/code.h>

#include "base/assert.h"

/* RFC 7252, 5.10; 7641; 7959; 8516; 8613; 9175; 9177; 7967; in order. */
static const struct nbcoap_option_info infos[] = {
	{NBCOAP_IF_MATCH, 0, 8, true, false, "If-Match"},
	{NBCOAP_URI_HOST, 1, 255, false, false, "Uri-Host"},
	{NBCOAP_ETAG, 1, 8, true, false, "ETag"},
	{NBCOAP_IF_NONE_MATCH, 0, 0, false, false, "If-None-Match"},
	{NBCOAP_OBSERVE, 0, 3, false, true, "Observe"},
	{NBCOAP_URI_PORT, 0, 2, false, true, "Uri-Port"},
	{NBCOAP_LOCATION_PATH, 0, 255, true, false, "Location-Path"},
	{NBCOAP_OSCORE, 0, 255, false, false, "OSCORE"},
	{NBCOAP_URI_PATH, 0, 255, true, false, "Uri-Path"},
	{NBCOAP_CONTENT_FORMAT, 0, 2, false, true, "Content-Format"},
	{NBCOAP_MAX_AGE, 0, 4, false, true, "Max-Age"},
	{NBCOAP_URI_QUERY, 0, 255, true, false, "Uri-Query"},
	{NBCOAP_HOP_LIMIT, 1, 1, false, true, "Hop-Limit"},
	{NBCOAP_ACCEPT, 0, 2, false, true, "Accept"},
	{NBCOAP_Q_BLOCK1, 0, 3, false, true, "Q-Block1"},
	{NBCOAP_LOCATION_QUERY, 0, 255, true, false, "Location-Query"},
	{NBCOAP_BLOCK2, 0, 3, false, true, "Block2"},
	{NBCOAP_BLOCK1, 0, 3, false, true, "Block1"},
	{NBCOAP_SIZE2, 0, 4, false, true, "Size2"},
	{NBCOAP_Q_BLOCK2, 0, 3, true, true, "Q-Block2"},
	{NBCOAP_PROXY_URI, 1, 1034, false, false, "Proxy-Uri"},
	{NBCOAP_PROXY_SCHEME, 1, 255, false, false, "Proxy-Scheme"},
	{NBCOAP_SIZE1, 0, 4, false, true, "Size1"},
	{NBCOAP_ECHO, 1, 40, false, false, "Echo"},
	{NBCOAP_NO_RESPONSE, 0, 1, false, true, "No-Response"},
	{NBCOAP_REQUEST_TAG, 0, 8, true, false, "Request-Tag"},
};

static const char *const methods[] = {
	[NBCOAP_GET] = "GET",       [NBCOAP_POST] = "POST",
	[NBCOAP_PUT] = "PUT",       [NBCOAP_DELETE] = "DELETE",
	[NBCOAP_FETCH] = "FETCH",   [NBCOAP_PATCH] = "PATCH",
	[NBCOAP_IPATCH] = "iPATCH",
};

const struct nbcoap_option_info *nbcoap_option_info(uint16_t number)
{
	size_t low = 0;
	size_t high = NB_COUNT(infos);
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (infos[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == NB_COUNT(infos) || infos[low].number != number)
		return NULL;
	return &infos[low];
}

static bool text_equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

uint8_t nbcoap_method_find(const char *name)
{
	for (uint8_t code = NBCOAP_GET; code < NB_COUNT(methods); code++)
		if (text_equal(methods[code], name))
			return code;
	return 0;
}

const char *nbcoap_method_name(uint8_t code)
{
	return code < NB_COUNT(methods) ? methods[code] : NULL;
}

void nbcoap_code_format(uint8_t code, char buf[5])
{
	buf[0] = (char)('0' + NBCOAP_CODE_CLASS(code));
	buf[1] = '.';
	buf[2] = (char)('0' + NBCOAP_CODE_DETAIL(code) / 10);
	buf[3] = (char)('0' + NBCOAP_CODE_DETAIL(code) % 10);
	buf[4] = '\0';
}
