#include "sequans/recovery.h"

/* A modem boots in 1.3 to 20 s. */
#define BOOT_LIMIT 20000
/* reset-command has 30 s; then its owner ends it, and tells. */
#define RUN_LIMIT    40000
#define REOPEN_FIRST 1000
#define REOPEN_MOST  10000

static void cycle_radio(struct sqn_modem *m, nb_ms now)
{
	m->counters.radio_cycles++;
	sqn_forget(m);
	sqn_bring_up(m, true, now);
}

static void begin_reset(struct sqn_modem *m)
{
	m->counters.resets++;
	sqn_forget(m);
	m->phase = SQN_PHASE_RESET;
}

static void reset(struct sqn_modem *m, nb_ms now)
{
	(void)now;
	begin_reset(m);
}

static void run_command(struct sqn_modem *m, nb_ms now)
{
	m->counters.reset_commands++;
	sqn_forget(m);
	sqn_wish(m, NB_WISH_RUN);
	m->phase = SQN_PHASE_RUNNING;
	m->phase_end = now + RUN_LIMIT;
}

void sqn_command_ran(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_RUNNING)
		return;
	m->phase = SQN_PHASE_BOOTING;
	m->phase_end = now + BOOT_LIMIT;
}

static void renew_port(struct sqn_modem *m, nb_ms now)
{
	m->counters.port_renewals++;
	m->recovery.rung = SQN_RUNG_NONE;
	sqn_forget(m);
	sqn_wish(m, NB_WISH_CLOSE);
	sqn_reopen(m, now);
}

static const struct {
	const char *name;
	bool limited;
	void (*run)(struct sqn_modem *m, nb_ms now);
} rungs[] = {
	[SQN_RUNG_RADIO] = {"a radio cycle", true, cycle_radio},
	[SQN_RUNG_RESET] = {"a reset", true, reset},
	[SQN_RUNG_COMMAND] = {"reset-command", true, run_command},
	[SQN_RUNG_DEVICE] = {"the port is opened anew", false, renew_port},
};

/* Takes one of reattach-limit's; false when there is none left. */
static bool may_reattach(struct sqn_modem *m, nb_ms now)
{
	const struct nb_rate *limit = &m->config.reattach_limit;
	struct sqn_recovery *r = &m->recovery;

	if (limit->amount <= 0)
		return true;
	nb_ms each = limit->per / limit->amount;
	nb_ms full = (r->full_until > now ? r->full_until : now) + each;
	if (full > now + limit->per)
		return false;
	r->full_until = full;
	return true;
}

void sqn_trouble(struct sqn_modem *m, enum sqn_rung at_least, const char *why,
		 nb_ms now)
{
	struct sqn_recovery *r = &m->recovery;
	unsigned rung = r->rung + 1 > at_least ? r->rung + 1 : at_least;

	if (sqn_is_leaving(m))
		return;
	if (rung > SQN_RUNG_DEVICE ||
	    (rung == SQN_RUNG_COMMAND && !m->config.reset_command[0]))
		rung = SQN_RUNG_DEVICE;
	if (rungs[rung].limited && !may_reattach(m, now)) {
		sqn_log(m, NB_LOG_WARNING,
			"modem: %s; reattach-limit forbids %s", why,
			rungs[rung].name);
		if (m->phase == SQN_PHASE_READY && at_least < SQN_RUNG_RESET)
			return;
		rung = SQN_RUNG_DEVICE;
	}
	sqn_log(m, NB_LOG_WARNING, "modem: %s; now %s", why, rungs[rung].name);
	r->rung = rung;
	rungs[rung].run(m, now);
}

void sqn_restart(struct sqn_modem *m, const char *why)
{
	sqn_log(m, NB_LOG_INFO, "modem: %s", why);
	begin_reset(m);
}

void sqn_no_trouble(struct sqn_modem *m)
{
	m->recovery.rung = SQN_RUNG_NONE;
}

void sqn_await_boot(struct sqn_modem *m, nb_ms now)
{
	sqn_forget(m);
	m->phase = SQN_PHASE_BOOTING;
	m->phase_end = now + BOOT_LIMIT;
}

void sqn_reopen(struct sqn_modem *m, nb_ms now)
{
	struct sqn_recovery *r = &m->recovery;

	r->reopen_backoff =
		r->reopen_backoff ? 2 * r->reopen_backoff : REOPEN_FIRST;
	if (r->reopen_backoff > REOPEN_MOST)
		r->reopen_backoff = REOPEN_MOST;
	m->phase = SQN_PHASE_CLOSED;
	m->phase_end = now + r->reopen_backoff;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_RESET)
		return false;
	sqn_compose(m, SQN_RESET);
	return sqn_start(m, now);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)ev; /* a deaf modem may have heard it all the same */
	m->phase = SQN_PHASE_BOOTING;
	m->phase_end = now + BOOT_LIMIT;
}

const struct sqn_part sqn_recovery_part = {.start = start, .done = done};
