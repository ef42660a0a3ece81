/*
 * format.h - JSON for people: pairs and tables
 *
 * Knows that a member's name may end in its unit (rtt_ms, uptime_s, rsrp_dbm)
 * and that null is unknown.  Does not know what any member means, so that one
 * which is new in the API shows by itself.
 */
#ifndef CLI_FORMAT_H
#define CLI_FORMAT_H

#include <jansson.h>
#include <stdio.h>

/*
 * Writes a line for each value in @object, "modem rsrp   -97 dBm"; members of
 * inner objects too, under both names.  Arrays of objects are left out.
 */
void cli_format_pairs(FILE *out, json_t *object);

/*
 * Writes an array of objects as a table with a line for each; the first one's
 * members are the columns.  Nothing when the array is empty.
 */
void cli_format_table(FILE *out, const json_t *rows);

#endif
