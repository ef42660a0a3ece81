/*
 * assert.h - a trap for our own mistakes
 *
 * Never for bytes from modem, network, client or file.  Freestanding: a trap
 * instruction, no message, no stdio.
 */
#ifndef BASE_ASSERT_H
#define BASE_ASSERT_H

#define NB_ASSERT(condition)                                                   \
	do {                                                                   \
		if (!(condition))                                              \
			__builtin_trap();                                      \
	} while (0)

#define NB_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
