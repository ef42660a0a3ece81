/* Packets and the blocks around them. */
#include "base/addr.h"
#include "trace/packet.h"
#include "trace/pcapng.h"
#include "unit/unit.h"
#include <string.h>

TCase *trace_packet_case(void);

static uint8_t buf[2048];

static struct nb_addr addr(const char *text)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse(&a, text, strlen(text), 0), 0);
	return a;
}

static int packet(const char *from, const char *to, const char *payload)
{
	struct nb_addr a = addr(from), b = addr(to);

	return trace_packet(buf, sizeof(buf), &a, &b,
			    (struct nb_bytes){(const uint8_t *)payload,
					      strlen(payload)});
}

/* RFC 1071: over a good packet the sum is 0xffff. */
static uint32_t sum(const uint8_t *data, size_t len)
{
	uint32_t s = 0;

	for (size_t i = 0; i < len; i++)
		s += i & 1 ? data[i] : (uint32_t)data[i] << 8;
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	return s;
}

START_TEST(an_IPv4_packet_has_good_checksums)
{
	const uint8_t pseudo[] = {192, 0, 2, 1, 192, 0, 2, 2, 0, 17, 0, 11};
	uint8_t all[64];

	ck_assert_int_eq(packet("192.0.2.1:5683", "192.0.2.2:7", "abc"), 31);
	ck_assert_uint_eq(buf[0], 0x45);
	ck_assert_uint_eq(buf[3], 31);
	ck_assert_uint_eq(buf[9], 17);
	ck_assert_uint_eq(sum(buf, 20), 0xffff);
	memcpy(all, pseudo, 12);
	memcpy(all + 12, buf + 20, 11);
	ck_assert_uint_eq(sum(all, 23), 0xffff);
	ck_assert_mem_eq(buf + 28, "abc", 3);
}
END_TEST

START_TEST(an_IPv6_packet_has_a_good_checksum)
{
	uint8_t all[64] = {0};

	ck_assert_int_eq(packet("[2001:db8::1]:5683", "[2001:db8::2]:7", "ab"),
			 50);
	ck_assert_uint_eq(buf[0], 0x60);
	ck_assert_uint_eq(buf[5], 10);
	ck_assert_uint_eq(buf[6], 17);
	memcpy(all, buf + 8, 32);
	all[33] = 17;
	all[35] = 10;
	memcpy(all + 36, buf + 40, 10);
	ck_assert_uint_eq(sum(all, 46), 0xffff);
}
END_TEST

START_TEST(two_families_are_no_packet_and_a_small_buffer_none)
{
	struct nb_addr a = addr("192.0.2.1:1"), b = addr("[2001:db8::2]:7");

	ck_assert_int_eq(trace_packet(buf, sizeof(buf), &a, &b,
				      (struct nb_bytes){0}),
			 NB_ERR_CALLER);
	ck_assert_int_eq(trace_packet(buf, 27, &a, &a, (struct nb_bytes){0}),
			 NB_ERR_SPACE);
	ck_assert_int_eq(trace_packet(buf, 28, &a, &a, (struct nb_bytes){0}),
			 28);
}
END_TEST

START_TEST(a_head_is_a_section_and_an_interface)
{
	int len = trace_pcapng_head(buf, sizeof(buf), "nbgated", "modem0");

	ck_assert_int_eq(len % 4, 0);
	ck_assert_mem_eq(buf, "\x0a\x0d\x0d\x0a", 4);
	ck_assert_mem_eq(buf + 4, buf + buf[7] - 4, 4);
	ck_assert_mem_eq(buf + buf[7], "\0\0\0\1", 4);
	ck_assert_int_eq(buf[7] + buf[buf[7] + 7], len);
	ck_assert_uint_eq(buf[buf[7] + 9], 101);
	ck_assert_int_eq(trace_pcapng_head(buf, 40, "nbgated", "modem0"),
			 NB_ERR_SPACE);
}
END_TEST

START_TEST(a_packet_has_its_time_its_way_and_its_comment)
{
	const struct trace_note note = {TRACE_OUT, 0x100000002, "accepted"};
	int len = trace_pcapng_packet(
		buf, sizeof(buf), &note,
		(struct nb_bytes){(const uint8_t *)"hello", 5});

	ck_assert_int_eq(len % 4, 0);
	ck_assert_uint_eq(buf[3], 6);
	ck_assert_uint_eq(buf[7], (unsigned)len);
	ck_assert_mem_eq(buf + 12, "\0\0\0\1\0\0\0\2\0\0\0\5\0\0\0\5", 16);
	ck_assert_mem_eq(buf + 28, "hello\0\0\0", 8);
	ck_assert_mem_eq(buf + 36,
			 "\0\1\0\x08"
			 "accepted",
			 12);
	ck_assert_mem_eq(buf + 48, "\0\2\0\4\0\0\0\2", 8);
}
END_TEST

TCase *trace_packet_case(void)
{
	TCase *c = tcase_create("packet");

	tcase_add_test(c, an_IPv4_packet_has_good_checksums);
	tcase_add_test(c, an_IPv6_packet_has_a_good_checksum);
	tcase_add_test(c, two_families_are_no_packet_and_a_small_buffer_none);
	tcase_add_test(c, a_head_is_a_section_and_an_interface);
	tcase_add_test(c, a_packet_has_its_time_its_way_and_its_comment);
	return c;
}
