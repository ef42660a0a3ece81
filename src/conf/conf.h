/*
 * conf.h - a configuration: read, checked against tables, filled into structs
 *
 * Knows INI files, and which keys there are from the tables that others
 * declare in base's shape (base/key.h).  Does not know what a key is for.
 *
 * In order: conf_open(), conf_read_path(), conf_fill(); then the owners of the
 * keys derive defaults that depend on other values, in conf_values(), and tell
 * conf_faults() what no single value tells; then conf_finish().  A
 * configuration without faults can be dumped.  conf_close() frees everything,
 * the structs too.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/key.h"

#include <stdio.h>

/* Room for a fault as one line, its file's name up to some 100 bytes. */
#define CONF_LINE_TEXT 512

struct conf;

/*
 * For the @sections (ended by NULL, which stay the caller's and must outlive
 * it), with @instance for INSTANCE in defaults.  NULL without memory.
 */
struct conf *conf_open(const struct nb_section *const *sections,
		       const char *instance);
void conf_close(struct conf *c);

/* Reads the file at @path, then PATH.d/ *.conf in C-locale order. */
void conf_read_path(struct conf *c, const char *path);

/*
 * Fills the structs: defaults first, then what was read, later files winning
 * key by key.  What is unknown, missing or bad is told, and leaves the
 * default.  A key that is not built keeps its default always.  0, or
 * NB_ERR_SYSTEM without memory: then only conf_close() is left to do.
 */
int conf_fill(struct conf *c);

/*
 * The structs of @section, one behind the other; *@count of them, for a
 * section without names always 1.  Valid until conf_close().
 */
void *conf_values(const struct conf *c, const struct nb_section *section,
		  size_t *count);

/* Where others tell their faults. */
struct nb_faults *conf_faults(struct conf *c);

/*
 * Holds keys that are not built against their final defaults, and puts faults
 * in order.  Returns how many stop the start, or NB_ERR_SYSTEM when there was
 * no memory for the whole.
 */
int conf_finish(struct conf *c);

/* Fault @i of @count as "file:line: message", a warning says so. */
size_t conf_fault_count(const struct conf *c);
void conf_fault_format(const struct conf *c, size_t i, char *buf, size_t cap);

/* Writes the effective configuration, every key, in the same syntax. */
void conf_dump(const struct conf *c, FILE *out);

#endif
