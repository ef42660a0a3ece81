/*
 * small_check.c - of libcheck as much as the unit tests of the lower floors use
 *
 * For a build whose libcheck is not at hand: with -m32 Debian has one only as
 * a foreign architecture.  Each test runs in a process of its own; loops,
 * fixtures around each test and time limits are there, signals that a test
 * shall raise are not.
 */
#include <check.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TESTS_MAX = 128, CASES_MAX = 64, TIMEOUT_S = 60 };

struct test {
	const TTest *what;
	int from, to;
};

struct TCase {
	const char *name;
	SFun setup, teardown;
	unsigned timeout_s;
	struct test tests[TESTS_MAX];
	size_t count;
};

struct Suite {
	const char *name;
	TCase *cases[CASES_MAX];
	size_t count;
};

struct SRunner {
	Suite *suite;
	int run, failed;
};

static void *get(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		abort();
	return memory;
}

Suite *suite_create(const char *name)
{
	Suite *s = get(sizeof(*s));

	s->name = name;
	return s;
}

TCase *tcase_create(const char *name)
{
	TCase *tc = get(sizeof(*tc));

	tc->name = name;
	tc->timeout_s = TIMEOUT_S;
	return tc;
}

void suite_add_tcase(Suite *s, TCase *tc)
{
	if (s->count == CASES_MAX)
		abort();
	s->cases[s->count++] = tc;
}

void tcase_add_checked_fixture(TCase *tc, SFun setup, SFun teardown)
{
	tc->setup = setup;
	tc->teardown = teardown;
}

void tcase_set_timeout(TCase *tc, double timeout)
{
	tc->timeout_s = (unsigned)timeout;
}

void _tcase_add_test(TCase *tc, const TTest *ttest, int _signal,
		     int allowed_exit_value, int start, int end)
{
	if (tc->count == TESTS_MAX || _signal || allowed_exit_value)
		abort();
	tc->tests[tc->count++] = (struct test){ttest, start, end};
}

void _mark_point(const char *file, int line)
{
	(void)file;
	(void)line;
}

void _ck_assert_failed(const char *file, int line, const char *expr,
		       const char *msg, ...)
{
	va_list args;

	va_start(args, msg);
	printf("%s:%d: %s: ", file, line, expr);
	if (msg)
		vprintf(msg, args);
	printf("\n");
	va_end(args);
	fflush(stdout);
	_exit(EXIT_FAILURE);
}

static void run_here(const TCase *tc, const TTest *what, int i)
{
	alarm(tc->timeout_s);
	if (tc->setup)
		tc->setup();
	what->fn(i);
	if (tc->teardown)
		tc->teardown();
	exit(EXIT_SUCCESS);
}

static void run(SRunner *sr, const TCase *tc, const TTest *what, int i)
{
	int status = 0;

	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		run_here(tc, what, i);
	waitpid(child, &status, 0);
	sr->run++;
	if (child > 0 && status == 0)
		return;
	printf("%s:%d:F:%s:%s:%d: status %d\n", what->file, what->line,
	       tc->name, what->name, i, status);
	sr->failed++;
}

SRunner *srunner_create(Suite *s)
{
	SRunner *sr = get(sizeof(*sr));

	sr->suite = s;
	return sr;
}

static void run_case(SRunner *sr, const TCase *tc)
{
	for (size_t t = 0; t < tc->count; t++)
		for (int i = tc->tests[t].from; i < tc->tests[t].to; i++)
			run(sr, tc, tc->tests[t].what, i);
}

void srunner_run_all(SRunner *sr, enum print_output print_mode)
{
	(void)print_mode;
	for (size_t i = 0; i < sr->suite->count; i++)
		run_case(sr, sr->suite->cases[i]);
	printf("%s: %d%%: Checks: %d, Failures: %d, Errors: 0\n",
	       sr->suite->name,
	       sr->run ? 100 * (sr->run - sr->failed) / sr->run : 0, sr->run,
	       sr->failed);
}

int srunner_ntests_failed(SRunner *sr)
{
	return sr->failed;
}

void srunner_free(SRunner *sr)
{
	for (size_t i = 0; i < sr->suite->count; i++)
		free(sr->suite->cases[i]);
	free(sr->suite);
	free(sr);
}
