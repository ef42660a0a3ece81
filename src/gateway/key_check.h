/*
 * key_check.h - is this text good for that key of the gateway?
 *
 * Knows users, paths, URIs and addresses as text, each alone.  Each function
 * says NULL when @text is good, else what is wrong ("must be ...").
 */
#ifndef GATEWAY_KEY_CHECK_H
#define GATEWAY_KEY_CHECK_H

/* A group of the system. */
const char *gw_check_group(const char *text);
/* A user, an @group, or "*". */
const char *gw_check_user(const char *text);
/* "coap://", a host, a port, a base path; no query. */
const char *gw_check_target_uri(const char *text);
/* "/", or segments (RFC 3986, 3.3), none of them empty, "." or "..". */
const char *gw_check_path(const char *text);
/* "127.0.0.1:5683" or "[::1]:5683" */
const char *gw_check_listen(const char *text);
/* "192.0.2.1", "10.0.0.0/8", "2001:db8::/32" */
const char *gw_check_prefix(const char *text);

#endif
