#include "trace/mask.h"
#include "base/assert.h"
#include <string.h>

static const struct {
	const char *name; /* in capitals */
	unsigned open;    /* parameters before the first secret */
} secrets[] = {
	{"+CPIN=", 0},   {"+CPWD=", 1},    {"+CLCK=", 2},
	{"+CGAUTH=", 3}, {"+CGAUTH: ", 3},
};

static uint8_t upper(uint8_t c)
{
	return c >= 'a' && c <= 'z' ? (uint8_t)(c - 'a' + 'A') : c;
}

static bool starts(const uint8_t *text, size_t len, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++)
		if (i == len || upper(text[i]) != (uint8_t)name[i])
			return false;
	return true;
}

/* The parameters up to the line's end; commas in quotes separate nothing. */
static void mask_parameters(uint8_t *text, size_t len, unsigned open)
{
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\r' || text[i] == '\n')
			return;
		if (text[i] == '"')
			quoted = !quoted;
		else if (text[i] == ',' && !quoted && open)
			open--;
		else if (!open && (quoted || text[i] != ','))
			text[i] = '*';
	}
}

void trace_mask(uint8_t *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		for (size_t k = 0; text[i] == '+' && k < NB_COUNT(secrets);
		     k++) {
			size_t n = strlen(secrets[k].name);

			if (starts(text + i, len - i, secrets[k].name))
				mask_parameters(text + i + n, len - i - n,
						secrets[k].open);
		}
}
