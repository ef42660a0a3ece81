/*
 * hub_bench.h - a hub between a test's clients and a test's link
 *
 * Knows time as a number that the test moves.  What clients say and hear is
 * text; what goes over the link is CoAP messages.
 */
#ifndef TESTS_HUB_BENCH_H
#define TESTS_HUB_BENCH_H

#include "hub/hub.h"
#include "unit/hub_link.h"

#include <nbcoap/message.h>

struct hub_bench {
	nb_ms now;
	struct gw_target_config targets[3];
	struct gw_route_config routes[3];
	struct gw_config config;
	struct hub_link link;
	struct hub *hub;
	char heard[1 << 19];
	char log[4096]; /* all lines, one behind another */
	bool disk_full;
	unsigned opened, closed; /* files of captures */
	uint8_t file[8192];      /* what was written to them all */
	size_t file_len;
};

/*
 * Targets: cloud at [2001:db8::1], second at 192.0.2.2, named at
 * cloud.example.  Routes: /telemetry to cloud's /v1/board7, /second, /named.
 * They may be changed before hub_bench_open(); then the link is absent.
 */
void hub_bench_config(struct hub_bench *b);
void hub_bench_open(struct hub_bench *b);
/* Both, and the link is up. */
void hub_bench_up(struct hub_bench *b);
void hub_bench_close(struct hub_bench *b);

/* A new client of this user. */
int hub_bench_client(struct hub_bench *b, uint32_t uid);
/* The client sends @text and a line end. */
void hub_bench_say(struct hub_bench *b, int client, const char *text);
/* The client sends @text as it is; returns how much of it was taken. */
size_t hub_bench_write(struct hub_bench *b, int client, const char *text);
/* All that it was told since the last time. */
const char *hub_bench_hear(struct hub_bench *b, int client);

/* What the client says is answered exactly so (without the line end). */
void hub_bench_dialogue(struct hub_bench *b, int client, const char *say,
			const char *hear);

/* Time goes on to @now, and everything happens that is due before. */
void hub_bench_until(struct hub_bench *b, nb_ms now);
void hub_bench_pump(struct hub_bench *b);

/* The @index'th datagram that was sent, decoded. */
struct nbcoap_message hub_bench_sent(struct hub_bench *b, size_t index);
/* Its Uri-Path with slashes, in place until the next call. */
const char *hub_bench_path(const struct nbcoap_message *m);

/* Answers the @index'th datagram, piggybacked, with options in order. */
void hub_bench_answer(struct hub_bench *b, size_t index, uint8_t code,
		      const struct nbcoap_option *options, size_t count,
		      const char *payload);
/* An empty message with the ID of the @index'th datagram. */
void hub_bench_answer_empty(struct hub_bench *b, size_t index,
			    enum nbcoap_type type);
void hub_bench_receive(struct hub_bench *b, const void *data, size_t len);

#endif
