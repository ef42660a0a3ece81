#include "sequans/saving.h"
#include "sequans/access.h"
#include "sequans/timer.h"

/* Technologies in +CEDRXS. */
#define EDRX_LTE_M  4
#define EDRX_NB_IOT 5
/* +CEDRXS' modes. */
#define EDRX_OFF     0
#define EDRX_REPORTS 2
/* Networks keep a connection so long after the last datagram. */
#define TAIL 10000
/* So long before it sleeps there is time to send, ms. */
#define NOTICE 2000

bool sqn_saving_has_psm(const struct sqn_modem *m)
{
	struct sqn_psm psm;

	return sqn_psm_parse(&psm, m->config.psm);
}

static bool has_edrx(const struct sqn_modem *m)
{
	return sqn_edrx_parse(m->config.edrx) >= 0;
}

/* ---- power saving mode ---- */

struct psm_bits {
	char tau[SQN_TIMER_TEXT], active[SQN_TIMER_TEXT];
};

static void configured_bits(const struct sqn_modem *m, struct psm_bits *bits)
{
	struct sqn_psm psm;

	if (!sqn_psm_parse(&psm, m->config.psm))
		return;
	sqn_timer_tau(bits->tau, psm.tau);
	sqn_timer_active(bits->active, psm.active);
}

/* +CPSMS: <mode>,[<>],[<>],"<T3412>","<T3324>" */
static void take_psm(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct psm_bits bits;
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	uint32_t mode = at_args_number(&args);
	if (!sqn_saving_has_psm(m)) {
		m->bringup.psm_fits = mode == 0;
		return;
	}
	at_args_text(&args);
	at_args_text(&args);
	struct at_text tau = at_args_text(&args);
	struct at_text active = at_args_text(&args);
	configured_bits(m, &bits);
	m->bringup.psm_fits = at_args_ok(&args) && mode == 1 &&
			      at_text_is(&tau, bits.tau) &&
			      at_text_is(&active, bits.active);
}

/* A modem that does not know it has none. */
static void psm_asked(struct sqn_modem *m, bool ok)
{
	if (!ok && !sqn_saving_has_psm(m))
		m->bringup.psm_fits = true;
	if (!m->bringup.psm_fits)
		sqn_differs(m);
}

const struct sqn_step sqn_saving_psm_asked = {
	.command = SQN_PSM_STATE,
	.write = sqn_write_question,
	.info = take_psm,
	.done = psm_asked,
};

static bool is_psm_written(const struct sqn_modem *m)
{
	return !m->bringup.psm_fits;
}

static void write_psm(const struct sqn_modem *m, struct at_writer *w)
{
	struct psm_bits bits;

	at_write_number(w, sqn_saving_has_psm(m));
	if (!sqn_saving_has_psm(m))
		return;
	configured_bits(m, &bits);
	at_write_empty(w);
	at_write_empty(w);
	at_write_quoted(w, bits.tau);
	at_write_quoted(w, bits.active);
}

static void psm_written(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_WARNING, "modem: it does not take psm");
}

const struct sqn_step sqn_saving_psm_written = {
	.command = SQN_PSM,
	.wanted = is_psm_written,
	.write = write_psm,
	.done = psm_written,
};

/* ---- eDRX ---- */

static unsigned edrx_act(const struct sqn_modem *m)
{
	return sqn_access_is_lte_m(m) ? EDRX_LTE_M : EDRX_NB_IOT;
}

/* +CEDRXS: <AcT>,"<cycle>"; a line for each technology, or none */
static void take_edrx(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	char bits[SQN_TIMER_TEXT];
	struct at_args args;
	struct at_text cycle;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	if (at_args_number(&args) != edrx_act(m) ||
	    !at_args_next(&args, &cycle) || cycle.len == 0)
		return;
	m->bringup.edrx_on = true;
	if (!has_edrx(m))
		return;
	sqn_timer_edrx(bits, sqn_edrx_parse(m->config.edrx));
	m->bringup.edrx_fits = at_text_is(&cycle, bits);
}

const struct sqn_step sqn_saving_edrx_asked = {
	.command = SQN_EDRX_STATE,
	.write = sqn_write_question,
	.info = take_edrx,
};

static bool is_edrx_written(const struct sqn_modem *m)
{
	const struct sqn_bringup *b = &m->bringup;

	return has_edrx(m) ? !b->edrx_fits : b->edrx_on;
}

static void write_edrx(const struct sqn_modem *m, struct at_writer *w)
{
	char bits[SQN_TIMER_TEXT];

	at_write_number(w, has_edrx(m) ? EDRX_REPORTS : EDRX_OFF);
	if (!has_edrx(m))
		return;
	sqn_timer_edrx(bits, sqn_edrx_parse(m->config.edrx));
	at_write_number(w, edrx_act(m));
	at_write_quoted(w, bits);
}

static void edrx_written(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_WARNING, "modem: it does not take edrx");
}

const struct sqn_step sqn_saving_edrx_written = {
	.command = SQN_EDRX,
	.wanted = is_edrx_written,
	.write = write_edrx,
	.done = edrx_written,
};

/* ---- what is granted ---- */

static void tell(struct sqn_modem *m)
{
	const struct sqn_saving *s = &m->saving;

	if (s->active >= 0)
		sqn_log(m, NB_LOG_INFO,
			"modem: psm granted: tau %lld s, active %lld s",
			(long long)s->tau / 1000, (long long)s->active / 1000);
	if (s->cycle > 0)
		sqn_log(m, NB_LOG_INFO, "modem: edrx granted: %lld ms",
			(long long)s->cycle);
}

static void grant(struct sqn_modem *m, const struct sqn_saving *granted)
{
	const struct sqn_saving *s = &m->saving;
	bool same = s->active == granted->active && s->tau == granted->tau &&
		    s->cycle == granted->cycle;

	m->saving = *granted;
	if (!same)
		tell(m);
}

void sqn_saving_granted(struct sqn_modem *m, struct at_args *args)
{
	struct sqn_saving s = m->saving;
	struct at_text skipped, active, tau;

	if (!at_args_next(args, &skipped) || !at_args_next(args, &skipped) ||
	    !at_args_next(args, &active) || !at_args_next(args, &tau))
		return;
	s.active = sqn_timer_read_active(&active);
	s.tau = sqn_timer_read_tau(&tau);
	grant(m, &s);
}

void sqn_saving_edrx(struct sqn_modem *m, const char *text, size_t len)
{
	struct sqn_saving s = m->saving;
	struct at_text asked, cycle;
	struct at_args args;

	at_args_init(&args, text, len);
	at_args_number(&args);
	s.cycle = 0;
	if (at_args_next(&args, &asked) && at_args_next(&args, &cycle) &&
	    sqn_timer_read_edrx(&cycle) > 0)
		s.cycle = sqn_timer_read_edrx(&cycle);
	grant(m, &s);
}

static bool is_edrx_told(const struct sqn_modem *m)
{
	return has_edrx(m) && !sqn_is_set_up(m);
}

static void take_edrx_now(struct sqn_modem *m, const struct at_event *ev,
			  nb_ms now)
{
	(void)now;
	sqn_saving_edrx(m, ev->text, ev->len);
}

const struct sqn_step sqn_saving_edrx_now = {
	.command = SQN_EDRX_NOW,
	.wanted = is_edrx_told,
	.info = take_edrx_now,
};

void sqn_saving_forget(struct sqn_modem *m)
{
	m->saving = (struct sqn_saving){.active = -1, .touched = NB_NEVER};
}

void sqn_saving_lost(struct sqn_modem *m)
{
	nb_ms cycle = m->saving.cycle;

	sqn_saving_forget(m);
	m->saving.cycle = cycle;
}

/* ---- sleep ---- */

void sqn_saving_touch(struct sqn_modem *m, nb_ms now)
{
	m->saving.touched = now;
	m->saving.noticed = false;
	m->saving.asleep = false;
}

bool sqn_saving_is_asleep(const struct sqn_modem *m)
{
	return m->saving.asleep;
}

/*
 * The connection may be released at once (RAI) or after a tail that nobody
 * tells: the earlier is believed, a longer first wait does no harm.
 */
static nb_ms sleeps_at(const struct sqn_modem *m)
{
	const struct sqn_saving *s = &m->saving;

	if (s->asleep || s->touched == NB_NEVER)
		return NB_NEVER;
	if (s->active >= 0)
		return s->touched + s->active;
	return s->cycle > 0 ? s->touched + TAIL : NB_NEVER;
}

/* Who waits for an answer would not get it any more. */
static nb_ms drowsy_at(const struct sqn_modem *m)
{
	nb_ms active = m->saving.active, at = sleeps_at(m);

	if (at == NB_NEVER || active <= 0 || m->saving.noticed ||
	    !sqn_peers_have_exchange(&m->peers))
		return NB_NEVER;
	return at - (active < 2 * NOTICE ? active / 2 : NOTICE);
}

nb_ms sqn_saving_deadline(const struct sqn_modem *m)
{
	nb_ms sleeps = sleeps_at(m), drowsy = drowsy_at(m);

	return drowsy < sleeps ? drowsy : sleeps;
}

void sqn_saving_expire(struct sqn_modem *m, nb_ms now)
{
	if (drowsy_at(m) <= now)
		m->saving.noticed = m->outbox.drowsy = true;
	if (sleeps_at(m) <= now)
		m->saving.asleep = true;
}

nb_ms sqn_saving_page(const struct sqn_modem *m)
{
	const struct sqn_saving *s = &m->saving;

	if (s->active >= 0)
		return NB_NEVER;
	return s->cycle;
}
