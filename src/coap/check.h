/*
 * check.h - may a request reach its owner?
 *
 * Knows what every server has to turn away, whatever its resources are: by
 * critical options (RFC 7252, 5.4), as it is no proxy (5.10.2), a reserved
 * block size (RFC 7959, 2.2), no hop left (RFC 8768), an unknown method (RFC 7252, 5.8).
 */
#ifndef COAP_CHECK_H
#define COAP_CHECK_H

#include <nbcoap/message.h>

struct nbcoap_refusal {
	uint8_t code;    /* of the response; 0: it is good */
	uint16_t option; /* that was not understood; 0: none */
};

struct nbcoap_refusal nbcoap_check_request(const struct nbcoap_message *m);

#endif
