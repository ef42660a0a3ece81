/*
 * options.h - nbgate-sim's command line (contract/cli.md)
 *
 * Knows the options, what their values may be and their defaults.  Does not
 * open anything.
 */
#ifndef SIMD_OPTIONS_H
#define SIMD_OPTIONS_H

#include "sim/config.h"

#define SIMD_MAPS    32
#define SIMD_LISTENS 16
#define SIMD_NAMES   64

/* Exit statuses beside 0. */
enum simd_exit {
	SIMD_EXIT_SYSTEM = 1,
	SIMD_EXIT_USAGE = 64,
};

/* A public address and the loopback one behind it. */
struct simd_map {
	struct nb_addr public;
	struct nb_addr real;
	bool every_port;
};

/* The loopback address of a modem's local port. */
struct simd_listen {
	uint16_t local_port;
	struct nb_addr real;
};

/* Strings belong to the command line. */
struct simd_options {
	const char *link;
	const char *transcript;
	const char *stats;
	struct sim_config sim; /* its names are the ones below */
	struct simd_map maps[SIMD_MAPS];
	size_t map_count;
	struct simd_listen listens[SIMD_LISTENS];
	size_t listen_count;
	struct sim_name names[SIMD_NAMES];
	size_t name_count;
	size_t address_count;
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
