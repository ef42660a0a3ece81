#include "conf/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct conf_fault *append(struct conf_faults *f, struct nb_place where,
				 bool warning)
{
	if (f->count == f->cap) {
		size_t cap = f->cap ? 2 * f->cap : 16;
		struct conf_fault *list = realloc(f->list, cap * sizeof(*list));
		if (!list) {
			f->failed = true;
			return NULL;
		}
		f->list = list;
		f->cap = cap;
	}
	struct conf_fault *fault = &f->list[f->count];
	fault->place = where;
	fault->warning = warning;
	fault->order = (unsigned)f->count++;
	return fault;
}

/* nb_faults.tell; @to is the first member of struct conf_faults. */
static void tell(struct nb_faults *to, struct nb_place where, bool warning,
		 const char *text)
{
	struct conf_fault *fault =
		append((struct conf_faults *)to, where, warning);

	if (fault)
		snprintf(fault->text, sizeof(fault->text), "%s", text);
}

void conf_faults_init(struct conf_faults *f)
{
	*f = (struct conf_faults){.sink.tell = tell};
}

void conf_faults_free(struct conf_faults *f)
{
	free(f->list);
}

void conf_faults_tell(struct conf_faults *f, struct nb_place where,
		      const char *format, ...)
{
	struct conf_fault *fault = append(f, where, false);
	va_list args;

	if (!fault)
		return;
	va_start(args, format);
	vsnprintf(fault->text, sizeof(fault->text), format, args);
	va_end(args);
}

/* FILE sorts before FILE.d/..., so names alone give the order of reading. */
static int compare(const void *left, const void *right)
{
	const struct conf_fault *a = left, *b = right;
	int files = strcmp(a->place.file, b->place.file);

	if (files)
		return files;
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

void conf_faults_sort(struct conf_faults *f)
{
	if (f->count)
		qsort(f->list, f->count, sizeof(*f->list), compare);
}

size_t conf_faults_errors(const struct conf_faults *f)
{
	size_t errors = 0;

	for (size_t i = 0; i < f->count; i++)
		errors += !f->list[i].warning;
	return errors;
}
