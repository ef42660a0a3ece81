/*
 * sequans_replay_text.h - the text of transcripts as bytes and as settings
 *
 * Knows escapes and the keys of [modem].  Does not know what is replayed.
 */
#ifndef TESTS_SEQUANS_REPLAY_TEXT_H
#define TESTS_SEQUANS_REPLAY_TEXT_H

#include "sequans/setup.h"

/* How many bytes were written to @out, which has as much room as @text. */
size_t replay_unescape(char *out, const char *text);
/* Valid until the second next call. */
const char *replay_escape(const void *data, size_t len);

/*
 * "name value": a key of [modem], or what the daemon reads from files: pin,
 * password, init-line.
 */
void replay_configure(struct sqn_config *config, struct sqn_setup *setup,
		      const char *text);

#endif
