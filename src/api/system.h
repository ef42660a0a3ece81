/*
 * system.h - the methods sys.*
 */
#ifndef API_SYSTEM_H
#define API_SYSTEM_H

#include "api/engine.h"

extern const char *const api_system_formats[];

void api_system_hello(struct api_turn *turn);
void api_system_status(struct api_turn *turn);
void api_system_metrics(struct api_turn *turn);

#endif
