#include "unit/sequans_replay.h"
#include "unit/unit.h"

TCase *sequans_transcripts_case(void);

static const char *const transcripts[] = {
	"baud.at",
	"command-gap.at",
	"deaf.at",
	"dial-refused.at",
	"dns-both.at",
	"dns-server.at",
	"dns.at",
	"edrx.at",
	"failed-read.at",
	"flap.at",
	"given-away-deaf.at",
	"given-away.at",
	"ipv4-on-ipv6.at",
	"lost-ring.at",
	"merged.at",
	"no-prompt.at",
	"observed.at",
	"open-prompt.at",
	"passthrough-prompt.at",
	"passthrough-silent.at",
	"passthrough.at",
	"pin-busy.at",
	"pin-refused.at",
	"pin-untold.at",
	"pin.at",
	"psm.at",
	"radio-changed.at",
	"read-without-result.at",
	"reboot-in-lookup.at",
	"reboot-in-send.at",
	"receive-copy.at",
	"receive-in-ring.at",
	"receive-raw.at",
	"receive-ring-meanwhile.at",
	"receive-two.at",
	"refused-sends.at",
	"release.at",
	"send-hex.at",
	"send-raw.at",
	"settings-kept.at",
	"settings-written.at",
	"shared-monarch1.at",
	"shared-monarch2.at",
	"shutdown.at",
	"socket-closed-in-read.at",
	"socket-closed.at",
	"stale-sockets.at",
	"start-monarch1.at",
	"start-monarch2.at",
	"takeover.at",
	"withdrawn.at",
};

#define COUNT ((int)(sizeof(transcripts) / sizeof(transcripts[0])))

START_TEST(it_goes_as_written)
{
	replay(transcripts[_i], REPLAY_WHOLE, 0);
}
END_TEST

START_TEST(it_goes_so_byte_by_byte)
{
	replay(transcripts[_i], REPLAY_BYTES, 0);
}
END_TEST

START_TEST(it_goes_so_wherever_it_is_cut)
{
	size_t said = replay(transcripts[_i], REPLAY_WHOLE, 0);

	for (size_t cut = 1; cut < said; cut++)
		replay(transcripts[_i], REPLAY_CUT, cut);
}
END_TEST

START_TEST(a_ring_before_any_line_changes_nothing)
{
	replay(transcripts[_i], REPLAY_RINGS, 0);
}
END_TEST

START_TEST(a_report_of_the_registration_before_any_line_changes_nothing)
{
	replay(transcripts[_i], REPLAY_REPORTS, 0);
}
END_TEST

START_TEST(noise_before_any_line_changes_nothing)
{
	replay(transcripts[_i], REPLAY_NULS, 0);
}
END_TEST

TCase *sequans_transcripts_case(void)
{
	TCase *t = tcase_create("transcripts");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, it_goes_as_written, 0, COUNT);
	tcase_add_loop_test(t, it_goes_so_byte_by_byte, 0, COUNT);
	tcase_add_loop_test(t, it_goes_so_wherever_it_is_cut, 0, COUNT);
	tcase_add_loop_test(t, a_ring_before_any_line_changes_nothing, 0,
			    COUNT);
	tcase_add_loop_test(
		t, a_report_of_the_registration_before_any_line_changes_nothing,
		0, COUNT);
	tcase_add_loop_test(t, noise_before_any_line_changes_nothing, 0, COUNT);
	return t;
}
