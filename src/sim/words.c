#include "sim/words.h"
#include "base/assert.h"
#include <string.h>

static const struct {
	const char *sequans;
	const char *telit; /* the command and its answer; NULL: it has none */
	const char *line;  /* that nobody asked for; NULL: named the same   */
} words[] = {
	{"+SQNCCID", "#CCID", NULL},
	{"+SQNSCFG", "#SCFG", NULL},
	{"+SQNSCFGEXT", "#SCFGEXT", NULL},
	{"+SQNSD", "#SD", NULL},
	{"+SQNSS", "#SS", NULL},
	{"+SQNSI", "#SI", NULL},
	{"+SQNSSENDEXT", "#SSENDEXT", NULL},
	{"+SQNSRECV", "#SRECV", NULL},
	{"+SQNDNSLKUP", "#QDNS", NULL},
	{"^RESET", "#REBOOT", NULL},
	{"+SQNSH", "#SH", "NO CARRIER"},
	{"+SQNSRING", NULL, "SRING"},
	{"+SYSSTART", NULL, ""},
	{"+SHUTDOWN", NULL, ""},
	{"+SQNSIMST", NULL, ""},
};

const char *sim_words_heard(enum sim_profile profile, const char *name)
{
	if (profile != SIM_TELIT)
		return name;
	for (size_t i = 0; i < NB_COUNT(words); i++)
		if (words[i].telit && !strcmp(words[i].telit, name))
			return words[i].sequans;
	if (!strncmp(name, "+SQN", 4) || name[0] == '^')
		return NULL;
	return name;
}

const char *sim_words_said(enum sim_profile profile, const char *line,
			   size_t *len)
{
	*len = strcspn(line, ":");
	for (size_t i = 0; profile == SIM_TELIT && i < NB_COUNT(words); i++)
		if (!strncmp(words[i].sequans, line, *len) &&
		    !words[i].sequans[*len])
			return words[i].line ? words[i].line : words[i].telit;
	*len = 0;
	return "";
}
