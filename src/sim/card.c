/* The SIM card.  AT+CFUN=0 switches it off. */
#include "sim/answer.h"
#include "sim/commands.h"
#include "sim/network.h"
#include <string.h>

static bool is_locked(const struct sim_modem *s)
{
	return s->config.pin[0] && !s->session.unlocked;
}

/* Why the card cannot be asked now; 0: it can. */
static int refusal(const struct sim_modem *s)
{
	if (!s->session.cfun)
		return SIM_CME_NO_SIM;
	if (!is_locked(s))
		return 0;
	return s->nvram.pin_tries ? SIM_CME_PIN : SIM_CME_PUK;
}

static int try_pin(struct sim_modem *s, const struct sim_line *line)
{
	char pin[sizeof(s->config.pin)];

	if (!is_locked(s))
		return SIM_CME_NOT_ALLOWED;
	if (!s->nvram.pin_tries)
		return SIM_CME_PUK;
	sim_line_text(line, 0, pin, sizeof(pin));
	if (strcmp(pin, s->config.pin)) {
		s->nvram.pin_tries--;
		s->counters.wrong_pins++;
		return s->nvram.pin_tries ? SIM_CME_PASSWORD : SIM_CME_PUK;
	}
	s->nvram.pin_tries = SIM_PIN_TRIES;
	s->session.unlocked = true;
	sim_network_start(s);
	return SIM_OK;
}

static int pin(struct sim_modem *s, const struct sim_line *line)
{
	int why = refusal(s);

	if (why == SIM_CME_NO_SIM)
		return why;
	if (line->form == SIM_SET)
		return try_pin(s, line);
	sim_info(s, "+CPIN: %s",
		 !why                 ? "READY"
		 : why == SIM_CME_PIN ? "SIM PIN"
				      : "SIM PUK");
	return SIM_OK;
}

static int subscriber(struct sim_modem *s, const struct sim_line *line)
{
	int why = refusal(s);

	(void)line;
	if (!why)
		sim_info(s, "001010123456789");
	return why;
}

static int card_number(struct sim_modem *s, const struct sim_line *line)
{
	(void)line;
	if (!s->session.cfun)
		return SIM_CME_NO_SIM;
	sim_info(s, "+SQNCCID: \"8900100000000000017\",\"\"");
	return SIM_OK;
}

static int report(struct sim_modem *s, const struct sim_line *line)
{
	if (line->form == SIM_READ)
		sim_info(s, "+SQNSIMST: %u", s->session.simst);
	else
		s->session.simst = (unsigned)sim_line_number(line, 0, 0);
	return SIM_OK;
}

const struct sim_command sim_card_commands[] = {
	{.name = "+CPIN",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_TXT(8), SIM_OPT_TXT(8)},
	 .run = pin},
	{.name = "+CIMI", .forms = SIM_RUN, .run = subscriber},
	{.name = "+SQNCCID", .forms = SIM_RUN | SIM_READ, .run = card_number},
	{.name = "+SQNSIMST",
	 .forms = SIM_READ | SIM_SET,
	 .params = {SIM_NUM(0, 1)},
	 .run = report},
	{0},
};
