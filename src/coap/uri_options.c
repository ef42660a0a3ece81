#include <nbcoap/uri.h>

#include "coap/text.h"

enum { PIECE_MAX = 255 };

/* Where options and their values go. */
struct room {
	struct nbcoap_option *options;
	size_t count, cap;
	uint8_t *at;
	const uint8_t *end;
};

static bool has_control(const uint8_t *value, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (nbcoap_text_is_control(value[i]))
			return true;
	return false;
}

/* Adds @piece, decoded, as an option; 0 or an error. */
static int add_piece(struct room *room, uint16_t number, struct nb_bytes piece)
{
	if (room->count == room->cap)
		return NB_ERR_SPACE;
	int len = nbcoap_uri_decode(piece, room->at,
				    (size_t)(room->end - room->at));
	if (len < 0)
		return len;
	if (len > PIECE_MAX || has_control(room->at, (size_t)len))
		return NB_ERR_PEER;
	room->options[room->count++] = (struct nbcoap_option){
		.number = number,
		.len = (uint16_t)len,
		.value = room->at,
	};
	room->at += len;
	return 0;
}

/* "." and ".." would walk out of a route. */
static bool walks(const struct nbcoap_option *segment)
{
	return segment->len && segment->len <= 2 && segment->value[0] == '.' &&
	       segment->value[segment->len - 1] == '.';
}

static int add_segments(struct room *room, struct nb_bytes path)
{
	while (path.len) {
		if (*path.data != '/')
			return NB_ERR_PEER;
		path.data++;
		path.len--;
		struct nb_bytes piece = nbcoap_text_take_until(&path, "/");
		int error = add_piece(room, NBCOAP_URI_PATH, piece);
		if (error)
			return error;
		if (walks(&room->options[room->count - 1]))
			return NB_ERR_PEER;
	}
	return 0;
}

static int add_arguments(struct room *room, struct nb_bytes query)
{
	bool more = query.len;
	while (more) {
		struct nb_bytes piece = nbcoap_text_take_until(&query, "&");
		int error = add_piece(room, NBCOAP_URI_QUERY, piece);
		if (error)
			return error;
		more = query.len;
		if (more) {
			query.data++;
			query.len--;
		}
	}
	return 0;
}

int nbcoap_uri_path_options(struct nb_bytes path, struct nbcoap_option *options,
			    size_t count, size_t cap, uint8_t **room,
			    const uint8_t *room_end)
{
	struct room r = {options, count, cap, *room, room_end};
	if (path.len == 1 && *path.data == '/')
		return (int)count;
	int error = add_segments(&r, path);
	if (error)
		return error;
	*room = r.at;
	return (int)r.count;
}

int nbcoap_uri_query_options(struct nb_bytes query,
			     struct nbcoap_option *options, size_t count,
			     size_t cap, uint8_t **room,
			     const uint8_t *room_end)
{
	struct room r = {options, count, cap, *room, room_end};
	int error = add_arguments(&r, query);
	if (error)
		return error;
	*room = r.at;
	return (int)r.count;
}

int nbcoap_uri_host_option(const struct nbcoap_uri *uri,
			   struct nbcoap_option *options, size_t count,
			   size_t cap, uint8_t **room, const uint8_t *room_end)
{
	struct room r = {options, count, cap, *room, room_end};
	if (uri->literal)
		return (int)count;
	int error = add_piece(&r, NBCOAP_URI_HOST, uri->host);
	if (error)
		return error;
	for (; *room < r.at; (*room)++)
		**room = nbcoap_text_lower(**room);
	return (int)r.count;
}
