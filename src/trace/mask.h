/*
 * mask.h - what must not be in a transcript that people send around
 *
 * Knows which parameters of which AT commands are secrets: PINs, passwords.
 */
#ifndef TRACE_MASK_H
#define TRACE_MASK_H

#include <nbcoap/types.h>

/* Overwrites each secret in @text with asterisks, as long as it is. */
void trace_mask(uint8_t *text, size_t len);

#endif
