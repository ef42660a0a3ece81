/*
 * power.h - on, off and through a reset: what is kept and what is not
 */
#ifndef SIM_POWER_H
#define SIM_POWER_H

#include "sim/state.h"

/* As it came from the factory. */
void sim_power_factory(struct sim_modem *s);
/* ATZ, AT&F: echo, error form and reports as after a boot. */
void sim_power_defaults(struct sim_modem *s);
/* Ready at once: @registered as a session left it. */
void sim_power_ready(struct sim_modem *s, bool registered);
/* Everything volatile is gone now; +SYSSTART comes after boot_time. */
void sim_power_reboot(struct sim_modem *s);
/* The same by a command: OK and +SHUTDOWN first.  Returns SIM_DONE. */
int sim_power_restart(struct sim_modem *s);
/* Only a reset revives it. */
void sim_power_off(struct sim_modem *s);

nb_ms sim_power_deadline(const struct sim_modem *s);
void sim_power_expire(struct sim_modem *s);

#endif
