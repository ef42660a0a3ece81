/*
 * conf_text.h - a configuration as text, loaded as the daemon loads it
 *
 * Each call writes the text to "t.conf" in a fresh directory, which is the
 * working directory until the test ends.
 */
#ifndef TESTS_UNIT_CONF_TEXT_H
#define TESTS_UNIT_CONF_TEXT_H

#include "daemon/config.h"

/* A checked fixture for tcase_add_checked_fixture(). */
void conf_text_setup(void);
void conf_text_teardown(void);

/* Writes @text to @path below the fresh directory. */
void conf_text_write(const char *path, const char *text);
void conf_text_write_bytes(const char *path, const char *bytes, size_t len);

/* Loads "t.conf"; the teardown closes it. */
int conf_text_load(struct daemon_config *c);

/* Each fault and warning of @c on a line of its own; valid until the next. */
const char *conf_text_faults(const struct daemon_config *c);

/* The faults of @text as "t.conf"; "" when it is good. */
const char *conf_text_check(const char *text);

/* The dump of "t.conf" as text; valid until the next. */
const char *conf_text_dump(void);

#define ck_faults(text, expected)                                              \
	ck_assert_str_eq(conf_text_check(text), expected)

#endif
