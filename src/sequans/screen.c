#include "sequans/screen.h"
#include "base/assert.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char *const denied[] = {
	/* radio and context */
	"+CFUN", "+COPS", "+CGATT", "+CGACT", "+CGDCONT", "+CGAUTH", "+CGPIAF",
	"+CGDATA", "+SQNMODEACTIVE", "+SQNCTM",
	/* what the driver listens to */
	"+CEREG", "+CMEE", "+IPR", "+IFC", "+ICF",
	/* sockets */
	"+SQNSCFG", "+SQNSCFGEXT", "+SQNSSCFG", "+SQNSD", "+SQNSH", "+SQNSI",
	"+SQNSS", "+SQNSO", "+SQNSL", "+SQNSA", "+SQNSLUDP", "+SQNSSEND",
	"+SQNSSENDEXT", "+SQNSRECV",
	/* resets */
	"^RESET", "+SQNSSHDN", "+SQNSFACTORYRESET", "+SQNFACTORYRESET",
	/* prompts */
	"+CMGS", "+CMGW", "+CMGC", "+SQNSNVW", "+SQNMQTTPUBLISH",
	"+SQNCOAPSEND", "+SQNHTTPSND"};

/* Printable ASCII only, and not too much of it. */
static bool is_line(const char *line)
{
	size_t len = strlen(line);

	if (len > SQN_SCREEN_LINE || strncasecmp(line, "AT", 2) != 0)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (line[i] < ' ' || line[i] > '~')
			return false;
	}
	return true;
}

/* The end of the command at @at: a semicolon that is not in quotes, or NUL. */
static const char *end_of(const char *at)
{
	bool quoted = false;

	for (; *at && (quoted || *at != ';'); at++) {
		if (*at == '"')
			quoted = !quoted;
	}
	return at;
}

static bool is_denied(const char *name, size_t len)
{
	for (size_t i = 0; i < NB_COUNT(denied); i++) {
		if (strlen(denied[i]) == len &&
		    strncasecmp(denied[i], name, len) == 0)
			return true;
	}
	return false;
}

/* A name behind '+' or its like; "?" behind it only reads. */
static bool is_extended_good(const char *at, size_t len)
{
	size_t name = strcspn(at, "=?; ");

	if (name > len)
		name = len;
	bool reads = len == name + 1 && at[name] == '?';
	return reads || !is_denied(at, name);
}

static bool is_digits(const char *at, size_t len)
{
	return strspn(at, "0123456789") >= len;
}

static bool is_command_good(const char *at, size_t len)
{
	while (len && *at == ' ') {
		at++;
		len--;
	}
	while (len && at[len - 1] == ' ')
		len--;
	if (len == 0)
		return true;
	if (strchr("+^!#%*$", *at))
		return is_extended_good(at, len);
	return (*at == 'I' || *at == 'i') && is_digits(at + 1, len - 1);
}

enum sqn_screen sqn_screen(const char *line)
{
	if (!is_line(line))
		return SQN_SCREEN_BAD;
	for (const char *at = line + 2;; at++) {
		const char *end = end_of(at);
		if (!is_command_good(at, (size_t)(end - at)))
			return SQN_SCREEN_DENIED;
		if (!*end)
			return SQN_SCREEN_GOOD;
		at = end;
	}
}
