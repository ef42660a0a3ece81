#include "coap/critical.h"

/* Registered, but nothing here knows what to do with it. */
static bool is_foreign(uint16_t number)
{
	return number == NBCOAP_OSCORE || number == NBCOAP_Q_BLOCK1 ||
	       number == NBCOAP_Q_BLOCK2;
}

static bool is_understood(const struct nbcoap_option *option, bool repeated)
{
	const struct nbcoap_option_info *info =
		nbcoap_option_info(option->number);

	return info && !is_foreign(option->number) &&
	       option->len >= info->min_len && option->len <= info->max_len &&
	       (!repeated || info->repeatable);
}

bool nbcoap_critical_find(const struct nbcoap_message *m, uint16_t *number)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;
	uint16_t last = 0;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (nbcoap_option_is_critical(option.number) &&
		    !is_understood(&option, option.number == last)) {
			*number = option.number;
			return true;
		}
		last = option.number;
	}
	return false;
}

bool nbcoap_critical_are_understood(const struct nbcoap_message *m)
{
	uint16_t number;

	return !nbcoap_critical_find(m, &number);
}
