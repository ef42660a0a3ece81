/*
 * answer.h - what the modem writes to the host, to the byte
 *
 * Knows the frames of lines, unsolicited result codes, prompts, final result
 * codes and addresses (reference, 1.1).  Does not know what they say.
 */
#ifndef SIM_ANSWER_H
#define SIM_ANSWER_H

#include "sim/state.h"

/* Room for an IPv6 address in any form, with a NUL. */
#define SIM_ADDR_TEXT 64

/* An information line of the command that runs; lines share their CRLF. */
void sim_info(struct sim_modem *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A line that nobody asked for. */
void sim_urc(struct sim_modem *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The beginning of one with data behind it. */
void sim_urc_head(struct sim_modem *s, const char *head);
void sim_bytes(struct sim_modem *s, const void *data, size_t len);
/* Payload as the socket's receive mode wants it. */
void sim_payload(struct sim_modem *s, bool hex, const uint8_t *data,
		 size_t len);
/* The final line for @result; none for those that have or need none. */
void sim_final(struct sim_modem *s, int result);

/* As AT+CGPIAF says; dotted decimals until then. */
void sim_addr_text(const struct sim_modem *s, const struct nb_addr *a,
		   char buf[SIM_ADDR_TEXT]);

/* The driver did what it must not; @text is a literal. */
void sim_violation(struct sim_modem *s, const char *text);
/*
 * What the driver said makes no sense here: a violation, unless the modem did
 * not hear all that it said before.
 */
void sim_nonsense(struct sim_modem *s, const char *text);

#endif
