/*
 * client.h - libnbgate: the client side of nbgate's local API
 *
 * Knows the daemon's socket, lines and the ids of requests.  Does not know
 * what a request says or an answer means: params, results and errors are JSON
 * text, in and out, for the JSON library that you have.  What they hold is in
 * nbgate-api(7).
 *
 * A connection belongs to one thread at a time.  It raises no signal when the
 * daemon goes away, and a signal that comes does not end a wait.
 */
#ifndef NBGATE_CLIENT_H
#define NBGATE_CLIENT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A connection to the daemon. */
struct nbgate;

/* What a call returns when it fails. */
enum nbgate_error {
	NBGATE_ERR_CALLER = -1,  /* an argument makes no sense              */
	NBGATE_ERR_PEER = -2,    /* what came is no message of the API      */
	NBGATE_ERR_SPACE = -3,   /* no memory, or over NBGATE_MAX_UNREAD    */
	NBGATE_ERR_SYSTEM = -4,  /* the system refused; errno tells why     */
	NBGATE_ERR_CLOSED = -5,  /* the daemon has closed the connection    */
	NBGATE_ERR_TIMEOUT = -6, /* no answer in time; it may still come    */
};

/* A clause in English for an error above; of NBGATE_ERR_SYSTEM, errno's. */
const char *nbgate_strerror(int error);

/* Bytes that are kept at most in each direction until they are taken. */
#define NBGATE_MAX_UNREAD (16 * 1024 * 1024)

/* Room for every path of a socket, with its NUL. */
#define NBGATE_PATH 108

/*
 * Writes the path of the socket of @instance (NULL: "modem0") into @path:
 * $NBGATE_SOCKET when that is set and not empty, else
 * /run/nbgate/INSTANCE/api.sock.  0, or NBGATE_ERR_CALLER: no name of an
 * instance ([A-Za-z0-9._-], at most 32), or the path is too long.
 */
int nbgate_socket_path(char path[NBGATE_PATH], const char *instance);

/*
 * Connects to the daemon at @path (NULL: as nbgate_socket_path() has it for
 * no instance).  NULL: errno; ENOENT and ECONNREFUSED mean that no daemon
 * runs, EACCES that the caller is not in the socket's group, ETIMEDOUT that
 * the daemon has not taken the connection in five seconds.
 */
struct nbgate *nbgate_open(const char *path);

/* Ends what is under way and not durable, and frees @c (which may be NULL). */
void nbgate_close(struct nbgate *c);

enum nbgate_type {
	NBGATE_RESULT,       /* body is the request's result           */
	NBGATE_FAILURE,      /* body is the request's error            */
	NBGATE_NOTIFICATION, /* body is the params of method           */
};

/* Strings are the connection's, until the next call on it. */
struct nbgate_message {
	enum nbgate_type type;
	long id; /* of the request answered; 0: the daemon cannot tell which */
	const char *method; /* of a notification, else NULL */
	const char *body;   /* JSON text */
};

/*
 * Sends a request of @method with @params, a JSON object or NULL for none, and
 * waits at most @timeout_ms (-1: as long as it takes) for its answer.
 * Notifications and answers to other requests that come meanwhile are kept
 * for nbgate_receive().  0, with the answer in @m (a failure too; one with id
 * 0 as well: the daemon refused the line or the connection), or an error.
 * After NBGATE_ERR_TIMEOUT the request goes on; closing the connection or the
 * method coap.cancel ends it.
 */
int nbgate_call(struct nbgate *c, const char *method, const char *params,
		int timeout_ms, struct nbgate_message *m);

/*
 * Sends a request and does not wait.  What the socket does not take at once
 * goes out with the next nbgate_receive().  Returns the request's id, from 1
 * on, or an error.  That the daemon has gone is not told here but by
 * nbgate_receive(), after all that it has said.
 */
long nbgate_send(struct nbgate *c, const char *method, const char *params);

/*
 * Takes the next message, in the order of their coming; waits for it at most
 * @timeout_ms (0: not at all, -1: as long as it takes).  1, with the message
 * in @m; 0, nothing in time; or an error.
 */
int nbgate_receive(struct nbgate *c, struct nbgate_message *m, int timeout_ms);

/*
 * For a loop of your own: wait with poll() until the descriptor has one of
 * the events, then call nbgate_receive(c, &m, 0) until it returns 0.
 */
int nbgate_fd(const struct nbgate *c);
short nbgate_events(const struct nbgate *c);

#ifdef __cplusplus
}
#endif
#endif
