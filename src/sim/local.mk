noinst_LIBRARIES += libsim.a
libsim_a_SOURCES = src/sim/modem.c src/sim/modem.h src/sim/config.c \
	src/sim/config.h src/sim/event.c src/sim/event.h src/sim/fifo.c \
	src/sim/fifo.h src/sim/words.c src/sim/words.h src/sim/line.c src/sim/line.h src/sim/command.c \
	src/sim/command.h src/sim/air.c src/sim/air.h src/sim/sleep.c src/sim/sleep.h src/sim/radio.c \
	src/sim/radio.h src/sim/grant.c src/sim/grant.h src/sim/saving.c src/sim/socket.c \
	src/sim/socket.h src/sim/state.h src/sim/answer.c src/sim/answer.h \
	src/sim/sockets.c src/sim/sockets.h src/sim/network.c \
	src/sim/network.h src/sim/power.c src/sim/power.h src/sim/commands.c \
	src/sim/commands.h src/sim/basic.c src/sim/settings.c src/sim/card.c \
	src/sim/cell.c src/sim/operator.c src/sim/context.c src/sim/dial.c src/sim/data.c src/sim/name.c \
	src/sim/choice.c src/sim/choice.h src/sim/input.c \
	src/sim/input.h
