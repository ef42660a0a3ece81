/*
 * timer.h - the timers of power saving, as 3GPP writes them
 *
 * Knows the bits of T3412 extended (TS 24.008, 10.5.7.4a), T3324 (10.5.7.3)
 * and an eDRX cycle (10.5.5.32), and the words of `psm` and `edrx`.  Does not
 * know commands.
 */
#ifndef SEQUANS_TIMER_H
#define SEQUANS_TIMER_H

#include "at/args.h"

/* The text of eight bits, with its NUL. */
#define SQN_TIMER_TEXT 9

struct sqn_psm {
	nb_ms tau, active;
};

/* "tau=12h active=10s"; false: it is not so. */
bool sqn_psm_parse(struct sqn_psm *psm, const char *text);
/* The number of a cycle ("20.48s" is 2), or -1. */
int sqn_edrx_parse(const char *text);

/* The shortest time that can be written and is not less than @time. */
void sqn_timer_tau(char bits[SQN_TIMER_TEXT], nb_ms time);
void sqn_timer_active(char bits[SQN_TIMER_TEXT], nb_ms time);
void sqn_timer_edrx(char bits[SQN_TIMER_TEXT], int number);

/* What the network says; -1: it is no time, or switched off. */
nb_ms sqn_timer_read_tau(const struct at_text *bits);
nb_ms sqn_timer_read_active(const struct at_text *bits);
nb_ms sqn_timer_read_edrx(const struct at_text *bits);

#endif
