/*
 * faults.h - the list of everything that is wrong with a configuration
 *
 * Knows a place, a text, and whether it stops the start.  Does not know what
 * is right.  Collects, because all faults are told, not only the first.
 */
#ifndef CONF_FAULTS_H
#define CONF_FAULTS_H

#include "base/key.h"

/* Longest text of a fault, with its NUL; longer ones are cut. */
#define CONF_FAULT_TEXT 400

struct conf_fault {
	struct nb_place place;
	bool warning;
	unsigned order; /* in which they were told */
	char text[CONF_FAULT_TEXT];
};

struct conf_faults {
	struct nb_faults sink; /* base's shape, for the owners of the keys */
	struct conf_fault *list;
	size_t count, cap;
	bool failed; /* there was no memory: the list is not whole */
};

void conf_faults_init(struct conf_faults *f);
void conf_faults_free(struct conf_faults *f);

/* A fault at @where; printf's @format. */
__attribute__((format(printf, 3, 4))) void
conf_faults_tell(struct conf_faults *f, struct nb_place where,
		 const char *format, ...);

/* Puts them in the order of files and lines. */
void conf_faults_sort(struct conf_faults *f);

/* How many stop the start (warnings do not). */
size_t conf_faults_errors(const struct conf_faults *f);

#endif
