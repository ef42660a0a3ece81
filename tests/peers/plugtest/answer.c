#include "plugtest.h"

bool text_set(struct text *t, struct nb_bytes payload)
{
	if (payload.len > sizeof(t->bytes))
		return false;
	if (payload.len > 0)
		memcpy(t->bytes, payload.data, payload.len);
	t->len = payload.len;
	t->version++;
	return true;
}

bool text_take(struct text *t, const struct nbcoap_event *asked)
{
	struct nbcoap_option format;

	if (!text_set(t, asked->message.payload))
		return false;
	t->format = TEXT_PLAIN;
	if (nbcoap_message_find(&asked->message, NBCOAP_CONTENT_FORMAT,
				&format))
		t->format = (int)nbcoap_option_uint(&format);
	return true;
}

struct nb_bytes text_bytes(const struct text *t)
{
	return (struct nb_bytes){t->bytes, t->len};
}

void answer(struct nbcoap_node *n, const struct nbcoap_event *asked,
	    uint8_t code)
{
	nbcoap_node_respond(n, asked->inbound, code, NBCOAP_NO_FORMAT,
			    nbcoap_text(""));
}

void answer_text(struct nbcoap_node *n, const struct nbcoap_event *asked,
		 const struct text *t)
{
	nbcoap_node_respond(n, asked->inbound, CONTENT, t->format,
			    text_bytes(t));
}

void answer_string(struct nbcoap_node *n, const struct nbcoap_event *asked,
		   const char *string)
{
	nbcoap_node_respond(n, asked->inbound, CONTENT, TEXT_PLAIN,
			    nbcoap_text(string));
}

void answer_options(struct nbcoap_node *n, const struct nbcoap_event *asked,
		    uint8_t code, const struct nbcoap_option *options,
		    size_t count)
{
	const struct nbcoap_response response = {
		.code = code,
		.options = options,
		.option_count = count,
	};
	nbcoap_node_response(n, asked->inbound, &response);
}

struct nbcoap_option option(uint16_t number, const char *value)
{
	return (struct nbcoap_option){number, (uint16_t)strlen(value),
				      (const uint8_t *)value};
}
