#include "base/hex.h"

int nb_hex_value(uint8_t c)
{
	uint8_t low = c | 0x20;

	if (c >= '0' && c <= '9')
		return c - '0';
	return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

uint8_t nb_hex_digit(unsigned value)
{
	return (uint8_t) "0123456789ABCDEF"[value & 15];
}
