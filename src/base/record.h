/*
 * record.h - the shape of what must outlive a restart
 *
 * Knows a kind, a key and bytes.  Does not know the database: the store puts
 * records there and says later that they stand (store.h, a later issue).
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include <nbcoap/types.h>

struct nb_record {
	const char *kind;      /* whose it is, "local-port" */
	struct nb_bytes key;   /* unique in its kind */
	struct nb_bytes value; /* empty data (NULL): the record is removed */
};

#endif
