#include "sequans/urc.h"
#include "base/assert.h"
#include "sequans/opening.h"
#include "sequans/receive.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"
#include "sequans/saving.h"

#include <string.h>

/* A socket that is closed again so soon is not dialled again at once. */
#define SHORT_LIFE      5000
#define SHORT_LIFE_WAIT 2000
#define REBOOT_LINES    600000

static void ring(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	sqn_receive_ring(m, ev, now);
}

static void registration(struct sqn_modem *m, const struct at_event *ev,
			 nb_ms now)
{
	sqn_registration_urc(m, ev->text, ev->len, now);
}

static void edrx(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)now;
	sqn_saving_edrx(m, ev->text, ev->len);
}

/* Of one that is being dialled it is only the echo of our own SQNSH. */
static void closed(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct at_args args;

	at_args_init(&args, ev->text, ev->len);
	struct sqn_peer *p =
		sqn_peers_of_socket(&m->peers, at_args_number(&args));
	if (!at_args_ok(&args) || !p || p->state != SQN_PEER_OPEN ||
	    m->phase != SQN_PHASE_READY)
		return;
	m->counters.closed_by_modem++;
	nb_ms at = now - p->opened < SHORT_LIFE ? now + SHORT_LIFE_WAIT : now;
	sqn_peer_reopen(p, at);
}

/* It is not about to be left alone. */
static bool is_ours(const struct sqn_modem *m)
{
	return sqn_has_port(m) && !sqn_is_leaving(m);
}

/*
 * It reboots of its own accord.  Of one that does so in a loop there is a line
 * in ten minutes.
 */
static void tell_reboot(struct sqn_modem *m, const char *text, nb_ms now)
{
	struct sqn_recovery *r = &m->recovery;

	r->reboots++;
	if (r->reboot_told_at && now - r->reboot_told_at < REBOOT_LINES)
		return;
	sqn_log(m, NB_LOG_WARNING,
		"modem: it reboots by itself%s%s (%u times since the last "
		"line)",
		*text ? ":" : "", text, r->reboots);
	r->reboots = 0;
	r->reboot_told_at = now;
}

static void booted(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	bool expected = m->phase == SQN_PHASE_BOOTING ||
			m->phase == SQN_PHASE_RUNNING ||
			m->phase == SQN_PHASE_RESET;

	(void)ev;
	if (!is_ours(m))
		return;
	if (!expected)
		tell_reboot(m, "", now);
	m->counters.modem_reboots++;
	m->attached = true;
	sqn_forget(m);
	sqn_opening_listen(m, now);
}

static void goes_down(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	if (!is_ours(m) || m->phase == SQN_PHASE_BOOTING ||
	    m->phase == SQN_PHASE_RUNNING)
		return;
	if (m->phase != SQN_PHASE_RESET)
		tell_reboot(m, ev->text, now);
	sqn_await_boot(m, now);
}

static const struct urc {
	const char *line; /* whole, or up to the ':' before arguments */
	/* Its text is the arguments. */
	void (*take)(struct sqn_modem *m, const struct at_event *ev, nb_ms now);
} urcs[] = {
	{"+SQNSRING", ring},      {"+CEREG", registration},
	{"+SQNSH", closed},       {"+SYSSTART", booted},
	{"^SYSSTART", booted},    {"^EXIT", goes_down},
	{"+SHUTDOWN", goes_down}, {"+SYSSHDN", goes_down},
	{"+SQNSSHDN", goes_down}, {"+CEDRXP", edrx},
	{"SRING", ring},          {"NO CARRIER", closed},
};

/* Its row, or NULL; *@len: of its name. */
static const struct urc *find(const char *line, size_t *len)
{
	for (size_t i = 0; i < NB_COUNT(urcs); i++) {
		*len = strlen(urcs[i].line);
		if (strncmp(line, urcs[i].line, *len) == 0 &&
		    (line[*len] == ':' || line[*len] == '\0'))
			return &urcs[i];
	}
	return NULL;
}

bool sqn_urc_is_known(const char *line)
{
	size_t len;

	return find(line, &len) != NULL;
}

void sqn_urc_input(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	size_t len;
	const struct urc *urc = find(ev->text, &len);

	m->counters.unsolicited++;
	if (!urc)
		return;
	if (ev->text[len] == ':')
		len++;
	struct at_event arguments = *ev;
	arguments.text += len;
	arguments.len -= len;
	urc->take(m, &arguments, now);
}
