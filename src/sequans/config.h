/*
 * config.h - what the driver is told: the values of [modem]
 *
 * Plain values.  Does not know the file; sequans/keys.h says how each is
 * written and checked.
 */
#ifndef SEQUANS_CONFIG_H
#define SEQUANS_CONFIG_H

#include "base/key.h"

enum sqn_driver { SQN_DRIVER_SEQUANS, SQN_DRIVER_UDP };
enum sqn_flow { SQN_FLOW_RTSCTS, SQN_FLOW_NONE };
enum sqn_profile {
	SQN_PROFILE_AUTO,
	SQN_PROFILE_MONARCH1,
	SQN_PROFILE_MONARCH2,
	SQN_PROFILE_TELIT,
};
enum sqn_pdp { SQN_PDP_IPV4, SQN_PDP_IPV6, SQN_PDP_IPV4V6 };
enum sqn_auth { SQN_AUTH_NONE, SQN_AUTH_PAP, SQN_AUTH_CHAP };
enum sqn_rat { SQN_RAT_NB_IOT, SQN_RAT_LTE_M, SQN_RAT_KEEP };
enum sqn_data { SQN_DATA_RAW, SQN_DATA_HEX };
enum sqn_ring { SQN_RING_AMOUNT, SQN_RING_DATA };
enum sqn_sockets { SQN_SOCKETS_PER_PEER, SQN_SOCKETS_SHARED };

/* nat_lifetime: it is measured. */
#define SQN_NAT_AUTO (-1)

struct sqn_config {
	struct nb_origin origin;
	int driver; /* enum sqn_driver */
	char device[192];
	int64_t baud; /* 0: auto */
	int flow;     /* enum sqn_flow */
	int profile;  /* enum sqn_profile */
	nb_ms command_gap;
	char apn[101];
	int pdp_type; /* enum sqn_pdp */
	int64_t cid;
	int apn_auth; /* enum sqn_auth */
	char apn_user[65];
	char apn_password_file[192];
	char pin_file[192];
	char operator_id[8]; /* "auto" or digits */
	bool roaming;
	int rat; /* enum sqn_rat */
	char bands[64];
	char psm[64];
	char edrx[16];
	char init_file[192];
	int data_mode;      /* enum sqn_data */
	int ring_mode;      /* enum sqn_ring */
	int sockets;        /* enum sqn_sockets */
	int64_t mtu;        /* of an IP packet, bytes */
	nb_ms nat_lifetime; /* 0: no NAT; SQN_NAT_AUTO */
	char dns_servers[192];
	char reset_command[192];
	struct nb_rate reattach_limit;
};

#endif
