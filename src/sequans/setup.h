/*
 * setup.h - what the owner of a driver gives it and tells it
 */
#ifndef SEQUANS_SETUP_H
#define SEQUANS_SETUP_H

#include "sequans/config.h"

/* Digests of a PIN that was refused and of the SIM's number; 0: none, unknown */
struct sqn_refused_pin {
	uint64_t pin, sim;
};

/* What the driver needs beside [modem]. */
struct sqn_setup {
	const struct sqn_config *config; /* copied */
	uint16_t coap_port; /* our UDP port toward a peer; 0: any */
	char pin[9];        /* the SIM's PIN, digits, or "" */
	struct sqn_refused_pin refused_pin; /* of the last NB_WISH_KEEP_PIN */
	char apn_password[65];
	char init_lines[2048]; /* of init-file, each good for sqn_screen(), LF
				  behind each                              */
	uint8_t secret[16];
	/* Ports of their own: toward this peer this local port. */
	uint16_t (*local_port)(void *arg, const struct nb_addr *peer);
	void *local_port_arg;
};

enum sqn_port {
	SQN_PORT_OPEN,   /* the wish is granted: open at that speed         */
	SQN_PORT_FAILED, /* it could not be opened; a new wish comes later  */
	SQN_PORT_GONE,   /* the device vanished or reading it failed: closed */
	SQN_PORT_CLOSED, /* the wish is granted: it is closed               */
	SQN_PORT_THERE,  /* its path has appeared: worth a try at once      */
};

#endif
