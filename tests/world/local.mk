check_PROGRAMS += tests/world/test_world
TESTS += tests/world/test_world
WORLD = tests/world/server.c tests/world/server.h \
	tests/world/world.c tests/world/world.h
WORLD_LIBS = libhub.a libtrace.a libapi.a libgateway.a \
	libsequans.a libat.a libsim.a libnbcoap.a $(DNS_LIBS) $(JANSSON_LIBS)
tests_world_test_world_SOURCES = tests/world/main.c \
	tests/world/programs.c tests/world/programs.h \
	tests/world/weather.c tests/world/weather.h $(WORLD)
tests_world_test_world_CPPFLAGS = $(UNIT_CPPFLAGS) $(JANSSON_CFLAGS)
tests_world_test_world_LDADD = libunit.a $(WORLD_LIBS) $(CHECK_LIBS)
