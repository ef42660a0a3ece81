#include "sim/fifo.h"
#include "base/assert.h"
#include <string.h>

bool sim_fifo_write(struct sim_fifo *f, const void *data, size_t len)
{
	size_t tail = (f->head + f->len) % SIM_FIFO_SIZE;
	size_t first = SIM_FIFO_SIZE - tail;

	if (len > SIM_FIFO_SIZE - f->len)
		return false;
	if (first > len)
		first = len;
	if (len) {
		memcpy(f->data + tail, data, first);
		memcpy(f->data, (const uint8_t *)data + first, len - first);
	}
	f->len += len;
	return true;
}

size_t sim_fifo_peek(const struct sim_fifo *f, void *buf, size_t cap)
{
	size_t n = f->len < cap ? f->len : cap;
	size_t first = SIM_FIFO_SIZE - f->head;

	if (first > n)
		first = n;
	memcpy(buf, f->data + f->head, first);
	memcpy((uint8_t *)buf + first, f->data, n - first);
	return n;
}

uint8_t sim_fifo_at(const struct sim_fifo *f, size_t index)
{
	NB_ASSERT(index < f->len);
	return f->data[(f->head + index) % SIM_FIFO_SIZE];
}

void sim_fifo_drop(struct sim_fifo *f, size_t n)
{
	NB_ASSERT(n <= f->len);
	f->head = (f->head + n) % SIM_FIFO_SIZE;
	f->len -= n;
}
