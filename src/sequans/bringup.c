#include "sequans/bringup.h"
#include "base/assert.h"
#include "sequans/identity.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"

#include <string.h>

#define RETRY_WAIT 1000

/*
 * One step.  It is left out when @wanted says so; asked again @retries times,
 * a second apart; and when a @required one fails, the ladder is climbed.
 */
struct step {
	enum sqn_command command;
	bool (*wanted)(const struct sqn_modem *m);
	void (*write)(const struct sqn_modem *m, struct at_writer *w);
	void (*info)(struct sqn_modem *m, const struct at_event *ev, nb_ms now);
	void (*done)(struct sqn_modem *m, bool ok);
	unsigned retries;
	bool required;
	bool again; /* as long as it is wanted */
};

static void write_0(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 0);
}

static void write_1(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 1);
}

static void write_2(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 2);
}

static void write_read(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_read(w);
}

/* ---- who it is ---- */

static bool want_model(const struct sqn_modem *m)
{
	return !m->identity.model[0];
}

static bool want_revision(const struct sqn_modem *m)
{
	return !m->identity.revision[0];
}

static bool want_imei(const struct sqn_modem *m)
{
	return !m->identity.imei[0];
}

static bool want_imsi(const struct sqn_modem *m)
{
	return !m->identity.imsi[0];
}

static bool want_iccid(const struct sqn_modem *m)
{
	return !m->identity.iccid[0];
}

#define TAKES(member)                                                          \
	static void take_##member(struct sqn_modem *m,                         \
				  const struct at_event *ev, nb_ms now)        \
	{                                                                      \
		(void)now;                                                     \
		sqn_identity_take(m->identity.member,                          \
				  sizeof(m->identity.member), ev);             \
	}

TAKES(model)
TAKES(revision)
TAKES(imei)
TAKES(imsi)
TAKES(iccid)

static void revision_known(struct sqn_modem *m, bool ok)
{
	struct sqn_identity *id = &m->identity;

	(void)ok;
	id->profile = sqn_identity_profile(&m->config, id->revision);
	sqn_log(m, NB_LOG_INFO, "modem: %s, %s, %s", id->model, id->revision,
		id->profile == SQN_PROFILE_MONARCH2 ? "monarch2" : "monarch1");
}

/* ---- sockets from before ---- */

/* +SQNSS: <id>,<state>,...; 0 is closed */
static void take_socket(struct sqn_modem *m, const struct at_event *ev,
			nb_ms now)
{
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	uint32_t id = at_args_number(&args);
	if (at_args_number(&args) && id >= 1 && id <= SQN_SOCKET_COUNT)
		m->bringup.open_sockets |= 1u << id;
}

static bool is_socket_open(const struct sqn_modem *m)
{
	return m->bringup.open_sockets != 0;
}

static unsigned first_open(const struct sqn_modem *m)
{
	return (unsigned)__builtin_ctz(m->bringup.open_sockets);
}

static void write_socket(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, first_open(m));
}

static void socket_closed(struct sqn_modem *m, bool ok)
{
	(void)ok;
	m->bringup.open_sockets &= ~(1u << first_open(m));
}

/* ---- taken over, or set up ---- */

static bool is_context_asked(const struct sqn_modem *m)
{
	return m->bringup.found_registered && m->config.apn[0];
}

static void registration_found(struct sqn_modem *m, bool ok)
{
	m->bringup.found_registered = ok && sqn_is_registered(m);
}

/* Not to be taken over as it is: known once +CGDCONT? has been asked. */
static bool is_set_up(const struct sqn_modem *m)
{
	const struct sqn_bringup *b = &m->bringup;

	return b->attach || !b->found_registered ||
	       (m->config.apn[0] && !b->context_fits);
}

static bool is_context_set(const struct sqn_modem *m)
{
	return is_set_up(m) && m->config.apn[0];
}

/* Hexadecimal digits without zeros left out: what libc can read, too. */
static void write_address_form(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 1);
	at_write_number(w, 0);
	at_write_number(w, 1);
	at_write_number(w, 0);
}

static void radio_is_off(struct sqn_modem *m, bool ok)
{
	m->registration.stat = -1;
	if (ok)
		m->attached = true;
}

static const char *pdp_name(const struct sqn_modem *m)
{
	static const char *const names[] = {
		[SQN_PDP_IPV4] = "IP",
		[SQN_PDP_IPV6] = "IPV6",
		[SQN_PDP_IPV4V6] = "IPV4V6",
	};

	return names[m->config.pdp_type];
}

static void write_context(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, (uint32_t)m->config.cid);
	at_write_quoted(w, pdp_name(m));
	at_write_quoted(w, m->config.apn);
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

/* ---- the SIM ---- */

static void take_pin_state(struct sqn_modem *m, const struct at_event *ev,
			   nb_ms now)
{
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	struct at_text state = at_args_text(&args);
	m->bringup.pin_wanted = at_text_is(&state, "SIM PIN");
	if (!m->bringup.pin_wanted && !at_text_is(&state, "READY"))
		sqn_log(m, NB_LOG_ERROR, "modem: the SIM says %s", ev->text);
}

static bool is_pin_given(const struct sqn_modem *m)
{
	return m->bringup.pin_wanted && m->setup.pin[0] &&
	       !m->bringup.pin_refused;
}

static void write_pin(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_quoted(w, m->setup.pin);
}

static void pin_given(struct sqn_modem *m, bool ok)
{
	m->bringup.pin_wanted = !ok;
	m->bringup.pin_refused = !ok;
	if (!ok)
		sqn_log(m, NB_LOG_ERROR, "modem: the SIM refused its PIN");
}

static void pin_checked(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_WARNING, "modem: no word from the SIM");
	else if (m->bringup.pin_wanted && m->bringup.pin_refused)
		sqn_log(m, NB_LOG_ERROR,
			"modem: the SIM's PIN is not given a second time");
	else if (m->bringup.pin_wanted && !m->setup.pin[0])
		sqn_log(m, NB_LOG_ERROR,
			"modem: the SIM wants a PIN; set pin-file");
}

static void take_registration(struct sqn_modem *m, const struct at_event *ev,
			      nb_ms now)
{
	sqn_registration_answer(m, ev->text, ev->len, now);
}

static const struct step steps[] = {
	{.command = SQN_ECHO_OFF, .required = true},
	{.command = SQN_ERROR_NUMBERS, .write = write_1},
	{.command = SQN_MODEL, .wanted = want_model, .info = take_model},
	{.command = SQN_REVISION,
	 .wanted = want_revision,
	 .info = take_revision,
	 .done = revision_known},
	{.command = SQN_IMEI, .wanted = want_imei, .info = take_imei},
	{.command = SQN_SOCKET_STATES,
	 .write = write_read,
	 .info = take_socket},
	{.command = SQN_CLOSE,
	 .wanted = is_socket_open,
	 .write = write_socket,
	 .done = socket_closed,
	 .again = true},
	{.command = SQN_REGISTRATION,
	 .write = write_read,
	 .info = take_registration,
	 .done = registration_found},
	{.command = SQN_CONTEXTS,
	 .wanted = is_context_asked,
	 .write = write_read,
	 .info = take_context},
	{.command = SQN_RADIO,
	 .wanted = is_set_up,
	 .write = write_0,
	 .done = radio_is_off,
	 .required = true},
	{.command = SQN_ADDRESS_FORM, .write = write_address_form},
	{.command = SQN_CONTEXT,
	 .wanted = is_context_set,
	 .write = write_context,
	 .required = true},
	{.command = SQN_REGISTRATION, .write = write_2, .required = true},
	{.command = SQN_RADIO,
	 .wanted = is_set_up,
	 .write = write_1,
	 .required = true},
	{.command = SQN_PIN_STATE,
	 .wanted = is_set_up,
	 .write = write_read,
	 .info = take_pin_state,
	 .done = pin_checked,
	 .retries = 10},
	{.command = SQN_PIN,
	 .wanted = is_pin_given,
	 .write = write_pin,
	 .done = pin_given},
	{.command = SQN_IMSI,
	 .wanted = want_imsi,
	 .info = take_imsi,
	 .retries = 3},
	{.command = SQN_ICCID, .wanted = want_iccid, .info = take_iccid},
	{.command = SQN_REGISTRATION,
	 .write = write_read,
	 .info = take_registration},
};

static bool is_wanted(const struct sqn_modem *m)
{
	const struct step *step = &steps[m->bringup.step];

	return !step->wanted || step->wanted(m);
}

/* The next step that is wanted, or the end. */
static void next_step(struct sqn_modem *m)
{
	struct sqn_bringup *b = &m->bringup;

	b->tries = 0;
	do {
		b->step++;
	} while (b->step < NB_COUNT(steps) && !is_wanted(m));
	if (b->step < NB_COUNT(steps))
		return;
	m->phase = SQN_PHASE_READY;
	if (!is_set_up(m))
		sqn_log(m, NB_LOG_INFO, "modem: taken over as it is");
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_BRINGUP || m->bringup.at > now)
		return false;
	const struct step *step = &steps[m->bringup.step];
	struct at_writer *w = sqn_compose(m, step->command);
	if (step->write)
		step->write(m, w);
	if (sqn_start(m, now))
		return true;
	next_step(m);
	return false;
}

static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	const struct step *step = &steps[m->bringup.step];

	if (step->info)
		step->info(m, ev, now);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_bringup *b = &m->bringup;
	const struct step *step = &steps[b->step];
	bool ok = ev->result == AT_RESULT_OK;

	if (!ok && b->tries++ < step->retries) {
		b->at = now + RETRY_WAIT;
		return;
	}
	if (step->done)
		step->done(m, ok);
	if (!ok && step->required)
		sqn_trouble(m, SQN_RUNG_RADIO, "bring-up failed", now);
	else if (!step->again || !is_wanted(m))
		next_step(m);
}

static nb_ms deadline(const struct sqn_modem *m)
{
	return m->phase == SQN_PHASE_BRINGUP ? m->bringup.at : NB_NEVER;
}

const struct sqn_part sqn_bringup_part = {
	.start = start, .info = info, .done = done, .deadline = deadline};
