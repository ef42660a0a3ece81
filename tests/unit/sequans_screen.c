#include "base/assert.h"
#include "sequans/screen.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_screen_case(void);

START_TEST(harmless_lines_are_good)
{
	static const char *const lines[] = {
		"AT",
		"at+csq",
		"AT+CSQ;+CCLK?",
		"ATI",
		"ATI3",
		"AT+PING=\"2001:db8::1\",4",
		"AT+CEREG?",
		"AT+CGDCONT?",
		"AT+COPS?",
		"AT+SQNSS?",
		"AT+CPSMS=0",
		"AT+CRSM=\"a;+CFUN=0\"",
		"AT!=\"showver\"",
		"AT ; +CSQ ;",
	};

	for (size_t i = 0; i < NB_COUNT(lines); i++)
		ck_assert_msg(sqn_screen(lines[i]) == SQN_SCREEN_GOOD, "%s",
			      lines[i]);
}
END_TEST

START_TEST(what_would_break_the_drivers_state_is_denied)
{
	static const char *const lines[] = {
		"AT+CFUN=0",
		"at+cfun=1,1",
		"AT+CFUN",
		"AT+COPS=?",
		"AT+COPS=0",
		"AT+CGATT=0",
		"AT+CGACT=0,1",
		"AT+CGDCONT=1,\"IP\",\"x\"",
		"AT+CEREG=0",
		"AT+CMEE=2",
		"AT+IPR=9600",
		"AT+SQNSRECV=1,1500",
		"AT+SQNSSENDEXT=1,5",
		"AT+SQNSH=1",
		"AT+SQNSD=1,1,5683,\"::1\"",
		"AT+SQNSS? ?",
		"AT^RESET",
		"AT+CSQ;+CFUN=0",
		"AT+CSQ;;^reset",
		"AT+CSQ; +CFUN=0",
		"ATE1",
		"ATI0E1",
		"ATI+CFUN=0",
		"ATZ",
		"AT&F",
		"ATD*99#",
		"AT+CFUN=0;+CSQ",
		"AT+CGAUTH?",
		"AT+CSQ;+cgauth ?",
		"AT+CSQ;I0+CFUN=0",
		"AT +CFUN=0",
		"AT+CFUN =0",
		"AT+C FUN=0",
		"AT+CSQ+CFUN=0",
		"AT+CSQ?+CFUN=0",
		"AT+CSQ? +CFUN=0",
	};

	for (size_t i = 0; i < NB_COUNT(lines); i++)
		ck_assert_msg(sqn_screen(lines[i]) == SQN_SCREEN_DENIED, "%s",
			      lines[i]);
}
END_TEST

START_TEST(what_is_no_line_is_bad)
{
	static const char *const lines[] = {
		"",
		"A",
		"+CSQ",
		"A/",
		"+++",
		"CSQ",
		"AT+X=\";+CFUN=0",
		"AT\xc3\xa9",
	};
	char line[SQN_SCREEN_LINE + 2];

	for (size_t i = 0; i < NB_COUNT(lines); i++)
		ck_assert_msg(sqn_screen(lines[i]) == SQN_SCREEN_BAD, "%s",
			      lines[i]);
	memset(line, 'A', sizeof(line));
	memcpy(line, "AT+X=", 5);
	line[SQN_SCREEN_LINE] = '\0';
	ck_assert_int_eq(sqn_screen(line), SQN_SCREEN_GOOD);
	line[SQN_SCREEN_LINE] = 'A';
	line[SQN_SCREEN_LINE + 1] = '\0';
	ck_assert_int_eq(sqn_screen(line), SQN_SCREEN_BAD);
}
END_TEST

START_TEST(control_characters_are_refused_whatever_the_line_is)
{
	static const char *const lines[] = {
		"AT+CSQ\r", "AT\r\nATE1",    "AT+X=\"\x1a\"",
		"\x1b",     "AT+CFUN=0\x7f", "AT\t+CSQ",
	};

	for (size_t i = 0; i < NB_COUNT(lines); i++)
		ck_assert_msg(sqn_screen(lines[i]) == SQN_SCREEN_CONTROL, "%s",
			      lines[i]);
}
END_TEST

START_TEST(a_line_is_taken_apart_into_its_commands)
{
	static const char *const names[] = {"+CSQ", "+CRSM", "", "I3"};
	const char *at = "AT+CSQ ; +CRSM=\"a;b\";;I3" + 2;

	for (size_t i = 0; i < NB_COUNT(names); i++) {
		ck_assert_ptr_nonnull(at);
		struct at_text command = sqn_screen_next(&at);
		struct at_text name = sqn_screen_name(&command);
		ck_assert_msg(at_text_is(&name, names[i]), "%s", names[i]);
	}
	ck_assert_ptr_null(at);
}
END_TEST

TCase *sequans_screen_case(void)
{
	TCase *t = tcase_create("screen");

	tcase_add_test(t, harmless_lines_are_good);
	tcase_add_test(t, what_would_break_the_drivers_state_is_denied);
	tcase_add_test(t, what_is_no_line_is_bad);
	tcase_add_test(t, control_characters_are_refused_whatever_the_line_is);
	tcase_add_test(t, a_line_is_taken_apart_into_its_commands);
	return t;
}
