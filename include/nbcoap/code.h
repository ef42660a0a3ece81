/*
 * code.h - the numbers of CoAP: types, codes, options, content formats
 *
 * Knows the registries (RFC 7252, 12; RFC 8132; RFC 7959; RFC 7641; RFC 7967;
 * RFC 8516; RFC 8613; RFC 9175).  Knows no message.
 */
#ifndef NBCOAP_CODE_H
#define NBCOAP_CODE_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum nbcoap_type {
	NBCOAP_CON, /* Confirmable */
	NBCOAP_NON, /* Non-confirmable */
	NBCOAP_ACK, /* Acknowledgement */
	NBCOAP_RST, /* Reset */
};

/* c.dd as one byte. */
#define NBCOAP_CODE(class, detail) ((uint8_t)((class) << 5 | (detail)))
#define NBCOAP_CODE_CLASS(code)    ((unsigned)(code) >> 5)
#define NBCOAP_CODE_DETAIL(code)   ((unsigned)(code)&31)

enum nbcoap_method {
	NBCOAP_EMPTY = 0,
	NBCOAP_GET = 1,
	NBCOAP_POST = 2,
	NBCOAP_PUT = 3,
	NBCOAP_DELETE = 4,
	NBCOAP_FETCH = 5,
	NBCOAP_PATCH = 6,
	NBCOAP_IPATCH = 7,
};

/* Option numbers. */
enum {
	NBCOAP_IF_MATCH = 1,
	NBCOAP_URI_HOST = 3,
	NBCOAP_ETAG = 4,
	NBCOAP_IF_NONE_MATCH = 5,
	NBCOAP_OBSERVE = 6,
	NBCOAP_URI_PORT = 7,
	NBCOAP_LOCATION_PATH = 8,
	NBCOAP_OSCORE = 9,
	NBCOAP_URI_PATH = 11,
	NBCOAP_CONTENT_FORMAT = 12,
	NBCOAP_MAX_AGE = 14,
	NBCOAP_URI_QUERY = 15,
	NBCOAP_HOP_LIMIT = 16,
	NBCOAP_ACCEPT = 17,
	NBCOAP_Q_BLOCK1 = 19,
	NBCOAP_LOCATION_QUERY = 20,
	NBCOAP_BLOCK2 = 23,
	NBCOAP_BLOCK1 = 27,
	NBCOAP_SIZE2 = 28,
	NBCOAP_Q_BLOCK2 = 31,
	NBCOAP_PROXY_URI = 35,
	NBCOAP_PROXY_SCHEME = 39,
	NBCOAP_SIZE1 = 60,
	NBCOAP_ECHO = 252,
	NBCOAP_NO_RESPONSE = 258,
	NBCOAP_REQUEST_TAG = 292,
};

/* All classes of responses in the value of No-Response (RFC 7967, 2.1). */
#define NBCOAP_SUPPRESS_ALL 26u

/* How an option is to be treated (RFC 7252, 5.4), one row a known option. */
struct nbcoap_option_info {
	uint16_t number;
	uint16_t min_len, max_len;
	bool repeatable;
	bool uint; /* its value is an unsigned integer */
	const char *name;
};

/* The row of an option number; NULL when it is unknown. */
const struct nbcoap_option_info *nbcoap_option_info(uint16_t number);

static inline bool nbcoap_option_is_critical(uint16_t number)
{
	return number & 1;
}

/* "GET" ... "iPATCH" to a code; 0 when it is no method.  Case counts. */
uint8_t nbcoap_method_find(const char *name);
/* The name of a request code; NULL when it has none. */
const char *nbcoap_method_name(uint8_t code);

/* Writes "2.05" and a NUL into @buf. */
void nbcoap_code_format(uint8_t code, char buf[5]);

#define NBCOAP_DEFAULT_PORT        5683
#define NBCOAP_DEFAULT_SECURE_PORT 5684

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
