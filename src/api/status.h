/*
 * status.h - the result of sys.status
 */
#ifndef API_STATUS_H
#define API_STATUS_H

#include "api/engine.h"
#include "base/link.h"

/* A new reference. */
json_t *api_status(const struct api *api, const struct nb_link_status *link,
		   nb_ms now);

#endif
