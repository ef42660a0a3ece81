/*
 * registration.h - is there a network, and what are our addresses on it
 *
 * Knows +CEREG and +CGPADDR, and from them the state of the link.  Does not
 * know how the modem was brought up, nor does it ask for the registration: the
 * modem tells it.
 */
#ifndef SEQUANS_REGISTRATION_H
#define SEQUANS_REGISTRATION_H

#include "sequans/driver.h"

/* Access technologies (3GPP TS 27.007, 10.1.22). */
enum sqn_access {
	SQN_ACCESS_LTE_M = 7,
	SQN_ACCESS_NB_IOT = 9,
};

/* The arguments of an unsolicited +CEREG: <stat>[,"tac","ci",<AcT>] */
void sqn_registration_urc(struct sqn_modem *m, const char *text, size_t len,
			  nb_ms now);
/* Those of an answer, which has <n> before. */
void sqn_registration_answer(struct sqn_modem *m, const char *text, size_t len,
			     nb_ms now);
/* Registered, in a network that may be used. */
bool sqn_is_registered(const struct sqn_modem *m);
/* Over NB-IoT, as far as the modem has told. */
bool sqn_is_nb_iot(const struct sqn_modem *m);
/* Have we an address of that family? */
bool sqn_has_family(const struct sqn_modem *m, enum nb_family family);
/* Of which family a name's address is asked for first: IPv6 if we have it. */
enum nb_family sqn_first_family(const struct sqn_modem *m);
/* And which after @family; NB_FAMILY_NONE: no other. */
enum nb_family sqn_next_family(const struct sqn_modem *m,
			       enum nb_family family);

enum nb_registration sqn_registration_told(const struct sqn_modem *m);

/* Makes the link's state what the driver's has become. */
void sqn_update_state(struct sqn_modem *m, nb_ms now);
/* Are datagrams going out and coming in? */
bool sqn_is_up(const struct sqn_modem *m);

/*
 * A socket may not be what it was.  Of a modem that boots in silence it is found
 * out whether it has: then its reports are off.
 */
void sqn_registration_doubt(struct sqn_modem *m);

/* A dial failed: the context is activated anew where that has to be done. */
void sqn_registration_activate(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_registration_part;

#endif
