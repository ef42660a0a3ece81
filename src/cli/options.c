#include "cli/options.h"

#include "cli/say.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

struct row {
	char letter; /* 0: it has a long name only */
	const char *name;
	const char *value; /* what it takes; NULL: nothing */
	const char *help;
	unsigned kinds;
};

static const struct row rows[CLI_OPTIONS] = {
	[CLI_SOCKET] = {'s', "socket", "PATH", "the daemon's socket",
			CLI_OF_ALL},
	[CLI_INSTANCE] = {'i', "instance", "NAME",
			  "the daemon's instance (modem0)", CLI_OF_ALL},
	[CLI_JSON] = {'j', "json", NULL,
		      "print the raw result or error as one JSON line",
		      CLI_OF_ALL},
	[CLI_HELP] = {'h', "help", NULL, "print this and exit", CLI_OF_ALL},
	[CLI_VERSION] = {'V', "version", NULL, "print the version and exit",
			 CLI_OF_ALL},
	[CLI_DATA] = {'d', "data", "TEXT",
		      "the payload; @FILE: a file's, -: standard input",
		      CLI_OF_BODY},
	[CLI_FORMAT] = {'f', "content-format", "FORMAT",
			"the payload's media type or number", CLI_OF_REQUEST},
	[CLI_ACCEPT] = {'a', "accept", "FORMAT",
			"the media type or number wanted back",
			CLI_OF_REQUEST | CLI_OF_OBSERVE},
	[CLI_QUERY] = {'q', "query", "QUERY", "a query, as a=1 (repeatable)",
		       CLI_OF_REQUEST | CLI_OF_OBSERVE},
	[CLI_OPTION] = {'O', "option", "NUMBER=HEX",
			"another CoAP option (repeatable)", CLI_OF_REQUEST},
	[CLI_NON] = {'N', "non-confirmable", NULL,
		     "send once, ask for no acknowledgement",
		     CLI_OF_REQUEST | CLI_OF_OBSERVE},
	[CLI_TIMEOUT] = {'t', "timeout", "SECONDS", "give up after this",
			 CLI_OF_REQUEST | CLI_OF_PING | CLI_OF_WAIT},
	[CLI_PRIORITY] = {'p', "priority", "PRIORITY", "low, normal or high",
			  CLI_OF_REQUEST},
	[CLI_KEY] = {'k', "key", "KEY", "what makes two requests the same one",
		     CLI_OF_REQUEST},
	[CLI_DURABLE] = {0, "durable", NULL,
			 "store it first; it outlives power cuts",
			 CLI_OF_REQUEST},
	[CLI_EXPIRES] = {0, "expires", "SECONDS",
			 "don't send a durable one after this", CLI_OF_REQUEST},
	[CLI_REPLACE] = {0, "replace", NULL,
			 "instead of a queued one of the same key",
			 CLI_OF_REQUEST},
	[CLI_REPEAT] = {0, "repeat", NULL,
			"send a durable one again after an unknown outcome",
			CLI_OF_REQUEST},
	[CLI_IF_MATCH] = {0, "if-match", "HEX",
			  "only if the ETag is this (repeatable)",
			  CLI_OF_REQUEST},
	[CLI_IF_NONE_MATCH] = {0, "if-none-match", NULL,
			       "only if the resource does not exist",
			       CLI_OF_REQUEST},
	[CLI_ETAG] = {0, "etag", "HEX", "an ETag to be validated (repeatable)",
		      CLI_OF_REQUEST},
	[CLI_NO_RESPONSE] = {0, "no-response", NULL,
			     "ask for no response at all", CLI_OF_REQUEST},
	[CLI_OUTPUT] = {'o', "output", "FILE", "write the payload to a file",
			CLI_OF_REQUEST},
	[CLI_VERBOSE] = {'v', "verbose", NULL, "tell code, options and timing",
			 CLI_OF_REQUEST},
	[CLI_FOR] = {0, "for", "STATE", "up (default) or registered",
		     CLI_OF_WAIT},
	[CLI_COUNT] = {'n', "count", "COUNT", "end after so many",
		       CLI_OF_OBSERVE},
	[CLI_FORCE] = {0, "force", NULL,
		       "send a command that breaks the driver's state",
		       CLI_OF_AT},
	[CLI_WRITE] = {'w', "write", "FILE", "the pcapng file; -: a pipe",
		       CLI_OF_TRACE},
	[CLI_AT] = {0, "at", NULL, "the AT transcript, too", CLI_OF_TRACE},
};

/* A long option without a letter is told by its place in the table. */
enum { NO_LETTER = 256 };

struct forms {
	char letters[1 + 2 * CLI_OPTIONS + 1];
	struct option names[CLI_OPTIONS + 1];
};

/* The table as getopt_long() wants it. */
static void make_forms(struct forms *f)
{
	size_t n = 0;

	memset(f, 0, sizeof(*f));
	f->letters[n++] = ':';
	for (int i = 0; i < CLI_OPTIONS; i++) {
		const struct row *row = &rows[i];

		if (row->letter)
			f->letters[n++] = row->letter;
		if (row->letter && row->value)
			f->letters[n++] = ':';
		f->names[i] = (struct option){
			.name = row->name,
			.has_arg = row->value ? required_argument : no_argument,
			.val = NO_LETTER + i,
		};
	}
}

static enum cli_option find(int told)
{
	int i = 0;

	if (told >= NO_LETTER)
		return (enum cli_option)(told - NO_LETTER);
	while (rows[i].letter != told)
		i++;
	return (enum cli_option)i;
}

static int refuse(int told, char *word)
{
	bool by_letter = optopt && optopt < NO_LETTER;

	if (told == ':' && by_letter)
		return cli_say_usage("-%c takes a value", optopt);
	if (told == ':')
		return cli_say_usage("%s takes a value", word);
	if (by_letter)
		return cli_say_usage("there is no option -%c", optopt);
	return cli_say_usage("%s: no such option, or not like this", word);
}

static void add(struct cli_args *args, enum cli_option option, char *value)
{
	size_t size = (args->given_count + 1) * sizeof(*args->given);

	args->given = realloc(args->given, size);
	if (!args->given)
		abort();
	args->given[args->given_count++] = (struct cli_given){option, value};
}

int cli_options_read(struct cli_args *args, int argc, char **argv)
{
	struct forms forms;
	int told;

	make_forms(&forms);
	*args = (struct cli_args){0};
	while ((told = getopt_long(argc, argv, forms.letters, forms.names,
				   NULL)) >= 0) {
		if (told == ':' || told == '?')
			return refuse(told, argv[optind - 1]);
		add(args, find(told), optarg);
	}
	args->operands = argv + optind;
	args->operand_count = (size_t)(argc - optind);
	return 0;
}

void cli_options_reset(struct cli_args *args)
{
	free(args->given);
	*args = (struct cli_args){0};
}

static const struct cli_given *last(const struct cli_args *args,
				    enum cli_option option)
{
	for (size_t i = args->given_count; i > 0; i--) {
		if (args->given[i - 1].option == option)
			return &args->given[i - 1];
	}
	return NULL;
}

bool cli_options_has(const struct cli_args *args, enum cli_option option)
{
	return last(args, option);
}

const char *cli_options_value(const struct cli_args *args,
			      enum cli_option option)
{
	const struct cli_given *given = last(args, option);

	return given ? given->value : NULL;
}

int cli_options_check(const struct cli_args *args, const char *verb,
		      unsigned kinds)
{
	for (size_t i = 0; i < args->given_count; i++) {
		const struct row *row = &rows[args->given[i].option];

		if (!(row->kinds & kinds))
			return cli_say_usage("%s takes no --%s", verb,
					     row->name);
	}
	return 0;
}

static void help(FILE *out, const struct row *row)
{
	char name[40];

	snprintf(name, sizeof(name), "--%s%s%s", row->name,
		 row->value ? " " : "", row->value ? row->value : "");
	if (row->letter)
		fprintf(out, "  -%c, %-24s %s\n", row->letter, name, row->help);
	else
		fprintf(out, "      %-24s %s\n", name, row->help);
}

void cli_options_help(FILE *out, unsigned kinds)
{
	for (int i = 0; i < CLI_OPTIONS; i++) {
		if (rows[i].kinds & kinds)
			help(out, &rows[i]);
	}
}
