#include "simd/orders.h"
#include "base/assert.h"
#include "simd/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct order {
	const char *name;
	const char *value; /* what it takes; NULL: nothing */
	/* False: @value makes no sense. */
	bool (*run)(struct sim_modem *modem, const char *value, nb_ms now);
};

static bool read_switch(const char *text, bool *on)
{
	*on = !strcmp(text, "on");
	return *on || !strcmp(text, "off");
}

static bool reset(struct sim_modem *modem, const char *value, nb_ms now)
{
	(void)value;
	sim_modem_reset(modem, now);
	return true;
}

static bool hang(struct sim_modem *modem, const char *value, nb_ms now)
{
	bool on;

	(void)now;
	if (!read_switch(value, &on))
		return false;
	sim_modem_hang(modem, on);
	return true;
}

static bool coverage(struct sim_modem *modem, const char *value, nb_ms now)
{
	bool on;

	if (!read_switch(value, &on))
		return false;
	sim_modem_coverage(modem, on, now);
	return true;
}

static bool close_socket(struct sim_modem *modem, const char *value, nb_ms now)
{
	if (strlen(value) != 1 || *value < '1' || *value > '0' + SIM_SOCKETS)
		return false;
	sim_modem_close_socket(modem, (unsigned)(*value - '0'), now);
	return true;
}

static bool lose_ring(struct sim_modem *modem, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	sim_modem_lose_ring(modem);
	return true;
}

static bool fail_next(struct sim_modem *modem, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	sim_modem_fail_next(modem);
	return true;
}

static const struct order orders[] = {
	{"reset", NULL, reset},           {"hang", "on|off", hang},
	{"coverage", "on|off", coverage}, {"close", "1 to 6", close_socket},
	{"lose-ring", NULL, lose_ring},   {"fail-next", NULL, fail_next},
};

static const struct order *find(const char *name, size_t len)
{
	for (size_t i = 0; i < NB_COUNT(orders); i++)
		if (strlen(orders[i].name) == len &&
		    !memcmp(orders[i].name, name, len))
			return &orders[i];
	return NULL;
}

static void refuse(const struct order *order, char answer[SIMD_ANSWER])
{
	if (!order)
		snprintf(answer, SIMD_ANSWER, "error: no such order\n");
	else
		snprintf(answer, SIMD_ANSWER, "error: %s takes %s\n",
			 order->name, order->value ? order->value : "nothing");
}

static void tell_stats(struct sim_modem *modem, nb_ms now,
		       char answer[SIMD_ANSWER])
{
	size_t len;

	sim_modem_expire(modem, now);
	len = simd_stats_format(answer, SIMD_ANSWER, sim_modem_counters(modem));

	snprintf(answer + len, SIMD_ANSWER - len, "ok\n");
}

void simd_orders_run(struct sim_modem *modem, const char *line, nb_ms now,
		     char answer[SIMD_ANSWER])
{
	size_t len = strcspn(line, " ");
	const char *value = line[len] ? line + len + 1 : "";
	const struct order *order = find(line, len);

	if (!strcmp(line, "stats"))
		tell_stats(modem, now, answer);
	else if (!order || !*value != !order->value ||
		 !order->run(modem, value, now))
		refuse(order, answer);
	else
		snprintf(answer, SIMD_ANSWER, "ok\n");
}
