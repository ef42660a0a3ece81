#include "transfer/options.h"

void nbcoap_option_list_init(struct nbcoap_option_list *list)
{
	list->count = 0;
	list->value_count = 0;
	list->full = false;
}

void nbcoap_option_list_put(struct nbcoap_option_list *list, uint16_t number,
			    struct nb_bytes value)
{
	size_t i = list->count;

	if (i == NBCOAP_OPTIONS_MAX) {
		list->full = true;
		return;
	}
	for (; i > 0 && list->items[i - 1].number > number; i--)
		list->items[i] = list->items[i - 1];
	list->items[i] =
		(struct nbcoap_option){number, (uint16_t)value.len, value.data};
	list->count++;
}

/* Room for the value of a number; NULL, and the list is full: none. */
static uint8_t *take_value(struct nbcoap_option_list *list)
{
	if (list->value_count < NBCOAP_OPTIONS_NUMBERS)
		return list->values[list->value_count++];
	list->full = true;
	return NULL;
}

void nbcoap_option_list_put_uint(struct nbcoap_option_list *list,
				 uint16_t number, uint32_t value)
{
	uint8_t *at = take_value(list);

	if (at)
		nbcoap_option_list_put(
			list, number,
			(struct nb_bytes){at,
					  nbcoap_option_put_uint(at, value)});
}

void nbcoap_option_list_put_block(struct nbcoap_option_list *list,
				  uint16_t number,
				  const struct nbcoap_block_option *block)
{
	uint8_t *at = take_value(list);

	if (at)
		nbcoap_option_list_put(
			list, number,
			(struct nb_bytes){at,
					  nbcoap_blockwise_encode(block, at)});
}

void nbcoap_option_list_put_message(struct nbcoap_option_list *list,
				    const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		nbcoap_option_list_put(list, option.number,
				       (struct nb_bytes){option.value,
							 option.len});
}
