/*
 * keys.h - the tables of [gateway], [access], [target NAME], [route NAME],
 * [serve NAME] and [proxy]: how each value is written and checked
 *
 * Knows keys, ranges, words and defaults.  Does not know INI or files: conf
 * fills the structs of gateway/config.h by them.  What values must agree on
 * among each other is in gateway/config_rules.h.
 */
#ifndef GATEWAY_KEYS_H
#define GATEWAY_KEYS_H

#include "base/key.h"
#include "gateway/config.h"

/* The words of what a request says, too; each list ends with NULL. */
extern const char *const gw_method_words[];   /* method code - 1 */
extern const char *const gw_priority_words[]; /* enum gw_priority */

extern const struct nb_section gw_section_gateway; /* gw_settings      */
extern const struct nb_section gw_section_access;  /* gw_access_config */
extern const struct nb_section gw_section_target;  /* gw_target_config */
extern const struct nb_section gw_section_route;   /* gw_route_config  */
extern const struct nb_section gw_section_serve;   /* gw_serve_config  */
extern const struct nb_section gw_section_proxy;   /* gw_proxy_config  */

#endif
