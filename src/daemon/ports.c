#include "daemon/ports.h"

#include "os/file.h"

#include <stdio.h>
#include <string.h>

/* One more than a line takes. */
#define LINE (NB_NAME_MAX + 16)

static struct ports_row *row_of(struct ports *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++) {
		if (strcmp(p->rows[i].name, name) == 0)
			return &p->rows[i];
	}
	return NULL;
}

/* The oldest gives way. */
static struct ports_row *new_row(struct ports *p)
{
	if (p->count < PORTS_MAX)
		return &p->rows[p->count++];
	memmove(p->rows, p->rows + 1, (PORTS_MAX - 1) * sizeof(p->rows[0]));
	return &p->rows[PORTS_MAX - 1];
}

static void set(struct ports *p, const char *name, uint16_t wanted,
		uint16_t port)
{
	struct ports_row *row = row_of(p, name);

	if (!row)
		row = new_row(p);
	snprintf(row->name, sizeof(row->name), "%s", name);
	row->wanted = wanted;
	row->port = port;
}

static void take_line(struct ports *p, const char *line)
{
	char name[NB_NAME_MAX + 1];
	unsigned wanted, port;

	if (sscanf(line, "%32s %u %u", name, &wanted, &port) == 3 &&
	    wanted <= UINT16_MAX && port <= UINT16_MAX)
		set(p, name, (uint16_t)wanted, (uint16_t)port);
}

void ports_read(struct ports *p, const char *dir)
{
	char text[PORTS_MAX * LINE];
	char *rest, *line;

	memset(p, 0, sizeof(*p));
	snprintf(p->path, sizeof(p->path), "%s/ports", dir);
	if (os_file_read(p->path, text, sizeof(text)) < 0)
		return;
	for (line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		take_line(p, line);
}

uint16_t ports_find(const struct ports *p, const char *name, uint16_t wanted)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct ports_row *row = &p->rows[i];
		if (row->wanted == wanted && strcmp(row->name, name) == 0)
			return row->port;
	}
	return wanted;
}

bool ports_keep(struct ports *p, const char *name, uint16_t wanted,
		uint16_t port)
{
	char text[PORTS_MAX * LINE] = "";
	size_t len = 0;

	set(p, name, wanted, port);
	for (size_t i = 0; i < p->count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
					"%s %u %u\n", p->rows[i].name,
					p->rows[i].wanted, p->rows[i].port);
	return os_file_write(p->path, text, len) == 0;
}
