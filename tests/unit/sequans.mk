check_PROGRAMS += tests/unit/test_sequans
TESTS += tests/unit/test_sequans
tests_unit_test_sequans_SOURCES = tests/unit/sequans_main.c \
	tests/unit/sequans_small.c \
	tests/unit/sequans_resolver.c \
	tests/unit/sequans_screen.c tests/unit/sequans_given.c tests/unit/sequans_inbox.c \
	tests/unit/sequans_peer.c tests/unit/sequans_replay.c tests/unit/sequans_replay.h \
	tests/unit/sequans_replay_text.c tests/unit/sequans_replay_text.h \
	tests/unit/sequans_transcripts.c \
	tests/unit/sequans_pair.c tests/unit/sequans_pair.h \
	tests/unit/sequans_sim.c \
	tests/unit/sequans_settings.c \
	tests/unit/sequans_saving.c \
	tests/unit/sequans_shared.c tests/unit/sequans_listener.c \
	tests/unit/sequans_unknowns.c \
	tests/unit/sequans_telit.c \
	tests/unit/sequans_stories.c \
	tests/unit/sequans_recovery.c tests/unit/sequans_timer.c
tests_unit_test_sequans_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sequans_LDADD = libunit.a libsequans.a libat.a libsimd.a libsim.a $(DNS_LIBS) \
	$(CHECK_LIBS)
EXTRA_DIST += tests/transcripts
