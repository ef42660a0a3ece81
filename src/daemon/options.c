#include "daemon/options.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char options_help[] =
	"Usage: nbgated [OPTION]...\n"
	"The NB-IoT gateway daemon: runs in the foreground, owns one modem.\n"
	"\n"
	"  -c, --config FILE     the configuration; its drop-ins are\n"
	"                        FILE.d/*.conf (default:\n"
	"                        " NB_SYSCONFDIR "/nbgate/INSTANCE.conf)\n"
	"  -i, --instance NAME   the instance (default: modem0)\n"
	"      --check-config    tell what is wrong with it and exit: 0 or 78\n"
	"      --dump-config     print it with all defaults and exit\n"
	"  -V, --version         print the version and exit\n"
	"  -h, --help            print this and exit\n"
	"\n"
	"See nbgated(8) and nbgate.conf(5).\n";

static const struct option long_options[] = {
	{"config", required_argument, NULL, 'c'},
	{"instance", required_argument, NULL, 'i'},
	{"check-config", no_argument, NULL, 'C'},
	{"dump-config", no_argument, NULL, 'D'},
	{"version", no_argument, NULL, 'V'},
	{"help", no_argument, NULL, 'h'},
	{0},
};

/* Copies @text if it fits. */
static bool take(char *out, size_t cap, const char *text)
{
	size_t len = strlen(text);

	if (len >= cap)
		return false;
	memcpy(out, text, len + 1);
	return true;
}

/* A name that may stand in a path (nbgate.conf(5)). */
static bool is_name(const char *text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";

	return *text && *text != '.' && text[strspn(text, allowed)] == '\0';
}

static enum options_task wrong(const char *what, const char *value)
{
	fprintf(stderr, "nbgated: %s: %s\n", what, value);
	return OPTIONS_WRONG;
}

/* One option; what is to be done after it. */
static enum options_task read_one(struct options *o, int option)
{
	switch (option) {
	case 'c':
		if (!take(o->config, sizeof(o->config), optarg))
			return wrong("the path is too long", optarg);
		return o->task;
	case 'i':
		if (!is_name(optarg) ||
		    !take(o->instance, sizeof(o->instance), optarg))
			return wrong("an instance is 1 to 32 of A-Z a-z 0-9 "
				     "and . _ - (no . first)",
				     optarg);
		return o->task;
	case 'C':
		return OPTIONS_CHECK_CONFIG;
	case 'D':
		return OPTIONS_DUMP_CONFIG;
	case 'V':
		return OPTIONS_VERSION;
	case 'h':
		return OPTIONS_HELP;
	default:
		return OPTIONS_WRONG; /* getopt has told */
	}
}

void options_read(struct options *o, int argc, char **argv)
{
	int option;

	*o = (struct options){.task = OPTIONS_RUN, .instance = "modem0"};
	while (o->task != OPTIONS_WRONG &&
	       (option = getopt_long(argc, argv, "c:i:Vh", long_options,
				     NULL)) != -1)
		o->task = read_one(o, option);
	if (o->task != OPTIONS_WRONG && optind < argc)
		o->task = wrong("not an option", argv[optind]);
	if (!o->config[0])
		snprintf(o->config, sizeof(o->config),
			 NB_SYSCONFDIR "/nbgate/%s.conf", o->instance);
}
