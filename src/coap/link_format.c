#include <nbcoap/link_format.h>

#include "coap/text.h"

/* Takes a quoted string, whose first quote is gone, up to its last. */
static bool take_quoted(struct nb_bytes *text, struct nb_bytes *value)
{
	struct nb_bytes rest = *text;

	while (rest.len && *rest.data != '"') {
		nbcoap_text_take(&rest, '\\');
		if (!rest.len ||
		    !nbcoap_text_may_stand(*rest.data, NBCOAP_IN_QUOTES))
			return false;
		rest.data++;
		rest.len--;
	}
	*value = (struct nb_bytes){text->data, text->len - rest.len};
	*text = rest;
	return nbcoap_text_take(text, '"');
}

static bool take_value(struct nb_bytes *text, struct nbcoap_link_attribute *a)
{
	if (nbcoap_text_take(text, '"')) {
		a->form = NBCOAP_LINK_QUOTED;
		return take_quoted(text, &a->value);
	}
	a->form = NBCOAP_LINK_TOKEN;
	a->value = nbcoap_text_take_all(text, NBCOAP_IN_TOKEN);
	return a->value.len;
}

/* Takes ";name", ";name=token" or ";name=\"text\"". */
static bool take_attribute(struct nb_bytes *text,
			   struct nbcoap_link_attribute *a)
{
	if (!nbcoap_text_take(text, ';'))
		return false;
	a->name = nbcoap_text_take_all(text, NBCOAP_IN_NAME);
	if (!a->name.len)
		return false;
	if (nbcoap_text_take(text, '*'))
		a->name.len++;
	if (nbcoap_text_take(text, '='))
		return take_value(text, a);
	a->form = NBCOAP_LINK_FLAG;
	a->value = (struct nb_bytes){text->data, 0};
	return true;
}

/* Takes attributes up to the end of their link; false when one is bad. */
static bool take_attributes(struct nb_bytes *text, struct nb_bytes *taken)
{
	struct nbcoap_link_attribute attribute;
	struct nb_bytes from = *text;

	while (text->len && *text->data == ';')
		if (!take_attribute(text, &attribute))
			return false;
	*taken = (struct nb_bytes){from.data, from.len - text->len};
	return true;
}

static bool take_link(struct nb_bytes *text, struct nbcoap_link *link)
{
	if (!nbcoap_text_take(text, '<'))
		return false;
	link->target = nbcoap_text_take_all(text, NBCOAP_IN_TARGET);
	return nbcoap_text_take(text, '>') &&
	       take_attributes(text, &link->attributes);
}

int nbcoap_link_next(struct nb_bytes *document, struct nbcoap_link *link)
{
	struct nb_bytes rest = *document;
	struct nbcoap_link found;

	if (!rest.len)
		return 0;
	if (!take_link(&rest, &found))
		return NB_ERR_PEER;
	if (rest.len && (!nbcoap_text_take(&rest, ',') || !rest.len))
		return NB_ERR_PEER;
	*document = rest;
	*link = found;
	return 1;
}

bool nbcoap_link_is_valid(const struct nbcoap_link *link)
{
	struct nb_bytes target = link->target;
	struct nb_bytes attributes = link->attributes;
	struct nb_bytes taken;

	nbcoap_text_take_all(&target, NBCOAP_IN_TARGET);
	return !target.len && take_attributes(&attributes, &taken) &&
	       !attributes.len;
}

bool nbcoap_link_next_attribute(struct nb_bytes *attributes,
				struct nbcoap_link_attribute *attribute)
{
	return take_attribute(attributes, attribute);
}

bool nbcoap_link_find(const struct nbcoap_link *link, const char *name,
		      struct nbcoap_link_attribute *attribute)
{
	struct nb_bytes rest = link->attributes;
	struct nbcoap_link_attribute a;

	while (take_attribute(&rest, &a))
		if (nbcoap_text_is(a.name, name)) {
			*attribute = a;
			return true;
		}
	return false;
}

int nbcoap_link_unquote(const struct nbcoap_link_attribute *attribute,
			void *buf, size_t cap)
{
	struct nb_bytes rest = attribute->value;
	uint8_t *to = buf;
	size_t len = 0;

	while (rest.len) {
		if (attribute->form == NBCOAP_LINK_QUOTED)
			nbcoap_text_take(&rest, '\\');
		if (len == cap)
			return NB_ERR_SPACE;
		to[len++] = *rest.data++;
		rest.len--;
	}
	return (int)len;
}
