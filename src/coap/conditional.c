#include <nbcoap/conditional.h>

#include <string.h>

enum { PRECONDITION_FAILED = NBCOAP_CODE(4, 12) };

static bool is_equal(const struct nbcoap_option *o, struct nb_bytes etag)
{
	return o->len == etag.len &&
	       (!etag.len || memcmp(o->value, etag.data, etag.len) == 0);
}

/* Is the resource one that this If-Match asks for? */
static bool is_match(const struct nbcoap_option *o, bool exists,
		     struct nb_bytes etag)
{
	return exists && (!o->len || is_equal(o, etag));
}

uint8_t nbcoap_conditional_refusal(const struct nbcoap_message *request,
				   bool exists, struct nb_bytes etag)
{
	bool asked = false;
	bool matched = false;
	struct nbcoap_options walk;
	struct nbcoap_option o;

	nbcoap_options_init(&walk, request);
	while (nbcoap_options_next(&walk, &o)) {
		if (o.number == NBCOAP_IF_NONE_MATCH && exists)
			return PRECONDITION_FAILED;
		if (o.number == NBCOAP_IF_MATCH) {
			asked = true;
			matched = matched || is_match(&o, exists, etag);
		}
	}
	return asked && !matched ? PRECONDITION_FAILED : 0;
}

bool nbcoap_conditional_is_valid(const struct nbcoap_message *request,
				 struct nb_bytes etag)
{
	struct nbcoap_options walk;
	struct nbcoap_option o;

	if (!etag.len ||
	    (request->code != NBCOAP_GET && request->code != NBCOAP_FETCH))
		return false;
	nbcoap_options_init(&walk, request);
	while (nbcoap_options_next(&walk, &o))
		if (o.number == NBCOAP_ETAG && is_equal(&o, etag))
			return true;
	return false;
}

/* A number of at most 16 bits; -1 when @m does not say. */
static int find_format(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_option o;

	if (!nbcoap_message_find(m, number, &o) || o.len > sizeof(uint16_t))
		return -1;
	return (int)nbcoap_option_uint(&o);
}

int nbcoap_content_format(const struct nbcoap_message *m)
{
	return find_format(m, NBCOAP_CONTENT_FORMAT);
}

int nbcoap_accept(const struct nbcoap_message *request)
{
	return find_format(request, NBCOAP_ACCEPT);
}

int nbcoap_accept_choose(const struct nbcoap_message *request,
			 const uint16_t *formats, size_t count)
{
	int wanted = nbcoap_accept(request);

	for (size_t i = 0; i < count; i++)
		if (wanted < 0 || formats[i] == wanted)
			return (int)i;
	return -1;
}

uint32_t nbcoap_max_age(const struct nbcoap_message *response)
{
	struct nbcoap_option o;

	if (!nbcoap_message_find(response, NBCOAP_MAX_AGE, &o) ||
	    o.len > sizeof(uint32_t))
		return NBCOAP_MAX_AGE_DEFAULT;
	return nbcoap_option_uint(&o);
}
