#include "nbsqn/settings.h"

#include "base/assert.h"
#include "conf/value.h"
#include "sequans/key_check.h"
#include "sequans/keys.h"

#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(struct conf_why) == NBSQN_WHY, "the same room");

/* What is about files and the port. */
static bool is_users(const char *key)
{
	static const char *const keys[] = {
		"driver",
		"device",
		"flow-control",
		"pin-file",
		"apn-password-file",
		"init-file",
		"nat-lifetime",
	};

	for (size_t i = 0; i < NB_COUNT(keys); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

static const struct nb_key *find(const char *name)
{
	const struct nb_key *key = sqn_section_modem.keys;

	while (key->name && strcmp(key->name, name) != 0)
		key++;
	return key->name && !is_users(name) ? key : NULL;
}

static bool set(struct sqn_config *config, const struct nbsqn_setting *s,
		struct conf_why *why)
{
	const struct nb_key *key = find(s->key);

	if (key)
		return conf_value_parse(key, s->value,
					(char *)config + key->offset, why);
	snprintf(why->text, sizeof(why->text), "unknown setting");
	return false;
}

int nbsqn_setting_check(const struct nbsqn_setting *setting,
			char why[NBSQN_WHY])
{
	struct sqn_config config;
	struct conf_why wrong;

	if (set(&config, setting, &wrong))
		return 0;
	memcpy(why, wrong.text, sizeof(wrong.text));
	return NB_ERR_CALLER;
}

/* The user's keys, too: the driver does not look at them. */
static void set_defaults(struct sqn_config *config)
{
	struct conf_why why;

	memset(config, 0, sizeof(*config));
	for (const struct nb_key *k = sqn_section_modem.keys; k->name; k++)
		if (k->initial)
			conf_value_parse(k, k->initial,
					 (char *)config + k->offset, &why);
}

static bool set_all(struct sqn_config *config, const struct nbsqn_setting *s)
{
	struct conf_why why;

	for (; s && s->key; s++)
		if (!set(config, s, &why))
			return false;
	return true;
}

/* @text NULL is "". */
static bool copy(char *out, size_t cap, const char *text,
		 const char *(*check)(const char *text))
{
	size_t len = text ? strlen(text) : 0;

	out[0] = '\0';
	if (len == 0)
		return true;
	if (len >= cap || check(text))
		return false;
	memcpy(out, text, len + 1);
	return true;
}

bool nbsqn_settings_apply(struct sqn_config *config, struct sqn_setup *out,
			  const struct nbsqn_setup *in)
{
	*out = (struct sqn_setup){
		.config = config,
		.coap_port = in->local_port,
		.refused_pin = {in->refused_pin.pin, in->refused_pin.sim},
		.local_port = in->local_port_of,
		.local_port_arg = in->local_port_arg,
	};
	memcpy(out->secret, in->secret, sizeof(out->secret));
	set_defaults(config);
	return set_all(config, in->settings) &&
	       copy(out->pin, sizeof(out->pin), in->pin, sqn_check_pin) &&
	       copy(out->apn_password, sizeof(out->apn_password),
		    in->apn_password, sqn_check_quotable);
}
