/*
 * key.h - the shape of a configuration key
 *
 * A folder declares the keys of its sections as tables of rows and gets
 * structs of plain values.  Knows what a value may be and where it goes.  Does
 * not know INI: conf reads the files, checks them against the tables, fills
 * the structs, and tells each fault with its file:line.
 */
#ifndef BASE_KEY_H
#define BASE_KEY_H

#include "base/amount.h"

#include <nbcoap/types.h>

/* Longest name of a [section NAME]. */
#define NB_NAME_MAX 32

/* What a reload does with a changed value (nbgate.conf(5)). */
enum nb_reload {
	NB_RELOAD_HOT,
	NB_RELOAD_MODEM,
	NB_RELOAD_RESTART,
};

/* How a value is written, and the C type of the member it fills. */
enum nb_key_type {
	NB_KEY_TEXT,      /* char[size], NUL-terminated                      */
	NB_KEY_NUMBER,    /* int64_t, unsigned or uint32_t by size; min, max */
	NB_KEY_DURATION,  /* nb_ms; "15s"; min, max in ms                    */
	NB_KEY_MS,        /* the same, and a bare number is in ms            */
	NB_KEY_SIZE,      /* int64_t; "64 KiB"; min, max in bytes            */
	NB_KEY_BOOL,      /* bool; yes no                                    */
	NB_KEY_WORD,      /* int or an enum: index in words[]                */
	NB_KEY_WORDS,     /* uint64_t: a set, bit i = words[i]; comma list   */
	NB_KEY_MILLI,     /* as NUMBER: thousandths of a decimal, 1.5 = 1500 */
	NB_KEY_OCTAL,     /* as NUMBER; "0660"                               */
	NB_KEY_RATE,      /* struct nb_rate of a count; "4/h"                */
	NB_KEY_BYTE_RATE, /* struct nb_rate of bytes; "200 KiB/day"          */
	NB_KEY_LIST,      /* char[size]: the list as written, its items are
			     checked by check() one by one                   */
};

/*
 * A word that stands for a value; NUMBER, DURATION, RATE.  A number without
 * limits may have no other values.
 */
struct nb_key_word {
	const char *word; /* "off", "auto"; NULL ends the table */
	int64_t value;    /* a rate's amount */
};

struct nb_key {
	const char *name;
	enum nb_key_type type;
	size_t offset, size;      /* of the member: NB_KEY_AT()              */
	int64_t min, max;         /* both allowed                            */
	const char *const *words; /* WORD, WORDS: ended by NULL              */
	const struct nb_key_word *special;
	/*
	 * The default as one would write it, INSTANCE in it stands for the
	 * instance's name; NULL: the key is required, or derived.
	 */
	const char *initial;
	bool derived; /* the owner derives the default from other values     */
	bool empty;   /* an empty value is allowed; TEXT, LIST               */
	bool later;   /* contracted, not built: only the default is accepted */
	enum nb_reload reload;
	/*
	 * More to check of the text, or of each item of a LIST: NULL when it is
	 * good, else what is wrong ("must be ...").
	 */
	const char *(*check)(const char *text);
};

/* The row's offset and size of @member in struct @type. */
#define NB_KEY_AT(type, member)                                                \
	.offset = offsetof(type, member), .size = sizeof(((type *)0)->member)

/*
 * A kind of section.  A named one may stand many times, once for each NAME;
 * their structs come in the order of the files.
 */
struct nb_section {
	const char *name; /* "target" */
	bool named;
	const struct nb_key *keys; /* ended by a row without a name */
	size_t size; /* of its struct, whose first member is struct nb_origin */
};

/* A line of a file; line 0: nowhere, a default. */
struct nb_place {
	const char *file; /* lives as long as the configuration */
	unsigned line;
};

/* Where a section stands: the first member of each section's struct. */
struct nb_origin {
	char name[NB_NAME_MAX + 1]; /* of a named section, else ""           */
	struct nb_place place;      /* of its first header                   */
	const struct nb_section *section;
	const struct nb_place *keys; /* one for each row of the table        */
};

/*
 * Where the good value of @key stands that the section has; line 0 when it
 * has its default.  @key must be in the section's table.
 */
struct nb_place nb_key_place(const struct nb_origin *origin, const char *key);

/* Does @key stand in a file, with a good value? */
bool nb_key_is_set(const struct nb_origin *origin, const char *key);

/*
 * Who is told what is wrong.  A warning stops nothing.  @text is one line
 * without its place, and is copied.
 */
struct nb_faults {
	void (*tell)(struct nb_faults *to, struct nb_place where, bool warning,
		     const char *text);
};

#endif
