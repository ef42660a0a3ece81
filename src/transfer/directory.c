#include "transfer/directory.h"

#include "base/assert.h"
#include "transfer/answer.h"

#include <string.h>

enum { BLOCK_MAX = 16 << NBCOAP_BLOCK_SZX_MAX };

static bool is(const struct nbcoap_option *option, const char *segment,
	       size_t len)
{
	return option->len == len && memcmp(option->value, segment, len) == 0;
}

bool nbcoap_directory_is_asked(const struct nbcoap_server *s,
			       const struct nbcoap_message *m)
{
	static const char well_known[] = ".well-known", core[] = "core";
	struct nbcoap_options walk;
	struct nbcoap_option option;
	unsigned segments = 0;

	if (!s->links || m->code != NBCOAP_GET)
		return false;
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		if (option.number != NBCOAP_URI_PATH)
			continue;
		bool good = !segments ? is(&option, well_known,
					   sizeof(well_known) - 1)
				      : is(&option, core, sizeof(core) - 1);
		if (!good || ++segments > 2)
			return false;
	}
	return segments == 2;
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
	struct nbcoap_response response = {.code = NBCOAP_CODE(2, 5),
					   .options = &option,
					   .option_count = 1,
					   .payload = {block, (size_t)len}};
	nbcoap_answer_part(s, ask, &response, (uint32_t)w.total,
			   NBCOAP_ANSWER_RESPOND, now);
}
