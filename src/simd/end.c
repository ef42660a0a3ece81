#include "simd/end.h"

static void modem_input(void *self, const void *data, size_t len, nb_ms now)
{
	sim_modem_input_bytes(self, data, len, now);
}

static size_t modem_output(void *self, void *buf, size_t cap, nb_ms now)
{
	return sim_modem_output_bytes(self, buf, cap, now);
}

static void modem_output_done(void *self, size_t n, nb_ms now)
{
	sim_modem_output_done(self, n, now);
}

static uint32_t modem_baud(void *self)
{
	return sim_modem_baud(self);
}

static void modem_cut(void *self)
{
	sim_modem_cut(self);
}

struct simd_end simd_end_modem(struct sim_modem *modem)
{
	return (struct simd_end){modem_input, modem_output, modem_output_done,
				 modem_baud,  modem_cut,    modem};
}

static void replay_input(void *self, const void *data, size_t len, nb_ms now)
{
	simd_replay_input(self, data, len, now);
}

static size_t replay_output(void *self, void *buf, size_t cap, nb_ms now)
{
	return simd_replay_output(self, buf, cap, now);
}

static void replay_output_done(void *self, size_t n, nb_ms now)
{
	simd_replay_output_done(self, n, now);
}

static uint32_t replay_baud(void *self)
{
	(void)self;
	return 0;
}

static void replay_cut(void *self)
{
	(void)self;
}

struct simd_end simd_end_replay(struct simd_replay *replay)
{
	return (struct simd_end){replay_input,       replay_output,
				 replay_output_done, replay_baud,
				 replay_cut,         replay};
}
