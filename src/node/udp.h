/*
 * udp.h - a UDP socket of one family as a node's socket
 *
 * Knows the kernel, address literals and names.  Does not know CoAP.
 */
#ifndef NODE_UDP_H
#define NODE_UDP_H

#include <nbcoap/node.h>

struct node_udp {
	int fd;
	uint8_t family; /* enum nb_family */
	uint16_t port;
};

/* Binds to @local.  0, or NB_ERR_SYSTEM: errno. */
int node_udp_open(struct node_udp *u, const struct nb_addr *local);
void node_udp_close(struct node_udp *u);
/* Valid as long as @u stays where it is. */
struct nbcoap_socket node_udp_socket(struct node_udp *u);

/*
 * The first address of the host @name of one of the @families (bits
 * 1 << enum nb_family), with @port.  Blocks.  0, or NB_ERR_SYSTEM.
 */
int node_udp_resolve(struct nb_addr *out, const char *name, uint16_t port,
		     unsigned families);

#endif
