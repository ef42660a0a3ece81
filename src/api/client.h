/*
 * client.h - one connection: who it is, what it asked, what it is told
 *
 * Knows messages out and the life of a connection.  Does not know methods.
 */
#ifndef API_CLIENT_H
#define API_CLIENT_H

#include "api/frame.h"
#include "api/output.h"
#include "gateway/list.h"
#include "gateway/outcome.h"

#include <jansson.h>

/* Whoever connected (SO_PEERCRED). */
struct api_peer {
	uint32_t uid, gid, pid;
};

enum api_client_state {
	API_CLIENT_OPEN,
	API_CLIENT_ENDING,   /* sends no more; what is pending is finished */
	API_CLIENT_CLOSING,  /* its output is written, then it is closed */
	API_CLIENT_OVERFLOW, /* does not read its output: closed at once */
};

struct api_client {
	int number;
	struct api_peer who;
	enum api_client_state state;
	bool refused; /* one too many: it is told so, and not counted */
	struct api_frame frame;
	struct api_output output;
	const char *complaint; /* worth a line in the log, not written yet */
	struct gw_node calls;  /* requests under way */
	size_t call_count;
	unsigned subscriptions;  /* they keep it open, too */
	struct gw_node changed;  /* among those with news for their owner */
	struct gw_node *changes; /* the list of those */
};

struct api_client *api_client_new(int number, const struct api_peer *who,
				  size_t max_line, struct gw_node *changes);
/* Its calls must have ended. */
void api_client_free(struct api_client *c);

/* Its owner should look: output, readiness for input, or its end. */
void api_client_touch(struct api_client *c);

/* All is written that will be. */
bool api_client_is_done(const struct api_client *c);

/*
 * Messages to it.  @id is borrowed, NULL for null; @result, @data and @params
 * are taken over.  A result is NULL when there was no memory for it: then an
 * internal error goes out.
 */
void api_client_result(struct api_client *c, json_t *id, json_t *result);
/* @data may be NULL: an error without. */
void api_client_error(struct api_client *c, json_t *id, int code,
		      const char *text, json_t *data);
void api_client_notify(struct api_client *c, const char *method,
		       json_t *params);

#endif
