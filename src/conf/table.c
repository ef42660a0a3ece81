#include "conf/table.h"

#include "conf/value.h"

#include <stdlib.h>
#include <string.h>

/* Any member, with its alignment. */
union scratch {
	int64_t number;
	struct nb_rate rate;
	char text[CONF_VALUE_TEXT];
};

/* --- sections of a document ------------------------------------------------ */

static bool belongs(const struct conf_table *t, const struct conf_header *h)
{
	return !h->bad && strcmp(h->kind, t->section->name) == 0 &&
	       h->named == t->section->named;
}

/* Is there an earlier header of the same section, in any file? */
static bool is_repeated(const struct conf_document *d,
			const struct conf_header *header)
{
	for (const struct conf_header *h = d->headers; h != header; h = h->next)
		if (!h->bad && conf_header_is_same(h, header))
			return true;
	return false;
}

static struct nb_origin *origin(const struct conf_table *t, size_t i)
{
	return conf_table_struct(t, i);
}

static size_t find_struct(const struct conf_table *t,
			  const struct conf_header *header)
{
	size_t i = 0;

	while (i < t->count && strcmp(origin(t, i)->name, header->name) != 0)
		i++;
	return i;
}

static size_t count_structs(const struct conf_table *t,
			    const struct conf_document *d)
{
	size_t count = 0;

	if (!t->section->named)
		return 1;
	for (const struct conf_header *h = d->headers; h; h = h->next)
		count += belongs(t, h) && !is_repeated(d, h);
	return count;
}

static void name_structs(struct conf_table *t, const struct conf_document *d)
{
	size_t i = 0;

	origin(t, 0)->place = (struct nb_place){"(default)", 0};
	for (const struct conf_header *h = d->headers; h; h = h->next)
		if (belongs(t, h) && !is_repeated(d, h)) {
			memcpy(origin(t, i)->name, h->name, sizeof(h->name));
			origin(t, i++)->place = h->place;
		}
	for (i = 0; i < t->count; i++) {
		origin(t, i)->section = t->section;
		origin(t, i)->keys = &t->places[i * t->key_count];
	}
}

bool conf_table_init(struct conf_table *t, const struct nb_section *section,
		     const struct conf_document *d)
{
	*t = (struct conf_table){.section = section};
	while (section->keys[t->key_count].name)
		t->key_count++;
	t->count = count_structs(t, d);

	/* One more, so that none at all is no failure. */
	size_t cells = t->count * t->key_count + 1;
	t->values = calloc(t->count + 1, section->size);
	t->places = calloc(cells, sizeof(*t->places));
	t->pairs = calloc(cells, sizeof(const struct conf_pair *));
	if (!t->values || !t->places || !t->pairs)
		return false;
	name_structs(t, d);
	return true;
}

void conf_table_free(struct conf_table *t)
{
	free(t->values);
	free(t->places);
	free(t->pairs);
}

void *conf_table_struct(const struct conf_table *t, size_t i)
{
	return t->values + i * t->section->size;
}

void *conf_table_member(const struct conf_table *t, size_t i, size_t key)
{
	return t->values + i * t->section->size + t->section->keys[key].offset;
}

/* --- values ---------------------------------------------------------------- */

/* Writes the default @text with the instance's name in its place. */
static void expand(char *buf, size_t cap, const char *text,
		   const char *instance)
{
	static const char mark[] = "INSTANCE";
	const char *at = strstr(text, mark);

	if (at)
		snprintf(buf, cap, "%.*s%s%s", (int)(at - text), text, instance,
			 at + strlen(mark));
	else
		snprintf(buf, cap, "%s", text);
}

void conf_table_set_defaults(struct conf_table *t, const char *instance,
			     struct conf_faults *faults)
{
	char text[CONF_VALUE_TEXT];
	struct conf_why why;

	for (size_t i = 0; i < t->count; i++)
		for (size_t key = 0; key < t->key_count; key++) {
			const struct nb_key *k = &t->section->keys[key];
			if (!k->initial)
				continue;
			expand(text, sizeof(text), k->initial, instance);
			if (*text &&
			    !conf_value_parse(k, text,
					      conf_table_member(t, i, key),
					      &why))
				conf_faults_tell(faults, origin(t, i)->place,
						 "%s: %s", k->name, why.text);
		}
}

static size_t find_key(const struct conf_table *t, const char *name)
{
	size_t i = 0;

	while (i < t->key_count && strcmp(t->section->keys[i].name, name) != 0)
		i++;
	return i;
}

bool conf_table_has(const struct conf_table *t, const char *key)
{
	return find_key(t, key) < t->key_count;
}

void conf_table_take(struct conf_table *t, const struct conf_pair *pair,
		     struct conf_faults *faults)
{
	size_t key = find_key(t, pair->key);
	const struct nb_key *k = &t->section->keys[key];
	union scratch scratch;
	struct conf_why why;
	bool good = conf_value_parse(k, pair->value, &scratch, &why);
	if (!good)
		conf_faults_tell(faults, pair->place, "%s: %s", k->name,
				 why.text);

	size_t i = find_struct(t, pair->header);
	if (i == t->count)
		return;
	t->pairs[i * t->key_count + key] = pair;
	if (!good || k->later)
		return;
	memcpy(conf_table_member(t, i, key), &scratch, k->size);
	t->places[i * t->key_count + key] = pair->place;
}

void conf_table_check_required(const struct conf_table *t,
			       struct conf_faults *faults)
{
	for (size_t i = 0; i < t->count; i++)
		for (size_t key = 0; key < t->key_count; key++) {
			const struct nb_key *k = &t->section->keys[key];
			if (!k->initial && !k->derived &&
			    !t->pairs[i * t->key_count + key])
				conf_faults_tell(faults, origin(t, i)->place,
						 "[%s %s]: the key %s is "
						 "required",
						 t->section->name,
						 origin(t, i)->name, k->name);
		}
}

/* Does @pair say the same as the member, however it is written? */
static bool says_the_same(const struct nb_key *k, const struct conf_pair *pair,
			  const void *member)
{
	char given[CONF_VALUE_TEXT], standing[CONF_VALUE_TEXT];
	union scratch scratch;
	struct conf_why why;
	if (!conf_value_parse(k, pair->value, &scratch, &why))
		return true; /* its fault is told */
	conf_value_format(k, &scratch, given, sizeof(given));
	conf_value_format(k, member, standing, sizeof(standing));
	return strcmp(given, standing) == 0;
}

void conf_table_check_later(const struct conf_table *t,
			    struct conf_faults *faults)
{
	for (size_t i = 0; i < t->count; i++)
		for (size_t key = 0; key < t->key_count; key++) {
			const struct nb_key *k = &t->section->keys[key];
			const struct conf_pair *pair =
				t->pairs[i * t->key_count + key];
			if (k->later && pair &&
			    !says_the_same(k, pair,
					   conf_table_member(t, i, key)))
				conf_faults_tell(faults, pair->place,
						 "%s: not supported yet",
						 k->name);
		}
}
