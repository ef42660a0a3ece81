#include "client/message.h"
#include "client/socket.h"
#include "client/stream.h"

#include <errno.h>
#include <nbgate/client.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct nbgate {
	struct client_stream stream;
	long last_id;
	struct client_buffer current; /* the line of the last message */
};

struct nbgate *nbgate_open(const char *path)
{
	char usual[NBGATE_PATH];

	if (!path && nbgate_socket_path(usual, NULL) < 0) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	struct nbgate *c = calloc(1, sizeof(*c));
	if (!c)
		return NULL;
	int fd = client_socket_open(path ? path : usual);
	if (fd < 0) {
		free(c);
		return NULL;
	}
	client_stream_init(&c->stream, fd);
	return c;
}

void nbgate_close(struct nbgate *c)
{
	if (!c)
		return;
	client_stream_close(&c->stream);
	client_buffer_reset(&c->current);
	free(c);
}

int nbgate_fd(const struct nbgate *c)
{
	return c->stream.fd;
}

short nbgate_events(const struct nbgate *c)
{
	return client_stream_events(&c->stream);
}

/* The line that begins @at bytes behind the front, without its LF. */
static bool next_line(const struct client_buffer *in, size_t at,
		      struct client_text *line)
{
	size_t len = client_buffer_len(in) - at;

	if (!len)
		return false;
	const char *begin = in->data + in->start + at;
	const char *end = memchr(begin, '\n', len);
	if (!end)
		return false;
	*line = (struct client_text){begin, (size_t)(end - begin)};
	return true;
}

/* Moves the line at @at out of what has come, and splits it. */
static int take_line(struct nbgate *c, size_t at, struct client_text line,
		     struct nbgate_message *m)
{
	client_buffer_remove(&c->current, 0, client_buffer_len(&c->current));
	if (client_buffer_add(&c->current, line.data, line.len + 1) < 0)
		return NBGATE_ERR_SPACE;
	client_buffer_remove(&c->stream.in, at, line.len + 1);
	int error = client_message_split(m, c->current.data + c->current.start,
					 line.len);
	return error ? error : 1;
}

static bool answers(const struct client_message *m, long id)
{
	return m->type != NBGATE_NOTIFICATION &&
	       (m->id == id || (m->id == 0 && m->type == NBGATE_FAILURE));
}

/* The first message, or the first that answers @id when that is not 0. */
static int take(struct nbgate *c, long id, struct nbgate_message *m)
{
	struct client_text line;
	struct client_message parts;
	size_t at = 0;

	while (next_line(&c->stream.in, at, &line)) {
		if (client_message_decode(&parts, line) < 0)
			return NBGATE_ERR_PEER;
		if (!id || answers(&parts, id))
			return take_line(c, at, line, m);
		at += line.len + 1;
	}
	return 0;
}

static int receive(struct nbgate *c, long id, struct nbgate_message *m,
		   int timeout_ms)
{
	int64_t deadline = client_stream_deadline(timeout_ms);
	int got = take(c, id, m);

	while (!got) {
		int more = client_stream_exchange(&c->stream, deadline);

		if (more <= 0)
			return more;
		got = take(c, id, m);
	}
	return got;
}

int nbgate_receive(struct nbgate *c, struct nbgate_message *m, int timeout_ms)
{
	return receive(c, 0, m, timeout_ms);
}

/* Ends of line are blanks to JSON, but here they would end the request. */
static void join_lines(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
	}
}

static bool is_method(const char *method)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._-";

	return method && *method && !method[strspn(method, allowed)];
}

long nbgate_send(struct nbgate *c, const char *method, const char *params)
{
	static const char form[] = "{\"jsonrpc\":\"2.0\",\"id\":%ld,"
				   "\"method\":\"%s\",\"params\":%s}";
	enum { ID_DIGITS = 20 };

	if (!is_method(method))
		return NBGATE_ERR_CALLER;
	if (!params)
		params = "{}";

	struct client_buffer *out = &c->stream.out;
	size_t cap = sizeof(form) + ID_DIGITS + strlen(method) + strlen(params);
	char *line = client_buffer_room(out, cap);
	if (!line)
		return NBGATE_ERR_SPACE;
	int len = snprintf(line, cap, form, c->last_id + 1, method, params);
	join_lines(line, (size_t)len);
	line[len] = '\n';
	client_buffer_added(out, (size_t)len + 1);
	c->last_id++;
	int error = client_stream_flush(&c->stream);
	return error ? error : c->last_id;
}

int nbgate_call(struct nbgate *c, const char *method, const char *params,
		int timeout_ms, struct nbgate_message *m)
{
	long id = nbgate_send(c, method, params);

	if (id < 0)
		return (int)id;
	int got = receive(c, id, m, timeout_ms);
	if (got < 0)
		return got;
	return got ? 0 : NBGATE_ERR_TIMEOUT;
}

const char *nbgate_strerror(int error)
{
	static const char *const texts[] = {
		[-NBGATE_ERR_CALLER] = "an argument makes no sense",
		[-NBGATE_ERR_PEER] = "what came is no message of the API",
		[-NBGATE_ERR_SPACE] = "no memory, or too much is unread",
		[-NBGATE_ERR_CLOSED] = "the daemon closed the connection",
		[-NBGATE_ERR_TIMEOUT] = "no answer in time",
	};

	if (error == NBGATE_ERR_SYSTEM)
		return strerror(errno);
	if (error >= 0 || error < NBGATE_ERR_TIMEOUT)
		return "no error";
	return texts[-error];
}
