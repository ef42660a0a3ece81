/*
 * envelope.h - a line as a JSON-RPC 2.0 request
 *
 * Knows JSON text, its nesting, and the members that every request has.  Does
 * not know methods nor their parameters.
 */
#ifndef API_ENVELOPE_H
#define API_ENVELOPE_H

#include <jansson.h>
#include <nbcoap/types.h>

/* The deepest nesting of a line. */
#define API_NESTING 32

/* The longest id that is a string, in characters. */
#define API_ID_LENGTH 64

/* Error codes of JSON-RPC 2.0 that need no reason. */
enum {
	API_NOT_JSON = -32700,
	API_BAD_REQUEST = -32600,
	API_NO_METHOD = -32601,
};

struct api_envelope {
	json_t *root; /* owned; the rest are parts of it */
	json_t *id;   /* NULL: none that can be answered to */
	const char *method;
	json_t *params;   /* an object; NULL: not given */
	int error;        /* 0, or one of the codes above */
	const char *text; /* what is wrong */
};

/* Reads a line.  Fills all of *@e, also when it has an error. */
void api_envelope_read(struct api_envelope *e, struct nb_bytes line);
void api_envelope_free(struct api_envelope *e);

#endif
