check_PROGRAMS += tests/unit/test_sim
TESTS += tests/unit/test_sim
tests_unit_test_sim_SOURCES = tests/unit/sim_main.c tests/unit/sim_host.c \
	tests/unit/sim_host.h tests/unit/sim_line.c tests/unit/sim_data.c \
	tests/unit/sim_sockets.c tests/unit/sim_telit.c tests/unit/sim_cell.c tests/unit/sim_saving.c \
	tests/unit/sim_air.c tests/unit/sim_quirks.c
tests_unit_test_sim_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sim_LDADD = libunit.a libsim.a libbase.a $(CHECK_LIBS)
