/*
 * result.h - the final result codes, as a table
 *
 * Knows the lines that end a command (ITU-T V.250, 5.7; 3GPP TS 27.007, 9).
 * Does not know whose they are: NO CARRIER may come late, with nothing or
 * something else in flight, and then it ends nothing.
 */
#ifndef AT_RESULT_H
#define AT_RESULT_H

#include <nbcoap/types.h>

enum at_result {
	AT_RESULT_NONE, /* the line is no final result code                */
	AT_RESULT_OK,
	AT_RESULT_ERROR,
	AT_RESULT_CME_ERROR, /* of the equipment; with a number if it has one */
	AT_RESULT_CMS_ERROR, /* of a message service                          */
	AT_RESULT_NO_CARRIER, /* of a dial only                                */
	AT_RESULT_CONNECT, /* of a dial only: data mode, which nobody asked */
	AT_RESULT_PROMPT,  /* no line: data were asked for, there are none  */
	AT_RESULT_TIMEOUT, /* no line: its time limit passed                */
};

/*
 * What the whole line @text is.  *@code becomes the number of an error, or -1.
 */
enum at_result at_result_parse(const char *text, size_t len, int *code);

/* Does it end a dial and nothing else? */
bool at_result_is_of_dial(enum at_result result);

/* For people: "OK", "NO CARRIER", "no answer". */
const char *at_result_name(enum at_result result);

#endif
