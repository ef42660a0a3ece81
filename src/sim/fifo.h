/*
 * fifo.h - bytes that wait for their turn
 *
 * Knows a ring of bytes with a fixed size.  Does not know what they mean.
 */
#ifndef SIM_FIFO_H
#define SIM_FIFO_H

#include <nbcoap/types.h>

#define SIM_FIFO_SIZE 32768

struct sim_fifo {
	uint8_t data[SIM_FIFO_SIZE];
	size_t head, len;
};

/* All of it, or nothing and false when there is no room. */
bool sim_fifo_write(struct sim_fifo *f, const void *data, size_t len);
/* Copies up to @cap bytes without taking them; how many. */
size_t sim_fifo_peek(const struct sim_fifo *f, void *buf, size_t cap);
/* The byte at @index, which is below len. */
uint8_t sim_fifo_at(const struct sim_fifo *f, size_t index);
void sim_fifo_drop(struct sim_fifo *f, size_t n);

#endif
