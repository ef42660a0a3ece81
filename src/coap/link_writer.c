#include <nbcoap/link_format.h>

#include "coap/text.h"

#include <string.h>

enum { DIGITS_MAX = 10 }; /* of UINT32_MAX */

void nbcoap_link_writer_init(struct nbcoap_link_writer *w, void *buf,
			     size_t cap, size_t offset)
{
	*w = (struct nbcoap_link_writer){
		.data = buf, .cap = cap, .offset = offset};
}

static void put(struct nbcoap_link_writer *w, uint8_t c)
{
	size_t at = w->total++ - w->offset;

	if (w->total > w->offset && at < w->cap)
		w->data[at] = c;
}

static void put_bytes(struct nbcoap_link_writer *w, struct nb_bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		put(w, bytes.data[i]);
}

/* Writes @bytes if all of them may stand there; else that is a failure. */
static void put_all(struct nbcoap_link_writer *w, struct nb_bytes bytes,
		    int place)
{
	struct nb_bytes rest = bytes;

	nbcoap_text_take_all(&rest, place);
	if (rest.len)
		w->failed = true;
	else
		put_bytes(w, bytes);
}

static void put_name(struct nbcoap_link_writer *w, const char *text)
{
	struct nb_bytes name = nbcoap_text_bytes(text);

	put(w, ';');
	if (!name.len)
		w->failed = true;
	if (name.len > 1 && name.data[name.len - 1] == '*')
		name.len--;
	put_all(w, name, NBCOAP_IN_NAME);
	if (text[name.len])
		put(w, '*');
}

void nbcoap_link_writer_link(struct nbcoap_link_writer *w,
			     const struct nbcoap_link *link)
{
	if (!nbcoap_link_is_valid(link))
		w->failed = true;
	nbcoap_link_writer_target(w, link->target);
	put_bytes(w, link->attributes);
}

void nbcoap_link_writer_target(struct nbcoap_link_writer *w,
			       struct nb_bytes target)
{
	if (w->total)
		put(w, ',');
	put(w, '<');
	put_all(w, target, NBCOAP_IN_TARGET);
	put(w, '>');
}

void nbcoap_link_writer_flag(struct nbcoap_link_writer *w, const char *name)
{
	put_name(w, name);
}

void nbcoap_link_writer_number(struct nbcoap_link_writer *w, const char *name,
			       uint32_t value)
{
	uint8_t digits[DIGITS_MAX];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (uint8_t)('0' + value % 10);
		value /= 10;
	} while (value);
	put_name(w, name);
	put(w, '=');
	put_bytes(w, (struct nb_bytes){digits + at, sizeof(digits) - at});
}

void nbcoap_link_writer_string(struct nbcoap_link_writer *w, const char *name,
			       struct nb_bytes value)
{
	put_name(w, name);
	put(w, '=');
	put(w, '"');
	for (size_t i = 0; i < value.len; i++) {
		uint8_t c = value.data[i];
		if (!nbcoap_text_may_stand(c, NBCOAP_IN_QUOTES))
			w->failed = true;
		if (c == '"' || c == '\\')
			put(w, '\\');
		put(w, c);
	}
	put(w, '"');
}

static size_t past_offset(const struct nbcoap_link_writer *w)
{
	return w->total > w->offset ? w->total - w->offset : 0;
}

int nbcoap_link_writer_end(const struct nbcoap_link_writer *w)
{
	size_t len = past_offset(w);

	if (w->failed)
		return NB_ERR_CALLER;
	return (int)(len < w->cap ? len : w->cap);
}

bool nbcoap_link_writer_has_more(const struct nbcoap_link_writer *w)
{
	return past_offset(w) > w->cap;
}
