/*
 * coap_text.h - CoAP messages as one line of text, for vectors and transcripts
 *
 * "CON 0.01 id=1234 token=aabb 11=74657374 payload=01": type, code, then the
 * members that are there; options by number, in hex.
 */
#ifndef TESTS_COAP_TEXT_H
#define TESTS_COAP_TEXT_H

#include <nbcoap/message.h>

#define COAP_TEXT_MAX 8192

/* Hex with blanks anywhere to bytes; the count, or -1. */
int coap_text_bytes(const char *hex, uint8_t *buf, size_t cap);
/* Writes "41*3" out as "414141", blanks as they are. */
void coap_text_unroll(const char *in, char *out);
/* Bytes as hex without blanks, with a NUL. */
void coap_text_hex(struct nb_bytes bytes, char *buf, size_t cap);
/*
 * A message's line to bytes; the count, or -1.  What is missing is empty.
 * Option values and payload are at most 1024 bytes together.
 */
int coap_text_encode(const char *line, uint8_t *buf, size_t cap);
/* The line of a decoded message. */
void coap_text_message(const struct nbcoap_message *m, char *buf, size_t cap);
/* A decoded message's options into @options; how many. */
size_t coap_text_options(const struct nbcoap_message *m,
			 struct nbcoap_option *options, size_t cap);

#endif
