bin_PROGRAMS += nbgate
nbgate_SOURCES = \
	src/cli/answer.c src/cli/answer.h \
	src/cli/ask.c src/cli/ask.h \
	src/cli/call.c src/cli/call.h \
	src/cli/cli.h \
	src/cli/describe.c src/cli/describe.h \
	src/cli/exit.h \
	src/cli/failure.c src/cli/failure.h \
	src/cli/format.c src/cli/format.h \
	src/cli/interrupt.c src/cli/interrupt.h \
	src/cli/main.c \
	src/cli/options.c src/cli/options.h \
	src/cli/params.c src/cli/params.h \
	src/cli/payload.c src/cli/payload.h \
	src/cli/progress.c src/cli/progress.h \
	src/cli/request.c src/cli/request.h \
	src/cli/say.c src/cli/say.h \
	src/cli/status.c src/cli/status.h \
	src/cli/trace.c src/cli/trace.h
nbgate_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
nbgate_LDADD = libclient.a libbase.a $(JANSSON_LIBS)
