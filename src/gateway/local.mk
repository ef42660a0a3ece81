noinst_LIBRARIES += libgateway.a
libgateway_a_SOURCES = \
	src/gateway/config.h \
	src/gateway/config_rules.c src/gateway/config_rules.h \
	src/gateway/key_check.c src/gateway/key_check.h \
	src/gateway/keys.c src/gateway/keys.h
