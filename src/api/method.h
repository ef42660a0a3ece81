/*
 * method.h - the table of methods
 *
 * Knows each method's name, parameters, errors and text: whoever adds one adds
 * a row.  The same table checks what comes and makes sys.describe.
 */
#ifndef API_METHOD_H
#define API_METHOD_H

#include "api/engine.h"

/* NULL: there is none of that name. */
const struct api_method *api_method_find(const char *name);

/* Checks the turn's parameters and runs its method, or refuses it. */
void api_method_run(struct api_turn *turn);

#endif
