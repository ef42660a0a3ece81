#include "bench/bench.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RUNS = 31 };

volatile unsigned bench_sum;

static double run_ns(void (*once)(void), unsigned rounds, clockid_t clock)
{
	struct timespec from, to;

	clock_gettime(clock, &from);
	for (unsigned i = 0; i < rounds; i++)
		once();
	clock_gettime(clock, &to);
	return ((double)(to.tv_sec - from.tv_sec) * 1e9 +
		(double)(to.tv_nsec - from.tv_nsec)) /
	       rounds;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values)
{
	qsort(values, RUNS, sizeof(values[0]), by_value);
	return values[RUNS / 2];
}

void bench_measure(struct bench_way *a, struct bench_way *b, unsigned rounds,
		   clockid_t clock)
{
	double a_ns[RUNS], b_ns[RUNS];

	for (int i = 0; i < RUNS; i++) {
		a_ns[i] = run_ns(a->once, rounds, clock);
		b_ns[i] = run_ns(b->once, rounds, clock);
	}
	a->ns = median(a_ns);
	b->ns = median(b_ns);
}

void bench_tell(const char *what, double ns, double of_ns, const char *beside)
{
	printf("%s %.2f × %s (%.0f ns)\n", what, ns / of_ns, beside, ns);
}

bool bench_at_most(const char *what, double value, double limit)
{
	bool kept = value <= limit;

	printf("%s %.2f (at most %.2f)%s\n", what, value, limit,
	       kept ? "" : " MISSED");
	return kept;
}

bool bench_at_least(const char *what, double value, double limit)
{
	bool kept = value >= limit;

	printf("%s %.2f (at least %.2f)%s\n", what, value, limit,
	       kept ? "" : " MISSED");
	return kept;
}

uint16_t bench_port(void)
{
	struct sockaddr_in name = {.sin_family = AF_INET,
				   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(name);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&name, len) < 0 ||
	    getsockname(fd, (struct sockaddr *)&name, &len) < 0) {
		perror("bench");
		exit(EXIT_FAILURE);
	}
	close(fd);
	return ntohs(name.sin_port);
}
