/*
 * saved.h - parts of the bytes that outlive a restart
 *
 * Knows how an address lies there.  Does not know whose.
 */
#ifndef COAP_SAVED_H
#define COAP_SAVED_H

#include "base/reader.h"
#include "base/writer.h"

void nbcoap_saved_put_addr(struct nb_writer *w, const struct nb_addr *addr);
/* One of no family fails @r. */
struct nb_addr nbcoap_saved_get_addr(struct nb_reader *r);

#endif
