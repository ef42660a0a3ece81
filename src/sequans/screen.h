/*
 * screen.h - which AT lines of other people may go to the modem
 *
 * Knows the commands that would break what the driver knows of its modem:
 * sockets, echo, speed, reset, radio and context, and those that open a prompt.
 * Reading such a setting ("AT+CEREG?") does no harm.  Several commands in one
 * line are looked at one by one; of those without a '+' or its like (ITU-T
 * V.250, 5.4.1) only ATI is harmless.
 */
#ifndef SEQUANS_SCREEN_H
#define SEQUANS_SCREEN_H

#include "at/args.h"

/* The longest line, without its end. */
#define SQN_SCREEN_LINE 512

enum sqn_screen {
	SQN_SCREEN_GOOD,
	SQN_SCREEN_DENIED,  /* it would break the driver's state */
	SQN_SCREEN_BAD,     /* no AT line                        */
	SQN_SCREEN_CONTROL, /* it has control characters         */
};

enum sqn_screen sqn_screen(const char *line);

/*
 * The next command of a line that is not bad, without the blanks around it;
 * @*at begins behind "AT" and is NULL after the last one.
 */
struct at_text sqn_screen_next(const char **at);
/* Its name: "+CEREG" of "+CEREG?". */
struct at_text sqn_screen_name(const struct at_text *command);

#endif
