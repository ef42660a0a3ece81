noinst_LIBRARIES += libgateway.a
libgateway_a_SOURCES = \
	src/gateway/ask.h \
	src/gateway/body.c src/gateway/body.h \
	src/gateway/config.h \
	src/gateway/config_rules.c src/gateway/config_rules.h \
	src/gateway/ending.c src/gateway/ending.h \
	src/gateway/engine.c src/gateway/engine.h \
	src/gateway/gateway.c src/gateway/gateway.h \
	src/gateway/host.c src/gateway/host.h \
	src/gateway/intake.c src/gateway/intake.h \
	src/gateway/key_check.c src/gateway/key_check.h \
	src/gateway/keys.c src/gateway/keys.h \
	src/gateway/list.h \
	src/gateway/metrics.c src/gateway/metrics.h \
	src/gateway/name.c src/gateway/name.h \
	src/gateway/options.c src/gateway/options.h \
	src/gateway/outcome.c src/gateway/outcome.h \
	src/gateway/release.c src/gateway/release.h \
	src/gateway/request.c src/gateway/request.h \
	src/gateway/route.c src/gateway/route.h \
	src/gateway/schedule.c src/gateway/schedule.h \
	src/gateway/setup.c src/gateway/setup.h \
	src/gateway/target.c src/gateway/target.h
