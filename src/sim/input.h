/*
 * input.h - the host's bytes: command lines, payload behind a prompt, and the
 * one command that runs
 *
 * Knows echo, line ends, what comes too early, and when a command is called
 * again.  Does not know what any command does.  While one runs the bytes are
 * held and parsed after it: nothing is known of a modem that queues commands,
 * so a driver that sends early is counted.
 */
#ifndef SIM_INPUT_H
#define SIM_INPUT_H

#include "sim/state.h"

void sim_input_bytes(struct sim_modem *s, const void *data, size_t len);
/* Runs the command that is due, and parses on as far as that goes. */
void sim_input_run(struct sim_modem *s);
nb_ms sim_input_deadline(const struct sim_modem *s);

#endif
