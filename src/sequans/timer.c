#include "sequans/timer.h"
#include "base/amount.h"
#include "base/assert.h"

#include <string.h>

#define SECOND ((nb_ms)1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)

/* Three bits say the unit, five how many. */
#define UNITS    8
#define MOST     31
#define OFF_UNIT 7

/* By the unit's bits; 0: no unit. */
static const nb_ms tau_units[UNITS] = {
	10 * MINUTE, HOUR,   10 * HOUR,  2 * SECOND,
	30 * SECOND, MINUTE, 320 * HOUR,
};
static const nb_ms active_units[UNITS] = {2 * SECOND, MINUTE, 6 * MINUTE};

/* By their four bits. */
static const struct {
	const char *word;
	nb_ms time;
} cycles[] = {
	{"5.12s", 5120},         {"10.24s", 10240},     {"20.48s", 20480},
	{"40.96s", 40960},       {"61.44s", 61440},     {"81.92s", 81920},
	{"102.4s", 102400},      {"122.88s", 122880},   {"143.36s", 143360},
	{"163.84s", 163840},     {"327.68s", 327680},   {"655.36s", 655360},
	{"1310.72s", 1310720},   {"2621.44s", 2621440}, {"5242.88s", 5242880},
	{"10485.76s", 10485760},
};

/* ---- words ---- */

/*
 * Reads "NAME=DURATION" at *@text, and moves behind it and its blanks.
 */
static bool take_timer(const char **text, const char *name, nb_ms *value)
{
	char duration[NB_AMOUNT_TEXT];
	size_t len = strlen(name);

	if (strncmp(*text, name, len) != 0)
		return false;
	*text += len;
	len = strcspn(*text, " ");
	if (len >= sizeof(duration))
		return false;
	memcpy(duration, *text, len);
	duration[len] = '\0';
	*text += len;
	*text += strspn(*text, " ");
	return nb_amount_parse(value, duration, nb_units_duration) == 0;
}

bool sqn_psm_parse(struct sqn_psm *psm, const char *text)
{
	return take_timer(&text, "tau=", &psm->tau) &&
	       take_timer(&text, "active=", &psm->active) && *text == '\0' &&
	       psm->tau <= MOST * 320 * HOUR &&
	       psm->active <= MOST * 6 * MINUTE;
}

/* A blank before the unit is no difference. */
int sqn_edrx_parse(const char *text)
{
	size_t digits = strspn(text, "0123456789.");
	size_t unit = digits + strspn(text + digits, " ");

	for (int i = 0; i < (int)NB_COUNT(cycles); i++) {
		if (strncmp(text, cycles[i].word, digits) == 0 &&
		    strcmp(text + unit, cycles[i].word + digits) == 0)
			return i;
	}
	return -1;
}

/* ---- bits ---- */

static void write_bits(char *text, unsigned value, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		text[i] = value >> (count - 1 - i) & 1 ? '1' : '0';
	text[count] = '\0';
}

/* @count of them; -1: it is something else. */
static int read_bits(const struct at_text *t, unsigned count)
{
	int value = 0;

	if (t->len != count)
		return -1;
	for (unsigned i = 0; i < count; i++) {
		if (t->text[i] != '0' && t->text[i] != '1')
			return -1;
		value = 2 * value + (t->text[i] - '0');
	}
	return value;
}

static void write_timer(char *bits, const nb_ms units[UNITS], nb_ms time)
{
	nb_ms best = NB_NEVER;

	for (unsigned unit = 0; unit < UNITS; unit++) {
		if (!units[unit])
			continue;
		nb_ms count = (time + units[unit] - 1) / units[unit];
		if (count > MOST || count * units[unit] >= best)
			continue;
		best = count * units[unit];
		write_bits(bits, unit << 5 | (unsigned)count, 8);
	}
}

static nb_ms read_timer(const struct at_text *bits, const nb_ms units[UNITS])
{
	int value = read_bits(bits, 8);

	if (value < 0 || value >> 5 == OFF_UNIT)
		return -1;
	/* All other units are to be read as a minute. */
	nb_ms unit = units[value >> 5];
	return (value & MOST) * (unit ? unit : MINUTE);
}

void sqn_timer_tau(char bits[SQN_TIMER_TEXT], nb_ms time)
{
	write_timer(bits, tau_units, time);
}

void sqn_timer_active(char bits[SQN_TIMER_TEXT], nb_ms time)
{
	write_timer(bits, active_units, time);
}

void sqn_timer_edrx(char bits[SQN_TIMER_TEXT], int number)
{
	write_bits(bits, (unsigned)number, 4);
}

nb_ms sqn_timer_read_tau(const struct at_text *bits)
{
	return read_timer(bits, tau_units);
}

nb_ms sqn_timer_read_active(const struct at_text *bits)
{
	return read_timer(bits, active_units);
}

nb_ms sqn_timer_read_edrx(const struct at_text *bits)
{
	int number = read_bits(bits, 4);

	return number < 0 ? -1 : cycles[number].time;
}
