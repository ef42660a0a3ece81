#include "sequans/bringup.h"
#include "base/assert.h"
#include "sequans/access.h"
#include "sequans/card.h"
#include "sequans/context.h"
#include "sequans/identity.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"
#include "sequans/saving.h"
#include "sequans/screen.h"

#include <string.h>

#define RETRY_WAIT 1000
/* So often an earlier step is gone back to. */
#define RETURNS 10
/* +CEREG's reports: with the cell; with that and what PSM grants. */
#define REPORTS          2
#define REPORTS_WITH_PSM 5
#define LINE_ROOM        (SQN_SCREEN_LINE + 1)

static const struct sqn_step echo_off = {.command = SQN_ECHO_OFF,
					 .required = true};

static const struct sqn_step error_numbers = {.command = SQN_ERROR_NUMBERS,
					      .write = sqn_write_1};

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

/* A shared socket needs a destination with each datagram. */
static void choose_sending(struct sqn_modem *m)
{
	if (!m->peers.shared)
		return;
	switch (m->dialect->sending) {
	case SQN_SENDING_COUNTED:
		break;
	case SQN_SENDING_TERMINATED: /* by a byte that data may have */
		at_chat_use_hex(&m->chat);
		break;
	case SQN_SENDING_DIALLED:
		m->peers.shared = false;
		sqn_log(m, NB_LOG_WARNING,
			"modem: sockets are per peer: it shares none");
		break;
	}
}

static void revision_known(struct sqn_modem *m, bool ok)
{
	const struct sqn_identity *id = &m->identity;

	(void)ok;
	m->dialect = sqn_dialect(
		sqn_identity_profile(&m->config, id->model, id->revision));
	at_chat_use_ring(&m->chat, m->dialect->ring);
	sqn_log(m, NB_LOG_INFO, "modem: %s, %s, %s", id->model, id->revision,
		m->dialect->name);
	choose_sending(m);
	if (m->config.rat != SQN_RAT_KEEP && !sqn_has_command(m, SQN_MODE))
		sqn_log(m, NB_LOG_WARNING, "modem: rat is left as it is");
	if (m->config.bands[0] && !sqn_has_command(m, SQN_BANDS))
		sqn_log(m, NB_LOG_WARNING, "modem: bands are left as they are");
}

static const struct sqn_step model = {
	.command = SQN_MODEL, .wanted = want_model, .info = take_model};

static const struct sqn_step revision = {
	.command = SQN_REVISION,
	.wanted = want_revision,
	.info = take_revision,
	.done = revision_known,
};

static const struct sqn_step imei = {
	.command = SQN_IMEI, .wanted = want_imei, .info = take_imei};

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

static void write_states(const struct sqn_modem *m, struct at_writer *w)
{
	if (m->dialect->reads_states)
		at_write_read(w);
}

static const struct sqn_step socket_states = {
	.command = SQN_SOCKET_STATES,
	.write = write_states,
	.info = take_socket,
};

static const struct sqn_step socket_close = {
	.command = SQN_CLOSE,
	.wanted = is_socket_open,
	.write = write_socket,
	.done = socket_closed,
	.again = true,
};

/* ---- taken over, or set up ---- */

static void take_registration(struct sqn_modem *m, const struct at_event *ev,
			      nb_ms now)
{
	sqn_registration_answer(m, ev->text, ev->len, now);
}

static void registration_found(struct sqn_modem *m, bool ok)
{
	m->bringup.found_registered = ok && sqn_is_registered(m);
}

static const struct sqn_step registration_before = {
	.command = SQN_REGISTRATION,
	.write = sqn_write_question,
	.info = take_registration,
	.done = registration_found,
};

static void radio_is_off(struct sqn_modem *m, bool ok)
{
	m->registration.stat = -1;
	sqn_saving_forget(m);
	if (ok)
		m->attached = true;
}

static const struct sqn_step radio_off = {
	.command = SQN_RADIO,
	.wanted = sqn_is_set_up,
	.write = sqn_write_0,
	.done = radio_is_off,
	.required = true,
};

static void write_reports(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, sqn_saving_has_psm(m) ? REPORTS_WITH_PSM : REPORTS);
}

static const struct sqn_step registration_reports = {
	.command = SQN_REGISTRATION,
	.write = write_reports,
	.required = true,
};

static const struct sqn_step radio_on = {
	.command = SQN_RADIO,
	.wanted = sqn_is_set_up,
	.write = sqn_write_1,
	.required = true,
};

static const struct sqn_step registration_after = {
	.command = SQN_REGISTRATION,
	.write = sqn_write_question,
	.info = take_registration,
};

/* ---- init-file ---- */

/* The next line of it in @line; false: there is none. */
static bool next_given(const struct sqn_modem *m, char line[LINE_ROOM])
{
	const char *at = m->setup.init_lines + m->bringup.given;
	size_t len = strcspn(at, "\n");

	if (len == 0 || len >= LINE_ROOM)
		return false;
	memcpy(line, at, len);
	line[len] = '\0';
	return true;
}

static bool is_given(const struct sqn_modem *m)
{
	return m->setup.init_lines[m->bringup.given] != '\0';
}

static void write_given(const struct sqn_modem *m, struct at_writer *w)
{
	char line[LINE_ROOM];

	if (next_given(m, line))
		at_write_plain(w, line + 2);
}

static void given_done(struct sqn_modem *m, bool ok)
{
	char line[LINE_ROOM];

	if (!next_given(m, line)) {
		m->bringup.given = strlen(m->setup.init_lines);
		return;
	}
	if (!ok) /* behind the '=' there may be a secret */
		sqn_log(m, NB_LOG_WARNING, "modem: init-file: %.*s: refused",
			(int)strcspn(line, "="), line);
	m->bringup.given += strlen(line) + 1;
}

static const struct sqn_step given = {
	.command = SQN_GIVEN,
	.wanted = is_given,
	.write = write_given,
	.done = given_done,
	.again = true,
};

/* ---- all of them ---- */

static const struct sqn_step *const steps[] = {
	&echo_off,
	&error_numbers,
	&model,
	&revision,
	&imei,
	&socket_states,
	&socket_close,
	&registration_before,
	&sqn_context_asked,
	&sqn_context_login_asked,
	&sqn_saving_psm_asked,
	&sqn_access_radio_asked,
	&sqn_access_bands_asked,
	&sqn_saving_edrx_asked,
	&radio_off,
	&sqn_access_bands_written,
	&sqn_access_radio_written,
	&sqn_context_form,
	&sqn_context_written,
	&sqn_context_login_written,
	&sqn_saving_psm_written,
	&sqn_saving_edrx_written,
	&registration_reports,
	&radio_on,
	&sqn_card_state,
	&sqn_card_iccid_locked,
	&sqn_card_pin,
	&sqn_card_imsi,
	&sqn_card_iccid,
	&sqn_access_operator_form,
	&sqn_access_operator_asked,
	&sqn_access_operator_written,
	&given,
	&sqn_saving_edrx_now,
	&registration_after,
};

static bool is_wanted(const struct sqn_modem *m)
{
	const struct sqn_step *step = steps[m->bringup.step];

	return sqn_has_command(m, step->command) &&
	       (!step->wanted || step->wanted(m));
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
	if (!sqn_is_set_up(m))
		sqn_log(m, NB_LOG_INFO, "modem: taken over as it is");
}

static void go_back(struct sqn_modem *m, const struct sqn_step *step, nb_ms now)
{
	struct sqn_bringup *b = &m->bringup;

	if (b->returns++ == RETURNS) {
		sqn_trouble(m, SQN_RUNG_RADIO, "bring-up failed", now);
		return;
	}
	b->tries = 0;
	b->at = now + RETRY_WAIT;
	while (steps[b->step] != step)
		b->step--;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_BRINGUP || m->bringup.at > now)
		return false;
	const struct sqn_step *step = steps[m->bringup.step];
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
	const struct sqn_step *step = steps[m->bringup.step];

	if (step->info)
		step->info(m, ev, now);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_bringup *b = &m->bringup;
	const struct sqn_step *step = steps[b->step];
	bool ok = ev->result == AT_RESULT_OK;

	if (!ok && b->tries++ < step->retries) {
		b->at = now + RETRY_WAIT;
		return;
	}
	b->result = ev->result;
	b->error = ev->code;
	if (step->done)
		step->done(m, ok);
	if (m->phase != SQN_PHASE_BRINGUP)
		return;
	if (!ok && step->required)
		sqn_trouble(m, SQN_RUNG_RADIO, "bring-up failed", now);
	else if (!ok && step->from && is_wanted(m))
		go_back(m, step->from, now);
	else if (!step->again || !is_wanted(m))
		next_step(m);
}

static nb_ms deadline(const struct sqn_modem *m)
{
	return m->phase == SQN_PHASE_BRINGUP ? m->bringup.at : NB_NEVER;
}

const struct sqn_part sqn_bringup_part = {
	.start = start, .info = info, .done = done, .deadline = deadline};
