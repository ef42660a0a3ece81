#include "conf/conf.h"
#include "daemon/config.h"
#include "daemon/options.h"
#include "daemon/run.h"
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

static void tell_faults(const struct conf *conf)
{
	char line[CONF_LINE_TEXT];

	for (size_t i = 0; i < conf_fault_count(conf); i++) {
		conf_fault_format(conf, i, line, sizeof(line));
		fprintf(stderr, "%s\n", line);
	}
}

/* What is left to do when the configuration is good. */
static int use_config(const struct options *o,
		      const struct daemon_config *config)
{
	if (o->task == OPTIONS_RUN)
		return run(config, o->instance);
	if (o->task == OPTIONS_DUMP_CONFIG)
		conf_dump(config->conf, stdout);
	return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int with_config(const struct options *o)
{
	struct daemon_config config;
	int faults = daemon_config_open(&config, o->config, o->instance);
	int status = EX_CONFIG;

	if (config.conf)
		tell_faults(config.conf);
	if (faults < 0)
		fprintf(stderr, "nbgated: no memory\n");
	if (faults == 0)
		status = use_config(o, &config);
	else if (faults < 0)
		status = EX_OSERR;
	daemon_config_close(&config);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;

	signal(SIGPIPE, SIG_IGN);
	options_read(&options, argc, argv);
	switch (options.task) {
	case OPTIONS_VERSION:
		puts("nbgated " PACKAGE_VERSION);
		return EX_OK;
	case OPTIONS_HELP:
		fputs(options_help, stdout);
		return EX_OK;
	case OPTIONS_WRONG:
		fprintf(stderr, "Try 'nbgated --help'.\n");
		return EX_USAGE;
	case OPTIONS_RUN:
	case OPTIONS_CHECK_CONFIG:
	case OPTIONS_DUMP_CONFIG:
		return with_config(&options);
	}
	abort();
}
