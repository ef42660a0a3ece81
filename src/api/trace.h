/*
 * trace.h - the methods trace.*: who gets a capture, block by block
 *
 * Knows one capture at a time and the blocks that wait: until its client has
 * read what it was told before, or until the owner of the file has taken them
 * (capture.h); the oldest are lost when they are too many.  Does not know what
 * is captured, nor a file.
 */
#ifndef API_TRACE_H
#define API_TRACE_H

#include "api/engine.h"

void api_trace_init(struct api_trace *t);

void api_trace_start(struct api_turn *turn);
void api_trace_stop(struct api_turn *turn);

/* The client has read something: more of what waits can go. */
void api_trace_resume(struct api *api, struct api_client *client);
/* It has gone: so has the capture that it gets.  One to a file goes on. */
void api_trace_abandon(struct api *api, struct api_client *client);

/* Frees what a capture has. */
void api_trace_close(struct api *api);

#endif
