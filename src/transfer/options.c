#include "transfer/options.h"

#include "coap/key.h"

void nbcoap_option_list_init(struct nbcoap_option_list *list)
{
	list->count = 0;
	list->value_count = 0;
	list->full = false;
}

void nbcoap_option_list_put(struct nbcoap_option_list *list,
			    const struct nbcoap_option *option)
{
	if (list->count == NBCOAP_OPTIONS_MAX) {
		list->full = true;
		return;
	}
	list->items[list->count++] = *option;
	nbcoap_options_sort(list->items, list->count);
}

void nbcoap_option_list_put_uint(struct nbcoap_option_list *list,
				 uint16_t number, uint32_t value)
{
	if (list->value_count == NBCOAP_OPTIONS_NUMBERS) {
		list->full = true;
		return;
	}
	uint8_t *at = list->values[list->value_count++];
	nbcoap_option_list_put(
		list, &(struct nbcoap_option){
			      number, nbcoap_option_put_uint(at, value), at});
}

void nbcoap_option_list_put_block(struct nbcoap_option_list *list,
				  uint16_t number,
				  const struct nbcoap_block_option *block)
{
	nbcoap_option_list_put_uint(list, number,
				    nbcoap_blockwise_value(block));
}

void nbcoap_option_list_put_message(struct nbcoap_option_list *list,
				    const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		nbcoap_option_list_put(list, &option);
}

static uint64_t mix(uint64_t key, uint64_t with)
{
	enum { ROTATE = 7 };

	return (key << ROTATE | key >> (64 - ROTATE)) ^ with;
}

uint64_t nbcoap_options_key(const uint8_t secret[NB_SECRET_LEN],
			    const struct nb_addr *peer,
			    const struct nbcoap_message *m,
			    bool (*counts)(uint16_t number))
{
	uint64_t key = nbcoap_key_peer(secret, peer);
	struct nbcoap_options walk;
	struct nbcoap_option option;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		if (counts(option.number))
			key = mix(mix(key, option.number),
				  nb_hash(secret, option.value, option.len));
	return key;
}
