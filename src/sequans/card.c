#include "sequans/card.h"
#include "sequans/identity.h"

#include <string.h>

/* +CME ERROR (3GPP TS 27.007, 9.2.1): the SIM did not look at the PIN. */
#define SIM_NOT_INSERTED 10
#define SIM_FAILURE      13
#define SIM_BUSY         14

/* So often a PIN's outcome may be untold. */
#define UNTOLD_TRIES 2

/* ---- the PIN ---- */

/* Never 0. */
static uint64_t digest(const char *text)
{
	static const uint8_t key[NB_SECRET_LEN] = "nbgate, a PIN";

	return nb_hash(key, text, strlen(text)) | 1;
}

static struct sqn_refused_pin pin_at_hand(const struct sqn_modem *m)
{
	const char *iccid = m->identity.iccid;

	return (struct sqn_refused_pin){
		.pin = digest(m->setup.pin),
		.sim = iccid[0] ? digest(iccid) : 0,
	};
}

/* A SIM whose number is unknown may be that one. */
static bool is_pin_refused(const struct sqn_modem *m)
{
	const struct sqn_refused_pin *was = &m->once.pin_refused;
	struct sqn_refused_pin is = pin_at_hand(m);

	return was->pin == is.pin &&
	       (!was->sim || !is.sim || was->sim == is.sim);
}

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

static bool has_pin_to_give(const struct sqn_modem *m)
{
	return m->bringup.pin_wanted && m->setup.pin[0];
}

static bool is_pin_given(const struct sqn_modem *m)
{
	return has_pin_to_give(m) && !is_pin_refused(m);
}

static void write_pin(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_quoted(w, m->setup.pin);
}

static bool is_untouched(const struct sqn_bringup *b)
{
	return b->error == SIM_NOT_INSERTED || b->error == SIM_FAILURE ||
	       b->error == SIM_BUSY;
}

static void refuse_pin(struct sqn_modem *m, const char *why)
{
	struct nb_wish *wish = sqn_wish(m, NB_WISH_KEEP_PIN);

	m->once.pin_refused = pin_at_hand(m);
	if (wish) {
		wish->pin = m->once.pin_refused.pin;
		wish->sim = m->once.pin_refused.sim;
	}
	sqn_log(m, NB_LOG_ERROR, "modem: %s; it is not given again", why);
}

static void pin_given(struct sqn_modem *m, bool ok)
{
	struct sqn_bringup *b = &m->bringup;
	struct sqn_once *once = &m->once;
	bool untold = b->result == AT_RESULT_TIMEOUT;

	b->pin_wanted = !ok;
	once->pin_untold = untold ? once->pin_untold + 1 : 0;
	if (ok)
		return;
	if (once->pin_untold >= UNTOLD_TRIES)
		refuse_pin(m, "the SIM does not say what it thinks of its PIN");
	else if (untold || is_untouched(b))
		sqn_log(m, NB_LOG_WARNING, "modem: the SIM's PIN: %s (%d)",
			at_result_name(b->result), b->error);
	else
		refuse_pin(m, "the SIM refused its PIN");
}

const struct sqn_step sqn_card_pin = {
	.command = SQN_PIN,
	.wanted = is_pin_given,
	.write = write_pin,
	.done = pin_given,
	.from = &sqn_card_state,
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

/* Another SIM may have taken the place of the one that was known. */
static void iccid_asked(struct sqn_modem *m, bool ok)
{
	if (!ok)
		m->identity.iccid[0] = '\0';
	if (is_pin_refused(m))
		sqn_log(m, NB_LOG_ERROR,
			"modem: the SIM's PIN is not given a second time");
}

const struct sqn_step sqn_card_iccid_locked = {
	.command = SQN_ICCID,
	.wanted = has_pin_to_give,
	.info = take_iccid,
	.done = iccid_asked,
	.retries = 3,
};
