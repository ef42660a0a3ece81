/*
 * hex.h - hexadecimal digits
 *
 * Knows one digit, both ways.  Does not know what many of them stand for.
 */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdint.h>

/* The value of the digit @c, in either case; -1: it is none. */
int nb_hex_value(uint8_t c);

/* The digit of the lowest four bits of @value, in upper case. */
uint8_t nb_hex_digit(unsigned value);

#endif
