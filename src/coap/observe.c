#include <nbcoap/observe.h>

enum {
	NUMBERS = 1 << 24,
	OVERTAKEN_AFTER = 128000,
	PATIENCE_LEAST = 5000,
	PATIENCE_SPREAD = 10000,
};

/* RFC 7641, 3.4: fewer than 2^23 steps ahead, around the end too. */
static bool is_ahead(uint32_t number, uint32_t of)
{
	uint32_t steps = (number - of) % NUMBERS;

	return steps > 0 && steps < NUMBERS / 2;
}

bool nbcoap_observe_input(struct nbcoap_observe_newest *newest, uint32_t number,
			  nb_ms now)
{
	if (newest->any && !is_ahead(number, newest->number) &&
	    now - newest->at <= OVERTAKEN_AFTER)
		return false;
	newest->any = true;
	newest->number = number % NUMBERS;
	newest->at = now;
	return true;
}

nb_ms nbcoap_observe_patience(uint32_t max_age, uint64_t chance)
{
	return (nb_ms)max_age * 1000 + PATIENCE_LEAST +
	       (nb_ms)(chance % (PATIENCE_SPREAD + 1));
}
