#include "gateway/config_rules.h"

#include "base/addr.h"

#include <nbcoap/uri.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SECOND 1000

static const struct gw_target_config *find_target(const struct gw_config *c,
						  const char *name)
{
	for (size_t i = 0; i < c->target_count; i++)
		if (strcmp(c->targets[i].origin.name, name) == 0)
			return &c->targets[i];
	return NULL;
}

/* --- defaults that follow from other values ----------------------------- */

static void derive_access(struct gw_access_config *access,
			  const struct gw_settings *settings)
{
	char *const lists[] = {access->read, access->use, access->serve};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		snprintf(lists[i], sizeof(access->read), "@%s",
			 settings->socket_group);
}

/* At least 1: 0 would be no limit at all. */
static uint32_t bytes_per_second(const struct nb_rate *rate)
{
	if (!rate->amount)
		return 0;
	int64_t bytes = rate->amount * SECOND / rate->per;
	return bytes ? (uint32_t)bytes : 1;
}

static void derive_target(struct gw_target_config *t,
			  const struct gw_settings *settings, bool modem)
{
	const struct nb_origin *o = &t->origin;

	if (!nb_key_is_set(o, "local-port"))
		t->local_port = settings->coap_port;
	if (!nb_key_is_set(o, "profile"))
		t->profile = modem ? GW_PROFILE_NB_IOT : GW_PROFILE_RFC7252;

	const struct nbcoap_params *preset = t->profile == GW_PROFILE_NB_IOT
						     ? &nbcoap_params_nb_iot
						     : &nbcoap_params_rfc7252;
	if (!nb_key_is_set(o, "ack-timeout"))
		t->params.ack_timeout = preset->ack_timeout;
	if (!nb_key_is_set(o, "max-retransmit"))
		t->params.max_retransmit = preset->max_retransmit;
	if (!nb_key_is_set(o, "max-latency"))
		t->params.max_latency = preset->max_latency;
	t->params.processing_delay = t->params.ack_timeout;
	t->params.probing_rate = bytes_per_second(&t->probing_rate);
}

static void derive_route(struct gw_route_config *r, const struct gw_config *c)
{
	const struct gw_target_config *t = find_target(c, r->target);

	memcpy(r->allow, c->access->use, sizeof(r->allow));
	if (!nb_key_is_set(&r->origin, "remote-path"))
		snprintf(r->remote_path, sizeof(r->remote_path), "%s", r->path);
	if (t && !nb_key_is_set(&r->origin, "timeout"))
		r->timeout = nbcoap_max_transmit_wait(&t->params);
}

void gw_config_derive(struct gw_config *c)
{
	derive_access(c->access, &c->settings);
	for (size_t i = 0; i < c->target_count; i++)
		derive_target(&c->targets[i], &c->settings, c->modem);
	for (size_t i = 0; i < c->route_count; i++)
		derive_route(&c->routes[i], c);
}

/* --- what no single value tells ------------------------------------------ */

/* Where a rule is broken: the first of @keys that stands in a file. */
static struct nb_place place_of(const struct nb_origin *o,
				const char *const *keys)
{
	for (; *keys; keys++)
		if (nb_key_is_set(o, *keys))
			return nb_key_place(o, *keys);
	return o->place;
}

__attribute__((format(printf, 4, 5))) static void tell(struct nb_faults *faults,
						       struct nb_place where,
						       bool warning,
						       const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	faults->tell(faults, where, warning, text);
}

static void check_lifetime(const struct gw_target_config *t,
			   struct nb_faults *faults)
{
	static const char *const keys[] = {"peer-lifetime",     "ack-timeout",
					   "max-retransmit",    "max-latency",
					   "ack-random-factor", NULL};
	const struct nbcoap_params *p = &t->params;
	nb_ms longest = nbcoap_max_transmit_span(p) + p->max_latency;
	char needed[NB_AMOUNT_TEXT], given[NB_AMOUNT_TEXT];
	if (longest <= p->peer_lifetime)
		return;
	nb_amount_format(needed, sizeof(needed), longest, nb_units_duration);
	nb_amount_format(given, sizeof(given), p->peer_lifetime,
			 nb_units_duration);
	tell(faults, place_of(&t->origin, keys), false,
	     "peer-lifetime: must be at least %s, ack-timeout * "
	     "(2^max-retransmit - 1) * ack-random-factor + max-latency, "
	     "not %s",
	     needed, given);
}

static void check_token(const struct gw_target_config *t,
			struct nb_faults *faults)
{
	if (t->params.token_len == 0 && t->params.nstart > 1)
		tell(faults, nb_key_place(&t->origin, "token-length"), false,
		     "token-length: must be 1 to 8 with an nstart over 1");
}

static void check_zone(const struct gw_target_config *t, bool modem,
		       struct nb_faults *faults)
{
	if (modem && strchr(t->uri, '%') && strchr(t->uri, '[') &&
	    strchr(t->uri, '%') < strchr(t->uri, ']'))
		tell(faults, nb_key_place(&t->origin, "uri"), false,
		     "uri: must have no zone but with driver = udp");
}

/* A name may be anywhere; an address tells. */
static bool is_in_internet(const struct gw_target_config *t)
{
	struct nbcoap_uri uri;

	if (nbcoap_uri_parse(&uri, t->uri, strlen(t->uri)) < 0)
		return false;
	return !uri.literal ||
	       (uri.addr.family && nb_addr_is_global(&uri.addr));
}

/* RFC 7252, 4.8.1 */
static void warn_of_haste(const struct gw_target_config *t,
			  struct nb_faults *faults)
{
	if (!is_in_internet(t))
		return;
	if (t->params.ack_timeout < SECOND)
		tell(faults, nb_key_place(&t->origin, "ack-timeout"), true,
		     "ack-timeout: under 1s is not for the Internet "
		     "(RFC 7252, 4.8.1)");
	if (t->params.nstart > 1)
		tell(faults, nb_key_place(&t->origin, "nstart"), true,
		     "nstart: over 1 is not for the Internet "
		     "(RFC 7252, 4.8.1)");
}

static void check_route_target(const struct gw_config *c,
			       const struct gw_route_config *r,
			       struct nb_faults *faults)
{
	char names[160] = "";
	size_t len = 0;
	if (!r->target[0] || find_target(c, r->target))
		return;
	for (size_t i = 0; i < c->target_count && len < sizeof(names); i++)
		len += (size_t)snprintf(names + len, sizeof(names) - len,
					"%s%s", i ? ", " : "",
					c->targets[i].origin.name);
	tell(faults, nb_key_place(&r->origin, "target"), false,
	     "target: no [target %s]; must be one of: %s", r->target,
	     len ? names : "(there is no target)");
}

/* Of routes with one path only the first would ever be found. */
static void check_route_path(const struct gw_config *c, size_t route,
			     struct nb_faults *faults)
{
	const struct gw_route_config *r = &c->routes[route];
	if (!r->path[0])
		return;
	for (size_t i = 0; i < route; i++)
		if (strcmp(c->routes[i].path, r->path) == 0) {
			tell(faults, nb_key_place(&r->origin, "path"), false,
			     "path: %s is the path of [route %s], too", r->path,
			     c->routes[i].origin.name);
			return;
		}
}

void gw_config_check(const struct gw_config *c, struct nb_faults *faults)
{
	for (size_t i = 0; i < c->target_count; i++) {
		check_lifetime(&c->targets[i], faults);
		check_token(&c->targets[i], faults);
		check_zone(&c->targets[i], c->modem, faults);
		warn_of_haste(&c->targets[i], faults);
	}
	for (size_t i = 0; i < c->route_count; i++) {
		check_route_target(c, &c->routes[i], faults);
		check_route_path(c, i, faults);
	}
}
