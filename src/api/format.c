#include "api/format.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
	unsigned short number;
	bool text;
	const char *name;
} formats[] = {
	{0, true, "text/plain;charset=utf-8"},
	{16, false, "application/cose;cose-type=\"cose-encrypt0\""},
	{17, false, "application/cose;cose-type=\"cose-mac0\""},
	{18, false, "application/cose;cose-type=\"cose-sign1\""},
	{19, false, "application/ace+cbor"},
	{21, false, "image/gif"},
	{22, false, "image/jpeg"},
	{23, false, "image/png"},
	{40, true, "application/link-format"},
	{41, true, "application/xml"},
	{42, false, "application/octet-stream"},
	{47, false, "application/exi"},
	{50, true, "application/json"},
	{51, true, "application/json-patch+json"},
	{52, true, "application/merge-patch+json"},
	{60, false, "application/cbor"},
	{61, false, "application/cwt"},
	{62, false, "application/multipart-core"},
	{63, false, "application/cbor-seq"},
	{96, false, "application/cose;cose-type=\"cose-encrypt\""},
	{97, false, "application/cose;cose-type=\"cose-mac\""},
	{98, false, "application/cose;cose-type=\"cose-sign\""},
	{101, false, "application/cose-key"},
	{102, false, "application/cose-key-set"},
	{110, true, "application/senml+json"},
	{111, true, "application/sensml+json"},
	{112, false, "application/senml+cbor"},
	{113, false, "application/sensml+cbor"},
	{114, false, "application/senml-exi"},
	{115, false, "application/sensml-exi"},
	{256, true, "application/coap-group+json"},
	{257, false, "application/concise-problem-details+cbor"},
	{271, false, "application/dots+cbor"},
	{272, false, "application/missing-blocks+cbor-seq"},
	{280, false, "application/pkcs7-mime;smime-type=server-generated-key"},
	{281, false, "application/pkcs7-mime;smime-type=certs-only"},
	{284, false, "application/pkcs8"},
	{285, false, "application/csrattrs"},
	{286, false, "application/pkcs10"},
	{287, false, "application/pkix-cert"},
	{310, true, "application/senml+xml"},
	{311, true, "application/sensml+xml"},
	{320, true, "application/senml-etch+json"},
	{322, false, "application/senml-etch+cbor"},
	{432, true, "application/td+json"},
	{10000, false, "application/vnd.ocf+cbor"},
	{10001, false, "application/oscore"},
	{10002, true, "application/javascript"},
	{11050, false, "application/json;deflate"},
	{11060, false, "application/cbor;deflate"},
	{11542, false, "application/vnd.oma.lwm2m+tlv"},
	{11543, true, "application/vnd.oma.lwm2m+json"},
	{11544, false, "application/vnd.oma.lwm2m+cbor"},
	{20000, true, "text/css"},
	{30000, true, "image/svg+xml"},
};

/* Names that stand for the one of the registry. */
static const struct {
	unsigned short number;
	const char *name;
} aliases[] = {
	{0, "text/plain"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Compares without case, and without the blanks of @given. */
static bool is_same(const char *given, const char *name)
{
	for (;; given++, name++) {
		while (*given == ' ')
			given++;
		if (strncasecmp(given, name, 1) != 0)
			return false;
		if (!*given)
			return true;
	}
}

int api_format_find(const char *media_type)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (is_same(media_type, formats[i].name))
			return formats[i].number;
	for (size_t i = 0; i < COUNT(aliases); i++)
		if (is_same(media_type, aliases[i].name))
			return aliases[i].number;
	return -1;
}

bool api_format_is_text(unsigned format)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (formats[i].number == format)
			return formats[i].text;
	return false;
}
