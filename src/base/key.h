/*
 * key.h - the shape of a configuration key
 *
 * A folder declares the keys of its sections as tables of rows and gets a
 * struct of plain values.  Knows what a value may be and where it goes.  Does
 * not know INI: conf reads the file, checks it against the tables, fills the
 * structs, and tells each fault with its file:line.
 */
#ifndef BASE_KEY_H
#define BASE_KEY_H

#include <nbcoap/types.h>

/* What a reload does with a changed value (contract, "Reload column"). */
enum nb_reload {
	NB_RELOAD_HOT,
	NB_RELOAD_MODEM,
	NB_RELOAD_RESTART,
};

/* How a value is written, and the C type of the member it fills. */
enum nb_key_type {
	NB_KEY_TEXT,	 /* char[cap], NUL-terminated                       */
	NB_KEY_NUMBER,	 /* int64_t; min, max                               */
	NB_KEY_DURATION, /* nb_ms; "15s"; min, max in ms                    */
	NB_KEY_SIZE,	 /* int64_t; "64 KiB"; min, max in bytes            */
	NB_KEY_BOOL,	 /* bool; yes no                                    */
	NB_KEY_WORD,	 /* int: index in words[]                           */
	NB_KEY_WORDS,	 /* uint64_t: a set, bit i = words[i]; comma list   */
	NB_KEY_MILLI,	 /* int64_t: thousandths of a decimal, "1.5"=1500   */
	NB_KEY_OCTAL,	 /* int64_t; "0660"                                 */
	NB_KEY_RATE,	 /* struct nb_rate; "4/h", "1 B/s", "200 KiB/day"   */
	NB_KEY_LIST,	 /* char[cap]: the list as written, items checked
			    by check() one by one                           */
	NB_KEY_CUSTOM,	 /* parse() reads it; dumped as it was written      */
};

/* So much in so long; amount 0: off. */
struct nb_rate {
	int64_t amount;
	nb_ms per;
};

/* Special values that a key may take beside its type, by word. */
struct nb_key_word {
	const char *word; /* "off", "auto"; NULL ends the list */
	int64_t value;
};

struct nb_key {
	const char *name;
	enum nb_key_type type;
	size_t offset; /* of the member in the section's struct */
	size_t cap;    /* TEXT and LIST: room with NUL */
	int64_t min, max; /* both allowed; max 0 with min 0: no limits */
	const char *const *words; /* WORD, WORDS: NULL-terminated */
	const struct nb_key_word *special; /* NUMBER, DURATION, RATE, MILLI */
	const char *initial; /* the default as one would write it; NULL: key is
				required; "" : empty */
	const char *empty;   /* what an empty value means; NULL: not allowed */
	enum nb_reload reload;
	bool later;  /* contracted, not built: only the default is accepted */
	bool secret; /* masked by --dump-config */
	/* More checks on the text, or on each item of a LIST: NULL if good,
	   else what is wrong, "must be …".  */
	const char *(*check)(const char *text);
	/* CUSTOM: as check(), and fills the member at @member. */
	const char *(*parse)(void *member, const char *text);
	const char *doc; /* one line for nbgate.conf and the manual */
};

/*
 * A kind of section.  @named ones stand once per NAME; their structs are
 * filled in order of the files.
 */
struct nb_section {
	const char *name; /* "target" */
	bool named;
	bool later; /* the whole section is contracted, not built */
	const struct nb_key *keys; /* ended by a row without a name */
	size_t size; /* of its struct; the first member is struct nb_origin */
};

/*
 * Where a section or a value stands; the first member of each section's
 * struct.  @line 0: nowhere (a default).
 */
struct nb_origin {
	char name[33]; /* of a named section, else "" */
	const char *file; /* lives as long as the configuration */
	unsigned line;
	uint64_t set; /* bit i: keys[i] stands in a file */
};

#endif
