/*
 * params.h - words of the command line as parameters of the API
 *
 * Knows the forms of a RESOURCE and what each option of a request is called
 * in coap.request.  Does not know whether the daemon takes it: that is the
 * daemon's to say.
 */
#ifndef CLI_PARAMS_H
#define CLI_PARAMS_H

#include "cli/options.h"
#include <jansson.h>

/*
 * Each adds to the object @params: 0, or an exit status after telling why.
 */

/* "/path", "TARGET:/path", "coap://host/path" */
int cli_params_resource(json_t *params, const char *resource);
/* "TARGET", "coap://host" */
int cli_params_target(json_t *params, const char *target);
/* The options of a request, in their order. */
int cli_params_options(json_t *params, const struct cli_args *args);
/* A text, which must be UTF-8. */
int cli_params_text(json_t *params, const char *name, const char *text);

#endif
