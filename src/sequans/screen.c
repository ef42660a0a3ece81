#include "sequans/screen.h"
#include "base/assert.h"

#include <string.h>
#include <strings.h>

static const char *const denied[] = {
	/* radio and context */
	"+CFUN", "+COPS", "+CGATT", "+CGACT", "+CGDCONT", "+CGAUTH", "+CGPIAF",
	"+CGDATA", "#SGACT", "#WS46", "#BND", "+SQNMODEACTIVE", "+SQNCTM",
	/* what the driver listens to */
	"+CEREG", "+CMEE", "+IPR", "+IFC", "+ICF",
	/* sockets */
	"+SQNSCFG", "+SQNSCFGEXT", "+SQNSSCFG", "+SQNSD", "+SQNSH", "+SQNSI",
	"+SQNSS", "+SQNSO", "+SQNSL", "+SQNSA", "+SQNSLUDP", "+SQNSSEND",
	"+SQNSSENDEXT", "+SQNSRECV", "#SCFG", "#SCFGEXT", "#SCFGEXT2",
	"#SCFGEXT3", "#SD", "#SH", "#SI", "#SS", "#SO", "#SL", "#SA", "#SLUDP",
	"#SSEND", "#SSENDEXT", "#SSENDUDP", "#SSENDUDPEXT", "#SRECV", "#SKTRST",
	/* resets */
	"#REBOOT", "^RESET", "+SQNSSHDN", "+SQNSFACTORYRESET",
	"+SQNFACTORYRESET",
	/* prompts */
	"+CMGS", "+CMGW", "+CMGC", "+SQNSNVW", "+SQNMQTTPUBLISH",
	"+SQNCOAPSEND", "+SQNHTTPSND"};

static bool has_control(const char *line)
{
	for (; *line; line++) {
		if ((unsigned char)*line < ' ' || *line == 0x7f)
			return true;
	}
	return false;
}

/* ASCII, not too much of it, and quotes in pairs. */
static bool is_line(const char *line)
{
	size_t len = strlen(line);
	unsigned quotes = 0;

	if (len > SQN_SCREEN_LINE || strncasecmp(line, "AT", 2) != 0)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (line[i] > '~' || line[i] < ' ')
			return false;
		quotes += line[i] == '"';
	}
	return quotes % 2 == 0;
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

struct at_text sqn_screen_next(const char **at)
{
	const char *end = end_of(*at);
	struct at_text c = {.text = *at, .len = (size_t)(end - *at)};

	*at = *end ? end + 1 : NULL;
	while (c.len && *c.text == ' ') {
		c.text++;
		c.len--;
	}
	while (c.len && c.text[c.len - 1] == ' ')
		c.len--;
	return c;
}

/* What a name may have in it (ITU-T V.250, 5.4.1). */
static bool is_of_name(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (c && strchr("!%-./:_", c));
}

struct at_text sqn_screen_name(const struct at_text *command)
{
	size_t len = command->len > 0;

	while (len < command->len && is_of_name(command->text[len]))
		len++;
	return (struct at_text){command->text, len};
}

static bool is_denied(const struct at_text *name)
{
	for (size_t i = 0; i < NB_COUNT(denied); i++) {
		if (at_text_is(name, denied[i]))
			return true;
	}
	return false;
}

/* Reading it tells a password. */
static bool is_secret(const struct at_text *name)
{
	return at_text_is(name, "+CGAUTH");
}

/*
 * A name behind '+' or its like; "?" behind it only reads.  Anything else
 * there may be a second command to a modem, or the rest of a name.
 */
static bool is_extended_good(const struct at_text *command)
{
	struct at_text name = sqn_screen_name(command);
	const char *rest = command->text + name.len;
	size_t len = command->len - name.len;

	while (len && *rest == ' ') {
		rest++;
		len--;
	}
	if (len == 1 && *rest == '?')
		return !is_secret(&name);
	return (len == 0 || *rest == '=') && !is_denied(&name);
}

static bool is_information(const struct at_text *c)
{
	return (*c->text == 'I' || *c->text == 'i') &&
	       strspn(c->text + 1, "0123456789") >= c->len - 1;
}

static bool is_command_good(const struct at_text *c)
{
	if (c->len == 0)
		return true;
	return strchr("+^!#%*$", *c->text) ? is_extended_good(c)
					   : is_information(c);
}

enum sqn_screen sqn_screen(const char *line)
{
	if (has_control(line))
		return SQN_SCREEN_CONTROL;
	if (!is_line(line))
		return SQN_SCREEN_BAD;
	for (const char *at = line + 2; at;) {
		struct at_text command = sqn_screen_next(&at);
		if (!is_command_good(&command))
			return SQN_SCREEN_DENIED;
	}
	return SQN_SCREEN_GOOD;
}
