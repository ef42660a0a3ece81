#include "base/assert.h"
#include "gateway/keys.h"
#include "sequans/keys.h"
#include "unit/conf_text.h"
#include "unit/unit.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

TCase *conf_sample_case(void);

static const struct nb_section *const sections[] = {
	&gw_section_gateway, &gw_section_access, &sqn_section_modem,
	&gw_section_target,  &gw_section_route,  &gw_section_serve,
	&gw_section_proxy,
};

static const char *const reloads[] = {
	[NB_RELOAD_HOT] = "Reload: hot.",
	[NB_RELOAD_MODEM] = "Reload: modem.",
	[NB_RELOAD_RESTART] = "Reload: restart.",
};

static char text[65536];

/* Reads a file of the tree into text[]. */
static void read_tree(const char *path)
{
	char whole[512];

	snprintf(whole, sizeof(whole), "%s/../%s", TESTDATA, path);
	FILE *in = fopen(whole, "r");
	ck_assert_msg(in != NULL, "%s", whole);
	size_t len = fread(text, 1, sizeof(text) - 1, in);
	fclose(in);
	ck_assert_uint_lt(len, sizeof(text) - 1);
	text[len] = '\0';
}

/* The part of @from before the next @end; valid until the next call. */
static const char *part(const char *from, const char *end)
{
	static char copy[32768];
	const char *stop = strstr(from, end);
	size_t len = stop ? (size_t)(stop - from) : strlen(from);

	ck_assert_uint_lt(len, sizeof(copy));
	memcpy(copy, from, len);
	copy[len] = '\0';
	return copy;
}

static void ck_facts(const struct nb_key *key, const char *prose)
{
	char flat[1024];
	size_t len = 0;

	/* Line breaks and comment marks are no part of the words. */
	for (; *prose && len < sizeof(flat) - 1; prose++)
		if (!(*prose == '#' && prose[1] == ' ') &&
		    !(*prose == ' ' && len && flat[len - 1] == ' '))
			flat[len++] = *prose == '\n' ? ' ' : *prose;
	flat[len] = '\0';
	ck_assert_msg(strstr(flat, reloads[key->reload]) != NULL,
		      "%s: no \"%s\" in: %s", key->name, reloads[key->reload],
		      flat);
	ck_assert_msg(!strstr(flat, "Not supported yet.") == !key->later,
		      "%s: not built, or built? %s", key->name, flat);
}

/* The comment above @key in a section of the sample. */
static const char *comment_above(const char *section, const char *key)
{
	char line[64];

	snprintf(line, sizeof(line), "\n#%s =", key);
	const char *at = strstr(section, line);
	ck_assert_msg(at != NULL, "%s is not in the sample", key);
	const char *start = at;
	while (start > section && strncmp(start, "\n\n", 2) != 0)
		start--;
	return part(start + 2, line);
}

START_TEST(the_sample_has_every_key_with_its_reload_class)
{
	for (size_t s = 0; s < NB_COUNT(sections); s++) {
		char header[64];
		read_tree("conf/nbgate.conf");
		snprintf(header, sizeof(header), "[%s%s", sections[s]->name,
			 sections[s]->named ? " " : "]");
		const char *at = strstr(text, header);
		ck_assert_msg(at != NULL, "no %s", header);
		char *section = strdup(part(at, "\n\n\n"));
		for (const struct nb_key *k = sections[s]->keys; k->name; k++)
			ck_facts(k, comment_above(section, k->name));
		free(section);
	}
}
END_TEST

START_TEST(the_manual_has_every_key_with_its_reload_class)
{
	for (size_t s = 0; s < NB_COUNT(sections); s++) {
		char header[64];
		read_tree("man/nbgate.conf.5");
		snprintf(header, sizeof(header), "\n.Ss Section %s%s\n",
			 sections[s]->name, sections[s]->named ? " NAME" : "");
		const char *at = strstr(text, header);
		ck_assert_msg(at != NULL, "no %s", header);
		char *section = strdup(part(at + 1, "\n.El\n"));
		for (const struct nb_key *k = sections[s]->keys; k->name; k++) {
			snprintf(header, sizeof(header), "\n.It Cm %s\n",
				 k->name);
			at = strstr(section, header);
			ck_assert_msg(at != NULL, "no %s in the manual",
				      k->name);
			ck_facts(k, part(at + 1, "\n.It Cm"));
		}
		free(section);
	}
}
END_TEST

static size_t count(const char *needle)
{
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, needle)); at++)
		n++;
	return n;
}

START_TEST(the_manual_has_no_other_keys)
{
	size_t keys = 0;

	for (size_t s = 0; s < NB_COUNT(sections); s++)
		for (const struct nb_key *k = sections[s]->keys; k->name; k++)
			keys++;
	read_tree("man/nbgate.conf.5");
	ck_assert_uint_eq(count("\n.It Cm "), keys);
}
END_TEST

START_TEST(the_sample_as_it_is_changes_nothing)
{
	conf_text_write("t.conf", "");
	char *defaults = strdup(conf_text_dump());

	read_tree("conf/nbgate.conf");
	ck_faults(text, "");
	ck_assert_str_eq(conf_text_dump(), defaults);
	free(defaults);
}
END_TEST

/* Takes the mark off each "#key = value" and "#[section]" of text[]. */
static void uncomment(void)
{
	char *to = text;

	for (const char *from = text; *from; from++)
		if (!(*from == '#' && (from == text || from[-1] == '\n') &&
		      (from[1] == '[' || islower((unsigned char)from[1]))))
			*to++ = *from;
	*to = '\0';
}

/* Cuts the section that starts with @header out of text[]. */
static void cut_section(const char *header)
{
	char *start = strstr(text, header);
	ck_assert_ptr_nonnull(start);
	char *end = strstr(start, "\n\n\n");
	ck_assert_ptr_nonnull(end);
	memmove(start, end, strlen(end) + 1);
}

START_TEST(the_sample_shows_the_defaults)
{
	conf_text_write("t.conf", "[target cloud]\n"
				  "uri = coap://[2001:db8::1]\n"
				  "[route telemetry]\npath = /telemetry\n"
				  "target = cloud\n");
	char *defaults = strdup(conf_text_dump());

	read_tree("conf/nbgate.conf");
	uncomment();
	cut_section("[serve led]");
	ck_faults(text, "");
	ck_assert_str_eq(conf_text_dump(), defaults);
	free(defaults);
}
END_TEST

START_TEST(a_served_path_of_the_sample_is_only_not_built)
{
	read_tree("conf/nbgate.conf");
	uncomment();
	const char *faults = conf_text_check(text);

	ck_assert_ptr_nonnull(strstr(faults, "path: not supported yet"));
	for (; *faults; faults = strchr(faults, '\n') + 1)
		ck_assert_ptr_nonnull(
			strstr(part(faults, "\n"), ": not supported yet"));
}
END_TEST

TCase *conf_sample_case(void)
{
	TCase *tc = tcase_create("sample");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(tc, the_sample_has_every_key_with_its_reload_class);
	tcase_add_test(tc, the_manual_has_every_key_with_its_reload_class);
	tcase_add_test(tc, the_manual_has_no_other_keys);
	tcase_add_test(tc, the_sample_as_it_is_changes_nothing);
	tcase_add_test(tc, the_sample_shows_the_defaults);
	tcase_add_test(tc, a_served_path_of_the_sample_is_only_not_built);
	return tc;
}
