#include "cli/describe.h"

#include "cli/call.h"
#include "cli/say.h"
#include <stdio.h>
#include <string.h>

static const char *text(const json_t *object, const char *name)
{
	const char *value = json_string_value(json_object_get(object, name));

	return value ? value : "";
}

/* "yet" when something is contracted and not built. */
static const char *mark(const json_t *object)
{
	bool later = json_is_false(json_object_get(object, "supported"));

	return later ? " (not supported yet)" : "";
}

static void print_param(const char *name, const json_t *param)
{
	bool required = json_is_true(json_object_get(param, "required"));

	printf("  %-18s %s%s; %s%s\n", name, text(param, "type"),
	       required ? ", required" : "", text(param, "doc"), mark(param));
}

static void print_method(const char *name, const json_t *method)
{
	json_t *params = json_object_get(method, "params");
	const char *param;
	json_t *value;

	printf("%s%s\n", name, mark(method));
	if (*text(method, "doc"))
		printf("  %s\n", text(method, "doc"));
	json_object_foreach (params, param, value) {
		print_param(param, value);
	}
}

/* All methods of @all, or the one that is @wanted; how many there were. */
static size_t print_methods(json_t *all, const char *wanted)
{
	const char *name;
	json_t *method;
	size_t count = 0;

	json_object_foreach (all, name, method) {
		if (wanted && strcmp(wanted, name))
			continue;
		if (count++)
			putchar('\n');
		print_method(name, method);
	}
	return count;
}

int cli_describe_run(struct cli *cli, const struct cli_verb *verb)
{
	json_t *result;
	const char *wanted = cli_operand(cli, 0);
	int status = cli_call(cli, verb->method, NULL, &result);

	if (status)
		return status;
	if (!cli->json && !print_methods(result, wanted)) {
		cli_say("%s: no such method", wanted ? wanted : "");
		status = CLI_FAILED;
	}
	json_decref(result);
	return status;
}
