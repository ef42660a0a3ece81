noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	include/nbcoap/addr.h include/nbcoap/types.h \
	src/base/addr.c src/base/addr.h \
	src/base/amount.c src/base/amount.h \
	src/base/assert.h \
	src/base/base64.c src/base/base64.h \
	src/base/hash.c src/base/hash.h \
	src/base/hex.c src/base/hex.h \
	src/base/key.c src/base/key.h \
	src/base/link.h \
	src/base/log.h \
	src/base/metric.h \
	src/base/reader.c src/base/reader.h \
	src/base/wish.h \
	src/base/writer.c src/base/writer.h
