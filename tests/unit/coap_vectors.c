#include "unit/coap_cases.h"
#include "unit/coap_text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 2048, OPTIONS_MAX = 16 };

static void check_good(const struct nbcoap_message *m, const char *text,
		       const uint8_t *bytes, size_t len, const char *line)
{
	char got[COAP_TEXT_MAX];
	uint8_t again[MESSAGE_MAX];
	struct nbcoap_option options[OPTIONS_MAX];

	coap_text_message(m, got, sizeof(got));
	ck_assert_str_eq(got, text);

	size_t count = coap_text_options(m, options, OPTIONS_MAX);
	int n = nbcoap_message_encode(m, options, count, m->payload, again,
				      sizeof(again));
	ck_assert_msg(n == (int)len && !memcmp(again, bytes, len),
		      "encodes differently: %s", line);
	for (size_t cap = 0; cap < len; cap++)
		if (nbcoap_message_encode(m, options, count, m->payload, again,
					  cap) != NB_ERR_SPACE)
			ck_abort_msg("fits in %zu: %s", cap, line);
}

/* What it is, and that it is where long tokens are known. */
static const char *judge(struct nbcoap_message *m, const uint8_t *bytes,
			 size_t len)
{
	static const char *const verdicts[] = {"good", "ignore", "reject"};
	enum nbcoap_format strict = nbcoap_message_decode(m, bytes, len);
	enum nbcoap_format format =
		nbcoap_message_decode_extended(m, bytes, len);

	if (format == strict)
		return verdicts[format];
	ck_assert_int_eq(strict, NBCOAP_FORMAT_REJECT);
	return "long";
}

static void check_line(const char *line)
{
	char full[COAP_TEXT_MAX];
	char verdict[8];
	uint8_t bytes[MESSAGE_MAX];
	struct nbcoap_message m;

	coap_text_unroll(line, full);
	full[strcspn(full, "\n")] = '\0';
	ck_assert_int_eq(sscanf(full, "%7s", verdict), 1);
	char *hex = full + strlen(verdict);
	char *text = strstr(full, " = ");
	if (text) {
		*text = '\0';
		text += 3;
	}
	int len = coap_text_bytes(hex, bytes, sizeof(bytes));
	ck_assert_msg(len >= 0, "bad hex: %s", line);

	/* On the heap, so that the sanitizer sees a read behind the end. */
	uint8_t *exact = malloc((size_t)len + !len);
	memcpy(exact, bytes, (size_t)len);
	const char *got = judge(&m, exact, (size_t)len);
	ck_assert_msg(!strcmp(got, verdict), "%s, not %s", got, line);
	if (text)
		check_good(&m, text, bytes, (size_t)len, line);
	free(exact);
}

START_TEST(every_vector_decodes_as_it_says_and_encodes_back)
{
	char line[COAP_TEXT_MAX];
	unsigned count = 0;
	FILE *file = fopen(TESTDATA "/vectors/messages.txt", "r");

	ck_assert_ptr_nonnull(file);
	while (fgets(line, sizeof(line), file)) {
		if (line[0] == '#' || isspace((unsigned char)line[0]))
			continue;
		check_line(line);
		count++;
	}
	fclose(file);
	ck_assert_uint_gt(count, 80);
}
END_TEST

TCase *coap_vectors_case(void)
{
	TCase *c = tcase_create("vectors");
	tcase_add_test(c, every_vector_decodes_as_it_says_and_encodes_back);
	return c;
}
