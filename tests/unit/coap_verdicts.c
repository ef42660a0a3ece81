#include "unit/coap_cases.h"
#include "unit/coap_text.h"

#include <nbcoap/endpoint.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 2048, LINE_LEN = 8192, MESSAGE_ID = 0x1234 };

static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 40000, .family = NB_FAMILY_IPV4};

static struct nbcoap_endpoint *e;
static void *memory;

static void setup(void)
{
	static const struct nbcoap_endpoint_config config = {
		.exchanges = 1,
		.peers = 1,
		.replies = 1,
		.message_size = 64,
		.secret = "verdicts",
		.inbound = 1,
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory = malloc(len);
	e = nbcoap_endpoint_init(memory, len, &config, 0);
	nbcoap_endpoint_link(e, NB_LINK_UP, 0);
}

static bool was_told(void)
{
	struct nbcoap_event ev;
	bool told = false;

	while (nbcoap_endpoint_next_event(e, &ev))
		told |= ev.type == NBCOAP_EVENT_REQUEST;
	return told;
}

/* What came out, in the words of the file. */
static void say_reply(const struct nb_datagram *d, char *verdict)
{
	struct nbcoap_message m;

	ck_assert_int_eq(nbcoap_message_decode(&m, d->bytes.data, d->bytes.len),
			 NBCOAP_FORMAT_GOOD);
	if (m.type == NBCOAP_NON)
		verdict = stpcpy(verdict, "non ");
	else
		ck_assert_uint_eq(m.id, MESSAGE_ID);
	if (m.type == NBCOAP_RST)
		strcpy(verdict, "reset");
	else
		nbcoap_code_format(m.code, verdict);
}

static void judge(const uint8_t *bytes, size_t len, char *verdict)
{
	struct nb_datagram d;

	setup();
	nbcoap_endpoint_input(e, &peer, bytes, len, 0);
	bool told = was_told();
	if (nbcoap_endpoint_output(e, &d, NULL, NULL, 0))
		say_reply(&d, verdict);
	else
		strcpy(verdict, told ? "ask" : "drop");
	ck_assert(!nbcoap_endpoint_output(e, &d, NULL, NULL, 0));
	free(memory);
}

/* Where the bytes begin behind the verdict: "non" is followed by a code. */
static char *split(char *line)
{
	char *blank = strchr(line, ' ');

	if (blank && !strncmp(line, "non ", 4))
		blank = strchr(blank + 1, ' ');
	if (!blank)
		return line + strlen(line);
	*blank = '\0';
	return blank + 1;
}

static void check_line(const char *line)
{
	char full[LINE_LEN];
	char verdict[16];
	uint8_t bytes[MESSAGE_MAX];

	coap_text_unroll(line, full);
	full[strcspn(full, "\n")] = '\0';
	char *hex = split(full);
	int len = coap_text_bytes(hex, bytes, sizeof(bytes));
	ck_assert_msg(len >= 0, "bad hex: %s", line);

	/* On the heap, so that the sanitizer sees a read behind the end. */
	uint8_t *exact = malloc((size_t)len + !len);
	memcpy(exact, bytes, (size_t)len);
	judge(exact, (size_t)len, verdict);
	free(exact);
	ck_assert_msg(!strcmp(verdict, full), "%s, not %s", verdict, line);
}

START_TEST(every_message_gets_the_verdict_of_the_rfc)
{
	char line[LINE_LEN];
	unsigned count = 0;
	FILE *file = fopen(TESTDATA "/vectors/requests.txt", "r");

	ck_assert_ptr_nonnull(file);
	while (fgets(line, sizeof(line), file)) {
		if (line[0] == '#' || isspace((unsigned char)line[0]))
			continue;
		check_line(line);
		count++;
	}
	fclose(file);
	ck_assert_uint_ge(count, 150);
}
END_TEST

TCase *coap_verdicts_case(void)
{
	TCase *c = tcase_create("verdicts");

	tcase_add_test(c, every_message_gets_the_verdict_of_the_rfc);
	return c;
}
