/*
 * exit.h - what the exit status tells
 *
 * Knows numbers that scripts rely on.
 */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

enum cli_exit {
	CLI_OK = 0,        /* 2.xx, or done                                 */
	CLI_FAILED = 1,    /* any other error                               */
	CLI_NO_DAEMON = 3, /* the daemon cannot be reached                  */
	CLI_4XX = 4,       /* the CoAP answer is a client error             */
	CLI_5XX = 5,       /* the CoAP answer is a server error             */
	CLI_NO_ANSWER = 6, /* no CoAP answer came                           */
	CLI_DENIED = 7,    /* a right is missing                            */
	CLI_LINK_DOWN = 8, /* no modem, no network, or the link is not up   */
	CLI_USAGE = 64,    /* the command line makes no sense               */
};

#endif
