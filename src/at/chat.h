/*
 * chat.h - the talk with a modem: one command in flight, anything in between
 *
 * Knows how a command ends, that unsolicited lines may come between any two
 * lines, prompts, counted data, time limits, and how to find its way back
 * after one has passed.  Does not know any command: its owner gives a row of
 * a table with each.  An engine: bytes and time go in, bytes and events are
 * pulled out; it never holds more than one event.
 *
 * An information response is an answer only if the command in flight names
 * its prefix and the shape fits; every other line is an unsolicited one.
 */
#ifndef AT_CHAT_H
#define AT_CHAT_H

#include "at/args.h"
#include "at/line.h"
#include "at/result.h"
#include "at/sync.h"

enum at_data {
	AT_DATA_NONE,
	AT_DATA_AFTER_PROMPT, /* ours, after "> "                          */
	AT_DATA_TERMINATED,   /* the same, and Ctrl-Z ends them: digits    */
	AT_DATA_COUNTED,      /* the modem's, as many as its second argument
				 says, after the information response      */
};

/* One row of a vocabulary of commands. */
struct at_command {
	const char *name;  /* behind AT: "+CEREG", "E0", "^RESET"          */
	const char *info;  /* prefix of its information responses: "+CEREG";
			      "": a bare line; NULL: it has none           */
	const char *shape; /* of their arguments, see at_args_fit()        */
	enum at_data data;
	bool dials; /* NO CARRIER and CONNECT end it                       */
	bool given; /* by somebody else: it may ask for data, which are not
		       there, and answer with lines like commands           */
	nb_ms limit_ms;
};

/* What a chat is told of its modem. */
struct at_dialect {
	bool hex;        /* data are two hexadecimal digits a byte, both ways */
	int stray_error; /* this +CME ERROR comes unsolicited; 0: none        */
	const char *ring; /* "+SQNSRING": data may follow its second comma,
			     as many as its second argument says; or NULL  */
};

enum at_event_type {
	AT_EVENT_INFO,    /* text: the arguments; data: if counted           */
	AT_EVENT_DONE,    /* the command has ended: result, code, begun; text:
			     the line that ended it                          */
	AT_EVENT_URC,     /* text: an unsolicited line, whole, up to its data */
	AT_EVENT_FOREIGN, /* text: the echo of a command that is not ours    */
	AT_EVENT_SYNCED,  /* after at_chat_sync() or a time-out: it listens  */
	AT_EVENT_DEAD,    /* ... it does not answer                          */
};

/* Pointers are valid until the next input. */
struct at_event {
	enum at_event_type type;
	const char *text; /* NUL-terminated */
	size_t len;
	struct nb_bytes data;
	enum at_result result;
	int code;   /* of an error, or -1 */
	bool begun; /* some of our data after the prompt was written */
};

enum at_chat_state {
	AT_CHAT_IDLE,
	AT_CHAT_LINE,    /* the command line is being written      */
	AT_CHAT_PROMPT,  /* it is; the prompt is awaited           */
	AT_CHAT_PAYLOAD, /* the data after the prompt are written  */
	AT_CHAT_FINAL,   /* the final result code is awaited       */
	AT_CHAT_SYNC,    /* see at/sync.h                          */
};

/* The most data in one information response, in bytes. */
#define AT_CHAT_DATA 1500

struct at_chat {
	struct at_dialect dialect;
	enum at_chat_state state;
	const struct at_command *command; /* in flight, or the one timed out */
	struct at_writer writer;
	char line[AT_LINE_MAX];
	size_t line_len;
	size_t echo_len;  /* of line: its echo may come, even after a reset */
	nb_ms echo_limit; /* how long that command may take */
	struct nb_bytes payload; /* the owner's, until the command ends */
	size_t written; /* of line and payload, as they stand on the wire */
	nb_ms deadline;
	struct at_sync sync;
	struct at_line lexer;
	bool is_ring;   /* the data are a ring's                           */
	size_t info_at; /* where the arguments stand in the line with data */
	uint8_t data[2 * AT_CHAT_DATA];
	struct at_event event;
	bool has_event;
};

void at_chat_init(struct at_chat *c, const struct at_dialect *dialect);

/* From now on data are two hexadecimal digits a byte, both ways. */
void at_chat_use_hex(struct at_chat *c);

/* From now on the ring is @ring, see struct at_dialect; it stays the owner's. */
void at_chat_use_ring(struct at_chat *c, const char *ring);

/* Nothing is in flight: a command may be composed. */
bool at_chat_is_idle(const struct at_chat *c);

/*
 * Begins the line of @command; its arguments are written to what comes back.
 * Nothing is in flight until at_chat_start().
 */
struct at_writer *at_chat_compose(struct at_chat *c,
				  const struct at_command *command);
/*
 * Sends what was composed.  @payload, for a command with a prompt, stays the
 * owner's and valid until DONE.  NB_ERR_CALLER: an argument was refused, or
 * the line is too long; nothing is sent.
 */
int at_chat_start(struct at_chat *c, struct nb_bytes payload, nb_ms now);

/* See whether the modem listens; ends with SYNCED or DEAD. */
void at_chat_sync(struct at_chat *c, nb_ms now);

/*
 * The modem has rebooted or the port is new: what is in flight is forgotten,
 * without an event.
 */
void at_chat_reset(struct at_chat *c);
/* Has any of the data in flight been written? */
bool at_chat_has_begun(const struct at_chat *c);

/* Takes bytes up to the next event, and says how many. */
size_t at_chat_input(struct at_chat *c, const void *data, size_t len,
		     nb_ms now);
size_t at_chat_output(const struct at_chat *c, void *buf, size_t cap);
void at_chat_output_done(struct at_chat *c, size_t n, nb_ms now);
bool at_chat_next_event(struct at_chat *c, struct at_event *ev);
nb_ms at_chat_deadline(const struct at_chat *c);
void at_chat_expire(struct at_chat *c, nb_ms now);

#endif
