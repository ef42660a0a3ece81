/*
 * options.h - nbgate-sim's command line (nbgate-sim(1))
 *
 * Knows the options, what their values may be and their defaults.  Does not
 * open anything.
 */
#ifndef SIMD_OPTIONS_H
#define SIMD_OPTIONS_H

#include "simd/rules.h"

/* Exit statuses beside 0. */
enum simd_exit {
	SIMD_EXIT_SYSTEM = 1,
	SIMD_EXIT_USAGE = 64,
};

/* Strings belong to the command line. */
struct simd_options {
	const char *link;
	const char *transcript;
	const char *stats;
	const char *control;
	const char *replay;
	uint32_t baud;         /* 0: none, and bytes take no time */
	struct sim_config sim; /* its names are those of the rules */
	struct simd_rules rules;
};

enum simd_parsed {
	SIMD_RUN,
	SIMD_DONE,  /* --help or --version was answered */
	SIMD_WRONG, /* a fault was told on stderr */
};

/* @o must not move afterwards: o->sim points into it. */
enum simd_parsed simd_options_parse(struct simd_options *o, int argc,
				    char **argv);

#endif
