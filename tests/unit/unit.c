#include "unit.h"

#include <stdlib.h>

int unit_run(const char *folder, const unit_case *cases)
{
	/* Against tests that hang; a slow machine is no failure. */
	setenv("CK_DEFAULT_TIMEOUT", "60", 0);

	Suite *suite = suite_create(folder);
	for (size_t i = 0; cases[i]; i++)
		suite_add_tcase(suite, cases[i]());

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
