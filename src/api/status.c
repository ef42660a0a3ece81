#include "api/status.h"

#include "base/addr.h"

static const char *const states[] = {
	[NB_LINK_ABSENT] = "absent",       [NB_LINK_DOWN] = "down",
	[NB_LINK_SEARCHING] = "searching", [NB_LINK_UP] = "up",
	[NB_LINK_ASLEEP] = "asleep",       [NB_LINK_RELEASED] = "released",
};

static const char *const registrations[] = {
	[NB_REGISTRATION_UNKNOWN] = "",
	[NB_REGISTRATION_NONE] = "none",
	[NB_REGISTRATION_HOME] = "home",
	[NB_REGISTRATION_SEARCHING] = "searching",
	[NB_REGISTRATION_DENIED] = "denied",
	[NB_REGISTRATION_ROAMING] = "roaming",
};

/* What is unknown is null. */
static json_t *text_or_null(const char *text)
{
	return *text ? json_string(text) : json_null();
}

static json_t *count_or_null(bool known, json_int_t n)
{
	return known ? json_integer(n) : json_null();
}

static json_t *addresses(const struct nb_link_status *s)
{
	json_t *array = json_array();
	char text[NB_ADDR_TEXT];

	for (size_t i = 0; i < s->address_count; i++) {
		nb_addr_format_host(&s->address[i], text, sizeof(text));
		json_array_append_new(array, json_string(text));
	}
	return array;
}

/* Power saving mode, as granted. */
static json_t *psm(const struct nb_link_status *s)
{
	if (s->psm_tau <= 0)
		return json_null();
	return json_pack("{s:I, s:I}", "active_s",
			 (json_int_t)(s->psm_active / 1000), "tau_s",
			 (json_int_t)(s->psm_tau / 1000));
}

static json_t *modem(const struct nb_link_status *s)
{
	json_t *m = json_object();
	bool rsrp = s->rsrp_age >= 0;

	json_object_set_new(m, "driver", json_string(s->driver));
	json_object_set_new(m, "state", json_string(states[s->state]));
	json_object_set_new(m, "model", text_or_null(s->model));
	json_object_set_new(m, "revision", text_or_null(s->revision));
	json_object_set_new(m, "imei", text_or_null(s->imei));
	json_object_set_new(m, "iccid", text_or_null(s->iccid));
	json_object_set_new(m, "registration",
			    text_or_null(registrations[s->registration]));
	json_object_set_new(m, "operator", text_or_null(s->operator_id));
	json_object_set_new(m, "rat", text_or_null(s->rat));
	json_object_set_new(m, "address", addresses(s));
	json_object_set_new(m, "rsrp_dbm", count_or_null(rsrp, s->rsrp_dbm));
	json_object_set_new(m, "rsrp_age_s",
			    count_or_null(rsrp, s->rsrp_age / 1000));
	json_object_set_new(m, "sockets", json_integer(s->sockets));
	json_object_set_new(m, "psm", psm(s));
	json_object_set_new(m, "edrx_ms",
			    count_or_null(s->edrx_cycle > 0, s->edrx_cycle));
	return m;
}

static json_t *target(const struct gw_target_status *t)
{
	json_t *o = json_object();
	char peer[NB_ADDR_TEXT] = "";

	if (nb_addr_is_set(&t->peer))
		nb_addr_format(&t->peer, peer, sizeof(peer));
	json_object_set_new(o, "name", json_string(t->name));
	json_object_set_new(o, "peer", text_or_null(peer));
	json_object_set_new(o, "in_flight",
			    json_integer((json_int_t)t->in_flight));
	json_object_set_new(o, "waiting", json_integer((json_int_t)t->waiting));
	json_object_set_new(o, "answered",
			    json_integer((json_int_t)t->answered));
	json_object_set_new(o, "unanswered",
			    json_integer((json_int_t)t->unanswered));
	json_object_set_new(o, "last_heard_s",
			    count_or_null(t->heard_ago >= 0,
					  t->heard_ago / 1000));
	json_object_set_new(o, "rtt_ms", count_or_null(t->rtt >= 0, t->rtt));
	return o;
}

static json_t *targets(const struct api *api, nb_ms now)
{
	json_t *array = json_array();
	struct gw_target_status t;

	for (size_t i = 0; gw_target_status(api->setup.gateway, i, &t, now);
	     i++)
		json_array_append_new(array, target(&t));
	return array;
}

json_t *api_status(const struct api *api, const struct nb_link_status *link,
		   nb_ms now)
{
	const struct gw_counters *gw = gw_counters(api->setup.gateway);

	return json_pack("{s:o, s:o, s:{s:I, s:i}, s:I, s:I}", "modem",
			 modem(link), "targets", targets(api, now), "queue",
			 "waiting", (json_int_t)gw->waiting, "durable", 0,
			 "clients", (json_int_t)api->counters.clients,
			 "uptime_s", (json_int_t)((now - api->opened) / 1000));
}
