/*
 * client_course.h - what a transfer meets in its course
 *
 * Knows what a response, a notification, a failure and a deadline do to it.
 * Does not know whose turn it is.
 */
#ifndef TRANSFER_CLIENT_COURSE_H
#define TRANSFER_CLIENT_COURSE_H

#include "transfer/client_state.h"

/* Something happens to one of them, and may be told. */
struct nbcoap_client_course {
	struct nbcoap_client *c;
	struct nbcoap_transfer *t;
	struct nbcoap_client_event *out;
	nb_ms now;
};

/* An event of one of its exchanges; true: it is to be told. */
bool nbcoap_client_course(const struct nbcoap_client_course *x,
			  const struct nbcoap_event *ev);

/* It ends in failure, which is to be told. */
bool nbcoap_client_fail(const struct nbcoap_client_course *x,
			enum nbcoap_failure failure);

/* An answer to a registration, or to its end, is waited for so long. */
enum { NBCOAP_RENEWAL_PATIENCE = 247000 }; /* EXCHANGE_LIFETIME */

/*
 * It is time to register again; if the last time has not been answered, by a
 * request of its own.  Nothing is told.
 */
void nbcoap_client_renew(const struct nbcoap_client_course *x);

/* Nobody wants to hear of its exchanges any more. */
void nbcoap_client_leave_exchanges(struct nbcoap_client *c,
				   struct nbcoap_transfer *t, nb_ms now);
/* It is no more. */
void nbcoap_client_remove(struct nbcoap_client *c, struct nbcoap_transfer *t);

#endif
