/*
 * document.h - what stands in the files, in order, before it is understood
 *
 * Knows headers and pairs with their places.  Does not know which of them
 * there should be.  It owns the names of the files.
 */
#ifndef CONF_DOCUMENT_H
#define CONF_DOCUMENT_H

#include "conf/line.h"

struct conf_header {
	struct conf_header *next;
	struct nb_place place;
	char kind[CONF_WORD_MAX + 1]; /* "" when it could not be read */
	char name[NB_NAME_MAX + 1];
	bool named;
	bool bad; /* its fault is told: a place for its pairs, no more */
};

struct conf_pair {
	struct conf_pair *next;
	const struct conf_header *header;
	struct nb_place place;
	char key[CONF_WORD_MAX + 1];
	char value[CONF_LINE_MAX + 1];
};

struct conf_file {
	struct conf_file *next;
	char name[];
};

struct conf_document {
	struct conf_file *files;
	struct conf_header *headers, **headers_end;
	struct conf_pair *pairs, **pairs_end;
	bool failed; /* there was no memory: the document is not whole */
};

void conf_document_init(struct conf_document *d);
void conf_document_free(struct conf_document *d);

/* Each returns what the document owns, or NULL without memory. */
const char *conf_document_add_file(struct conf_document *d, const char *name);
struct conf_header *conf_document_add_header(struct conf_document *d);
struct conf_pair *conf_document_add_pair(struct conf_document *d);

/* Do both open the same section? */
bool conf_header_is_same(const struct conf_header *a,
			 const struct conf_header *b);

#endif
