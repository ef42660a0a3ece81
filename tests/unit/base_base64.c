#include "base/base64.h"
#include "unit/unit.h"

#include <string.h>

TCase *base_base64_case(void);

/* RFC 4648, 10 */
static const struct {
	const char *bytes, *text;
} vectors[] = {
	{"", ""},
	{"f", "Zg=="},
	{"fo", "Zm8="},
	{"foo", "Zm9v"},
	{"foob", "Zm9vYg=="},
	{"fooba", "Zm9vYmE="},
	{"foobar", "Zm9vYmFy"},
};
#define VECTORS ((int)(sizeof(vectors) / sizeof(vectors[0])))

START_TEST(the_vectors_of_the_rfc_encode)
{
	char text[16];
	size_t len = strlen(vectors[_i].bytes);
	size_t n = nb_base64_encode(text, vectors[_i].bytes, len);

	ck_assert_uint_eq(n, NB_BASE64_TEXT(len));
	ck_assert_str_eq(text, vectors[_i].text);
}
END_TEST

START_TEST(the_vectors_of_the_rfc_decode)
{
	uint8_t bytes[16];
	size_t count = 99;
	const char *text = vectors[_i].text;

	ck_assert_int_eq(nb_base64_decode(bytes, &count, text, strlen(text)),
			 0);
	ck_assert_uint_eq(count, strlen(vectors[_i].bytes));
	ck_assert_mem_eq(bytes, vectors[_i].bytes, count);
}
END_TEST

START_TEST(all_bytes_come_back)
{
	uint8_t in[256], out[NB_BASE64_BYTES(NB_BASE64_TEXT(256))];
	char text[NB_BASE64_TEXT(256) + 1];
	size_t count;

	for (size_t i = 0; i < sizeof(in); i++)
		in[i] = (uint8_t)i;
	size_t len = nb_base64_encode(text, in, sizeof(in));
	ck_assert_int_eq(nb_base64_decode(out, &count, text, len), 0);
	ck_assert_uint_eq(count, sizeof(in));
	ck_assert_mem_eq(in, out, sizeof(in));
}
END_TEST

static const char *const malformed[] = {
	"Z",    "Zg",   "Zg=",   "Z===",     "====", "=Zg=",   "Zg==Zg==",
	"Zh==", "Zm9=", "Zm 9v", "Zm9v\nZg", "Zm-_", "Zm9v\n", "Zg\xc3\xa4=",
};
#define MALFORMED ((int)(sizeof(malformed) / sizeof(malformed[0])))

START_TEST(what_is_not_base64_is_refused)
{
	uint8_t bytes[16];
	size_t count = 99;
	const char *text = malformed[_i];

	ck_assert_int_eq(nb_base64_decode(bytes, &count, text, strlen(text)),
			 NB_ERR_PEER);
	ck_assert_uint_eq(count, 99);
}
END_TEST

TCase *base_base64_case(void)
{
	TCase *tc = tcase_create("base64");
	tcase_add_loop_test(tc, the_vectors_of_the_rfc_encode, 0, VECTORS);
	tcase_add_loop_test(tc, the_vectors_of_the_rfc_decode, 0, VECTORS);
	tcase_add_test(tc, all_bytes_come_back);
	tcase_add_loop_test(tc, what_is_not_base64_is_refused, 0, MALFORMED);
	return tc;
}
