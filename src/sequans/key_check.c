#include "sequans/key_check.h"

#include "base/addr.h"
#include "base/amount.h"

#include <string.h>

#define SECOND ((int64_t)1000)

#define DIGITS  "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool has_only(const char *text, const char *allowed)
{
	return text[strspn(text, allowed)] == '\0';
}

const char *sqn_check_quotable(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~' || *text == '"')
			return "must be ASCII without a quotation mark";
	return NULL;
}

const char *sqn_check_apn(const char *text)
{
	if (has_only(text, LETTERS DIGITS ".-_"))
		return NULL;
	return "must be letters, digits, \".\", \"-\" and \"_\"";
}

const char *sqn_check_profile(const char *text)
{
	return strcmp(text, "telit") ? NULL : "telit is not supported yet";
}

const char *sqn_check_operator(const char *text)
{
	size_t len = strlen(text);
	if (strcmp(text, "auto") == 0 ||
	    ((len == 5 || len == 6) && has_only(text, DIGITS)))
		return NULL;
	return "must be auto, or MCC and MNC (5 or 6 digits)";
}

const char *sqn_check_band(const char *text)
{
	int64_t band = 0;
	if (nb_amount_parse(&band, text, NULL) == 0 && band >= 1 && band <= 255)
		return NULL;
	return "must be a list of bands, each 1 to 255";
}

/*
 * Reads "NAME=DURATION" of at most @max at *@text, and moves behind it and its
 * blanks.
 */
static bool take_timer(const char **text, const char *name, int64_t max)
{
	char duration[NB_AMOUNT_TEXT];
	int64_t value = 0;
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
	return nb_amount_parse(&value, duration, nb_units_duration) == 0 &&
	       value <= max;
}

const char *sqn_check_psm(const char *text)
{
	/* The largest that T3412 extended and T3324 can say. */
	const int64_t tau_max = 31 * 320 * 3600 * SECOND;
	const int64_t active_max = 31 * 360 * SECOND;

	if (strcmp(text, "off") == 0 ||
	    (take_timer(&text, "tau=", tau_max) &&
	     take_timer(&text, "active=", active_max) && *text == '\0'))
		return NULL;
	return "must be off, or tau=0 to 9920h and active=0 to 186m: "
	       "\"tau=12h active=10s\"";
}

const char *sqn_check_edrx(const char *text)
{
	static const char *const words[] = {
		"off",      "5.12s",     "10.24s",  "20.48s",   "40.96s",
		"61.44s",   "81.92s",    "102.4s",  "122.88s",  "143.36s",
		"163.84s",  "327.68s",   "655.36s", "1310.72s", "2621.44s",
		"5242.88s", "10485.76s",
	};
	size_t digits = strspn(text, DIGITS ".");
	size_t unit = digits + strspn(text + digits, " ");

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i], digits) == 0 &&
		    strcmp(text + unit, words[i] + digits) == 0)
			return NULL;
	return "must be off, 5.12s, 10.24s, 20.48s, 40.96s, 61.44s, 81.92s, "
	       "102.4s, 122.88s, 143.36s, 163.84s, 327.68s, 655.36s, "
	       "1310.72s, 2621.44s, 5242.88s or 10485.76s";
}

const char *sqn_check_address(const char *text)
{
	struct nb_addr addr;

	if (nb_addr_parse_host(&addr, text, strlen(text)) == 0)
		return NULL;
	return "must be a list of IPv4 and IPv6 addresses";
}
