noinst_LIBRARIES += libsequans.a
libsequans_a_SOURCES = src/sequans/config.h \
	src/sequans/timer.c src/sequans/timer.h \
	src/sequans/key_check.c src/sequans/key_check.h \
	src/sequans/keys.c src/sequans/keys.h \
	src/sequans/setup.h \
	src/sequans/command.c src/sequans/command.h \
	src/sequans/metrics.c src/sequans/metrics.h \
	src/sequans/address.c src/sequans/address.h \
	src/sequans/inbox.c src/sequans/inbox.h \
	src/sequans/arrivals.c src/sequans/arrivals.h \
	src/sequans/peer.c src/sequans/peer.h \
	src/sequans/lookups.c src/sequans/lookups.h \
	src/sequans/screen.c src/sequans/screen.h \
	src/sequans/given.c src/sequans/given.h \
	src/sequans/driver.c src/sequans/driver.h \
	src/sequans/step.c src/sequans/step.h \
	src/sequans/recovery.c src/sequans/recovery.h \
	src/sequans/registration.c src/sequans/registration.h \
	src/sequans/identity.c src/sequans/identity.h \
	src/sequans/card.c src/sequans/card.h \
	src/sequans/context.c src/sequans/context.h \
	src/sequans/access.c src/sequans/access.h \
	src/sequans/saving.c src/sequans/saving.h \
	src/sequans/bringup.c src/sequans/bringup.h \
	src/sequans/opening.c src/sequans/opening.h \
	src/sequans/dial.c src/sequans/dial.h \
	src/sequans/receive.c src/sequans/receive.h \
	src/sequans/send.c src/sequans/send.h \
	src/sequans/lookup.c src/sequans/lookup.h \
	src/sequans/network.c src/sequans/network.h \
	src/sequans/signal.c src/sequans/signal.h \
	src/sequans/shutting.c src/sequans/shutting.h \
	src/sequans/urc.c src/sequans/urc.h \
	src/sequans/passthrough.c src/sequans/passthrough.h \
	src/sequans/engine.c src/sequans/engine.h \
	src/sequans/upper.c src/sequans/upper.h \
	src/sequans/modem.c src/sequans/modem.h
