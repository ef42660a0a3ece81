/*
 * problem.h - concise problem details, written (RFC 9290)
 *
 * Knows the CBOR map that tells a person or a program why a request failed.
 * Does not know the message that carries it.
 */
#ifndef NBCOAP_PROBLEM_H
#define NBCOAP_PROBLEM_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum { NBCOAP_FORMAT_PROBLEM = 257 }; /* its Content-Format */

/* What there is to say (RFC 9290, 3.1); UTF-8, NULL: nothing. */
struct nbcoap_problem {
	const char *title;     /* the kind of problem, a few words       */
	const char *detail;    /* this occurrence of it                  */
	const char *instance;  /* a URI reference of this occurrence     */
	uint8_t response_code; /* of the server where it began; 0: none  */
};

/*
 * Writes @problem into @buf.  Returns its length; NB_ERR_SPACE; NB_ERR_CALLER
 * when it says nothing.
 */
int nbcoap_problem_encode(const struct nbcoap_problem *problem, void *buf,
			  size_t cap);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
