#include "sim/answer.h"
#include "base/addr.h"
#include "base/assert.h"
#include "sim/words.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX 768

static const struct {
	int code;
	const char *text;
} errors[] = {
	{SIM_CME_NOT_ALLOWED, "operation not allowed"},
	{SIM_CME_REFUSED, "operation not supported"},
	{SIM_CME_NO_SIM, "SIM not inserted"},
	{SIM_CME_PIN, "SIM PIN required"},
	{SIM_CME_PUK, "SIM PUK required"},
	{SIM_CME_PASSWORD, "incorrect password"},
	{SIM_CME_NO_NETWORK, "no network service"},
	{SIM_CME_PARAMETERS, "incorrect parameters"},
	{SIM_CME_ACTIVE, "device active"},
};

void sim_violation(struct sim_modem *s, const char *text)
{
	const struct sim_event ev = {
		.type = SIM_EVENT_VIOLATION,
		.text = text,
	};

	s->counters.violations++;
	sim_events_add(&s->events, &ev);
}

void sim_nonsense(struct sim_modem *s, const char *text)
{
	if (!s->missed)
		sim_violation(s, text);
}

void sim_bytes(struct sim_modem *s, const void *data, size_t len)
{
	if (s->out_full)
		return;
	if (!sim_fifo_write(&s->out, data, len)) {
		s->out_full = true;
		sim_violation(s, "the host does not read: bytes lost");
		return;
	}
	s->out_place += len;
}

static void text(struct sim_modem *s, const char *t)
{
	sim_bytes(s, t, strlen(t));
}

/* What may come between any two lines. */
static void chat(struct sim_modem *s)
{
	if (s->config.chatty)
		text(s, "\r\n+CTZV: \"+04\"\r\n");
}

/* @line, with the profile's own name of it. */
static void name_and_rest(struct sim_modem *s, const char *line)
{
	size_t len;

	text(s, sim_words_said(s->config.profile, line, &len));
	text(s, line + len);
}

static bool is_unsaid(const struct sim_modem *s, const char *line)
{
	size_t len;

	return !*sim_words_said(s->config.profile, line, &len) && len;
}

void sim_info(struct sim_modem *s, const char *format, ...)
{
	char line[TEXT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (!s->job.answered) {
		chat(s);
		text(s, "\r\n");
	}
	s->job.answered = true;
	name_and_rest(s, line);
	text(s, "\r\n");
}

void sim_urc(struct sim_modem *s, const char *format, ...)
{
	char line[TEXT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (is_unsaid(s, line))
		return;
	text(s, "\r\n");
	name_and_rest(s, line);
	text(s, "\r\n");
}

void sim_urc_head(struct sim_modem *s, const char *head)
{
	text(s, "\r\n");
	name_and_rest(s, head);
}

void sim_payload(struct sim_modem *s, bool hex, const uint8_t *data, size_t len)
{
	const char *digits =
		s->config.lower_hex ? "0123456789abcdef" : "0123456789ABCDEF";

	if (!hex) {
		sim_bytes(s, data, len);
		return;
	}
	for (size_t i = 0; i < len; i++) {
		const char pair[2] = {digits[data[i] >> 4],
				      digits[data[i] & 15]};

		sim_bytes(s, pair, sizeof(pair));
	}
}

static void final_error(struct sim_modem *s, int code)
{
	if (s->session.cmee == 0) {
		text(s, "\r\nERROR\r\n");
		return;
	}
	for (size_t i = 0; s->session.cmee == 2 && i < NB_COUNT(errors); i++)
		if (errors[i].code == code) {
			sim_urc(s, "+CME ERROR: %s", errors[i].text);
			return;
		}
	sim_urc(s, "+CME ERROR: %d", code);
}

void sim_final(struct sim_modem *s, int result)
{
	if (!s->job.answered)
		chat(s);
	switch (result) {
	case SIM_OK:
		text(s, "\r\nOK\r\n");
		return;
	case SIM_NO_CARRIER:
		text(s, "\r\nNO CARRIER\r\n");
		return;
	case SIM_ERROR:
		text(s, "\r\nERROR\r\n");
		return;
	case SIM_PROMPT:
		text(s, "\r\n> ");
		return;
	case SIM_DONE:
	case SIM_LATER:
		return;
	default:
		final_error(s, result);
	}
}

/* 32.1.13.184.0.0. ... : 27.007's form before there was another. */
static void dotted(const uint8_t *ip, size_t len, char *buf)
{
	for (size_t i = 0; i < len; i++)
		buf += sprintf(buf, "%s%u", i ? "." : "", ip[i]);
}

static void colons(const uint8_t *ip, bool zeros, char *buf)
{
	for (size_t i = 0; i < 16; i += 2) {
		unsigned group = (unsigned)(ip[i] << 8 | ip[i + 1]);

		buf += sprintf(buf, zeros ? "%s%04X" : "%s%X", i ? ":" : "",
			       group);
	}
}

void sim_addr_text(const struct sim_modem *s, const struct nb_addr *a,
		   char buf[SIM_ADDR_TEXT])
{
	const unsigned *f = s->session.address_format;

	if (a->family == NB_FAMILY_IPV4)
		dotted(a->ip, 4, buf);
	else if (!f[0])
		dotted(a->ip, 16, buf);
	else if (f[3])
		nb_addr_format_host(a, buf, SIM_ADDR_TEXT);
	else
		colons(a->ip, f[2], buf);
}
