#include "sequans/inbox.h"

#include <string.h>

void sqn_inbox_init(struct sqn_inbox *in)
{
	memset(in, 0, sizeof(*in));
}

static void forget_rings(struct sqn_inbox *in)
{
	in->count = 0;
}

bool sqn_inbox_ring(struct sqn_inbox *in, uint32_t len, bool reading)
{
	if (len == 0 || len > SQN_READ_MAX) {
		in->look = true;
		return false;
	}
	if (in->count == SQN_RINGS) {
		forget_rings(in);
		in->look = true;
		return true;
	}
	in->rang = in->rang || reading;
	in->rings[in->count++] = (uint16_t)len;
	if (in->waiting)
		in->waiting += len;
	if (reading)
		in->look = true;
	return true;
}

void sqn_inbox_ring_blind(struct sqn_inbox *in)
{
	in->look = true;
}

size_t sqn_inbox_next(const struct sqn_inbox *in, bool whole)
{
	if (in->waiting)
		return SQN_READ_MAX;
	if (in->count == 0)
		return 0;
	return whole ? SQN_READ_MAX : in->rings[0];
}

static uint32_t announced_sum(const struct sqn_inbox *in)
{
	uint32_t sum = 0;

	for (unsigned i = 0; i < in->count; i++)
		sum += in->rings[i];
	return sum;
}

bool sqn_inbox_is_announced(const struct sqn_inbox *in, size_t len)
{
	return in->count && in->rings[0] == len;
}

static struct sqn_inbox_read judge(const struct sqn_inbox *in, size_t asked,
				   size_t len)
{
	bool all = asked == SQN_READ_MAX && !in->rang;
	bool announced = sqn_inbox_is_announced(in, len);
	uint32_t waited = in->waiting ? in->waiting : announced_sum(in);

	return (struct sqn_inbox_read){
		.announced = announced,
		.apart = all && announced && in->waiting > len,
		.merged =
			all && in->count && len > in->rings[0] && len == waited,
	};
}

static void drop_head(struct sqn_inbox *in)
{
	in->count--;
	memmove(in->rings, in->rings + 1, in->count * sizeof(in->rings[0]));
}

struct sqn_inbox_read sqn_inbox_read(struct sqn_inbox *in, size_t asked,
				     size_t len)
{
	struct sqn_inbox_read told = judge(in, asked, len);

	in->failures = 0;
	in->rang = false;
	/* What no ring announced came beside the head, not in its place. */
	if (told.announced || (in->count && asked < SQN_READ_MAX))
		drop_head(in);
	if (in->waiting > len) {
		in->waiting -= (uint32_t)len;
	} else if (in->waiting || told.merged) {
		in->waiting = 0;
		forget_rings(in);
	} else if (!told.announced) {
		in->look = true;
	}
	return told;
}

void sqn_inbox_read_failed(struct sqn_inbox *in)
{
	in->rang = false;
	in->look = in->failures == 0;
	if (in->failures++ == 0)
		return;
	in->waiting = 0;
	forget_rings(in);
}

bool sqn_inbox_looked(struct sqn_inbox *in, uint32_t waiting)
{
	uint32_t announced = announced_sum(in);

	in->look = false;
	in->waiting = waiting == announced ? 0 : waiting;
	if (waiting == 0)
		forget_rings(in);
	return waiting > announced;
}
