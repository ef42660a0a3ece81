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
	bool (*run)(struct simd_board *board, const char *value, nb_ms now);
};

static bool read_switch(const char *text, bool *on)
{
	*on = !strcmp(text, "on");
	return *on || !strcmp(text, "off");
}

static bool reset(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	sim_modem_reset(board->modem, now);
	return true;
}

static bool hang(struct simd_board *board, const char *value, nb_ms now)
{
	bool on;

	(void)now;
	if (!read_switch(value, &on))
		return false;
	sim_modem_hang(board->modem, on);
	return true;
}

static bool coverage(struct simd_board *board, const char *value, nb_ms now)
{
	bool on;

	if (!read_switch(value, &on))
		return false;
	sim_modem_coverage(board->modem, on, now);
	return true;
}

static bool close_socket(struct simd_board *board, const char *value, nb_ms now)
{
	if (strlen(value) != 1 || *value < '1' || *value > '0' + SIM_SOCKETS)
		return false;
	sim_modem_close_socket(board->modem, (unsigned)(*value - '0'), now);
	return true;
}

static bool lose_ring(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	sim_modem_lose_ring(board->modem);
	return true;
}

static bool fail_next(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	sim_modem_fail_next(board->modem);
	return true;
}

static bool lose_prompt(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	sim_modem_lose_prompt(board->modem);
	return true;
}

static bool crash(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	sim_modem_crash(board->modem, now);
	return true;
}

static bool deny(struct simd_board *board, const char *value, nb_ms now)
{
	bool on;

	if (!read_switch(value, &on))
		return false;
	sim_modem_deny(board->modem, on, now);
	return true;
}

/* A host that drops RTS gets nothing until it raises it. */
static bool rts(struct simd_board *board, const char *value, nb_ms now)
{
	bool on;

	(void)now;
	if (!read_switch(value, &on))
		return false;
	sim_modem_hold(board->modem, !on);
	return true;
}

/* What a loose cable says. */
static bool noise(struct simd_board *board, const char *value, nb_ms now)
{
	static const char bytes[] = "\0\xff\x7f~OK\0\r\xff";

	(void)value;
	sim_modem_noise(board->modem, bytes, sizeof(bytes) - 1, now);
	return true;
}

static bool urc(struct simd_board *board, const char *value, nb_ms now)
{
	char line[SIMD_ORDER + 8];
	int len = snprintf(line, sizeof(line), "\r\n%s\r\n", value);

	sim_modem_noise(board->modem, line, (size_t)len, now);
	return true;
}

static bool baud(struct simd_board *board, const char *value, nb_ms now)
{
	char *end;
	unsigned long speed = strtoul(value, &end, 10);

	(void)now;
	if (*end || speed < 300 || speed > 3686400)
		return false;
	sim_modem_set_baud(board->modem, (uint32_t)speed);
	return true;
}

static bool unplug(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	return board->plug(board->arg, false);
}

static bool plug(struct simd_board *board, const char *value, nb_ms now)
{
	(void)value;
	(void)now;
	return board->plug(board->arg, true);
}

static const struct order orders[] = {
	{"lose-prompt", NULL, lose_prompt},
	{"crash", NULL, crash},
	{"denied", "on|off", deny},
	{"rts", "on|off", rts},
	{"noise", NULL, noise},
	{"urc", "a line", urc},
	{"baud", "300 to 3686400", baud},
	{"unplug", NULL, unplug},
	{"plug", NULL, plug},
	{"reset", NULL, reset},
	{"hang", "on|off", hang},
	{"coverage", "on|off", coverage},
	{"close", "1 to 6", close_socket},
	{"lose-ring", NULL, lose_ring},
	{"fail-next", NULL, fail_next},
};

static const struct order *find(const char *name, size_t len)
{
	for (size_t i = 0; i < NB_COUNT(orders); i++)
		if (strlen(orders[i].name) == len &&
		    !memcmp(orders[i].name, name, len))
			return &orders[i];
	return NULL;
}

static void refuse(const struct order *order, const char *value,
		   char answer[SIMD_ANSWER])
{
	if (!order)
		snprintf(answer, SIMD_ANSWER, "error: no such order\n");
	else if (!order->value && !*value)
		snprintf(answer, SIMD_ANSWER, "error: it is so already\n");
	else
		snprintf(answer, SIMD_ANSWER, "error: %s takes %s\n",
			 order->name, order->value ? order->value : "nothing");
}

static void tell_stats(struct simd_board *board, nb_ms now,
		       char answer[SIMD_ANSWER])
{
	size_t len;

	sim_modem_expire(board->modem, now);
	len = simd_stats_format(answer, SIMD_ANSWER,
				sim_modem_counters(board->modem));

	snprintf(answer + len, SIMD_ANSWER - len, "ok\n");
}

void simd_orders_run(struct simd_board *board, const char *line, nb_ms now,
		     char answer[SIMD_ANSWER])
{
	size_t len = strcspn(line, " ");
	const char *value = line[len] ? line + len + 1 : "";
	const struct order *order = find(line, len);

	if (!strcmp(line, "stats"))
		tell_stats(board, now, answer);
	else if (!order || !*value != !order->value ||
		 !order->run(board, value, now))
		refuse(order, value, answer);
	else
		snprintf(answer, SIMD_ANSWER, "ok\n");
}
