#include "conf/word.h"

#include "conf/number.h"

#include <string.h>

bool conf_list_next(const char **list, const char **item, size_t *len)
{
	if (!*list)
		return false;
	const char *start = *list + strspn(*list, " ");
	const char *comma = strchr(start, ',');
	const char *end = comma ? comma : start + strlen(start);
	while (end > start && end[-1] == ' ')
		end--;
	*item = start;
	*len = (size_t)(end - start);
	*list = comma ? comma + 1 : NULL;
	return true;
}

/* The index of the @len bytes at @text in the key's words, or -1. */
static int find_word(const struct nb_key *key, const char *text, size_t len)
{
	for (int i = 0; key->words[i]; i++)
		if (strlen(key->words[i]) == len &&
		    memcmp(key->words[i], text, len) == 0)
			return i;
	return -1;
}

bool conf_word_read_bool(const struct nb_key *key, const char *text,
			 void *member)
{
	bool value = strcmp(text, "yes") == 0;
	(void)key;

	if (!value && strcmp(text, "no") != 0)
		return false;
	memcpy(member, &value, sizeof(value));
	return true;
}

void conf_word_write_bool(const struct nb_key *key, const void *member,
			  struct nb_writer *w)
{
	bool value;
	(void)key;

	memcpy(&value, member, sizeof(value));
	nb_writer_text(w, value ? "yes" : "no");
}

bool conf_word_read(const struct nb_key *key, const char *text, void *member)
{
	int index = find_word(key, text, strlen(text));

	if (index < 0)
		return false;
	conf_number_store(key, member, index);
	return true;
}

void conf_word_write(const struct nb_key *key, const void *member,
		     struct nb_writer *w)
{
	nb_writer_text(w, key->words[conf_number_fetch(key, member)]);
}

bool conf_word_read_set(const struct nb_key *key, const char *text,
			void *member)
{
	uint64_t set = 0;
	const char *item = NULL;
	size_t len = 0;

	while (conf_list_next(&text, &item, &len)) {
		int index = find_word(key, item, len);
		if (index < 0)
			return false;
		set |= UINT64_C(1) << index;
	}
	memcpy(member, &set, sizeof(set));
	return true;
}

void conf_word_write_set(const struct nb_key *key, const void *member,
			 struct nb_writer *w)
{
	uint64_t set = 0;
	const char *comma = "";

	memcpy(&set, member, sizeof(set));
	for (size_t i = 0; key->words[i]; i++)
		if (set >> i & 1) {
			nb_writer_text(w, comma);
			nb_writer_text(w, key->words[i]);
			comma = ", ";
		}
}

/* "a, b or c" */
void conf_word_write_allowed(const struct nb_key *key, struct nb_writer *w)
{
	for (size_t i = 0; key->words[i]; i++) {
		if (i > 0)
			nb_writer_text(w, key->words[i + 1] ? ", " : " or ");
		nb_writer_text(w, key->words[i]);
	}
}
