/*
 * answer.h - a CoAP answer for people and for scripts
 *
 * Knows the names of response codes (RFC 7252, 12.1.2) and what their class
 * means for the exit status.  Does not know what was asked.
 */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include <jansson.h>
#include <stdbool.h>

/* 0 for 2.xx, and for a request that wanted no answer; 4 and 5. */
int cli_answer_status(const json_t *result);

/*
 * Tells on standard error what is not payload: of an error its code; with
 * @verbose the code, options and timing of any.
 */
void cli_answer_say(json_t *result, bool verbose);

#endif
