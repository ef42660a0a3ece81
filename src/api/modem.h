/*
 * modem.h - the methods of the modem: modem.at, modem.release, modem.resume
 *
 * Knows whose AT command waits for the link and whose is with it, and what is
 * told of its end.  Commands go one at a time, and so do release and resume,
 * but those don't wait for a command.  Does not know AT.
 */
#ifndef API_MODEM_H
#define API_MODEM_H

#include "base/link.h"

struct api;
struct api_turn;

void api_modem_at(struct api_turn *turn);
void api_modem_release(struct api_turn *turn);
void api_modem_resume(struct api_turn *turn);

/* The end: whoever waits is told so, and whoever comes. */
void api_modem_shutdown(struct api *api);

/* An AT command of a client, in place until the next call. */
struct api_command {
	const char *line;
	bool force;
	uint64_t tag;
};

/* The one whose turn it is; false: none waits. */
bool api_next_command(const struct api *api, struct api_command *command);
/* The link has taken it. */
void api_command_given(struct api *api);
/* NB_LINK_ANSWERED: it has ended. */
void api_answer_command(struct api *api, const struct nb_link_event *ev);

enum api_port { API_PORT_AS_IT_IS, API_PORT_RELEASED, API_PORT_RESUMED };

/* How a client wants the modem's port to be. */
enum api_port api_port_wanted(const struct api *api);
/* It is so. */
void api_port_done(struct api *api);
#endif
