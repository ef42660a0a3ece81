/*
 * number.h - values that are numbers: plain, amounts, decimals, octal, rates
 *
 * Knows special words, units and limits.  Each read function reads the whole
 * of @text into the member at @member and says whether it is good; the member
 * is untouched when it is not.  Each write function writes it as one would.
 */
#ifndef CONF_NUMBER_H
#define CONF_NUMBER_H

#include "base/key.h"
#include "base/writer.h"

/* A member of 8 or 4 bytes, as a number. */
void conf_number_store(const struct nb_key *key, void *member, int64_t value);
int64_t conf_number_fetch(const struct nb_key *key, const void *member);

/* NUMBER, DURATION, SIZE */
bool conf_number_read(const struct nb_key *key, const char *text, void *member);
void conf_number_write(const struct nb_key *key, const void *member,
		       struct nb_writer *w);

/* MS; written as a DURATION */
bool conf_number_read_ms(const struct nb_key *key, const char *text,
			 void *member);

/* MILLI */
bool conf_number_read_milli(const struct nb_key *key, const char *text,
			    void *member);
void conf_number_write_milli(const struct nb_key *key, const void *member,
			     struct nb_writer *w);

/* OCTAL */
bool conf_number_read_octal(const struct nb_key *key, const char *text,
			    void *member);
void conf_number_write_octal(const struct nb_key *key, const void *member,
			     struct nb_writer *w);

/* RATE, BYTE_RATE */
bool conf_number_read_rate(const struct nb_key *key, const char *text,
			   void *member);
void conf_number_write_rate(const struct nb_key *key, const void *member,
			    struct nb_writer *w);

/* Every special word and both ends of the range. */
void conf_number_write_allowed(const struct nb_key *key, struct nb_writer *w);

#endif
