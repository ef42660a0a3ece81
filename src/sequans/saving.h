/*
 * saving.h - power saving mode and eDRX: what is asked for and what is granted
 *
 * Knows +CPSMS, +CEDRXS and what comes of them (3GPP TS 27.007, 7.38 to 7.41),
 * and from that when the modem sleeps: an uplink wakes it, a downlink waits.
 * Sleep is a state, never a reason to ask the modem for anything.
 */
#ifndef SEQUANS_SAVING_H
#define SEQUANS_SAVING_H

#include "sequans/step.h"

/* Is it configured? */
bool sqn_saving_has_psm(const struct sqn_modem *m);

extern const struct sqn_step sqn_saving_psm_asked;
extern const struct sqn_step sqn_saving_psm_written;
extern const struct sqn_step sqn_saving_edrx_asked;
extern const struct sqn_step sqn_saving_edrx_written;
/* Of a modem that is taken over; another tells it when it is registered. */
extern const struct sqn_step sqn_saving_edrx_now;

/* What +CEREG says behind the access technology: two numbers, T3324, T3412. */
void sqn_saving_granted(struct sqn_modem *m, struct at_args *args);
/* The arguments of +CEDRXP or +CEDRXRDP: <AcT>,"asked","granted","window" */
void sqn_saving_edrx(struct sqn_modem *m, const char *text, size_t len);
/* The radio is off: nothing is granted any more. */
void sqn_saving_forget(struct sqn_modem *m);
/*
 * The registration is lost.  PSM's timers are told with the next one; an eDRX
 * cycle is told again only when it has changed.
 */
void sqn_saving_lost(struct sqn_modem *m);

/* A datagram has come or gone: it is awake. */
void sqn_saving_touch(struct sqn_modem *m, nb_ms now);
bool sqn_saving_is_asleep(const struct sqn_modem *m);
/*
 * When it falls asleep, or before that must tell who waits for an answer;
 * NB_NEVER: it does not, or does already.
 */
nb_ms sqn_saving_deadline(const struct sqn_modem *m);
void sqn_saving_expire(struct sqn_modem *m, nb_ms now);
/* How long a downlink may have to wait: NB_NEVER: until an uplink. */
nb_ms sqn_saving_page(const struct sqn_modem *m);

#endif
