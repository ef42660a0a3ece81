#include "sim/event.h"

void sim_events_add(struct sim_events *events, const struct sim_event *ev)
{
	if (events->count == SIM_EVENTS)
		return;
	events->queue[(events->head + events->count) % SIM_EVENTS] = *ev;
	events->count++;
}

bool sim_events_next(struct sim_events *events, struct sim_event *ev)
{
	if (!events->count)
		return false;
	*ev = events->queue[events->head];
	events->head = (events->head + 1) % SIM_EVENTS;
	events->count--;
	return true;
}
