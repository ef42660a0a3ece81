/*
 * coap.h - the methods coap.*
 *
 * Knows what each does with its checked parameters.  The table of methods
 * (method.h) names them.
 */
#ifndef API_COAP_H
#define API_COAP_H

#include "api/engine.h"

void api_coap_request(struct api_turn *turn);
void api_coap_cancel(struct api_turn *turn);
void api_coap_ping(struct api_turn *turn);
void api_coap_list(struct api_turn *turn);

#endif
