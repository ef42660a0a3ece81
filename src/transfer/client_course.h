/*
 * client_course.h - what a transfer meets in its course
 *
 * Knows what a response, a notification, a failure and a deadline do to it.
 * Those that return a bool say whether there is something to tell, which is in
 * *@out then.  Does not know whose turn it is.
 */
#ifndef TRANSFER_CLIENT_COURSE_H
#define TRANSFER_CLIENT_COURSE_H

#include "transfer/client_state.h"

/* An event of one of its exchanges. */
bool nbcoap_client_course(struct nbcoap_client *c, uint32_t slot,
			  const struct nbcoap_event *ev,
			  struct nbcoap_client_event *out, nb_ms now);

/* It ends in failure. */
void nbcoap_client_fail(struct nbcoap_client *c, uint32_t slot,
			enum nbcoap_failure failure,
			struct nbcoap_client_event *out, nb_ms now);

/* It is time to register again. */
void nbcoap_client_renew(struct nbcoap_client *c, uint32_t slot, nb_ms now);

/* Nobody wants to hear of it any more; adds to *@progress. */
void nbcoap_client_leave_exchanges(struct nbcoap_client *c, uint32_t slot,
				   struct nbcoap_progress *progress, nb_ms now);
/* It is no more. */
void nbcoap_client_remove(struct nbcoap_client *c, uint32_t slot);

#endif
