#include "at/result.h"
#include "base/assert.h"

#include <string.h>

static const struct {
	const char *text;
	bool numbered; /* ": " and a number, or words, follow */
	bool of_dial;
} results[] = {
	[AT_RESULT_OK] = {.text = "OK"},
	[AT_RESULT_ERROR] = {.text = "ERROR"},
	[AT_RESULT_CME_ERROR] = {.text = "+CME ERROR", .numbered = true},
	[AT_RESULT_CMS_ERROR] = {.text = "+CMS ERROR", .numbered = true},
	[AT_RESULT_NO_CARRIER] = {.text = "NO CARRIER", .of_dial = true},
	[AT_RESULT_CONNECT] = {.text = "CONNECT", .of_dial = true},
};

/* The number after "+CME ERROR:"; -1 when it is told in words. */
static int number(const char *text, size_t len)
{
	int n = 0;
	size_t at = 0;

	while (at < len && text[at] == ' ')
		at++;
	if (at == len)
		return -1;
	for (; at < len; at++) {
		if (text[at] < '0' || text[at] > '9' || n > 99999)
			return -1;
		n = n * 10 + (text[at] - '0');
	}
	return n;
}

enum at_result at_result_parse(const char *text, size_t len, int *code)
{
	*code = -1;
	for (size_t i = AT_RESULT_OK; i < NB_COUNT(results); i++) {
		size_t n = strlen(results[i].text);
		if (len < n || memcmp(text, results[i].text, n) != 0)
			continue;
		if (!results[i].numbered && len == n)
			return (enum at_result)i;
		if (results[i].numbered && len > n && text[n] == ':') {
			*code = number(text + n + 1, len - n - 1);
			return (enum at_result)i;
		}
	}
	return AT_RESULT_NONE;
}

bool at_result_is_of_dial(enum at_result result)
{
	return result < NB_COUNT(results) && results[result].of_dial;
}

const char *at_result_name(enum at_result result)
{
	if (result < NB_COUNT(results) && results[result].text)
		return results[result].text;
	return "no answer";
}
