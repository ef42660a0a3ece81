/*
 * key_check.h - is this text good for that key of [modem]?
 *
 * Knows what 3GPP, and an AT command line, allow in each.  Each function says
 * NULL when @text is good, else what is wrong ("must be ...").
 */
#ifndef SEQUANS_KEY_CHECK_H
#define SEQUANS_KEY_CHECK_H

/* Text that can stand between quotes in an AT command. */
const char *sqn_check_quotable(const char *text);
/* An access point name (3GPP TS 23.003, 9.1). */
const char *sqn_check_apn(const char *text);
/* A SIM's PIN (3GPP TS 31.101, 9.5.1). */
const char *sqn_check_pin(const char *text);
/* "auto", or MCC and MNC. */
const char *sqn_check_operator(const char *text);
/* The number of an E-UTRA band (3GPP TS 36.101, 5.5). */
const char *sqn_check_band(const char *text);
/* "off", or "tau=12h active=10s" (3GPP TS 24.008, 10.5.7.3, 10.5.7.4a). */
const char *sqn_check_psm(const char *text);
/* "off", or a cycle (3GPP TS 24.008, 10.5.5.32). */
const char *sqn_check_edrx(const char *text);
/* An IPv4 or IPv6 address. */
const char *sqn_check_address(const char *text);

#endif
