#include "conf/reader.h"

#include <dirent.h>
#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* One file while it is read. */
struct reading {
	struct conf_document *document;
	struct conf_faults *faults;
	FILE *in;
	struct nb_place place;        /* of the line that was read last */
	struct conf_header *first;    /* of this file */
	struct conf_header *header;   /* of the current section */
	struct conf_pair *first_pair; /* of this file */
};

/* An earlier header of this file that opens the same section. */
static const struct conf_header *find_twin(const struct reading *r,
					   const struct conf_header *header)
{
	const struct conf_header *h = r->first;

	while (h && h != header && !conf_header_is_same(h, header))
		h = h->next;
	return h == header ? NULL : h;
}

static void start_section(struct reading *r, const struct conf_line *line)
{
	struct conf_header *header = conf_document_add_header(r->document);
	if (!header)
		return;
	header->place = r->place;
	memcpy(header->kind, line->kind, sizeof(header->kind));
	memcpy(header->name, line->name, sizeof(header->name));
	header->named = line->named;
	header->bad = !line->kind[0] || (line->named && !line->name[0]);

	const struct conf_header *twin = find_twin(r, header);
	if (twin && !header->bad)
		conf_faults_tell(r->faults, r->place,
				 "%s: the section stands twice, in line %u, "
				 "too",
				 line->subject, twin->place.line);
	r->first = r->first ? r->first : header;
	r->header = header;
}

/*
 * inih's fgets: the next pair, or NULL at the end.  @cap is INI_MAX_LINE, 200
 * unless inih was built otherwise; a checked line is shorter.
 */
static char *next_pair(char *buf, int cap, void *reading)
{
	struct reading *r = reading;
	struct conf_line line;

	while (conf_line_read(&line, r->in)) {
		r->place.line++;
		if (line.fault)
			conf_faults_tell(r->faults, r->place, "%s: %s",
					 line.subject, line.fault);
		if (line.type == CONF_LINE_HEADER)
			start_section(r, &line);
		if (line.type == CONF_LINE_PAIR) {
			snprintf(buf, (size_t)cap, "%s\n", line.text);
			return buf;
		}
	}
	return NULL;
}

/* An earlier pair of this file with the same section and key. */
static const struct conf_pair *find_earlier(const struct reading *r,
					    const struct conf_pair *pair)
{
	const struct conf_pair *p = r->first_pair;

	for (; p && p != pair; p = p->next)
		if (strcmp(p->key, pair->key) == 0 &&
		    conf_header_is_same(p->header, pair->header))
			return p;
	return NULL;
}

/* inih's handler.  The section is known from the checked header. */
static int take_pair(void *reading, const char *section, const char *key,
		     const char *value)
{
	struct reading *r = reading;
	(void)section;
	if (!r->header) {
		conf_faults_tell(r->faults, r->place,
				 "%s: must stand in a [section]", key);
		return 1;
	}
	struct conf_pair *pair = conf_document_add_pair(r->document);
	if (!pair)
		return 1;
	pair->header = r->header;
	pair->place = r->place;
	snprintf(pair->key, sizeof(pair->key), "%s", key);
	snprintf(pair->value, sizeof(pair->value), "%s", value);
	r->first_pair = r->first_pair ? r->first_pair : pair;

	const struct conf_pair *earlier = find_earlier(r, pair);
	if (earlier && !pair->header->bad)
		conf_faults_tell(r->faults, r->place,
				 "%s: the key stands twice, in line %u, too",
				 key, earlier->place.line);
	return 1;
}

/* Reads @in to its end; @name is told in faults. */
static void read_stream(struct conf_document *d, struct conf_faults *faults,
			FILE *in, const char *name)
{
	struct reading r = {
		.document = d,
		.faults = faults,
		.in = in,
		.place.file = conf_document_add_file(d, name),
	};
	if (!r.place.file)
		return;
	ini_parse_stream(next_pair, &r, take_pair, &r);
	if (ferror(in))
		conf_faults_tell(faults, r.place, "cannot be read: %s",
				 strerror(errno));
}

/* @path cannot be opened; errno says why. */
static void tell_unreadable(struct conf_document *d, struct conf_faults *faults,
			    const char *path)
{
	const char *why = strerror(errno);
	struct nb_place nowhere = {conf_document_add_file(d, path), 0};

	if (nowhere.file)
		conf_faults_tell(faults, nowhere, "cannot be read: %s", why);
}

static void read_file(struct conf_document *d, struct conf_faults *faults,
		      const char *path)
{
	FILE *in = fopen(path, "re");

	if (!in) {
		tell_unreadable(d, faults, path);
		return;
	}
	read_stream(d, faults, in, path);
	fclose(in);
}

/* What a shell's *.conf would match. */
static int is_drop_in(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > strlen(".conf") &&
	       strcmp(entry->d_name + len - strlen(".conf"), ".conf") == 0;
}

/* The C locale's order, whatever the locale is. */
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

void conf_reader_read_path(struct conf_document *d, struct conf_faults *faults,
			   const char *path)
{
	char directory[4096], file[sizeof(directory) + NAME_MAX + 2];
	struct dirent **names;

	read_file(d, faults, path);
	snprintf(directory, sizeof(directory), "%s.d", path);
	int count = scandir(directory, &names, is_drop_in, by_bytes);
	for (int i = 0; i < count; i++) {
		snprintf(file, sizeof(file), "%s/%s", directory,
			 names[i]->d_name);
		read_file(d, faults, file);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	else if (errno != ENOENT)
		tell_unreadable(d, faults, directory);
}
