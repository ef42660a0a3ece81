/*
 * amount.h - numbers with a unit as text, both ways: "15s", "64 KiB", "4/h"
 *
 * Knows decimal digits and tables of units.  Does not know what the number is
 * for, nor its limits.
 */
#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H

#include <nbcoap/types.h>

/* Room for any amount or rate as text, with its NUL. */
#define NB_AMOUNT_TEXT 48

/* A row of a table that ascends and is ended by a row without a name. */
struct nb_unit {
	const char *name;
	int64_t factor;
};

extern const struct nb_unit nb_units_duration[]; /* ms s m h d, in ms    */
extern const struct nb_unit nb_units_size[];     /* B KiB MiB, in bytes  */

/* So much in so long; amount 0: off. */
struct nb_rate {
	int64_t amount;
	nb_ms per;
};

/*
 * Reads digits and one of @units, with blanks between them or none; @units
 * NULL: digits alone.  A zero needs no unit.  No sign, no fraction; the whole
 * text must be the amount.  0, or NB_ERR_PEER; *@out is untouched then.
 */
int nb_amount_parse(int64_t *out, const char *text,
		    const struct nb_unit *units);

/*
 * Writes @value (not negative) in the largest unit that is exact: "15s".  A
 * zero stands alone: "0".  Returns its length, or NB_ERR_SPACE.
 */
int nb_amount_format(char *buf, size_t cap, int64_t value,
		     const struct nb_unit *units);

/*
 * Reads an amount (in @units, or a count when NULL), a slash, and a time: s m
 * h d or day.  0, or NB_ERR_PEER.
 */
int nb_rate_parse(struct nb_rate *out, const char *text,
		  const struct nb_unit *units);

/* Writes @rate, whose time is that of one unit: "200KiB/day". */
int nb_rate_format(char *buf, size_t cap, const struct nb_rate *rate,
		   const struct nb_unit *units);

#endif
