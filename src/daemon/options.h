/*
 * options.h - nbgated's command line
 *
 * Knows the options and their words.  Does not do what they ask for.
 */
#ifndef DAEMON_OPTIONS_H
#define DAEMON_OPTIONS_H

enum options_task {
	OPTIONS_RUN,
	OPTIONS_CHECK_CONFIG,
	OPTIONS_DUMP_CONFIG,
	OPTIONS_VERSION,
	OPTIONS_HELP,
	OPTIONS_WRONG, /* a usage error; standard error tells it */
};

struct options {
	enum options_task task;
	char instance[33]; /* "modem0" unless told */
	char config[256];  /* the file */
};

/* Reads the command line. */
void options_read(struct options *o, int argc, char **argv);

extern const char options_help[];

#endif
