#include <nbcoap/link_format.h>

#include "base/assert.h"
#include "coap/text.h"

/*
 * Attributes whose value is a list with blanks between (RFC 6690, 2 and 3; RFC
 * 7252, 7.2.1).
 */
static const char *const lists[] = {"rt", "if", "rel", "rev", "ct"};

/* What a value has to be, or, when it is open, how it has to begin. */
struct pattern {
	struct nb_bytes text;
	bool open;
};

/* Takes one character off @text, which is not empty, without its escape. */
typedef int take_char(struct nb_bytes *text);

static int take_plain(struct nb_bytes *text)
{
	text->len--;
	return *text->data++;
}

static int take_quoted(struct nb_bytes *text)
{
	nbcoap_text_take(text, '\\');
	return take_plain(text);
}

static int take_percent(struct nb_bytes *text)
{
	int c = nbcoap_text_take_escaped(text);

	return c < 0 ? take_plain(text) : c;
}

/* Takes one value, up to @end (-1: all of it), and holds it against @p. */
static bool take_match(struct nb_bytes *text, take_char *take, int end,
		       const struct pattern *p)
{
	bool same = true;
	size_t at = 0;

	while (text->len) {
		int c = take(text);
		if (c == end)
			break;
		if (at < p->text.len)
			same = same && p->text.data[at++] == c;
		else
			same = same && p->open;
	}
	return same && at == p->text.len;
}

static bool is_list(struct nb_bytes name)
{
	for (size_t i = 0; i < NB_COUNT(lists); i++)
		if (nbcoap_text_is(name, lists[i]))
			return true;
	return false;
}

static bool has_value(const struct nbcoap_link_attribute *a,
		      const struct pattern *p)
{
	take_char *take =
		a->form == NBCOAP_LINK_QUOTED ? take_quoted : take_plain;
	int end = is_list(a->name) ? ' ' : -1;
	struct nb_bytes rest = a->value;

	do {
		if (take_match(&rest, take, end, p))
			return true;
	} while (rest.len);
	return false;
}

static bool has_attribute(const struct nbcoap_link *link, struct nb_bytes name,
			  const struct pattern *p)
{
	struct nb_bytes rest = link->attributes;
	struct nbcoap_link_attribute a;

	while (nbcoap_link_next_attribute(&rest, &a))
		if (nbcoap_text_is_equal(a.name, name) && has_value(&a, p))
			return true;
	return false;
}

/* Cuts what a query asks for into a pattern; without "=" any value will do. */
static struct pattern read_pattern(struct nb_bytes query)
{
	struct pattern p = {query, true};

	if (!nbcoap_text_take(&p.text, '='))
		return p;
	p.open = p.text.len && p.text.data[p.text.len - 1] == '*';
	if (p.open)
		p.text.len--;
	return p;
}

bool nbcoap_link_matches(const struct nbcoap_link *link, struct nb_bytes query)
{
	struct nb_bytes name = nbcoap_text_take_until(&query, "=");
	struct pattern p = read_pattern(query);
	struct nb_bytes target = link->target;

	if (nbcoap_text_is(name, "href"))
		return take_match(&target, take_percent, -1, &p);
	return has_attribute(link, name, &p);
}

bool nbcoap_link_is_wanted(const struct nbcoap_link *link,
			   const struct nbcoap_message *request)
{
	struct nbcoap_options walk;
	struct nbcoap_option o;

	nbcoap_options_init(&walk, request);
	while (nbcoap_options_next(&walk, &o))
		if (o.number == NBCOAP_URI_QUERY &&
		    !nbcoap_link_matches(link,
					 (struct nb_bytes){o.value, o.len}))
			return false;
	return true;
}
