#include "gateway/outcome.h"
#include "unit/gateway_cases.h"

#include <string.h>

START_TEST(every_reason_has_its_own_name_and_code)
{
	for (int i = 0; i < GW_REASON_COUNT; i++) {
		const struct gw_reason_info *a =
			gw_reason_info((enum gw_reason)i);

		ck_assert_ptr_nonnull(a->name);
		ck_assert_int_lt(a->code, 0);
		for (int j = 0; j < i; j++) {
			const struct gw_reason_info *b =
				gw_reason_info((enum gw_reason)j);

			ck_assert_str_ne(a->name, b->name);
			ck_assert_int_ne(a->code, b->code);
		}
	}
}
END_TEST

START_TEST(reasons_of_the_link_are_those_of_the_contract)
{
	static const struct {
		enum nb_link_state state;
		const char *name;
		int code;
	} rows[] = {
		{NB_LINK_ABSENT, "modem-absent", -32015},
		{NB_LINK_RELEASED, "modem-absent", -32015},
		{NB_LINK_SEARCHING, "not-registered", -32016},
		{NB_LINK_DOWN, "link-down", -32017},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct gw_reason_info *info =
			gw_reason_info(gw_link_reason(rows[i].state));

		ck_assert(!gw_link_is_usable(rows[i].state));
		ck_assert_str_eq(info->name, rows[i].name);
		ck_assert_int_eq(info->code, rows[i].code);
	}
	ck_assert(gw_link_is_usable(NB_LINK_UP));
	ck_assert(gw_link_is_usable(NB_LINK_ASLEEP));
}
END_TEST

START_TEST(a_text_that_was_cut_in_a_character_stays_ascii)
{
	struct gw_outcome o;

	gw_outcome_fail(&o, GW_NO_ROUTE, "no target %.3s", "a\xc3\xa4\xc3\xa4");
	ck_assert_str_eq(o.text, "no target a??");
	ck_assert_int_eq(o.phase, GW_PHASE_NONE);
	ck_assert_int_eq(o.retry_after, -1);
}
END_TEST

TCase *gateway_outcome_case(void)
{
	TCase *tc = tcase_create("outcome");

	tcase_add_test(tc, every_reason_has_its_own_name_and_code);
	tcase_add_test(tc, reasons_of_the_link_are_those_of_the_contract);
	tcase_add_test(tc, a_text_that_was_cut_in_a_character_stays_ascii);
	return tc;
}
