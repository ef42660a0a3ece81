#include "conf/conf.h"

#include "conf/reader.h"
#include "conf/suggest.h"
#include "conf/table.h"
#include "conf/value.h"

#include <stdlib.h>
#include <string.h>

struct conf {
	const char *instance;
	struct conf_document document;
	struct conf_faults faults;
	size_t table_count;
	struct conf_table tables[];
};

struct conf *conf_open(const struct nb_section *const *sections,
		       const char *instance)
{
	size_t count = 0;
	while (sections[count])
		count++;
	struct conf *c = calloc(1, sizeof(*c) + count * sizeof(*c->tables));
	if (!c)
		return NULL;
	c->instance = instance;
	c->table_count = count;
	for (size_t i = 0; i < count; i++)
		c->tables[i].section = sections[i];
	conf_document_init(&c->document);
	conf_faults_init(&c->faults);
	return c;
}

void conf_close(struct conf *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->table_count; i++)
		conf_table_free(&c->tables[i]);
	conf_faults_free(&c->faults);
	conf_document_free(&c->document);
	free(c);
}

void conf_read_path(struct conf *c, const char *path)
{
	conf_reader_read_path(&c->document, &c->faults, path);
}

static struct conf_table *find_table(struct conf *c, const char *kind)
{
	for (size_t i = 0; i < c->table_count; i++)
		if (strcmp(c->tables[i].section->name, kind) == 0)
			return &c->tables[i];
	return NULL;
}

/* "gateway, modem, target NAME or route NAME" */
static void list_sections(const struct conf *c, char *buf, size_t cap)
{
	size_t len = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < c->table_count && len < cap; i++) {
		const struct nb_section *s = c->tables[i].section;
		const char *comma = i + 1 < c->table_count ? ", " : " or ";
		len += (size_t)snprintf(buf + len, cap - len, "%s%s%s",
					i ? comma : "", s->name,
					s->named ? " NAME" : "");
	}
}

static void tell_unknown_section(struct conf *c, const struct conf_header *h)
{
	char sections[CONF_VALUE_TEXT];
	struct conf_guess guess;

	conf_guess_init(&guess, h->kind);
	for (size_t i = 0; i < c->table_count; i++)
		conf_guess_offer(&guess, c->tables[i].section->name);
	list_sections(c, sections, sizeof(sections));
	conf_faults_tell(&c->faults, h->place,
			 "[%s]: unknown section, must be %s%s%s%s", h->kind,
			 sections, guess.best ? "; did you mean " : "",
			 guess.best ? guess.best : "", guess.best ? "?" : "");
}

static void check_headers(struct conf *c)
{
	const struct conf_header *h = c->document.headers;

	for (; h; h = h->next) {
		if (!h->kind[0])
			continue; /* its fault is told */
		const struct conf_table *t = find_table(c, h->kind);
		if (!t)
			tell_unknown_section(c, h);
		else if (t->section->named && !h->named)
			conf_faults_tell(&c->faults, h->place,
					 "[%s]: must be [%s NAME]", h->kind,
					 h->kind);
		else if (!t->section->named && h->named)
			conf_faults_tell(&c->faults, h->place,
					 "[%s %s]: must be [%s], without a "
					 "name",
					 h->kind, h->name, h->kind);
	}
}

/* A section that has @key, or NULL. */
static const char *find_home(const struct conf *c, const char *key)
{
	for (size_t i = 0; i < c->table_count; i++)
		if (conf_table_has(&c->tables[i], key))
			return c->tables[i].section->name;
	return NULL;
}

static void tell_unknown_key(struct conf *c, const struct nb_section *section,
			     const struct conf_pair *pair)
{
	const char *home = find_home(c, pair->key);
	struct conf_guess guess;

	conf_guess_init(&guess, pair->key);
	for (const struct nb_key *k = section->keys; k->name; k++)
		conf_guess_offer(&guess, k->name);
	if (home)
		conf_faults_tell(&c->faults, pair->place,
				 "%s: unknown key in [%s], it belongs in [%s]",
				 pair->key, section->name, home);
	else if (guess.best)
		conf_faults_tell(&c->faults, pair->place,
				 "%s: unknown key in [%s], did you mean %s?",
				 pair->key, section->name, guess.best);
	else
		conf_faults_tell(&c->faults, pair->place,
				 "%s: unknown key in [%s]", pair->key,
				 section->name);
}

static void take_pairs(struct conf *c)
{
	for (const struct conf_pair *p = c->document.pairs; p; p = p->next) {
		struct conf_table *t = find_table(c, p->header->kind);
		if (t && conf_table_has(t, p->key))
			conf_table_take(t, p, &c->faults);
		else if (t)
			tell_unknown_key(c, t->section, p);
	}
}

int conf_fill(struct conf *c)
{
	for (size_t i = 0; i < c->table_count; i++) {
		struct conf_table *t = &c->tables[i];
		if (!conf_table_init(t, t->section, &c->document)) {
			t->count = 0;
			return NB_ERR_SYSTEM;
		}
		conf_table_set_defaults(t, c->instance, &c->faults);
	}
	check_headers(c);
	take_pairs(c);
	for (size_t i = 0; i < c->table_count; i++)
		conf_table_check_required(&c->tables[i], &c->faults);
	return c->document.failed ? NB_ERR_SYSTEM : 0;
}

void *conf_values(const struct conf *c, const struct nb_section *section,
		  size_t *count)
{
	for (size_t i = 0; i < c->table_count; i++)
		if (c->tables[i].section == section) {
			*count = c->tables[i].count;
			return c->tables[i].values;
		}
	*count = 0;
	return NULL;
}

struct nb_faults *conf_faults(struct conf *c)
{
	return &c->faults.sink;
}

int conf_finish(struct conf *c)
{
	for (size_t i = 0; i < c->table_count; i++)
		conf_table_check_later(&c->tables[i], &c->faults);
	conf_faults_sort(&c->faults);
	return c->faults.failed ? NB_ERR_SYSTEM
				: (int)conf_faults_errors(&c->faults);
}

size_t conf_fault_count(const struct conf *c)
{
	return c->faults.count;
}

void conf_fault_format(const struct conf *c, size_t i, char *buf, size_t cap)
{
	const struct conf_fault *f = &c->faults.list[i];

	snprintf(buf, cap, "%s:%u: %s%s", f->place.file, f->place.line,
		 f->warning ? "warning: " : "", f->text);
}

static void dump_struct(const struct conf_table *t, size_t i, FILE *out)
{
	const struct nb_origin *o = conf_table_struct(t, i);
	char value[CONF_VALUE_TEXT];

	fprintf(out, "[%s%s%s]\n", t->section->name,
		t->section->named ? " " : "", o->name);
	for (size_t key = 0; key < t->key_count; key++) {
		const struct nb_key *k = &t->section->keys[key];
		conf_value_format(k, conf_table_member(t, i, key), value,
				  sizeof(value));
		fprintf(out, "%s =%s%s\n", k->name, *value ? " " : "", value);
	}
}

void conf_dump(const struct conf *c, FILE *out)
{
	const char *blank_line = "";

	for (size_t i = 0; i < c->table_count; i++)
		for (size_t s = 0; s < c->tables[i].count; s++) {
			fputs(blank_line, out);
			dump_struct(&c->tables[i], s, out);
			blank_line = "\n";
		}
}
