#include "world/weather.h"

/* Between two happenings, at most. */
#define PAUSE 120000

/* How each spell is switched, and how long it lasts at most. */
static void outage(struct world *w, bool on)
{
	sim_modem_coverage(w->sim, !on, w->now);
}

static void hang(struct world *w, bool on)
{
	sim_modem_hang(w->sim, on);
}

static void deny(struct world *w, bool on)
{
	sim_modem_deny(w->sim, on, w->now);
}

static void silence(struct world *w, bool on)
{
	sim_modem_hold(w->sim, on);
}

static const struct {
	void (*set)(struct world *w, bool on);
	nb_ms longest;
} spells[WEATHER_SPELLS] = {
	[WEATHER_OUTAGE] = {outage, 60000},
	[WEATHER_HANG] = {hang, 90000},
	[WEATHER_DENIAL] = {deny, 60000},
	[WEATHER_SILENCE] = {silence, 5000},
	[WEATHER_UNPLUGGED] = {world_unplug, 60000},
};

/* What is over in a moment. */
static void lose_ring(struct world *w)
{
	sim_modem_lose_ring(w->sim);
}

static void close_socket(struct world *w)
{
	sim_modem_close_socket(
		w->sim, 1 + (unsigned)world_chance(w, SIM_SOCKETS), w->now);
}

static void fail_next(struct world *w)
{
	sim_modem_fail_next(w->sim);
}

static void reset(struct world *w)
{
	sim_modem_reset(w->sim, w->now);
}

static void crash(struct world *w)
{
	sim_modem_crash(w->sim, w->now);
}

static void lose_prompt(struct world *w)
{
	sim_modem_lose_prompt(w->sim);
}

static void make_noise(struct world *w)
{
	sim_modem_noise(w->sim, "\0\xff\x7f~", 4, w->now);
}

static void say_something(struct world *w)
{
	static const char line[] = "\r\n+CTZV: \"+04\"\r\n";

	sim_modem_noise(w->sim, line, sizeof(line) - 1, w->now);
}

/* In hundredths; those of a faulty modem begin at 100. */
static const struct {
	unsigned below;
	void (*happen)(struct world *w); /* or a spell */
	enum weather_spell spell;
} happenings[] = {
	{30, lose_ring, 0},
	{60, NULL, WEATHER_OUTAGE},
	{80, close_socket, 0},
	{95, fail_next, 0},
	{100, reset, 0},
	{110, crash, 0},
	{120, NULL, WEATHER_HANG},
	{130, NULL, WEATHER_DENIAL},
	{140, NULL, WEATHER_SILENCE},
	{150, NULL, WEATHER_UNPLUGGED},
	{170, lose_prompt, 0},
	{185, make_noise, 0},
	{200, say_something, 0},
};

void weather_init(struct weather *s, struct world *w, enum weather_kind kind,
		  nb_ms end)
{
	*s = (struct weather){
		.world = w,
		.kind = kind,
		.next = w->now + world_chance(w, PAUSE),
		.end = end,
	};
	for (size_t i = 0; i < WEATHER_SPELLS; i++)
		s->over[i] = NB_NEVER;
}

nb_ms weather_deadline(const struct weather *s)
{
	nb_ms due = s->next;

	for (size_t i = 0; i < WEATHER_SPELLS; i++)
		if (s->over[i] < due)
			due = s->over[i];
	return due;
}

static void begin(struct weather *s, enum weather_spell spell)
{
	struct world *w = s->world;

	if (s->over[spell] != NB_NEVER)
		return;
	spells[spell].set(w, true);
	s->over[spell] = w->now + world_chance(w, spells[spell].longest);
}

static void happen(struct weather *s)
{
	nb_ms n = world_chance(s->world, s->kind == WEATHER_FAULTY ? 200 : 100);
	size_t i = 0;

	while (n >= happenings[i].below)
		i++;
	if (happenings[i].happen)
		happenings[i].happen(s->world);
	else
		begin(s, happenings[i].spell);
}

void weather_expire(struct weather *s)
{
	struct world *w = s->world;

	for (size_t i = 0; i < WEATHER_SPELLS; i++)
		if (s->over[i] <= w->now) {
			spells[i].set(w, false);
			s->over[i] = NB_NEVER;
		}
	if (s->next <= w->now) {
		happen(s);
		s->next = w->now + 1 + world_chance(w, PAUSE);
		if (s->next > s->end)
			s->next = NB_NEVER;
	}
	world_pump(w);
}
