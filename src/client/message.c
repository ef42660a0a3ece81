#include "client/message.h"

#include <stdlib.h>
#include <string.h>

/* A number; 0 for null, and for the text id of a request of the daemon's. */
static long read_id(struct client_text line)
{
	struct client_text id;

	if (!client_member_find(line, "id", &id))
		return 0;
	return strtol(id.data, NULL, 10);
}

static int decode_notification(struct client_message *m,
			       struct client_text line)
{
	if (m->method.len < 2 || m->method.data[0] != '"')
		return NBGATE_ERR_PEER;
	m->type = NBGATE_NOTIFICATION;
	m->id = 0;
	m->method.data++;
	m->method.len -= 2;
	if (!client_member_find(line, "params", &m->body))
		m->body = (struct client_text){0};
	return 0;
}

static int decode_answer(struct client_message *m, struct client_text line)
{
	m->id = read_id(line);
	m->method = (struct client_text){0};
	m->type = NBGATE_RESULT;
	if (client_member_find(line, "result", &m->body))
		return 0;
	m->type = NBGATE_FAILURE;
	if (client_member_find(line, "error", &m->body))
		return 0;
	return NBGATE_ERR_PEER;
}

int client_message_decode(struct client_message *m, struct client_text line)
{
	struct client_message parts = {0};
	bool told = client_member_find(line, "method", &parts.method);
	int error = told ? decode_notification(&parts, line)
			 : decode_answer(&parts, line);

	if (!error)
		*m = parts;
	return error;
}

/* The text of @line that @part is, ended by a NUL in place of what follows. */
static const char *string(char *line, struct client_text whole,
			  struct client_text part, const char *none)
{
	if (!part.data)
		return none;
	char *text = line + (part.data - whole.data);
	text[part.len] = '\0';
	return text;
}

int client_message_split(struct nbgate_message *m, char *line, size_t len)
{
	struct client_text whole = {line, len};
	struct client_message parts;

	if (client_message_decode(&parts, whole) < 0)
		return NBGATE_ERR_PEER;
	m->type = parts.type;
	m->id = parts.id;
	m->method = string(line, whole, parts.method, NULL);
	m->body = string(line, whole, parts.body, "{}");
	return 0;
}
