/*
 * bench_pty.c - what the gateway adds to an exchange over a pty
 *
 * The modem is the simulator's engine at the other end of the pty, without
 * latency and pace.  Counted is from the line of the API to the first byte of
 * AT, and from the modem's last byte to the answer of the API; beside it what
 * a process takes that only sends a byte back.
 */
#include "bench/bench.h"
#include "bench/stage.h"
#include "os/loop.h"
#include "sim/modem.h"
#include "simd/pty.h"
#include "world/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 5, ROUNDS = 300, PAYLOAD = 82, LIMIT_US = 200 };

static struct stage stage;
static struct simd_pty line, echo;
static struct sim_modem *modem;
static struct server server;

/* Of the exchange that is under way. */
static uint64_t first_heard; /* 0: nothing yet */
static uint64_t last_said;

/* ---- the modem ---- */

static void answer_datagrams(nb_ms now)
{
	struct server_mail mail;
	struct sim_event ev;

	while (sim_modem_next_event(modem, &ev))
		if (ev.type == SIM_EVENT_SEND)
			server_input(&server, &ev.peer, ev.local_port,
				     ev.bytes.data, ev.bytes.len, now);
	while (server_output(&server, &mail, now))
		sim_modem_input_to_port(modem, mail.port, &mail.from, mail.data,
					mail.len, now);
}

static void say(nb_ms now)
{
	uint8_t buf[2048];
	size_t len;

	answer_datagrams(now);
	while ((len = sim_modem_output_bytes(modem, buf, sizeof(buf), now))) {
		last_said = stage_ns();
		if (write(line.master, buf, len) != (ssize_t)len)
			stage_fail("pty");
		sim_modem_output_done(modem, len, now);
		answer_datagrams(now);
	}
}

static void hear(void)
{
	uint8_t buf[2048];
	ssize_t n = read(line.master, buf, sizeof(buf));

	if (n <= 0)
		return;
	if (!first_heard)
		first_heard = stage_ns();
	sim_modem_input_bytes(modem, buf, (size_t)n, os_now());
}

static int wait_ms(void)
{
	nb_ms due = sim_modem_deadline(modem);
	nb_ms now = os_now();

	return due == NB_NEVER ? -1 : due > now ? (int)(due - now) : 0;
}

static void open_modem(void)
{
	struct sim_config config;

	sim_config_init(&config);
	config.rtt = config.latency = 0;
	config.booted = true;
	if (!simd_pty_open(&line, 115200))
		stage_fail("pty");
	modem = sim_modem_init(malloc(sim_modem_footprint()), &config,
			       os_now());
	server_init(&server, 1);
	server.flawless = true;
}

/* ---- an exchange ---- */

/* Nanoseconds that were the gateway's. */
static uint64_t exchange(void)
{
	struct pollfd p[] = {{.fd = line.master, .events = POLLIN},
			     {.fd = stage.api, .events = POLLIN}};
	uint64_t begun = stage_ns(), answered;

	first_heard = 0;
	stage_ask(&stage, 1, PAYLOAD);
	for (;;) {
		poll(p, 2, wait_ms());
		answered = stage_ns();
		if (p[1].revents && stage_hear(&stage))
			return first_heard - begun + answered - last_said;
		hear();
		sim_modem_expire(modem, os_now());
		say(os_now());
	}
}

/* ---- a ping-pong ---- */

static void send_back(void)
{
	char byte;
	int fd = open(echo.name, O_RDWR | O_NOCTTY);

	while (read(fd, &byte, 1) == 1 && write(fd, &byte, 1) == 1)
		;
	_exit(EXIT_SUCCESS);
}

static pid_t start_echo(void)
{
	pid_t parent = getpid(), pid;

	if (!simd_pty_open(&echo, 115200))
		stage_fail("pty");
	pid = fork();
	if (pid < 0)
		stage_fail("fork");
	if (!pid && getppid() == parent)
		send_back();
	return pid;
}

static uint64_t ping(void)
{
	struct pollfd p = {.fd = echo.master, .events = POLLIN};
	uint64_t begun = stage_ns();
	char byte = 'x';

	if (write(echo.master, &byte, 1) != 1)
		stage_fail("pty");
	poll(&p, 1, -1);
	if (read(echo.master, &byte, 1) != 1)
		stage_fail("pty");
	return stage_ns() - begun;
}

/* ---- figures ---- */

/* Microseconds below which so many hundredths stay. */
struct spread {
	double p50, p99;
};

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static struct spread measure(uint64_t (*once)(void))
{
	uint64_t ns[ROUNDS];

	for (int i = 0; i < ROUNDS; i++)
		ns[i] = once();
	qsort(ns, ROUNDS, sizeof(ns[0]), by_value);
	return (struct spread){(double)ns[ROUNDS / 2] / 1000,
			       (double)ns[ROUNDS * 99 / 100] / 1000};
}

static int by_middle(const void *a, const void *b)
{
	double x = ((const struct spread *)a)->p50;
	double y = ((const struct spread *)b)->p50;

	return (x > y) - (x < y);
}

static struct spread median(struct spread runs[RUNS])
{
	qsort(runs, RUNS, sizeof(runs[0]), by_middle);
	return runs[RUNS / 2];
}

static void compare(void)
{
	struct spread bare[RUNS], ours[RUNS], more[RUNS], b, o;

	exchange(); /* the first brings the link up */
	for (int i = 0; i < RUNS; i++) {
		bare[i] = measure(ping);
		ours[i] = measure(exchange);
		more[i].p50 = ours[i].p50 - bare[i].p50;
		more[i].p99 = ours[i].p99 - bare[i].p99;
	}
	b = median(bare);
	o = median(ours);
	bench_at_most("gateway, microseconds of an exchange beyond a bare pty "
		      "ping-pong",
		      median(more).p50, LIMIT_US);
	printf("gateway %.2f × bare pty (%.0f µs), p99 %.2f × its (%.0f µs)\n",
	       o.p50 / b.p50, o.p50, o.p99 / b.p99, o.p99);
}

int main(void)
{
	pid_t echoing = start_echo();

	open_modem();
	stage_open(&stage);
	strcpy(stage.modem, line.name);
	stage_start_daemon(&stage, 115200);
	compare();
	stage_close(&stage);
	kill(echoing, SIGTERM);
	waitpid(echoing, NULL, 0);
	free(modem);
	return EXIT_SUCCESS;
}
