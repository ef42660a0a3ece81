#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 1, 0))) static void say(const char *form,
						      va_list values)
{
	fputs("nbgate: ", stderr);
	vfprintf(stderr, form, values);
	fputc('\n', stderr);
}

void cli_say(const char *form, ...)
{
	va_list values;

	va_start(values, form);
	say(form, values);
	va_end(values);
}

int cli_say_usage(const char *form, ...)
{
	va_list values;

	va_start(values, form);
	say(form, values);
	va_end(values);
	fputs("Try 'nbgate --help', or 'nbgate VERB --help'.\n", stderr);
	return CLI_USAGE;
}
