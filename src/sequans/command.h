/*
 * command.h - the vocabulary: every command that the driver says, by vendor
 *
 * Knows names, the shapes of their answers and how long each may take.  Does
 * not know when they are said.  Whoever adds one adds one row and one test.
 */
#ifndef SEQUANS_COMMAND_H
#define SEQUANS_COMMAND_H

#include "at/chat.h"

enum sqn_command {
	SQN_ECHO_OFF,
	SQN_ERROR_NUMBERS,
	SQN_MODEL,
	SQN_REVISION,
	SQN_IMEI,
	SQN_IMSI,
	SQN_ICCID,
	SQN_PIN_STATE,
	SQN_PIN,
	SQN_SOCKET_STATES,
	SQN_CONTEXTS,
	SQN_CONTEXT,
	SQN_LOGINS,
	SQN_LOGIN,
	SQN_ADDRESS_FORM,
	SQN_REGISTRATION,
	SQN_RADIO,
	SQN_MODE_STATE,
	SQN_MODE,
	SQN_BANDS_STATE,
	SQN_BANDS,
	SQN_PSM_STATE,
	SQN_PSM,
	SQN_EDRX_STATE,
	SQN_EDRX,
	SQN_EDRX_NOW,
	SQN_OPERATOR_STATE,
	SQN_OPERATOR,
	SQN_ADDRESSES,
	SQN_SIGNAL,
	SQN_RESET,
	SQN_ACTIVATE, /* the context, for sockets */
	SQN_CLOSE,
	SQN_CONFIGURE,
	SQN_CONFIGURE_MORE,
	SQN_CONFIGURE_CLOSE, /* how it tells that it has closed one */
	SQN_DIAL,
	SQN_SEND,
	SQN_SEND_TO,
	SQN_READ,
	SQN_LOOK,
	SQN_LOOKUP,
	SQN_GIVEN,    /* somebody else's line, see sequans/screen.h */
	SQN_COMMANDS, /* how many there are */
};

/* Those of 3GPP TS 27.007; a row without a name is a vendor's. */
extern const struct at_command sqn_standard[SQN_COMMANDS];
/* The vendors' own; a row without a name is of the standard, or is missing. */
extern const struct at_command sqn_monarch[SQN_COMMANDS];
extern const struct at_command sqn_telit[SQN_COMMANDS];

#endif
