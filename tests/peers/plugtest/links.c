/* LINK 01-09: what /.well-known/core says of these. */
#include "plugtest.h"

static void linked(void *arg, struct nbcoap_node *n,
		   const struct nbcoap_event *asked)
{
	(void)arg;
	answer_string(n, asked, "linked");
}

/* A resource that describes those below it. */
static void path(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *asked)
{
	(void)arg;
	nbcoap_node_respond(n, asked->inbound, CONTENT, LINK_FORMAT,
			    nbcoap_text("</path/sub1>;ct=0,</path/sub2>;ct=0,"
					"</path/sub3>;ct=0"));
}

static const struct {
	const char *path;
	nbcoap_node_asked *asked;
	const char *attributes;
} links[] = {
	{"link1", linked, ";rt=\"Type1 Type2\";if=\"If1\";ct=0"},
	{"link2", linked, ";rt=\"Type2 Type3\";if=\"If2\";ct=0"},
	{"link3", linked, ";rt=\"Type1 Type3\";if=\"foo\";ct=0"},
	{"path", path, ";ct=40"},
	{"path/sub1", linked, ";ct=0"},
	{"path/sub2", linked, ";ct=0"},
	{"path/sub3", linked, ";ct=0"},
	{"alternate", linked, ";anchor=\"/path/sub1\";rel=\"alternate\""},
};

void offer_links(struct nbcoap_node *n)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const struct nbcoap_resource resource = {
			.path = links[i].path,
			.asked = links[i].asked,
			.attributes = links[i].attributes,
		};
		nbcoap_node_serve(n, &resource);
	}
}
