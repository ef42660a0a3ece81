#include "daemon/modem_files.h"

#include "os/file.h"
#include "os/log.h"
#include "sequans/key_check.h"
#include "sequans/screen.h"

#include <errno.h>
#include <string.h>

static bool told(const char *key, const char *path, const char *why)
{
	os_log(NB_LOG_ERROR, "%s %s: %s", key, path, why);
	return false;
}

/* Its first line, as far as @cap goes; an empty path has an empty one. */
static bool read_secret(const char *key, const char *path, char *text,
			size_t cap, bool (*is_good)(const char *text),
			const char *wrong)
{
	if (!path[0])
		return true;
	int n = os_file_read_line(path, text, cap);
	if (n == NB_ERR_SYSTEM)
		return told(key, path, strerror(errno));
	return (n >= 0 && is_good(text)) || told(key, path, wrong);
}

static bool is_pin(const char *text)
{
	return sqn_check_pin(text) == NULL;
}

static bool is_password(const char *text)
{
	return sqn_check_quotable(text) == NULL;
}

/* ---- init-file ---- */

/* Cuts the blanks around the line of @len bytes at *@at; its new length. */
static size_t trim(char **at, size_t len)
{
	while (len && strchr(" \t\r", (*at)[len - 1]))
		len--;
	while (len && strchr(" \t", **at)) {
		++*at;
		len--;
	}
	return len;
}

/*
 * Moves the AT lines of @text, one behind another, to its start.  The number of
 * the first bad line, or 0.
 */
static unsigned keep_lines(char *text)
{
	char *out = text;
	unsigned number = 0;

	for (char *at = text, *next; *at; at = next) {
		size_t len = strcspn(at, "\n");
		next = at + len + (at[len] == '\n');
		number++;
		len = trim(&at, len);
		if (len == 0 || *at == '#')
			continue;
		at[len] = '\0';
		if (sqn_screen(at) != SQN_SCREEN_GOOD)
			return number;
		memmove(out, at, len);
		out += len;
		*out++ = '\n';
	}
	*out = '\0';
	return 0;
}

static bool read_init_file(const char *path, char *lines, size_t cap)
{
	if (!path[0])
		return true;
	int n = os_file_read(path, lines, cap);
	if (n == NB_ERR_SYSTEM)
		return told("init-file", path, strerror(errno));
	if (n < 0)
		return told("init-file", path,
			    "it is too long, or no text file");
	unsigned bad = keep_lines(lines);
	if (!bad)
		return true;
	os_log(NB_LOG_ERROR,
	       "%s:%u: no AT line, or one that is not allowed here "
	       "(nbgate.conf(5), init-file)",
	       path, bad);
	return false;
}

bool modem_files_read(struct sqn_setup *setup)
{
	const struct sqn_config *c = setup->config;

	return read_secret("pin-file", c->pin_file, setup->pin,
			   sizeof(setup->pin), is_pin,
			   "its first line is not 4 to 8 digits") &&
	       read_secret("apn-password-file", c->apn_password_file,
			   setup->apn_password, sizeof(setup->apn_password),
			   is_password,
			   "its first line is not ASCII of at most 64 "
			   "characters without a quotation mark") &&
	       read_init_file(c->init_file, setup->init_lines,
			      sizeof(setup->init_lines));
}
