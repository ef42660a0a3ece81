#include "conf/document.h"

#include <stdlib.h>
#include <string.h>

void conf_document_init(struct conf_document *d)
{
	*d = (struct conf_document){.files = NULL};
	d->headers_end = &d->headers;
	d->pairs_end = &d->pairs;
}

void conf_document_free(struct conf_document *d)
{
	while (d->files) {
		struct conf_file *next = d->files->next;
		free(d->files);
		d->files = next;
	}
	while (d->headers) {
		struct conf_header *next = d->headers->next;
		free(d->headers);
		d->headers = next;
	}
	while (d->pairs) {
		struct conf_pair *next = d->pairs->next;
		free(d->pairs);
		d->pairs = next;
	}
}

static void *allocate(struct conf_document *d, size_t size)
{
	void *memory = calloc(1, size);

	d->failed = d->failed || !memory;
	return memory;
}

const char *conf_document_add_file(struct conf_document *d, const char *name)
{
	size_t len = strlen(name) + 1;
	struct conf_file *file = allocate(d, sizeof(*file) + len);

	if (!file)
		return NULL;
	memcpy(file->name, name, len);
	file->next = d->files;
	d->files = file;
	return file->name;
}

struct conf_header *conf_document_add_header(struct conf_document *d)
{
	struct conf_header *header = allocate(d, sizeof(*header));

	if (!header)
		return NULL;
	*d->headers_end = header;
	d->headers_end = &header->next;
	return header;
}

struct conf_pair *conf_document_add_pair(struct conf_document *d)
{
	struct conf_pair *pair = allocate(d, sizeof(*pair));

	if (!pair)
		return NULL;
	*d->pairs_end = pair;
	d->pairs_end = &pair->next;
	return pair;
}

bool conf_header_is_same(const struct conf_header *a,
			 const struct conf_header *b)
{
	return strcmp(a->kind, b->kind) == 0 && strcmp(a->name, b->name) == 0;
}
