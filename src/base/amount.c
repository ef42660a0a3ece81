#include "base/amount.h"

#include "base/writer.h"

#include <string.h>

const struct nb_unit nb_units_duration[] = {
	{"ms", 1},      {"s", 1000},     {"m", 60000},
	{"h", 3600000}, {"d", 86400000}, {NULL, 0},
};

const struct nb_unit nb_units_size[] = {
	{"B", 1},
	{"KiB", 1024},
	{"MiB", 1024 * 1024},
	{NULL, 0},
};

/* The times of a rate; of two names for one time the last is written. */
static const struct nb_unit rate_times[] = {
	{"s", 1000},     {"m", 60000},      {"h", 3600000},
	{"d", 86400000}, {"day", 86400000}, {NULL, 0},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes of digits at @text; 0 when none or too large. */
static size_t read_digits(const char *text, int64_t *value)
{
	size_t len = 0;
	int64_t v = 0;

	for (; is_digit(text[len]); len++)
		if (__builtin_mul_overflow(v, (int64_t)10, &v) ||
		    __builtin_add_overflow(v, (int64_t)(text[len] - '0'), &v))
			return 0;
	*value = v;
	return len;
}

static const struct nb_unit *find_unit(const struct nb_unit *units,
				       const char *name, size_t len)
{
	for (; units->name; units++)
		if (strlen(units->name) == len &&
		    memcmp(units->name, name, len) == 0)
			return units;
	return NULL;
}

/* As nb_amount_parse() for the first @len bytes of @text. */
static int parse(int64_t *out, const char *text, size_t len,
		 const struct nb_unit *units)
{
	int64_t value = 0;
	size_t at = read_digits(text, &value);
	if (at == 0)
		return NB_ERR_PEER;
	if (at == len && (!units || value == 0)) {
		*out = value;
		return 0;
	}
	while (at < len && text[at] == ' ')
		at++;
	const struct nb_unit *unit =
		units ? find_unit(units, text + at, len - at) : NULL;
	if (!unit || __builtin_mul_overflow(value, unit->factor, &value))
		return NB_ERR_PEER;
	*out = value;
	return 0;
}

int nb_amount_parse(int64_t *out, const char *text, const struct nb_unit *units)
{
	return parse(out, text, strlen(text), units);
}

static const struct nb_unit *largest_exact(const struct nb_unit *units,
					   int64_t value)
{
	const struct nb_unit *best = units;

	for (; units->name; units++)
		if (value % units->factor == 0)
			best = units;
	return best;
}

static void write_amount(struct nb_writer *w, int64_t value,
			 const struct nb_unit *units)
{
	if (!units || value == 0) {
		nb_writer_decimal(w, (uint64_t)value);
		return;
	}
	const struct nb_unit *unit = largest_exact(units, value);
	nb_writer_decimal(w, (uint64_t)(value / unit->factor));
	nb_writer_text(w, unit->name);
}

int nb_amount_format(char *buf, size_t cap, int64_t value,
		     const struct nb_unit *units)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	write_amount(&w, value, units);
	return nb_writer_text_end(&w);
}

int nb_rate_parse(struct nb_rate *out, const char *text,
		  const struct nb_unit *units)
{
	const char *slash = strchr(text, '/');
	int64_t amount = 0;
	if (!slash || parse(&amount, text, (size_t)(slash - text), units) < 0)
		return NB_ERR_PEER;

	const struct nb_unit *time =
		find_unit(rate_times, slash + 1, strlen(slash + 1));
	if (!time)
		return NB_ERR_PEER;
	*out = (struct nb_rate){amount, time->factor};
	return 0;
}

int nb_rate_format(char *buf, size_t cap, const struct nb_rate *rate,
		   const struct nb_unit *units)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	write_amount(&w, rate->amount, units);
	nb_writer_text(&w, "/");
	nb_writer_text(&w, largest_exact(rate_times, rate->per)->name);
	return nb_writer_text_end(&w);
}
