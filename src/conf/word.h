/*
 * word.h - values that are words, and lists
 *
 * Knows one word of a table, a set of them, yes and no.  Reads and writes as
 * conf/number.h does.
 */
#ifndef CONF_WORD_H
#define CONF_WORD_H

#include "base/key.h"
#include "base/writer.h"

/*
 * Takes the next item off a list with commas at *@list (NULL: it is empty):
 * @len bytes at *@item, without the blanks around; none between two commas.
 * False behind the last.
 */
bool conf_list_next(const char **list, const char **item, size_t *len);

/* BOOL */
bool conf_word_read_bool(const struct nb_key *key, const char *text,
			 void *member);
void conf_word_write_bool(const struct nb_key *key, const void *member,
			  struct nb_writer *w);

/* WORD */
bool conf_word_read(const struct nb_key *key, const char *text, void *member);
void conf_word_write(const struct nb_key *key, const void *member,
		     struct nb_writer *w);

/* WORDS */
bool conf_word_read_set(const struct nb_key *key, const char *text,
			void *member);
void conf_word_write_set(const struct nb_key *key, const void *member,
			 struct nb_writer *w);

/* Every word of the key's table. */
void conf_word_write_allowed(const struct nb_key *key, struct nb_writer *w);

#endif
