/* libcoap_pair.h - both ends of libcoap in one process, over loopback UDP */
#ifndef TESTS_LIBCOAP_PAIR_H
#define TESTS_LIBCOAP_PAIR_H

#include <stdint.h>

/* A client of whoever serves at @port of 127.0.0.1. */
void libcoap_client_open(uint16_t port);
void libcoap_client_close(void);
/*
 * A Confirmable GET of @path ("": none) that is answered; @serve is called
 * while it is waited for.
 */
void libcoap_client_get(const char *path, void (*serve)(void));

/* A server at @port of 127.0.0.1, with a resource "r". */
void libcoap_server_open(uint16_t port);
void libcoap_server_close(void);
/* Answers what has come. */
void libcoap_server_poll(void);

#endif
