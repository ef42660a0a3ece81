/*
 * message.h - CoAP messages as bytes, both ways (RFC 7252, 3)
 *
 * Knows the header, token, options and payload of one message.  Does not know
 * exchanges, time or peers.  A decoded message points into the bytes it was
 * decoded from and dies with them; nothing is copied or allocated.
 */
#ifndef NBCOAP_MESSAGE_H
#define NBCOAP_MESSAGE_H

#include <nbcoap/code.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define NBCOAP_TOKEN_MAX 8 /* unless both sides know RFC 8974 */

struct nbcoap_message {
	enum nbcoap_type type;
	uint8_t code;
	uint16_t id;
	uint16_t token_len;
	const uint8_t *token;
	struct nb_bytes options; /* encoded; walk them with nbcoap_options */
	struct nb_bytes payload; /* without the marker */
};

/* One option: a number and where its value stands. */
struct nbcoap_option {
	uint16_t number;
	uint16_t len;
	const uint8_t *value;
};

/* What to do with bytes that are no good message (RFC 7252, 3 and 4.2, 4.3). */
enum nbcoap_format {
	NBCOAP_FORMAT_GOOD,
	NBCOAP_FORMAT_IGNORE, /* another version, too short: silence        */
	NBCOAP_FORMAT_REJECT, /* malformed: Reset when it is a CON with an ID,
				 else silence; type and id are decoded       */
};

/*
 * Decodes @len bytes.  On NBCOAP_FORMAT_GOOD all of *@m is set; the options
 * have been walked once, so walking them again cannot fail.  On
 * NBCOAP_FORMAT_REJECT type and id are.  Empty messages with content, token
 * lengths over 8, reserved deltas and lengths, a marker without payload,
 * reserved code classes (1, 6, 7) and a type that cannot carry its code (4.3,
 * table 1) are rejected.
 */
enum nbcoap_format nbcoap_message_decode(struct nbcoap_message *m,
					 const void *data, size_t len);
/* The same, but tokens may have any length: of the length field only 15 is
   rejected (RFC 8974, 2.1). */
enum nbcoap_format nbcoap_message_decode_extended(struct nbcoap_message *m,
						  const void *data, size_t len);

/* Walks the options of a decoded message in order of their numbers. */
struct nbcoap_options {
	const uint8_t *at;
	const uint8_t *end;
	uint32_t number;
};

void nbcoap_options_init(struct nbcoap_options *walk,
			 const struct nbcoap_message *m);
/* The next option; false when there is none. */
bool nbcoap_options_next(struct nbcoap_options *walk,
			 struct nbcoap_option *option);

/* The first option of @number that has a length it may have (5.4.3); false when
   there is none. */
bool nbcoap_message_find(const struct nbcoap_message *m, uint16_t number,
			 struct nbcoap_option *option);

/* An option's value as an unsigned integer (3.2); over 4 bytes: UINT32_MAX. */
uint32_t nbcoap_option_uint(const struct nbcoap_option *option);
/* Writes @value in its shortest form (0: no byte); returns the length. */
uint16_t nbcoap_option_put_uint(uint8_t buf[4], uint32_t value);

/*
 * Encodes a message in one go: header and token from @m (its options and
 * payload are not looked at), @count options that the caller has in order of
 * their numbers (equal ones in their own order), and the payload.  Returns the
 * length, NB_ERR_SPACE, or NB_ERR_CALLER: options out of order, an empty
 * message with content.  A token over 8 bytes is written as RFC 8974 says.
 */
int nbcoap_message_encode(const struct nbcoap_message *m,
			  const struct nbcoap_option *options, size_t count,
			  struct nb_bytes payload, void *buf, size_t cap);

/* The length that nbcoap_message_encode() would return, or its error. */
int nbcoap_message_measure(const struct nbcoap_message *m,
			   const struct nbcoap_option *options, size_t count,
			   struct nb_bytes payload);

/* Where the token of a message stands when it has @token_len bytes. */
size_t nbcoap_message_token_offset(uint16_t token_len);

/* Sorts options by number, stable; for few, so by insertion. */
void nbcoap_options_sort(struct nbcoap_option *options, size_t count);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
