#include "sequans/access.h"
#include "sequans/recovery.h"
#include "sequans/timer.h"

#include <string.h>

/* +SQNMODEACTIVE's and +SQNBANDSEL's numbers of a radio. */
#define MODE_LTE_M   1
#define MODE_NB_IOT  2
#define BANDS_LTE_M  0
#define BANDS_NB_IOT 1

#define BAND_BYTES 32 /* a bit for each of 0 to 255 */

/* ---- the radio ---- */

static unsigned mode_wanted(const struct sqn_modem *m)
{
	return m->config.rat == SQN_RAT_LTE_M ? MODE_LTE_M : MODE_NB_IOT;
}

/* What of the settings is for one radio, or is one. */
static bool is_radio_asked(const struct sqn_modem *m)
{
	return m->dialect->changes_radio &&
	       (m->config.rat != SQN_RAT_KEEP || m->config.bands[0] ||
		sqn_edrx_parse(m->config.edrx) >= 0);
}

bool sqn_access_is_lte_m(const struct sqn_modem *m)
{
	const char *revision = m->identity.revision;

	if (!m->dialect->changes_radio)
		return strstr(revision, "UE5") || strstr(revision, "LR5");
	if (m->config.rat != SQN_RAT_KEEP)
		return m->config.rat == SQN_RAT_LTE_M;
	return m->bringup.mode == MODE_LTE_M;
}

static bool is_other_radio(const struct sqn_modem *m)
{
	return m->config.rat != SQN_RAT_KEEP && m->bringup.mode &&
	       m->bringup.mode != mode_wanted(m);
}

static void take_radio(struct sqn_modem *m, const struct at_event *ev,
		       nb_ms now)
{
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	m->bringup.mode = at_args_number(&args);
}

static void radio_asked(struct sqn_modem *m, bool ok)
{
	(void)ok;
	if (!is_other_radio(m))
		return;
	if (m->once.radio_written)
		sqn_log(m, NB_LOG_ERROR, "modem: it does not take rat");
	else
		sqn_differs(m);
}

const struct sqn_step sqn_access_radio_asked = {
	.command = SQN_MODE_STATE,
	.wanted = is_radio_asked,
	.write = sqn_write_question,
	.info = take_radio,
	.done = radio_asked,
};

static bool is_radio_written(const struct sqn_modem *m)
{
	return is_other_radio(m) && !m->once.radio_written;
}

static void write_radio(const struct sqn_modem *m, struct at_writer *w)
{
	at_write_number(w, mode_wanted(m));
}

/* Once: a modem that keeps its old radio all the same is left with it. */
static void radio_written(struct sqn_modem *m, bool ok)
{
	m->once.radio_written = true;
	if (ok)
		sqn_restart(m, "the radio changes with a reset (rat)");
	else
		sqn_log(m, NB_LOG_ERROR, "modem: it does not take rat");
}

const struct sqn_step sqn_access_radio_written = {
	.command = SQN_MODE,
	.wanted = is_radio_written,
	.write = write_radio,
	.done = radio_written,
};

/* ---- bands ---- */

/* The bands of a list as a set of bits; what is no number is left out. */
static void read_bands(uint8_t set[BAND_BYTES], const char *list, size_t len)
{
	memset(set, 0, BAND_BYTES);
	for (size_t i = 0; i < len; i++) {
		unsigned band = 0;
		while (i < len && list[i] >= '0' && list[i] <= '9' &&
		       band < 256)
			band = 10 * band + (unsigned)(list[i++] - '0');
		if (band > 0 && band < 256)
			set[band / 8] |= (uint8_t)(1u << band % 8);
	}
}

static unsigned bands_of(const struct sqn_modem *m)
{
	return sqn_access_is_lte_m(m) ? BANDS_LTE_M : BANDS_NB_IOT;
}

static bool has_bands(const struct sqn_modem *m)
{
	return m->config.bands[0];
}

/* +SQNBANDSEL: <radio>,<region>,"<bands>" */
static void take_bands(struct sqn_modem *m, const struct at_event *ev,
		       nb_ms now)
{
	const char *wanted = m->config.bands;
	uint8_t set[BAND_BYTES], other[BAND_BYTES];
	struct at_args args;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	if (at_args_number(&args) != bands_of(m))
		return;
	at_args_text(&args);
	struct at_text bands = at_args_text(&args);
	read_bands(set, bands.text, bands.len);
	read_bands(other, wanted, strlen(wanted));
	m->bringup.bands_fit =
		at_args_ok(&args) && memcmp(set, other, sizeof(set)) == 0;
}

static void bands_asked(struct sqn_modem *m, bool ok)
{
	(void)ok;
	if (!m->bringup.bands_fit)
		sqn_differs(m);
}

const struct sqn_step sqn_access_bands_asked = {
	.command = SQN_BANDS_STATE,
	.wanted = has_bands,
	.write = sqn_write_question,
	.info = take_bands,
	.done = bands_asked,
};

static bool is_bands_written(const struct sqn_modem *m)
{
	return has_bands(m) && !m->bringup.bands_fit;
}

/* As configured, without the blanks. */
static void write_bands(const struct sqn_modem *m, struct at_writer *w)
{
	char list[sizeof(m->config.bands)];
	size_t len = 0;

	for (const char *c = m->config.bands; *c; c++) {
		if (*c != ' ')
			list[len++] = *c;
	}
	list[len] = '\0';
	at_write_number(w, bands_of(m));
	at_write_quoted(w, "standard");
	at_write_quoted(w, list);
}

static void bands_written(struct sqn_modem *m, bool ok)
{
	if (!ok)
		sqn_log(m, NB_LOG_ERROR, "modem: it does not take these bands");
}

const struct sqn_step sqn_access_bands_written = {
	.command = SQN_BANDS,
	.wanted = is_bands_written,
	.write = write_bands,
	.done = bands_written,
};

/* ---- the operator ---- */

/* +COPS' modes and its numeric format (3GPP TS 27.007, 7.3). */
#define MODE_AUTOMATIC   0
#define MODE_MANUAL      1
#define MODE_FORMAT_ONLY 3
#define FORMAT_NUMERIC   2

static bool is_operator_fixed(const struct sqn_modem *m)
{
	return strcmp(m->config.operator_id, "auto") != 0;
}

/* A modem that is taken over with any operator has one. */
static bool is_operator_asked(const struct sqn_modem *m)
{
	return is_operator_fixed(m) || sqn_is_set_up(m);
}

static void write_operator_form(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, MODE_FORMAT_ONLY);
	at_write_number(w, FORMAT_NUMERIC);
}

const struct sqn_step sqn_access_operator_form = {
	.command = SQN_OPERATOR,
	.wanted = is_operator_asked,
	.write = write_operator_form,
};

/* +COPS: <mode>[,<format>,"<operator>"[,<technology>]] */
static void take_operator(struct sqn_modem *m, const struct at_event *ev,
			  nb_ms now)
{
	struct at_args args;
	struct at_text skipped, name;

	(void)now;
	at_args_init(&args, ev->text, ev->len);
	uint32_t mode = at_args_number(&args);
	if (!is_operator_fixed(m))
		m->bringup.operator_fits = mode == MODE_AUTOMATIC;
	else
		m->bringup.operator_fits =
			mode == MODE_MANUAL && at_args_next(&args, &skipped) &&
			at_args_next(&args, &name) &&
			at_text_is(&name, m->config.operator_id);
}

/* Silence is taken for an automatic choice. */
static void operator_asked(struct sqn_modem *m, bool ok)
{
	if (!ok && !is_operator_fixed(m))
		m->bringup.operator_fits = true;
}

const struct sqn_step sqn_access_operator_asked = {
	.command = SQN_OPERATOR_STATE,
	.wanted = is_operator_asked,
	.write = sqn_write_question,
	.info = take_operator,
	.done = operator_asked,
};

static bool is_operator_written(const struct sqn_modem *m)
{
	return is_operator_asked(m) && !m->bringup.operator_fits;
}

static void write_operator(const struct sqn_modem *m, struct at_writer *w)
{
	if (!is_operator_fixed(m)) {
		at_write_number(w, MODE_AUTOMATIC);
		return;
	}
	at_write_number(w, MODE_MANUAL);
	at_write_number(w, FORMAT_NUMERIC);
	at_write_quoted(w, m->config.operator_id);
}

static void operator_written(struct sqn_modem *m, bool ok)
{
	m->attached = true;
	if (!ok)
		sqn_log(m, NB_LOG_WARNING, "modem: operator %s: not found",
			m->config.operator_id);
}

const struct sqn_step sqn_access_operator_written = {
	.command = SQN_OPERATOR,
	.wanted = is_operator_written,
	.write = write_operator,
	.done = operator_written,
};
