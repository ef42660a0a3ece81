#include "sequans/network.h"
#include "sequans/access.h"
#include "sequans/identity.h"
#include "sequans/registration.h"

void sqn_network_ask(struct sqn_modem *m)
{
	if (m->network.step == SQN_NETWORK_UNASKED && sqn_is_registered(m))
		m->network.step = SQN_NETWORK_FORM;
}

/* The next question, or NULL. */
static const struct sqn_step *question(const struct sqn_modem *m)
{
	switch (m->network.step) {
	case SQN_NETWORK_FORM:
		return &sqn_access_operator_form;
	case SQN_NETWORK_NAME:
		return &sqn_access_operator_asked;
	case SQN_NETWORK_UNASKED:
	case SQN_NETWORK_ASKED:
		break;
	}
	return NULL;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	const struct sqn_step *step = question(m);

	if (m->phase != SQN_PHASE_READY || !step)
		return false;
	step->write(m, sqn_compose(m, step->command));
	return sqn_start(m, now);
}

/* +COPS: <mode>[,<format>,"<operator>"[,<technology>]] */
static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct at_args args;
	struct at_text text;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	at_args_number(&args);
	if (at_args_next(&args, &text) && at_args_next(&args, &text))
		sqn_identity_keep(m->network.id, sizeof(m->network.id), &text);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)ev;
	(void)now;
	if (m->network.step == SQN_NETWORK_FORM)
		m->network.step = SQN_NETWORK_NAME;
	else
		m->network.step = SQN_NETWORK_ASKED;
}

const struct sqn_part sqn_network_part = {
	.start = start, .info = info, .done = done};
