/*
 * line.h - cuts what a modem sends into lines, prompts and counted data
 *
 * Knows CR, LF, the prompt "> " and that NUL and 0xFF are noise.  Does not
 * know what a line means, nor which command is in flight: its owner says when
 * a prompt may come and how many bytes of data follow.  A byte machine: it may
 * be fed in any pieces, and it never keeps more than AT_LINE_MAX bytes.
 */
#ifndef AT_LINE_H
#define AT_LINE_H

#include <nbcoap/types.h>

/* Longest line kept, with its NUL; a longer one is dropped and counted. */
#define AT_LINE_MAX 1024

enum at_token {
	AT_TOKEN_NONE,   /* nothing is complete yet                    */
	AT_TOKEN_LINE,   /* text, len: a line that is not empty        */
	AT_TOKEN_PROMPT, /* "> " at the start of a line                */
	AT_TOKEN_HEAD,   /* text, len: data may follow in the same line */
	AT_TOKEN_DATA,   /* as many bytes as were expected have come   */
};

enum at_line_state {
	AT_LINE_START,   /* nothing of this line has come      */
	AT_LINE_TEXT,    /* some of it has                     */
	AT_LINE_CHEVRON, /* '>' at its start, ' ' may follow   */
	AT_LINE_SKIP,    /* it is too long                     */
	AT_LINE_DATA_LF, /* the LF before the data may come    */
	AT_LINE_DATA,    /* counted data                       */
};

struct at_line {
	enum at_line_state state;
	const char *head; /* of a line with data in it; NULL: there is none */
	bool prompt_expected;
	bool complete;          /* text was handed out: start over   */
	char end;               /* the byte that ended the last line */
	char text[AT_LINE_MAX]; /* NUL-terminated once complete   */
	size_t len;
	uint8_t *data;
	size_t data_len, data_want;
	uint32_t dropped; /* lines that were too long */
};

void at_line_init(struct at_line *l);

/*
 * Takes bytes up to the end of one token and returns how many; *@token says
 * what is complete.  A line's text stays valid until the next call.
 */
size_t at_line_input(struct at_line *l, const void *data, size_t len,
		     enum at_token *token);

/* Whether "> " at the start of a line is a prompt or text. */
void at_line_expect_prompt(struct at_line *l, bool expected);

/*
 * A line that begins with @head has a token of its own at its second comma: it
 * goes on with data, if the owner says so.
 */
void at_line_expect_head(struct at_line *l, const char *head);

/*
 * After a line or a head: the next @want bytes (over 0) are data, whatever they
 * are, and go to @room.  The text stays valid until the data's token is taken.
 */
void at_line_expect_data(struct at_line *l, uint8_t *room, size_t want);
/* No data are expected any more; what comes is lines again. */
void at_line_abandon_data(struct at_line *l);

#endif
