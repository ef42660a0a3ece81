/*
 * table.h - all sections of one kind: their structs, and where values stand
 *
 * Knows one struct nb_section and what a document says of it.  Does not know
 * other kinds.
 */
#ifndef CONF_TABLE_H
#define CONF_TABLE_H

#include "conf/document.h"
#include "conf/faults.h"

struct conf_table {
	const struct nb_section *section;
	size_t key_count;
	size_t count;                   /* of structs */
	char *values;                   /* the structs */
	struct nb_place *places;        /* key_count for each struct */
	const struct conf_pair **pairs; /* the last of each key, good or not */
};

/* False without memory; free it all the same. */
bool conf_table_init(struct conf_table *t, const struct nb_section *section,
		     const struct conf_document *d);
void conf_table_free(struct conf_table *t);

/* The struct @i, and its part @key. */
void *conf_table_struct(const struct conf_table *t, size_t i);
void *conf_table_member(const struct conf_table *t, size_t i, size_t key);

/* Writes the defaults, @instance for INSTANCE, into every struct. */
void conf_table_set_defaults(struct conf_table *t, const char *instance,
			     struct conf_faults *faults);

/* Is there such a key in sections of this kind? */
bool conf_table_has(const struct conf_table *t, const char *key);

/* Checks @pair, whose key there is, and takes it over. */
void conf_table_take(struct conf_table *t, const struct conf_pair *pair,
		     struct conf_faults *faults);

/* Tells required keys that no file has. */
void conf_table_check_required(const struct conf_table *t,
			       struct conf_faults *faults);

/* Tells keys that are not built and not at their default. */
void conf_table_check_later(const struct conf_table *t,
			    struct conf_faults *faults);

#endif
