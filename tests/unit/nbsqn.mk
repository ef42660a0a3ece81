check_PROGRAMS += tests/unit/test_nbsqn
TESTS += tests/unit/test_nbsqn
tests_unit_test_nbsqn_SOURCES = tests/unit/nbsqn_main.c
tests_unit_test_nbsqn_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_nbsqn_LDADD = libnbsqn.la libunit.a libsim.a libbase.a \
	$(CHECK_LIBS)
