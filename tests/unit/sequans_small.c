#include "sequans/address.h"
#include "sequans/dialect.h"
#include "sequans/identity.h"
#include "sequans/lookups.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_small_case(void);

static const char *written(const char *text)
{
	static char host[NB_ADDR_TEXT];
	struct at_text t = {text, strlen(text)};
	struct nb_addr addr;

	if (sqn_address_parse(&addr, &t) < 0)
		return "none";
	nb_addr_format_host(&addr, host, sizeof(host));
	return host;
}

START_TEST(each_form_of_an_address_is_read)
{
	ck_assert_str_eq(written("10.1.2.3"), "10.1.2.3");
	ck_assert_str_eq(written("2001:db8::1"), "2001:db8::1");
	ck_assert_str_eq(written("2001:0DB8:0000:0000:0000:0000:0000:0001"),
			 "2001:db8::1");
	ck_assert_str_eq(written("32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1"),
			 "2001:db8::1");
	ck_assert_str_eq(written("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0"), "::");
}
END_TEST

START_TEST(what_is_no_address_is_none)
{
	static const char *const bad[] = {
		"",
		".",
		"1.2.3",
		"1.2.3.256",
		"32.1.13.184.0.0.0.0.0.0.0.0.0.0.0",
		"32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1.2",
		"32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.256",
		"32.1.13.184..0.0.0.0.0.0.0.0.0.0.1",
		"32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.x",
		"99999999999999999999.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_str_eq(written(bad[i]), "none");
}
END_TEST

static bool may_be_missing(enum sqn_profile profile, int command)
{
	static const enum sqn_command telit[] = {
		SQN_MODE_STATE, SQN_MODE,    SQN_BANDS_STATE,
		SQN_BANDS,      SQN_SEND_TO,
	};

	if (profile != SQN_PROFILE_TELIT)
		return command == SQN_ACTIVATE ||
		       command == SQN_CONFIGURE_CLOSE;
	for (size_t i = 0; i < sizeof(telit) / sizeof(telit[0]); i++)
		if ((int)telit[i] == command)
			return true;
	return false;
}

START_TEST(every_profile_has_its_commands_with_time_limits)
{
	const enum sqn_profile profile = (enum sqn_profile)_i;

	for (int i = 0; i < SQN_COMMANDS; i++) {
		const struct at_command *c = sqn_dialect_command(
			sqn_dialect(profile), (enum sqn_command)i);
		ck_assert_int_eq(c->name == NULL, may_be_missing(profile, i));
		if (!c->name)
			continue;
		ck_assert_int_gt(c->limit_ms, 0);
		if (c->info)
			ck_assert_ptr_nonnull(c->shape);
	}
}
END_TEST

START_TEST(model_and_revision_tell_the_profile)
{
	static const struct {
		const char *model, *revision;
		enum sqn_profile profile;
	} rows[] = {
		{"GM02S", "UE8.2.1.0", SQN_PROFILE_MONARCH2},
		{"", "LR8.2.1.0-61488", SQN_PROFILE_MONARCH2},
		{"", "UE6.0.0.0", SQN_PROFILE_MONARCH1},
		{"", "UE5.0.0.0d", SQN_PROFILE_MONARCH1},
		{"", "", SQN_PROFILE_MONARCH1},
		{"ME310G1-WW", "M0C.500003", SQN_PROFILE_TELIT},
		{"ML865G1-WW", "M0C.500003", SQN_PROFILE_TELIT},
	};
	struct sqn_config config = {.profile = SQN_PROFILE_AUTO};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_int_eq(sqn_identity_profile(&config, rows[i].model,
						      rows[i].revision),
				 rows[i].profile);
	config.profile = SQN_PROFILE_MONARCH2;
	ck_assert_int_eq(sqn_identity_profile(&config, "", "UE6.0.0.0"),
			 SQN_PROFILE_MONARCH2);
}
END_TEST

START_TEST(an_identity_is_cut_to_its_room_and_made_printable)
{
	struct at_event ev = {.text = "\"GM\x01"
				      "02S-and-more\",x",
			      .len = 18};
	char room[8];

	sqn_identity_take(room, sizeof(room), &ev);
	ck_assert_str_eq(room, "GM?02S-");
}
END_TEST

START_TEST(only_host_names_are_looked_up)
{
	static char name[NB_LINK_NAME + 3];

	ck_assert(sqn_lookup_is_name("coap.example.net"));
	ck_assert(sqn_lookup_is_name("_coap-1.example"));
	ck_assert(!sqn_lookup_is_name(""));
	ck_assert(!sqn_lookup_is_name("fe80::1%eth0"));
	ck_assert(!sqn_lookup_is_name("a\"b"));
	ck_assert(!sqn_lookup_is_name("a\rb"));
	memset(name, 'a', NB_LINK_NAME);
	ck_assert(sqn_lookup_is_name(name));
	name[NB_LINK_NAME] = 'a';
	ck_assert(!sqn_lookup_is_name(name));
}
END_TEST

START_TEST(look_ups_have_their_turns_and_their_number_is_bounded)
{
	static struct sqn_lookups t;

	memset(&t, 0, sizeof(t));
	for (uint64_t i = 0; i < SQN_LOOKUPS; i++)
		ck_assert_int_eq(sqn_lookups_add(&t, "host", i,
						 SQN_LOOKUP_BY_MODEM, (nb_ms)i),
				 0);
	ck_assert_int_eq(sqn_lookups_add(&t, "host", 99, SQN_LOOKUP_BY_MODEM,
					 0),
			 NB_ERR_SPACE);
	ck_assert_int_eq(sqn_lookups_deadline(&t), 0);
	struct sqn_lookup *first =
		sqn_lookups_next(&t, SQN_LOOKUP_BY_MODEM, 10);
	ck_assert_ptr_ne(first, sqn_lookups_next(&t, SQN_LOOKUP_BY_MODEM, 10));
	sqn_lookups_end(&t, NB_ERR_SYSTEM);
	ck_assert_ptr_null(sqn_lookups_next(&t, SQN_LOOKUP_BY_MODEM, 10));
	ck_assert_int_eq(sqn_lookups_ended(&t)->result, NB_ERR_SYSTEM);
}
END_TEST

TCase *sequans_small_case(void)
{
	TCase *t = tcase_create("small parts");

	tcase_add_test(t, each_form_of_an_address_is_read);
	tcase_add_test(t, what_is_no_address_is_none);
	tcase_add_loop_test(t, every_profile_has_its_commands_with_time_limits,
			    SQN_PROFILE_MONARCH1, SQN_PROFILE_TELIT + 1);
	tcase_add_test(t, model_and_revision_tell_the_profile);
	tcase_add_test(t, an_identity_is_cut_to_its_room_and_made_printable);
	tcase_add_test(t, only_host_names_are_looked_up);
	tcase_add_test(t,
		       look_ups_have_their_turns_and_their_number_is_bounded);
	return t;
}
