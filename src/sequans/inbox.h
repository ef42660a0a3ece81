/*
 * inbox.h - what waits in the modem for one socket, as far as rings tell
 *
 * Knows the lengths that rings announced, in order, and the rules of
 * DESIGN, "Receiving": how much to ask for, and when rings can no
 * longer be believed.  Does not know commands or time.  Plain data inside the
 * peer that owns the socket.
 */
#ifndef SEQUANS_INBOX_H
#define SEQUANS_INBOX_H

#include <nbcoap/types.h>

#define SQN_RINGS    16
#define SQN_READ_MAX 1500

struct sqn_inbox {
	uint16_t rings[SQN_RINGS]; /* the oldest first */
	unsigned count;
	uint32_t waiting;  /* over 0: so much waits, whatever rings say */
	bool look;         /* ask how much waits */
	bool rang;         /* while the read that is in flight was */
	unsigned failures; /* reads in a row that brought nothing */
};

void sqn_inbox_init(struct sqn_inbox *in);

/*
 * A ring announced @len bytes; @reading: a read of this socket was in flight.
 * False if the ring is impossible.
 */
bool sqn_inbox_ring(struct sqn_inbox *in, uint32_t len, bool reading);
/* A ring that does not say how much. */
void sqn_inbox_ring_blind(struct sqn_inbox *in);

/*
 * How many bytes to ask for; 0: nothing waits.  @whole: reads of this modem
 * never merge datagrams, so all may be asked for.
 */
size_t sqn_inbox_next(const struct sqn_inbox *in, bool whole);

/* Is it the head's length? */
bool sqn_inbox_is_announced(const struct sqn_inbox *in, size_t len);

/* What a read has told. */
struct sqn_inbox_read {
	bool announced; /* its length was the ring's                     */
	bool apart;     /* more waited, and was not read: no merging here */
	bool merged;    /* it brought all, beyond what a ring announced   */
};
/* A read of @asked bytes brought @len. */
struct sqn_inbox_read sqn_inbox_read(struct sqn_inbox *in, size_t asked,
				     size_t len);
/* A read brought nothing. */
void sqn_inbox_read_failed(struct sqn_inbox *in);

/* The modem says that @waiting bytes wait.  True if rings were lost. */
bool sqn_inbox_looked(struct sqn_inbox *in, uint32_t waiting);

#endif
