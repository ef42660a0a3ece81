noinst_LIBRARIES += libsequans.a
libsequans_a_SOURCES = \
	src/sequans/config.h \
	src/sequans/key_check.c src/sequans/key_check.h \
	src/sequans/keys.c src/sequans/keys.h
