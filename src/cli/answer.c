#include "cli/answer.h"

#include "base/assert.h"
#include "cli/exit.h"
#include "cli/format.h"
#include <stdio.h>
#include <string.h>

static const struct {
	const char *code, *name;
} codes[] = {
	{"2.01", "Created"},
	{"2.02", "Deleted"},
	{"2.03", "Valid"},
	{"2.04", "Changed"},
	{"2.05", "Content"},
	{"2.31", "Continue"},
	{"4.00", "Bad Request"},
	{"4.01", "Unauthorized"},
	{"4.02", "Bad Option"},
	{"4.03", "Forbidden"},
	{"4.04", "Not Found"},
	{"4.05", "Method Not Allowed"},
	{"4.06", "Not Acceptable"},
	{"4.08", "Request Entity Incomplete"},
	{"4.09", "Conflict"},
	{"4.12", "Precondition Failed"},
	{"4.13", "Request Entity Too Large"},
	{"4.15", "Unsupported Content-Format"},
	{"4.22", "Unprocessable Entity"},
	{"4.29", "Too Many Requests"},
	{"5.00", "Internal Server Error"},
	{"5.01", "Not Implemented"},
	{"5.02", "Bad Gateway"},
	{"5.03", "Service Unavailable"},
	{"5.04", "Gateway Timeout"},
	{"5.05", "Proxying Not Supported"},
	{"5.08", "Hop Limit Reached"},
};

static const char *code_of(const json_t *result)
{
	const char *code = json_string_value(json_object_get(result, "code"));

	return code ? code : "";
}

static const char *name_of(const char *code)
{
	for (size_t i = 0; i < NB_COUNT(codes); i++) {
		if (!strcmp(codes[i].code, code))
			return codes[i].name;
	}
	return "";
}

int cli_answer_status(const json_t *result)
{
	switch (code_of(result)[0]) {
	case '4':
		return CLI_4XX;
	case '5':
		return CLI_5XX;
	default:
		return CLI_OK;
	}
}

static void say_details(json_t *result)
{
	json_t *details = json_copy(result);

	json_object_del(details, "code");
	json_object_del(details, "payload");
	json_object_del(details, "payload_b64");
	cli_format_pairs(stderr, details);
	json_decref(details);
}

void cli_answer_say(json_t *result, bool verbose)
{
	const char *code = code_of(result);
	const char *entry = json_string_value(json_object_get(result, "entry"));

	if (*code && (verbose || cli_answer_status(result)))
		fprintf(stderr, "%s %s\n", code, name_of(code));
	if (verbose)
		say_details(result);
	else if (entry)
		fprintf(stderr, "queued as entry %s\n", entry);
}
