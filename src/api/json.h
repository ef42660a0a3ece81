/*
 * json.h - the text of a line as JSON
 *
 * Knows what jansson makes of a text, and what it can't read: an integer of
 * more than 64 bits.  Does not know requests.
 */
#ifndef API_JSON_H
#define API_JSON_H

#include <jansson.h>
#include <nbcoap/types.h>

enum api_json_fault {
	API_JSON_GOOD,
	API_JSON_NONE,   /* it is not JSON                      */
	API_JSON_NUMBER, /* it has a number that no double holds */
};

/*
 * Reads @text, whose nesting is bounded, into *@root, a new reference (NULL
 * with a fault).  An integer beyond 64 bits becomes a real: whoever wants an
 * integer there can name the member that has none.
 */
enum api_json_fault api_json_read(struct nb_bytes text, json_t **root);

#endif
