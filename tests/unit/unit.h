/*
 * unit.h - runs the cases of one folder with libcheck
 *
 * Each file of tests gives one TCase; the folder's main lists them.  Tests are
 * sentences, time is a number that the test moves, nothing sleeps.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>

/* A file's case; the table of a main() ends with NULL. */
typedef TCase *(*unit_case)(void);

/* Runs all cases, prints libcheck's lines; the exit status of main(). */
int unit_run(const char *folder, const unit_case *cases);

#endif
