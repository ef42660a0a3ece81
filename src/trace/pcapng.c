#include "trace/pcapng.h"
#include "base/writer.h"
#include <string.h>

/* The byte order is the writer's choice and told by the magic number. */
enum block {
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 6,
	BLOCK_SECTION = 0x0a0d0d0a,
};

enum option {
	OPTION_END = 0,
	OPTION_COMMENT = 1,
	OPTION_INTERFACE_NAME = 2,
	OPTION_PACKET_FLAGS = 2,
	OPTION_APPLICATION = 4,
	OPTION_TIME_UNIT = 9,
};

#define MAGIC        0x1a2b3c4d
#define LINKTYPE_RAW 101
#define NANOSECONDS  9

static void pad(struct nb_writer *w)
{
	while (w->len % 4 && !w->failed)
		nb_writer_u8(w, 0);
}

static void begin(struct nb_writer *w, enum block type)
{
	nb_writer_u32(w, type);
	nb_writer_u32(w, 0);
}

/* Its length stands at both ends. */
static void end(struct nb_writer *w, size_t start)
{
	uint32_t len = (uint32_t)(w->len - start + 4);
	struct nb_writer at;

	nb_writer_u32(w, len);
	if (w->failed)
		return;
	nb_writer_init(&at, w->data + start + 4, 4);
	nb_writer_u32(&at, len);
}

static void option(struct nb_writer *w, enum option code, const void *data,
		   size_t len)
{
	nb_writer_u16(w, (uint16_t)code);
	nb_writer_u16(w, (uint16_t)len);
	nb_writer_bytes(w, data, len);
	pad(w);
}

static void text_option(struct nb_writer *w, enum option code, const char *text)
{
	option(w, code, text, strlen(text));
}

static void write_section(struct nb_writer *w, const char *application)
{
	size_t start = w->len;

	begin(w, BLOCK_SECTION);
	nb_writer_u32(w, MAGIC);
	nb_writer_u16(w, 1); /* version 1.0 */
	nb_writer_u16(w, 0);
	nb_writer_u32(w, UINT32_MAX); /* its length is not told */
	nb_writer_u32(w, UINT32_MAX);
	text_option(w, OPTION_APPLICATION, application);
	option(w, OPTION_END, NULL, 0);
	end(w, start);
}

static void write_interface(struct nb_writer *w, const char *name)
{
	const uint8_t unit = NANOSECONDS;
	size_t start = w->len;

	begin(w, BLOCK_INTERFACE);
	nb_writer_u16(w, LINKTYPE_RAW);
	nb_writer_u16(w, 0);
	nb_writer_u32(w, 0); /* packets are not cut */
	text_option(w, OPTION_INTERFACE_NAME, name);
	option(w, OPTION_TIME_UNIT, &unit, 1);
	option(w, OPTION_END, NULL, 0);
	end(w, start);
}

int trace_pcapng_head(uint8_t *buf, size_t cap, const char *application,
		      const char *interface)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	write_section(&w, application);
	write_interface(&w, interface);
	return nb_writer_end(&w);
}

int trace_pcapng_packet(uint8_t *buf, size_t cap, const struct trace_note *note,
			struct nb_bytes packet)
{
	const uint8_t flags[4] = {0, 0, 0, (uint8_t)note->way};
	uint64_t time = (uint64_t)note->time_ns;
	struct nb_writer w;

	nb_writer_init(&w, buf, cap);
	begin(&w, BLOCK_PACKET);
	nb_writer_u32(&w, 0); /* the interface */
	nb_writer_u32(&w, (uint32_t)(time >> 32));
	nb_writer_u32(&w, (uint32_t)time);
	nb_writer_u32(&w, (uint32_t)packet.len);
	nb_writer_u32(&w, (uint32_t)packet.len);
	nb_writer_bytes(&w, packet.data, packet.len);
	pad(&w);
	text_option(&w, OPTION_COMMENT, note->comment);
	option(&w, OPTION_PACKET_FLAGS, flags, sizeof(flags));
	option(&w, OPTION_END, NULL, 0);
	end(&w, 0);
	return nb_writer_end(&w);
}
