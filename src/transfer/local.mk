# Bodies and observations over an endpoint; part of libnbcoap.a.
transfer_sources = \
	include/nbcoap/client.h src/transfer/client_engine.c \
	include/nbcoap/server.h src/transfer/server_engine.c \
	src/transfer/answer.c src/transfer/answer.h \
	src/transfer/ask.c src/transfer/ask.h \
	src/transfer/body.c src/transfer/body.h \
	src/transfer/client_course.c src/transfer/client_course.h \
	src/transfer/client_state.h \
	src/transfer/directory.c src/transfer/directory.h \
	src/transfer/kept.c src/transfer/kept.h \
	src/transfer/observer.c src/transfer/observer.h \
	src/transfer/options.c src/transfer/options.h \
	src/transfer/request_body.c src/transfer/request_body.h \
	src/transfer/response_body.c src/transfer/response_body.h \
	src/transfer/server_restart.c src/transfer/server_state.h \
	src/transfer/transfer.c src/transfer/transfer.h \
	src/transfer/upload.c src/transfer/upload.h
libnbcoap_a_SOURCES += $(transfer_sources)
