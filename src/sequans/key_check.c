#include "sequans/key_check.h"

#include "base/addr.h"
#include "base/amount.h"
#include "sequans/timer.h"

#include <string.h>

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

const char *sqn_check_pin(const char *text)
{
	size_t len = strlen(text);

	if (len >= 4 && len <= 8 && has_only(text, DIGITS))
		return NULL;
	return "must be 4 to 8 digits";
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

const char *sqn_check_psm(const char *text)
{
	struct sqn_psm psm;

	if (strcmp(text, "off") == 0 || sqn_psm_parse(&psm, text))
		return NULL;
	return "must be off, or tau=0 to 9920h and active=0 to 186m: "
	       "\"tau=12h active=10s\"";
}

const char *sqn_check_edrx(const char *text)
{
	if (strcmp(text, "off") == 0 || sqn_edrx_parse(text) >= 0)
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
