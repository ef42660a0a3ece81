#define _XOPEN_SOURCE 700 /* nftw */

#include "unit/conf_text.h"

#include <check.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[] = "/tmp/nbgate-conf-XXXXXX";
static char text[32768];

void conf_text_setup(void)
{
	strcpy(directory + strlen(directory) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(directory));
	ck_assert_int_eq(chdir(directory), 0);
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

void conf_text_teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void conf_text_write_bytes(const char *path, const char *bytes, size_t len)
{
	FILE *out = fopen(path, "w");
	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(fwrite(bytes, 1, len, out), len);
	fclose(out);
}

void conf_text_write(const char *path, const char *content)
{
	conf_text_write_bytes(path, content, strlen(content));
}

int conf_text_load(struct daemon_config *c)
{
	return daemon_config_open(c, "t.conf", "modem0");
}

const char *conf_text_faults(const struct daemon_config *c)
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < conf_fault_count(c->conf); i++) {
		conf_fault_format(c->conf, i, text + len, sizeof(text) - len);
		len += strlen(text + len);
		ck_assert_uint_lt(len + 2, sizeof(text));
		text[len++] = '\n';
		text[len] = '\0';
	}
	return text;
}

const char *conf_text_check(const char *content)
{
	struct daemon_config c;

	conf_text_write("t.conf", content);
	conf_text_load(&c);
	const char *faults = conf_text_faults(&c);
	daemon_config_close(&c);
	return faults;
}

const char *conf_text_dump(void)
{
	struct daemon_config c;
	FILE *out = fmemopen(text, sizeof(text), "w");

	ck_assert_ptr_nonnull(out);
	ck_assert_int_eq(conf_text_load(&c), 0);
	conf_dump(c.conf, out);
	fclose(out);
	daemon_config_close(&c);
	return text;
}
