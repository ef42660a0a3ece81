#include "conf/value.h"

#include "base/writer.h"
#include "conf/number.h"
#include "conf/word.h"

#include <string.h>

static bool read_text(const struct nb_key *key, const char *text, void *member)
{
	size_t len = strlen(text);

	if (len >= key->size)
		return false;
	memcpy(member, text, len + 1);
	return true;
}

static void write_text(const struct nb_key *key, const void *member,
		       struct nb_writer *w)
{
	(void)key;
	nb_writer_text(w, member);
}

/* What a text may be that its check() does not tell. */
static void allow_text(const struct nb_key *key, struct nb_writer *w)
{
	nb_writer_text(w, key->empty ? "0 to " : "1 to ");
	nb_writer_decimal(w, key->size - 1);
	nb_writer_text(w, " bytes");
}

static void allow_bool(const struct nb_key *key, struct nb_writer *w)
{
	(void)key;
	nb_writer_text(w, "yes or no");
}

static void allow_set(const struct nb_key *key, struct nb_writer *w)
{
	nb_writer_text(w, "a list of ");
	conf_word_write_allowed(key, w);
}

/* How a type is read, written and explained. */
static const struct form {
	bool (*read)(const struct nb_key *key, const char *text, void *member);
	void (*write)(const struct nb_key *key, const void *member,
		      struct nb_writer *w);
	void (*allow)(const struct nb_key *key, struct nb_writer *w);
} forms[] = {
	[NB_KEY_TEXT] = {read_text, write_text, allow_text},
	[NB_KEY_NUMBER] = {conf_number_read, conf_number_write,
			   conf_number_write_allowed},
	[NB_KEY_DURATION] = {conf_number_read, conf_number_write,
			     conf_number_write_allowed},
	[NB_KEY_MS] = {conf_number_read_ms, conf_number_write,
		       conf_number_write_allowed},
	[NB_KEY_SIZE] = {conf_number_read, conf_number_write,
			 conf_number_write_allowed},
	[NB_KEY_BOOL] = {conf_word_read_bool, conf_word_write_bool, allow_bool},
	[NB_KEY_WORD] = {conf_word_read, conf_word_write,
			 conf_word_write_allowed},
	[NB_KEY_WORDS] = {conf_word_read_set, conf_word_write_set, allow_set},
	[NB_KEY_MILLI] = {conf_number_read_milli, conf_number_write_milli,
			  conf_number_write_allowed},
	[NB_KEY_OCTAL] = {conf_number_read_octal, conf_number_write_octal,
			  conf_number_write_allowed},
	[NB_KEY_RATE] = {conf_number_read_rate, conf_number_write_rate,
			 conf_number_write_allowed},
	[NB_KEY_BYTE_RATE] = {conf_number_read_rate, conf_number_write_rate,
			      conf_number_write_allowed},
	[NB_KEY_LIST] = {read_text, write_text, allow_text},
};

static void say(struct conf_why *why, const char *text)
{
	struct nb_writer w;

	nb_writer_init(&w, why->text, sizeof(why->text));
	nb_writer_text(&w, text);
	nb_writer_text_end(&w);
}

/* What the type allows. */
static void explain(const struct nb_key *key, struct conf_why *why)
{
	struct nb_writer w;

	nb_writer_init(&w, why->text, sizeof(why->text));
	nb_writer_text(&w, "must be ");
	forms[key->type].allow(key, &w);
	nb_writer_text_end(&w);
}

/* The key's own check. */
static bool passes(const struct nb_key *key, const char *text,
		   struct conf_why *why)
{
	const char *wrong = key->check ? key->check(text) : NULL;

	if (wrong)
		say(why, wrong);
	return !wrong;
}

/* The same for each item of a list. */
static bool items_pass(const struct nb_key *key, const char *list,
		       struct conf_why *why)
{
	char item[CONF_VALUE_TEXT];
	const char *start = NULL;
	size_t len = 0;

	while (conf_list_next(&list, &start, &len)) {
		memcpy(item, start, len);
		item[len] = '\0';
		if (!passes(key, item, why))
			return false;
	}
	return true;
}

bool conf_value_parse(const struct nb_key *key, const char *text, void *member,
		      struct conf_why *why)
{
	bool empty = text[0] == '\0';

	if (!empty && !(key->type == NB_KEY_LIST ? items_pass(key, text, why)
						 : passes(key, text, why)))
		return false;
	if ((!empty || key->empty) && forms[key->type].read(key, text, member))
		return true;
	explain(key, why);
	return false;
}

void conf_value_format(const struct nb_key *key, const void *member, char *buf,
		       size_t cap)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	forms[key->type].write(key, member, &w);
	nb_writer_text_end(&w);
}
