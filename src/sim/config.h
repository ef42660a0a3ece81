/*
 * config.h - what a simulated modem is like
 *
 * Knows the profile, the network around the modem, its delays, and one switch
 * for each point where the sources about the dialect differ or are silent.
 * Every switch is off by default.
 */
#ifndef SIM_CONFIG_H
#define SIM_CONFIG_H

#include <nbcoap/types.h>

#define SIM_SOCKETS 6

enum sim_profile { SIM_MONARCH1, SIM_MONARCH2, SIM_TELIT };
enum sim_recv_model { SIM_RECV_ONE_DATAGRAM, SIM_RECV_MERGE };
/* What a read of nothing comes to. */
enum sim_empty_read {
	SIM_EMPTY_REFUSED, /* as AT+CMEE says, 4 */
	SIM_EMPTY_ERROR,   /* ERROR */
	SIM_EMPTY_ZERO,    /* +SQNSRECV: <id>,0 */
};
/* What AT+SQNSH of a closed socket comes to. */
enum sim_close_again {
	SIM_CLOSE_OK,
	SIM_CLOSE_REFUSED, /* as AT+CMEE says, 4 */
	SIM_CLOSE_ERROR,   /* ERROR */
};
/* How many fields AT+SQNSS tells of an open socket. */
enum sim_states_form {
	SIM_STATES_OF_PROFILE,
	SIM_STATES_SIX,
	SIM_STATES_SEVEN
};
enum sim_ring_model { SIM_RING_PER_DATAGRAM, SIM_RING_ON_EMPTY };

/* A name that the network's DNS knows. */
struct sim_name {
	char name[254];
	struct nb_addr addr;
};

/* What the network grants whatever was asked for; empty: what was. */
struct sim_grant {
	char active[9], tau[9]; /* T3324, T3412 */
	char edrx[5], window[5];
};

struct sim_config {
	enum sim_profile profile;
	enum sim_recv_model recv_model;
	enum sim_ring_model ring_model;
	enum sim_empty_read empty_read;
	enum sim_close_again close_again;
	enum sim_states_form states_form;
	uint64_t seed;
	nb_ms rtt;    /* of the radio, both ways together */
	nb_ms jitter; /* added to each way, 0 to this; never reorders */
	unsigned loss_milli, dup_milli; /* of each datagram each way, in 1000 */
	unsigned reorder_milli; /* is overtaken by those behind it, in 1000 */
	nb_ms rrc_setup;        /* added to the first datagram after idling */
	nb_ms rrc_tail;         /* silence until the radio idles */
	nb_ms latency;          /* from a command to its answer */
	nb_ms boot_time;        /* AT^RESET to +SYSSTART */
	nb_ms attach_time;      /* CFUN=1 to registered */
	nb_ms address_time;     /* registered to a global IPv6 address */
	bool booted;     /* start ready; else +SYSSTART comes after boot_time */
	bool registered; /* start registered, echo off as a session left it */
	bool roaming;    /* +CEREG says 5 in place of 1 */
	bool lte_m;      /* start in LTE-M; else NB-IoT */
	struct nb_addr address[2]; /* given on attach; family NONE: not given */
	const struct sim_name *names; /* must outlive the modem */
	size_t name_count;
	char pin[9]; /* that the SIM asks for; empty: none */
	/* Whom the network asks for in context 1; empty: nobody. */
	char apn_user[33], apn_password[33];
	struct sim_grant grant;
	int64_t epoch_s; /* what the network's clock said at time 0 */

	bool drop_tail;       /* a short read loses the datagram's rest */
	bool keep_copy;       /* srMode 2 leaves a copy for SQNSRECV */
	bool close_urc;       /* AT+SQNSH is told by +SQNSH, too */
	bool one_port_once;   /* a second socket on a local port is refused */
	bool port_lingers;    /* a local port is busy 5 s after AT+SQNSH */
	bool dial_error;      /* the dial of an open socket: ERROR, not CME */
	bool no_idle_close;   /* AT+SQNSCFG's maxTo is 0 until it is set */
	bool cfgext_lost;     /* AT+SQNSCFGEXT does not outlive a reset */
	bool long_sends;      /* over 1500 bytes are taken, and cut there */
	bool skip_lf;         /* a LF behind the CR is no payload */
	bool prompt_ends;     /* a prompt gives up after 30 s */
	bool split_prompt;    /* its CRLF comes earlier than the rest */
	bool stray_carrier;   /* NO CARRIER again, 5 s after a failed dial */
	bool plain_source;    /* no quotes in AT+SQNSRECV's header */
	bool colon_addresses; /* AT+CGPIAF=1,0,1,0 from the start */
	bool echo_off;        /* after a boot */
	bool cereg_flaps;     /* 2, 0, 3, 2 after each attach */
	bool no_80;           /* out of coverage is 2 at once */
	bool slow_cereg;      /* AT+CEREG? takes 8 s */
	bool no_dns;          /* AT+SQNDNSLKUP finds nothing */
	bool late_aaaa; /* the first three look-ups of IPv6 give nothing */
	bool deaf_after_sleep; /* the first line after 5 s is not heard */
	bool chatty;           /* a URC wherever one may come */
	bool split_writes;     /* a few bytes at a time */
	bool nul_at_start;     /* a NUL before +SYSSTART */
	bool no_psm;           /* the network does not grant it, */
	bool no_edrx;          /* nor this */
	bool sleep_drops;      /* it does not hold datagrams during PSM */
	bool rai_ignored;      /* it does not end the tail */
	bool no_rai;           /* AT+SQNSSENDEXT has two parameters only */
	bool lower_hex;        /* hex digits of received data */
};

/* Sane defaults: monarch2, 60 ms round trip, no loss, 2001:db8:64:7::2. */
void sim_config_init(struct sim_config *config);

/*
 * Round trip, jitter, loss and connection set-up of a radio preset:
 * nb-iot-ce0, nb-iot-ce1, nb-iot-ce2 or lte-m.  False: there is no such one.
 */
bool sim_config_radio(struct sim_config *config, const char *preset);

#endif
