/*
 * param.h - the parameters of a method as a table
 *
 * Knows names, types and ranges: the same rows check what a client sends and
 * describe it in sys.describe.  Does not know what the values are for.
 */
#ifndef API_PARAM_H
#define API_PARAM_H

#include "gateway/outcome.h"

#include <jansson.h>

enum api_type {
	API_STRING, /* min ... max characters, if max is not 0          */
	API_BOOL,
	API_INTEGER, /* min ... max                                      */
	API_WORD,    /* a string out of words                            */
	API_ANY,
	API_OBJECT,
	API_BASE64,
	API_ID,          /* the id of a request: string or integer           */
	API_FORMAT,      /* a media type, or its number: 0 ... 65535         */
	API_STRINGS,     /* a string or an array of strings                  */
	API_BASE64_LIST, /* an array of base64                               */
	API_OPTION_LIST, /* an array of [number, base64]                     */
	API_BOOL_OR_INTEGER, /* min ... max                                  */
};

struct api_param {
	const char *name;
	enum api_type type;
	json_int_t min, max;
	const char *const *words; /* ended by NULL */
	bool required;
	bool later; /* contracted, not built: only false is accepted */
	const char *doc;
};

/*
 * Holds @params (an object, or NULL: none) against the rows of @table, which a
 * row without a name ends.  True, or *@fault says what is wrong.
 */
bool api_param_check(const struct api_param *table, json_t *params,
		     struct gw_outcome *fault);

/* The rows as JSON, a new reference. */
json_t *api_param_describe(const struct api_param *table);

/* Members of checked @params; what is missing gives the last argument. */
const char *api_param_string(json_t *params, const char *name);
bool api_param_bool(json_t *params, const char *name, bool otherwise);
json_int_t api_param_integer(json_t *params, const char *name,
			     json_int_t otherwise);
/* The index of a word in its @words. */
int api_param_word(json_t *params, const char *name, const char *const *words,
		   int otherwise);

#endif
