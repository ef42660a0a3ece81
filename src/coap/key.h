/*
 * key.h - what a peer, and a message or a token of a peer, are found by
 *
 * Knows that identity belongs to the pair (our endpoint, the peer's): every
 * key has the whole address and port in it.  Keys are keyed hashes of 64 bits:
 * nobody can aim for another's or for one chain of a table, and among ten
 * thousand exchanges chance hits one with the 10^15th message.  So what has the
 * key is what is sought.
 */
#ifndef COAP_KEY_H
#define COAP_KEY_H

#include "base/hash.h"

uint64_t nbcoap_key_peer(const uint8_t secret[NB_SECRET_LEN],
			 const struct nb_addr *peer);
uint64_t nbcoap_key_id(const uint8_t secret[NB_SECRET_LEN],
		       const struct nb_addr *peer, uint16_t id);
uint64_t nbcoap_key_token(const uint8_t secret[NB_SECRET_LEN],
			  const struct nb_addr *peer, const uint8_t *token,
			  size_t len);

#endif
