#include "sequans/context.h"

#include <string.h>

static bool has_apn(const struct sqn_modem *m)
{
	return m->config.apn[0];
}

/* ---- its type and access point ---- */

static const char *pdp_name(const struct sqn_modem *m)
{
	static const char *const names[] = {
		[SQN_PDP_IPV4] = "IP",
		[SQN_PDP_IPV6] = "IPV6",
		[SQN_PDP_IPV4V6] = "IPV4V6",
	};

	return names[m->config.pdp_type];
}

static void take_context(struct sqn_modem *m, const struct at_event *ev,
			 nb_ms now)
{
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	uint32_t cid = at_args_number(&args);
	struct at_text type = at_args_text(&args);
	struct at_text apn = at_args_text(&args);
	if (at_args_ok(&args) && cid == m->config.cid)
		m->bringup.context_fits = at_text_is(&type, pdp_name(m)) &&
					  at_text_is(&apn, m->config.apn);
}

static void context_asked(struct sqn_modem *m, bool ok)
{
	(void)ok;
	if (!m->bringup.context_fits)
		sqn_differs(m);
}

const struct sqn_step sqn_context_asked = {
	.command = SQN_CONTEXTS,
	.wanted = has_apn,
	.write = sqn_write_question,
	.info = take_context,
	.done = context_asked,
};

static bool is_context_written(const struct sqn_modem *m)
{
	return has_apn(m) && !m->bringup.context_fits;
}

static void write_context(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, (uint32_t)m->config.cid);
	at_write_quoted(w, pdp_name(m));
	at_write_quoted(w, m->config.apn);
}

const struct sqn_step sqn_context_written = {
	.command = SQN_CONTEXT,
	.wanted = is_context_written,
	.write = write_context,
	.required = true,
};

/* ---- who we are there ---- */

static bool is_exactly(const struct at_text *t, const char *text)
{
	return t->len == strlen(text) && memcmp(t->text, text, t->len) == 0;
}

/* The password is not told by all. */
static enum sqn_login judge(const struct sqn_modem *m, struct at_args *args)
{
	struct at_text user, password;

	if (at_args_number(args) != (uint32_t)m->config.apn_auth)
		return SQN_LOGIN_OTHER;
	if (m->config.apn_auth == SQN_AUTH_NONE)
		return SQN_LOGIN_SAME;
	if (!at_args_next(args, &user) ||
	    !is_exactly(&user, m->config.apn_user))
		return SQN_LOGIN_OTHER;
	if (!at_args_next(args, &password) || password.len == 0)
		return SQN_LOGIN_UNTOLD;
	return is_exactly(&password, m->setup.apn_password) ? SQN_LOGIN_SAME
							    : SQN_LOGIN_OTHER;
}

/* +CGAUTH: <cid>,<protocol>[,"user"[,"password"]] */
static void take_login(struct sqn_modem *m, const struct at_event *ev,
		       nb_ms now)
{
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	if (at_args_number(&args) != m->config.cid)
		return;
	m->bringup.login = judge(m, &args);
	if (m->bringup.login == SQN_LOGIN_OTHER)
		sqn_differs(m);
}

const struct sqn_step sqn_context_login_asked = {
	.command = SQN_LOGINS,
	.wanted = has_apn,
	.write = sqn_write_question,
	.info = take_login,
};

static bool is_login_written(const struct sqn_modem *m)
{
	switch (m->bringup.login) {
	case SQN_LOGIN_UNTOLD:
		return has_apn(m) && sqn_is_set_up(m) &&
		       m->config.apn_auth != SQN_AUTH_NONE;
	case SQN_LOGIN_SAME:
		return false;
	case SQN_LOGIN_OTHER:
		return true;
	}
	return false;
}

static void write_login(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, (uint32_t)m->config.cid);
	at_write_number(w, (uint32_t)m->config.apn_auth);
	if (m->config.apn_auth == SQN_AUTH_NONE)
		return;
	at_write_quoted(w, m->config.apn_user);
	at_write_quoted(w, m->setup.apn_password);
}

static void login_written(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_WARNING,
			"modem: it takes no user and password (apn-auth)");
}

const struct sqn_step sqn_context_login_written = {
	.command = SQN_LOGIN,
	.wanted = is_login_written,
	.write = write_login,
	.done = login_written,
};

/* ---- addresses ---- */

/* Hexadecimal digits without zeros left out: what libc can read, too. */
static void write_form(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 1);
	at_write_number(w, 0);
	at_write_number(w, 1);
	at_write_number(w, 0);
}

const struct sqn_step sqn_context_form = {
	.command = SQN_ADDRESS_FORM,
	.write = write_form,
};
