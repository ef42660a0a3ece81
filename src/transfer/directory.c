#include "transfer/directory.h"

#include "base/assert.h"
#include "transfer/answer.h"

#include <string.h>

enum { BLOCK_MAX = 16 << NBCOAP_BLOCK_SZX_MAX };

bool nbcoap_directory_is_asked(const struct nbcoap_server *s,
			       const struct nbcoap_message *m)
{
	static const struct {
		size_t len;
		char text[12];
	} path[] = {{11, ".well-known"}, {4, "core"}};
	struct nbcoap_options walk;
	struct nbcoap_option option;
	unsigned at = 0;

	if (!s->links || m->code != NBCOAP_GET)
		return false;
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (option.number != NBCOAP_URI_PATH)
			continue;
		if (at == NB_COUNT(path) || option.len != path[at].len ||
		    memcmp(option.value, path[at].text, option.len) != 0)
			return false;
		at++;
	}
	return at == NB_COUNT(path);
}

void nbcoap_directory_answer(struct nbcoap_server *s,
			     const struct nbcoap_ask *ask,
			     const struct nbcoap_message *m, nb_ms now)
{
	uint8_t block[BLOCK_MAX];
	uint8_t format = NBCOAP_FORMAT_LINKS;
	struct nbcoap_option option = {NBCOAP_CONTENT_FORMAT, 1, &format};
	struct nbcoap_link_writer w;

	nbcoap_link_writer_init(&w, block, sizeof(block),
				nbcoap_blockwise_offset(&ask->block2));
	for (size_t i = 0; i < s->link_count; i++)
		if (nbcoap_link_is_wanted(&s->links[i], m))
			nbcoap_link_writer_link(&w, &s->links[i]);
	int len = nbcoap_link_writer_end(&w);
	NB_ASSERT(len >= 0);
	struct nbcoap_answer a = {
		.s = s,
		.ask = ask,
		.way = NBCOAP_ANSWER_PART,
		.response = {NBCOAP_CODE(2, 5),
			     &option,
			     1,
			     {block, (size_t)len}},
		.total = (uint32_t)w.total,
	};
	nbcoap_answer_send(&a, now);
}
