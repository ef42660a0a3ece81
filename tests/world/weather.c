#include "world/weather.h"

/* Between two happenings, and without coverage, at most. */
#define PAUSE  120000
#define OUTAGE 60000

void weather_init(struct weather *s, struct world *w, nb_ms end)
{
	*s = (struct weather){
		.world = w,
		.next = w->now + world_chance(w, PAUSE),
		.coverage = NB_NEVER,
		.end = end,
	};
}

nb_ms weather_deadline(const struct weather *s)
{
	return s->next < s->coverage ? s->next : s->coverage;
}

static void lose_coverage(struct weather *s)
{
	struct world *w = s->world;

	if (s->coverage != NB_NEVER)
		return;
	sim_modem_coverage(w->sim, false, w->now);
	s->coverage = w->now + world_chance(w, OUTAGE);
}

static void happen(struct weather *s)
{
	struct world *w = s->world;
	nb_ms n = world_chance(w, 100);

	if (n < 30)
		sim_modem_lose_ring(w->sim);
	else if (n < 60)
		lose_coverage(s);
	else if (n < 80)
		sim_modem_close_socket(
			w->sim, 1 + (unsigned)world_chance(w, SIM_SOCKETS),
			w->now);
	else if (n < 95)
		sim_modem_fail_next(w->sim);
	else
		sim_modem_reset(w->sim, w->now);
}

void weather_expire(struct weather *s)
{
	struct world *w = s->world;

	if (s->coverage <= w->now) {
		sim_modem_coverage(w->sim, true, w->now);
		s->coverage = NB_NEVER;
	}
	if (s->next <= w->now) {
		happen(s);
		s->next = w->now + 1 + world_chance(w, PAUSE);
		if (s->next > s->end)
			s->next = NB_NEVER;
	}
	world_pump(w);
}
