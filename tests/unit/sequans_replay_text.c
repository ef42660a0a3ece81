#include "unit/sequans_replay_text.h"
#include "sequans/keys.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t replay_unescape(char *out, const char *text)
{
	size_t n = 0;

	for (; *text; text++) {
		unsigned byte;
		if (*text != '\\') {
			out[n++] = *text;
		} else if (text[1] == 'r' || text[1] == 'n') {
			out[n++] = *++text == 'r' ? '\r' : '\n';
		} else if (text[1] == '\\') {
			out[n++] = *++text;
		} else if (sscanf(text, "\\x%2x", &byte) == 1) {
			out[n++] = (char)byte;
			text += 3;
		} else {
			ck_abort_msg("a bad escape: %s", text);
		}
	}
	return n;
}

const char *replay_escape(const void *data, size_t len)
{
	static char text[2][4096];
	static unsigned turn;
	char *out = text[turn++ % 2];
	size_t n = 0;

	for (size_t i = 0; i < len && n < 4000; i++) {
		uint8_t c = ((const uint8_t *)data)[i];
		if (c == '\r' || c == '\n')
			n += (size_t)sprintf(out + n,
					     c == '\r' ? "\\r" : "\\n");
		else if (c < ' ' || c > '~' || c == '\\')
			n += (size_t)sprintf(out + n, "\\x%02x", c);
		else
			out[n++] = (char)c;
	}
	out[n] = '\0';
	return out;
}

/* The value of a key as the table of [modem] says. */
static void set_key(struct sqn_config *config, const struct nb_key *k,
		    const char *value)
{
	char *at = (char *)config + k->offset;
	int64_t number = strcmp(value, "auto") == 0 ? 0 : atoi(value);

	if (k->type == NB_KEY_TEXT || k->type == NB_KEY_LIST)
		snprintf(at, k->size, "%s", value);
	else if (k->type == NB_KEY_NUMBER || k->type == NB_KEY_MS)
		memcpy(at, &number, sizeof(number));
	else if (k->type == NB_KEY_BOOL)
		*(bool *)at = strcmp(value, "yes") == 0;
	else if (k->type != NB_KEY_WORD)
		ck_abort_msg("no test writes %s", k->name);
	for (int i = 0; k->type == NB_KEY_WORD && k->words[i]; i++) {
		if (strcmp(k->words[i], value) == 0)
			memcpy(at, &i, sizeof(i));
	}
}

void replay_configure(struct sqn_config *config, struct sqn_setup *setup,
		      const char *text)
{
	const struct nb_key *k = sqn_section_modem.keys;
	char name[32], value[128] = "";
	size_t len = strlen(setup->init_lines);

	sscanf(text, "%31s %127[^\n]", name, value);
	while (k->name && strcmp(k->name, name) != 0)
		k++;
	if (k->name)
		set_key(config, k, value);
	else if (strcmp(name, "pin") == 0)
		snprintf(setup->pin, sizeof(setup->pin), "%.8s", value);
	else if (strcmp(name, "password") == 0)
		snprintf(setup->apn_password, sizeof(setup->apn_password),
			 "%.64s", value);
	else if (strcmp(name, "init-line") == 0)
		snprintf(setup->init_lines + len,
			 sizeof(setup->init_lines) - len, "%s\n", value);
	else
		ck_abort_msg("no such key: %s", name);
}
