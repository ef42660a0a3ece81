/*
 * command.h - the shape of a command: one row of a table
 *
 * Knows which forms a command has, what its parameters may be, and checks a
 * line against that.  Does not know what any command does.
 */
#ifndef SIM_COMMAND_H
#define SIM_COMMAND_H

#include "sim/config.h"
#include "sim/line.h"

struct sim_modem;

enum sim_param_kind { SIM_NO_PARAM, SIM_NUMBER, SIM_TEXT, SIM_ANY };

struct sim_param {
	enum sim_param_kind kind;
	bool optional;
	int64_t min, max; /* of a number, or of the length of a text */
};

#define SIM_NUM(low, high)                                                     \
	{                                                                      \
		SIM_NUMBER, false, low, high                                   \
	}
#define SIM_OPT_NUM(low, high)                                                 \
	{                                                                      \
		SIM_NUMBER, true, low, high                                    \
	}
#define SIM_TXT(longest)                                                       \
	{                                                                      \
		SIM_TEXT, false, 1, longest                                    \
	}
#define SIM_OPT_TXT(longest)                                                   \
	{                                                                      \
		SIM_TEXT, true, 0, longest                                     \
	}
#define SIM_OPT_ANY                                                            \
	{                                                                      \
		SIM_ANY, true, 0, 0                                            \
	}

/* Bits of profiles, for commands that only some have. */
#define SIM_ON_MONARCH1 (1u << SIM_MONARCH1)
#define SIM_ON_MONARCH2 (1u << SIM_MONARCH2)
#define SIM_ON_SEQUANS  (SIM_ON_MONARCH1 | SIM_ON_MONARCH2)
#define SIM_ON_TELIT    (1u << SIM_TELIT)

/* What a command comes to; over 0: +CME ERROR: <n>. */
enum sim_result {
	SIM_OK = 0,
	SIM_DONE = -1,       /* it has answered for itself          */
	SIM_LATER = -2,      /* not yet: again when the job is due  */
	SIM_PROMPT = -3,     /* again when the prompt's data is in  */
	SIM_NO_CARRIER = -4, /* NO CARRIER                          */
	SIM_ERROR = -5,      /* ERROR, whatever AT+CMEE says        */
	SIM_CME_NOT_ALLOWED = 3,
	SIM_CME_REFUSED = 4, /* "operation not supported": the catch-all */
	SIM_CME_NO_SIM = 10,
	SIM_CME_PIN = 11,
	SIM_CME_PUK = 12,
	SIM_CME_PASSWORD = 16,
	SIM_CME_NO_NETWORK = 30,
	SIM_CME_PARAMETERS = 50,
	SIM_CME_ACTIVE = 591,
};

struct sim_command {
	const char *name;  /* as in struct sim_line */
	unsigned forms;    /* bits of enum sim_form; without SIM_TEST the ranges
			      of its parameters are the answer */
	unsigned profiles; /* 0: all */
	unsigned stored;   /* which stored setting it is; 0: none */
	struct sim_param params[SIM_ARGS]; /* of the set form */
	int (*run)(struct sim_modem *s, const struct sim_line *line);
};

/* Does @line fit @row?  0, or an enum sim_result. */
int sim_command_check(const struct sim_command *row,
		      const struct sim_line *line);

/* "(1-6),(0-1500)": what the test form answers; empty: nothing to tell. */
void sim_command_ranges(const struct sim_command *row, char *buf, size_t cap);

#endif
