/*
 * conditional.h - what options say of a representation: If-Match,
 * If-None-Match, ETag, Max-Age, Accept, Content-Format (RFC 7252, 5.10)
 *
 * Knows one message and what its owner tells of the resource.  Does not know
 * the resource, nor answers: it says which code the answer has.
 */
#ifndef NBCOAP_CONDITIONAL_H
#define NBCOAP_CONDITIONAL_H

#include <nbcoap/message.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum { NBCOAP_MAX_AGE_DEFAULT = 60 }; /* s (5.10.5) */

/*
 * May @request go on (5.10.8)?  @exists: the resource does; @etag: that of its
 * present representation, or empty.  0, or 4.12 Precondition Failed: it has
 * If-Match, and neither an empty one while the resource exists nor that ETag;
 * or If-None-Match, and the resource exists.
 */
uint8_t nbcoap_conditional_refusal(const struct nbcoap_message *request,
				   bool exists, struct nb_bytes etag);

/*
 * Does the client of a GET or FETCH have this representation already
 * (5.10.6.2)?  Then the answer is 2.03 Valid with @etag and no payload.
 */
bool nbcoap_conditional_is_valid(const struct nbcoap_message *request,
				 struct nb_bytes etag);

/* The Content-Format of @m or what @request Accepts; -1: not said. */
int nbcoap_content_format(const struct nbcoap_message *m);
int nbcoap_accept(const struct nbcoap_message *request);

/*
 * Which of the @count @formats, the best first, to answer with (5.10.4); -1:
 * none will do, 4.06 Not Acceptable.
 */
int nbcoap_accept_choose(const struct nbcoap_message *request,
			 const uint16_t *formats, size_t count);

/* How long @response is fresh, in seconds (5.10.5). */
uint32_t nbcoap_max_age(const struct nbcoap_message *response);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
