/*
 * send.h - datagrams on their way down
 *
 * Knows whose turn it is, and what a refusal means: not sent; three in a row,
 * and the socket is opened anew; three more, and the ladder is climbed.  Does
 * not know how a socket is opened.
 */
#ifndef SEQUANS_SEND_H
#define SEQUANS_SEND_H

#include "sequans/driver.h"

/* The pauses that end. */
void sqn_send_expire(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_send_part;

#endif
