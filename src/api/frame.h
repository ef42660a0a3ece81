/*
 * frame.h - lines out of the bytes of a connection (nbgate-api(7), Framing)
 *
 * Knows LF, CRLF and the longest line.  Does not know JSON.
 */
#ifndef API_FRAME_H
#define API_FRAME_H

#include <nbcoap/types.h>

/* The beginning of a line whose end has not come yet. */
struct api_frame {
	char *data;
	size_t len, cap;
	size_t max; /* the longest line, bytes without its end */
};

enum api_frame_got {
	API_FRAME_NOTHING,  /* all was taken, the line goes on */
	API_FRAME_LINE,     /* a line, without its end; may be empty */
	API_FRAME_TOO_LONG, /* longer than the longest */
	API_FRAME_NO_MEMORY,
};

void api_frame_init(struct api_frame *f, size_t max);
void api_frame_free(struct api_frame *f);

/*
 * Takes bytes up to the end of the first line and says in *@taken how many.
 * *@line lies in @data or in the frame, until the next call.
 */
enum api_frame_got api_frame_input(struct api_frame *f, const char *data,
				   size_t len, size_t *taken,
				   struct nb_bytes *line);

/* Nothing more comes: the last line, if it had no end. */
enum api_frame_got api_frame_end(struct api_frame *f, struct nb_bytes *line);

#endif
