/*
 * failure.h - an error of the API in one line and one exit status
 *
 * Knows the reasons of nbgate-api(7), and what somebody must know before a
 * request is repeated: whether it was sent.
 */
#ifndef CLI_FAILURE_H
#define CLI_FAILURE_H

#include <jansson.h>

/* The exit status of an error object (enum cli_exit). */
int cli_failure_status(const json_t *error);

/*
 * Tells it, as "nbgate: no response from cloud within 60 s (sent: yes,
 * 4 transmissions)".
 */
void cli_failure_say(const json_t *error);

#endif
