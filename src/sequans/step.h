/*
 * step.h - one step of bring-up
 *
 * Knows the shape of a step and what many of them share.  Each module has the
 * steps of its subject; in which order they are taken says bringup.c.
 */
#ifndef SEQUANS_STEP_H
#define SEQUANS_STEP_H

#include "sequans/driver.h"

/*
 * A command that is left out unless @wanted, asked again @retries times, a
 * second apart; and when a @required one fails, the ladder is climbed.  One
 * that failed and is wanted still is led up to again, a second later, by the
 * steps from @from on.
 */
struct sqn_step {
	enum sqn_command command;
	bool (*wanted)(const struct sqn_modem *m);
	void (*write)(const struct sqn_modem *m, struct at_writer *w);
	void (*info)(struct sqn_modem *m, const struct at_event *ev, nb_ms now);
	void (*done)(struct sqn_modem *m, bool ok);
	unsigned retries;
	bool required;
	bool again; /* as long as it is wanted */
	const struct sqn_step *from;
};

/*
 * The modem is not taken over as it is, but goes through CFUN=0 and is set up:
 * known once it has been asked for all that it keeps.
 */
bool sqn_is_set_up(const struct sqn_modem *m);

/* The modem keeps something that is configured otherwise. */
void sqn_differs(struct sqn_modem *m);

/* Arguments that many commands have. */
void sqn_write_0(const struct sqn_modem *m, struct at_writer *w);
void sqn_write_1(const struct sqn_modem *m, struct at_writer *w);
void sqn_write_question(const struct sqn_modem *m, struct at_writer *w);

#endif
