/*
 * result.h - how a request ended, as JSON (nbgate-api(7), Results and errors)
 *
 * Knows the members of results and of an error's data.  Does not know who is
 * told.
 */
#ifndef API_RESULT_H
#define API_RESULT_H

#include "gateway/request.h"

#include <jansson.h>

/* How the payload of a response comes back. */
enum api_encoding {
	API_ENCODING_AUTO, /* text where it is text, else base64 */
	API_ENCODING_BASE64,
};

/* Their words, in that order. */
extern const char *const api_encodings[];

/* The result of an ended request that did not fail; a new reference. */
json_t *api_result(const struct gw_request *r, enum api_encoding encoding);

/* The data of an error: its reason alone. */
json_t *api_error_data(enum gw_reason reason);

/* The data of a refused request's error: also what is known of its sending. */
json_t *api_refusal_data(const struct gw_outcome *refusal);

/* The data of a failed request's error. */
json_t *api_failure_data(const struct gw_request *r);

#endif
