/*
 * link_format.h - application/link-format, read, filtered and written
 * (RFC 6690)
 *
 * Knows links, their attributes and the filters of /.well-known/core.  Does
 * not know resources, messages but for their Uri-Query, or blocks.  A link
 * read points into its document; a link to be written may point anywhere: it
 * is the same value both ways.
 */
#ifndef NBCOAP_LINK_FORMAT_H
#define NBCOAP_LINK_FORMAT_H

#include <nbcoap/message.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum { NBCOAP_FORMAT_LINKS = 40 }; /* its Content-Format */

/* One link: <target>attributes. */
struct nbcoap_link {
	struct nb_bytes target; /* a URI reference, without its brackets */
	struct nb_bytes
		attributes; /* as written: empty, or from the first ";" */
};

/* How the value of an attribute is written. */
enum nbcoap_link_value {
	NBCOAP_LINK_FLAG,   /* ;obs          no value                   */
	NBCOAP_LINK_TOKEN,  /* ;sz=280       as it is                   */
	NBCOAP_LINK_QUOTED, /* ;title="a\"b" with escapes, quotes cut off */
};

struct nbcoap_link_attribute {
	enum nbcoap_link_value form;
	struct nb_bytes name;
	struct nb_bytes value; /* as written; nbcoap_link_unquote() it */
};

/*
 * Takes the next link off the front of @document.  1, or 0 at its end, or
 * NB_ERR_PEER when what follows is no link (RFC 6690, 2; no blanks between
 * the parts): then nothing is taken.
 */
int nbcoap_link_next(struct nb_bytes *document, struct nbcoap_link *link);

/* Would a document of this link alone be read as this link? */
bool nbcoap_link_is_valid(const struct nbcoap_link *link);

/*
 * Takes the next attribute off the front of @attributes, a copy of those of a
 * valid link.  False when there is none.
 */
bool nbcoap_link_next_attribute(struct nb_bytes *attributes,
				struct nbcoap_link_attribute *attribute);

/* The first attribute of @name; false when there is none. */
bool nbcoap_link_find(const struct nbcoap_link *link, const char *name,
		      struct nbcoap_link_attribute *attribute);

/*
 * Copies the value of @attribute without its escapes.  Returns its length (0
 * for a flag), or NB_ERR_SPACE.
 */
int nbcoap_link_unquote(const struct nbcoap_link_attribute *attribute,
			void *buf, size_t cap);

/*
 * Does a valid @link pass the filter @query, a decoded Uri-Query (RFC 6690,
 * 4.1)?  "rt=x" asks for that value, "rt=x*" for one that begins so, "rt=*"
 * for any, "obs" for the attribute.  Of rt, if, rel, rev and ct, lists with
 * blanks between, one value has to match; href is the target, decoded.
 */
bool nbcoap_link_matches(const struct nbcoap_link *link, struct nb_bytes query);

/* Does @link pass every Uri-Query of @request?  Without any it does. */
bool nbcoap_link_is_wanted(const struct nbcoap_link *link,
			   const struct nbcoap_message *request);

/*
 * Writes a document, and keeps of it the bytes from @offset on that have room
 * in a buffer: one block.  All of it is counted, so with no room at all a
 * run tells the size.
 */
struct nbcoap_link_writer {
	uint8_t *data;
	size_t cap;
	size_t offset; /* bytes of the document before data[0]   */
	size_t total;  /* bytes of the document so far           */
	bool failed;   /* what was to be written is no good link */
};

void nbcoap_link_writer_init(struct nbcoap_link_writer *w, void *buf,
			     size_t cap, size_t offset);

/* A whole link, behind a comma unless it is the first. */
void nbcoap_link_writer_link(struct nbcoap_link_writer *w,
			     const struct nbcoap_link *link);

/*
 * Or piece by piece: first the target, then attributes.  A string is quoted
 * and escaped.  A target that is no URI reference, a bad name and a control
 * character in a string fail.
 */
void nbcoap_link_writer_target(struct nbcoap_link_writer *w,
			       struct nb_bytes target);
void nbcoap_link_writer_flag(struct nbcoap_link_writer *w, const char *name);
void nbcoap_link_writer_number(struct nbcoap_link_writer *w, const char *name,
			       uint32_t value);
void nbcoap_link_writer_string(struct nbcoap_link_writer *w, const char *name,
			       struct nb_bytes value);

/* The bytes in the buffer, or NB_ERR_CALLER after a failure. */
int nbcoap_link_writer_end(const struct nbcoap_link_writer *w);
/* Is there more of the document than what ends with the buffer? */
bool nbcoap_link_writer_has_more(const struct nbcoap_link_writer *w);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
