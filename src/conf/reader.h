/*
 * reader.h - reads files into a document
 *
 * Knows what one file may not do: pairs before a section, a section twice, a
 * key twice.  inih takes the pairs apart, fed by checked lines (conf/line.h)
 * and nothing else.  Does not know which sections and keys there are.
 */
#ifndef CONF_READER_H
#define CONF_READER_H

#include "conf/document.h"
#include "conf/faults.h"

/*
 * Reads the file at @path, then PATH.d/ *.conf in the order of the C locale.
 * No PATH.d is good; what cannot be read is a fault in line 0.
 */
void conf_reader_read_path(struct conf_document *d, struct conf_faults *faults,
			   const char *path);

#endif
