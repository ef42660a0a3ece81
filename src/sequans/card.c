#include "sequans/card.h"
#include "sequans/identity.h"

/* ---- the PIN ---- */

static void take_state(struct sqn_modem *m, const struct at_event *ev,
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

static void state_asked(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_WARNING, "modem: no word from the SIM");
	else if (m->bringup.pin_wanted && m->once.pin_refused)
		sqn_log(m, NB_LOG_ERROR,
			"modem: the SIM's PIN is not given a second time");
	else if (m->bringup.pin_wanted && !m->setup.pin[0])
		sqn_log(m, NB_LOG_ERROR,
			"modem: the SIM wants a PIN; set pin-file");
}

const struct sqn_step sqn_card_state = {
	.command = SQN_PIN_STATE,
	.wanted = sqn_is_set_up,
	.write = sqn_write_question,
	.info = take_state,
	.done = state_asked,
	.retries = 10,
};

static bool is_pin_given(const struct sqn_modem *m)
{
	return m->bringup.pin_wanted && m->setup.pin[0] && !m->once.pin_refused;
}

static void write_pin(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_quoted(w, m->setup.pin);
}

static void pin_given(struct sqn_modem *m, bool ok)
{
	m->bringup.pin_wanted = !ok;
	m->once.pin_refused = !ok;
	if (!ok)
		sqn_log(m, NB_LOG_ERROR, "modem: the SIM refused its PIN");
}

const struct sqn_step sqn_card_pin = {
	.command = SQN_PIN,
	.wanted = is_pin_given,
	.write = write_pin,
	.done = pin_given,
};

/* ---- its numbers ---- */

static bool want_imsi(const struct sqn_modem *m)
{
	return !m->identity.imsi[0];
}

static void take_imsi(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)now;
	sqn_identity_take(m->identity.imsi, sizeof(m->identity.imsi), ev);
}

const struct sqn_step sqn_card_imsi = {
	.command = SQN_IMSI,
	.wanted = want_imsi,
	.info = take_imsi,
	.retries = 3,
};

static bool want_iccid(const struct sqn_modem *m)
{
	return !m->identity.iccid[0];
}

static void take_iccid(struct sqn_modem *m, const struct at_event *ev,
		       nb_ms now)
{
	(void)now;
	sqn_identity_take(m->identity.iccid, sizeof(m->identity.iccid), ev);
}

const struct sqn_step sqn_card_iccid = {
	.command = SQN_ICCID,
	.wanted = want_iccid,
	.info = take_iccid,
};
