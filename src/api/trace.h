/*
 * trace.h - the methods trace.*: who gets a capture, block by block
 *
 * Knows one capture at a time, its client, and the blocks that wait until the
 * client has read what it was told before; the oldest are lost then.  Does
 * not know what is captured.
 */
#ifndef API_TRACE_H
#define API_TRACE_H

#include "api/engine.h"

void api_trace_start(struct api_turn *turn);
void api_trace_stop(struct api_turn *turn);

/* The client has read something: more of what waits can go. */
void api_trace_resume(struct api *api, struct api_client *client);
/* It has gone: so has its capture. */
void api_trace_abandon(struct api *api, struct api_client *client);

#endif
