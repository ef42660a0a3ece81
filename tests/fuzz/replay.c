/*
 * replay.c - gives each file of a corpus to a fuzz target, without libFuzzer
 *
 * make check runs it: what once was found stays found.  CORPUS is the name of
 * the target's directory in tests/fuzz/corpus.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static uint8_t bytes[1 << 20];

static int replay(const char *path)
{
	FILE *in = fopen(path, "rb");
	if (!in) {
		perror(path);
		return EXIT_FAILURE;
	}
	size_t len = fread(bytes, 1, sizeof(bytes), in);
	fclose(in);
	printf("%s\n", path);
	fflush(stdout); /* names the one that crashes */
	return LLVMFuzzerTestOneInput(bytes, len);
}

int main(void)
{
	const char *top = getenv("top_srcdir");
	char directory[512], path[1024];
	int failed = 0, count = 0;
	struct dirent *entry;

	snprintf(directory, sizeof(directory), "%s/tests/fuzz/corpus/%s",
		 top ? top : ".", CORPUS);
	DIR *dir = opendir(directory);
	if (!dir) {
		perror(directory);
		return EXIT_FAILURE;
	}
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		failed |= replay(path);
		count++;
	}
	closedir(dir);
	printf("%s: %d files replayed\n", CORPUS, count);
	return failed || !count ? EXIT_FAILURE : EXIT_SUCCESS;
}
