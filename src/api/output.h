/*
 * output.h - what a connection has still to be written
 *
 * Knows bytes in order and a limit.  Does not know what they mean.
 */
#ifndef API_OUTPUT_H
#define API_OUTPUT_H

#include <nbcoap/types.h>

/* The limit of nbgate-api(7), "Framing". */
#define API_OUTPUT_MAX ((size_t)1024 * 1024)

struct api_output {
	char *data;
	size_t start, end, cap; /* unwritten: from start to end */
};

void api_output_init(struct api_output *o);
void api_output_free(struct api_output *o);

/* 0, or NB_ERR_SPACE: over the limit, or no memory; nothing is added then. */
int api_output_add(struct api_output *o, const void *data, size_t len);

/* The unwritten bytes, in place until the next call. */
struct nb_bytes api_output_pending(const struct api_output *o);
/* The first @len of them are written. */
void api_output_done(struct api_output *o, size_t len);

#endif
