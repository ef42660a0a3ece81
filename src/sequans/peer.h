/*
 * peer.h - whom we talk to, and which of the modem's six sockets each has
 *
 * Knows peers, their pins, the datagram that waits for each, and who must give
 * up a socket for another: the peer used longest ago that is not pinned.  Knows
 * the socket that listens, and who was heard there.  Does not know commands:
 * what is to be done about a state is other modules' work.
 */
#ifndef SEQUANS_PEER_H
#define SEQUANS_PEER_H

#include "base/addr.h"
#include "base/link.h"
#include "sequans/inbox.h"

#define SQN_SOCKET_COUNT 6
#define SQN_PEERS        32
#define SQN_HEARD        32

enum sqn_peer_state {
	SQN_PEER_FREE,    /* this place in the table is nobody's           */
	SQN_PEER_KNOWN,   /* it has no socket                              */
	SQN_PEER_DIALS,   /* its socket is being opened; next try at @at   */
	SQN_PEER_OPEN,    /* its socket is open                            */
	SQN_PEER_BACKOFF, /* it could not be dialled; not again before @at */
};

/* Does a datagram that came inside its ring wait to be read, too? */
enum sqn_copies {
	SQN_COPIES_UNKNOWN,
	SQN_COPIES_NONE,
	SQN_COPIES_KEPT,
};

struct sqn_peer {
	enum sqn_peer_state state;
	struct nb_addr addr;
	bool shared;      /* its socket is all peers' */
	bool listens;     /* and open to whoever asks, see below */
	unsigned socket;  /* 1 to SQN_SOCKET_COUNT, or 0 */
	unsigned pins[2]; /* by enum nb_pin */
	uint64_t used;    /* when, in order; see sqn_peers_touch() */
	unsigned step;    /* of the dial */
	unsigned tries;   /* dials that failed in a row */
	nb_ms at;
	nb_ms backoff;    /* the last one */
	nb_ms opened;     /* when its socket was */
	bool own;         /* the driver's own, see below */
	uint16_t port;    /* ours toward it, as its owner said; 0: not yet */
	unsigned shift;   /* added to the local port: one was refused twice */
	unsigned refused; /* sends in a row that the modem refused */
	nb_ms paused;     /* no send before this time; 0: none was refused */
	bool has_datagram;
	struct nb_datagram datagram;
	struct sqn_inbox inbox;
	enum sqn_copies copies;
	nb_ms look_after;  /* of its last exchange, or NB_NEVER */
	nb_ms look_always; /* while it is observed, or NB_NEVER */
};

struct sqn_peers {
	struct sqn_peer peer[SQN_PEERS];
	uint64_t clock;
	bool shared; /* one socket serves all: one entry stands for all peers,
			and to whom a datagram goes stands in it            */
	struct nb_addr heard[SQN_HEARD]; /* last where we listen */
	unsigned heard_turn;
};

void sqn_peers_init(struct sqn_peers *t, bool shared);

struct sqn_peer *sqn_peers_find(struct sqn_peers *t, const struct nb_addr *a);
/*
 * Finds or adds; NULL when all places are taken by peers that matter, or by
 * @busy (or NULL), which is in the middle of a command.
 */
struct sqn_peer *sqn_peers_add(struct sqn_peers *t, const struct nb_addr *a,
			       const struct sqn_peer *busy);
/*
 * One peer may be the driver's own, a DNS server: it has a local port of its
 * own, it is pinned until its socket is closed, and forgotten then.  The link's
 * owner knows nothing of it; the same address may be a peer for him, too.
 * NULL when all places are taken.
 */
struct sqn_peer *sqn_peers_add_own(struct sqn_peers *t, const struct nb_addr *a,
				   uint16_t local_port,
				   const struct sqn_peer *busy);
struct sqn_peer *sqn_peers_own(struct sqn_peers *t);
bool sqn_peer_is_own(const struct sqn_peer *p);
/*
 * One socket may listen: anybody may send to it, and it is pinned.  With
 * sockets of their own for all peers it stands for none of them, and answers
 * leave from it toward those that were heard there last.  NULL when all places
 * are taken.
 */
struct sqn_peer *sqn_peers_listen(struct sqn_peers *t,
				  const struct sqn_peer *busy);
struct sqn_peer *sqn_peers_listener(struct sqn_peers *t);
/* It listens no more; its socket, if it has one, must have been closed. */
void sqn_peers_deafen(struct sqn_peers *t);
/* @a was heard by @p. */
void sqn_peers_heard(struct sqn_peers *t, const struct sqn_peer *p,
		     const struct nb_addr *a);
/* Who sends what @answers @a, or a request to it; NULL: nobody yet. */
struct sqn_peer *sqn_peers_find_way(struct sqn_peers *t,
				    const struct nb_addr *a, bool answers);
struct sqn_peer *sqn_peers_of_socket(struct sqn_peers *t, unsigned socket);
/* The first after @turn, in a circle, that @is; NULL if none.  Moves @turn. */
struct sqn_peer *sqn_peers_next(struct sqn_peers *t, unsigned *turn,
				bool (*is)(const struct sqn_peer *, nb_ms),
				nb_ms now);

/* Used just now. */
void sqn_peers_touch(struct sqn_peers *t, struct sqn_peer *p);

bool sqn_peer_is_pinned(const struct sqn_peer *p);
/* Is an answer of any peer waited for? */
bool sqn_peers_have_exchange(const struct sqn_peers *t);
/* Something waits for it or may come from it: it needs a socket. */
bool sqn_peer_wants_socket(const struct sqn_peer *p);

/* Is there a place for one more? */
bool sqn_peers_can_add(const struct sqn_peers *t, const struct sqn_peer *busy);
/* Can a peer without a socket have one?  @busy gives none up. */
bool sqn_peers_can_open(const struct sqn_peers *t, const struct sqn_peer *busy);
/* Gives @p a socket, someone else's if need be, and lets it dial. */
bool sqn_peers_open(struct sqn_peers *t, struct sqn_peer *p,
		    const struct sqn_peer *busy, nb_ms now);
/* The socket is gone or must be opened anew; @p dials if it needs one. */
void sqn_peer_reopen(struct sqn_peer *p, nb_ms now);
/* The socket is nobody's any more. */
void sqn_peer_close(struct sqn_peer *p);

unsigned sqn_peers_open_count(const struct sqn_peers *t);
unsigned sqn_peers_datagrams(const struct sqn_peers *t);

#endif
