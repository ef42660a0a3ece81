/*
 * recovery.h - what is tried when the modem does not do as it should
 *
 * Knows the rungs of DESIGN, "Recovery", above the socket (which
 * send.c opens anew), and that radio cycles and resets are limited.  Does not
 * know what went wrong: whoever sees trouble says how high the ladder has to be
 * climbed at least.  Loss of coverage is no trouble.
 */
#ifndef SEQUANS_RECOVERY_H
#define SEQUANS_RECOVERY_H

#include "sequans/driver.h"

enum sqn_rung {
	SQN_RUNG_NONE,
	SQN_RUNG_RADIO,   /* bring-up anew, through CFUN=0      */
	SQN_RUNG_RESET,   /* AT^RESET, then +SYSSTART           */
	SQN_RUNG_COMMAND, /* reset-command, if there is one    */
	SQN_RUNG_DEVICE,  /* the port is closed and opened anew */
};

/* @why: for the log, "sends are refused". */
void sqn_trouble(struct sqn_modem *m, enum sqn_rung at_least, const char *why,
		 nb_ms now);
/* A datagram went out: the next trouble begins at the ladder's foot. */
void sqn_no_trouble(struct sqn_modem *m);

/* A reset that the configuration wants: @why, for the log. */
void sqn_restart(struct sqn_modem *m, const char *why);

/* reset-command has ended: whatever it did, +SYSSTART is awaited. */
void sqn_command_ran(struct sqn_modem *m, nb_ms now);

/* The modem reboots: wait for +SYSSTART. */
void sqn_await_boot(struct sqn_modem *m, nb_ms now);
/* The port is to be opened, after the next back-off. */
void sqn_reopen(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_recovery_part;

#endif
