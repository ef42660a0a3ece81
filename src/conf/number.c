#include "conf/number.h"

#include <stdio.h>
#include <string.h>

/* Durations of minutes are told in seconds when they limit something. */
#define LONG_MS (10 * 60 * 1000)

static const struct nb_unit limit_units[] = {{"ms", 1}, {"s", 1000}, {NULL, 0}};

/* NULL: a bare number, or a count */
static const struct nb_unit *const units_of[] = {
	[NB_KEY_DURATION] = nb_units_duration,
	[NB_KEY_MS] = nb_units_duration,
	[NB_KEY_SIZE] = nb_units_size,
	[NB_KEY_BYTE_RATE] = nb_units_size,
	[NB_KEY_LIST] = NULL,
};

void conf_number_store(const struct nb_key *key, void *member, int64_t value)
{
	uint32_t narrow = (uint32_t)value;

	if (key->size == sizeof(value))
		memcpy(member, &value, sizeof(value));
	else
		memcpy(member, &narrow, sizeof(narrow));
}

int64_t conf_number_fetch(const struct nb_key *key, const void *member)
{
	uint32_t narrow = 0;
	int64_t value = 0;

	if (key->size != sizeof(value)) {
		memcpy(&narrow, member, sizeof(narrow));
		return narrow;
	}
	memcpy(&value, member, sizeof(value));
	return value;
}

static const struct nb_key_word *special_by_word(const struct nb_key *key,
						 const char *text)
{
	const struct nb_key_word *s = key->special;

	while (s && s->word && strcmp(s->word, text) != 0)
		s++;
	return s && s->word ? s : NULL;
}

static const struct nb_key_word *special_by_value(const struct nb_key *key,
						  int64_t value)
{
	const struct nb_key_word *s = key->special;

	while (s && s->word && s->value != value)
		s++;
	return s && s->word ? s : NULL;
}

static bool is_within(const struct nb_key *key, int64_t value)
{
	return value >= key->min && value <= key->max;
}

static bool has_range(const struct nb_key *key)
{
	return key->min != key->max;
}

bool conf_number_read(const struct nb_key *key, const char *text, void *member)
{
	const struct nb_key_word *special = special_by_word(key, text);
	int64_t value = 0;

	if (special)
		value = special->value;
	else if (!has_range(key) ||
		 nb_amount_parse(&value, text, units_of[key->type]) < 0 ||
		 !is_within(key, value))
		return false;
	conf_number_store(key, member, value);
	return true;
}

bool conf_number_read_ms(const struct nb_key *key, const char *text,
			 void *member)
{
	int64_t value = 0;

	if (nb_amount_parse(&value, text, NULL) < 0)
		return conf_number_read(key, text, member);
	if (!is_within(key, value))
		return false;
	conf_number_store(key, member, value);
	return true;
}

static void write_amount(struct nb_writer *w, int64_t value,
			 const struct nb_unit *units)
{
	char text[NB_AMOUNT_TEXT];

	nb_amount_format(text, sizeof(text), value, units);
	nb_writer_text(w, text);
}

void conf_number_write(const struct nb_key *key, const void *member,
		       struct nb_writer *w)
{
	int64_t value = conf_number_fetch(key, member);
	const struct nb_key_word *special = special_by_value(key, value);

	if (special)
		nb_writer_text(w, special->word);
	else
		write_amount(w, value, units_of[key->type]);
}

/* Up to three digits behind the point: read as one number of thousandths. */
bool conf_number_read_milli(const struct nb_key *key, const char *text,
			    void *member)
{
	char digits[NB_AMOUNT_TEXT];
	size_t whole = strcspn(text, ".");
	const char *part = text[whole] ? text + whole + 1 : "0";
	size_t places = strlen(part);
	int64_t value = 0;
	if (whole == 0 || places == 0 || places > 3)
		return false;
	int len = snprintf(digits, sizeof(digits), "%.*s%s%s", (int)whole, text,
			   part, &"000"[places]);
	if (len >= (int)sizeof(digits) ||
	    nb_amount_parse(&value, digits, NULL) < 0 || !is_within(key, value))
		return false;
	conf_number_store(key, member, value);
	return true;
}

static void write_decimal(struct nb_writer *w, int64_t milli)
{
	nb_writer_decimal(w, (uint64_t)milli / 1000);
	nb_writer_text(w, ".");
	nb_writer_decimal(w, (uint64_t)milli / 100 % 10);
	if (milli % 100)
		nb_writer_decimal(w, (uint64_t)milli / 10 % 10);
	if (milli % 10)
		nb_writer_decimal(w, (uint64_t)milli % 10);
}

void conf_number_write_milli(const struct nb_key *key, const void *member,
			     struct nb_writer *w)
{
	write_decimal(w, conf_number_fetch(key, member));
}

bool conf_number_read_octal(const struct nb_key *key, const char *text,
			    void *member)
{
	size_t len = strspn(text, "01234567");
	int64_t value = 0;

	if (len == 0 || len > 5 || text[len])
		return false;
	for (size_t i = 0; i < len; i++)
		value = value * 8 + (text[i] - '0');
	if (!is_within(key, value))
		return false;
	conf_number_store(key, member, value);
	return true;
}

static void write_octal_digits(struct nb_writer *w, int64_t value)
{
	nb_writer_text(w, "0");
	for (int shift = 6; shift >= 0; shift -= 3)
		nb_writer_decimal(w, (uint64_t)value >> shift & 7);
}

void conf_number_write_octal(const struct nb_key *key, const void *member,
			     struct nb_writer *w)
{
	write_octal_digits(w, conf_number_fetch(key, member));
}

bool conf_number_read_rate(const struct nb_key *key, const char *text,
			   void *member)
{
	const struct nb_key_word *special = special_by_word(key, text);
	struct nb_rate rate = {0, 0};

	if (special)
		rate.amount = special->value;
	else if (nb_rate_parse(&rate, text, units_of[key->type]) < 0 ||
		 !is_within(key, rate.amount))
		return false;
	memcpy(member, &rate, sizeof(rate));
	return true;
}

void conf_number_write_rate(const struct nb_key *key, const void *member,
			    struct nb_writer *w)
{
	struct nb_rate rate;
	memcpy(&rate, member, sizeof(rate));
	const struct nb_key_word *special = special_by_value(key, rate.amount);
	char text[NB_AMOUNT_TEXT];

	if (special)
		nb_writer_text(w, special->word);
	else if (nb_rate_format(text, sizeof(text), &rate,
				units_of[key->type]) > 0)
		nb_writer_text(w, text);
}

/* --- what is allowed ------------------------------------------------------ */

static void write_limit(const struct nb_key *key, int64_t value,
			struct nb_writer *w)
{
	const struct nb_unit *units = units_of[key->type];

	if (key->type == NB_KEY_MILLI)
		write_decimal(w, value);
	else if (key->type == NB_KEY_OCTAL)
		write_octal_digits(w, value);
	else if (units == nb_units_duration && value < LONG_MS)
		write_amount(w, value, limit_units);
	else
		write_amount(w, value, units);
}

static bool is_rate(const struct nb_key *key)
{
	return key->type == NB_KEY_RATE || key->type == NB_KEY_BYTE_RATE;
}

/* "off, auto or 1s to 7d" */
void conf_number_write_allowed(const struct nb_key *key, struct nb_writer *w)
{
	const struct nb_key_word *s = key->special;

	for (; s && s->word; s++) {
		bool last = !s[1].word && !has_range(key);
		if (s != key->special)
			nb_writer_text(w, last ? " or " : ", ");
		nb_writer_text(w, s->word);
	}
	if (!has_range(key))
		return;
	if (key->special)
		nb_writer_text(w, " or ");
	write_limit(key, key->min, w);
	nb_writer_text(w, " to ");
	write_limit(key, key->max, w);
	if (is_rate(key))
		nb_writer_text(w, " per /s, /m, /h, /d or /day");
	else if (units_of[key->type] == nb_units_duration)
		nb_writer_text(w, " (units: ms s m h d)");
	else if (units_of[key->type] == nb_units_size)
		nb_writer_text(w, " (units: B KiB MiB)");
}
