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

/* The longest line, without its end. */
#define SQN_SCREEN_LINE 512

enum sqn_screen {
	SQN_SCREEN_GOOD,
	SQN_SCREEN_DENIED, /* it would break the driver's state          */
	SQN_SCREEN_BAD,    /* no AT line, or one with control characters */
};

enum sqn_screen sqn_screen(const char *line);

#endif
