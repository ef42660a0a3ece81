/*
 * What nobody knows of a modem is a switch of the simulated one; under each,
 * in both positions, all goes on.  tests/README.md has the table.
 */
#include "base/addr.h"
#include "base/assert.h"
#include "simd/quirks.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_unknowns_case(void);

#define PEER     "[2001:db8::1]:5683"
#define OTHER    "[2001:db8::2]:5683"
#define STRANGER "[2001:db8::99]:7000"

/* As nbgate-sim calls them; "" is none, and so each is off there. */
static const char *const quirks[] = {
	"",
	"booting",
	"drop-tail",
	"keep-copy",
	"close-urc",
	"one-port-once",
	"port-lingers",
	"dial-open-error",
	"no-idle-close",
	"cfgext-volatile",
	"long-sends",
	"lf-is-skipped",
	"prompt-timeout",
	"split-prompt",
	"late-no-carrier",
	"plain-source",
	"colon-addresses",
	"echo-off",
	"cereg-flap",
	"no-80",
	"slow-cereg",
	"late-aaaa",
	"chatty",
	"split-writes",
	"nul-at-start",
	"no-psm",
	"no-edrx",
	"rai-ignored",
	"no-rai",
	"lower-hex",
	"merge-reads",
	"ring-on-empty",
	"close-once",
	"close-once-error",
	"six-fields",
	"seven-fields",
	"empty-is-error",
	"empty-is-zero",
};

static struct pair pair;

static void bring_up(const char *quirk, bool hex, bool data_rings)
{
	pair_init(&pair);
	pair.config.data_mode = hex ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair.config.ring_mode = data_rings ? SQN_RING_DATA : SQN_RING_AMOUNT;
	if (*quirk)
		ck_assert(simd_quirk_set(&pair.sim_config, quirk));
	pair_bring_up(&pair);
	pair_send(&pair, PEER, "warm", 1);
	pair_run(&pair, 5000, NULL);
}

static void hear_a_stranger(void)
{
	struct nb_addr from;

	nb_addr_parse(&from, STRANGER, strlen(STRANGER), 0);
	pair.link.ops->serve(pair.link.self, true, pair.now);
	pair_run(&pair, 90000, NULL);
	sim_modem_input_to_port(pair.sim, 5683, &from, "who", 3, pair.now);
	ck_assert(pair_receives(&pair, 1, 20000));
	ck_assert(nb_addr_equal(&pair.from, &from));
}

/* Exchanges, a close, a reboot; listening comes last. */
START_TEST(in_either_position_nothing_is_lost)
{
	bring_up(quirks[_i / 4], _i & 1, _i & 2);
	pair_exchange(&pair, PEER, "\r\nOK\r\n> \x1a\xff");
	pair_exchange(&pair, OTHER, "two");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_exchange(&pair, PEER, "three");
	pair_run(&pair, 120000, NULL);
	pair_exchange(&pair, OTHER, "four");
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, pair_is_down));
	ck_assert(pair_run(&pair, 240000, pair_is_up));
	pair_exchange(&pair, PEER, "five");
	hear_a_stranger();
	pair_exchange(&pair, PEER, "six");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_modem_without_release_assistance_is_not_asked_for_it_again)
{
	bring_up("no-rai", false, false);
	pair_exchange(&pair, PEER, "one");
	uint64_t refused =
		pair_counter(&pair, "nbgate_modem_sends_refused_total");
	pair_exchange(&pair, PEER, "two");
	pair_exchange(&pair, OTHER, "three");
	ck_assert_uint_eq(refused, 1);
	ck_assert_uint_eq(
		pair_counter(&pair, "nbgate_modem_sends_refused_total"), 1);
	pair_finish(&pair);
}
END_TEST

TCase *sequans_unknowns_case(void)
{
	TCase *t = tcase_create("unknowns");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, in_either_position_nothing_is_lost, 0,
			    4 * (int)NB_COUNT(quirks));
	tcase_add_test(
		t,
		a_modem_without_release_assistance_is_not_asked_for_it_again);
	return t;
}
