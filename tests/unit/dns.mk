check_PROGRAMS += tests/unit/test_dns
TESTS += tests/unit/test_dns
tests_unit_test_dns_SOURCES = tests/unit/dns_main.c tests/unit/dns_message.c
tests_unit_test_dns_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_dns_LDADD = libunit.a $(DNS_LIBS) $(CHECK_LIBS)
