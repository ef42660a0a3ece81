#include "sim/commands.h"
#include "base/assert.h"
#include "sim/words.h"
#include <string.h>

static const struct sim_command *const tables[] = {
	sim_basic_commands,  sim_setting_commands,  sim_card_commands,
	sim_cell_commands,   sim_operator_commands, sim_context_commands,
	sim_saving_commands, sim_socket_commands,   sim_data_commands,
	sim_name_commands,
};

const struct sim_command *
sim_commands_find(const char *name, enum sim_profile profile, bool *known)
{
	const char *heard = sim_words_heard(profile, name);

	*known = false;
	for (size_t i = 0; heard && i < NB_COUNT(tables); i++)
		for (const struct sim_command *row = tables[i]; row->name;
		     row++) {
			if (strcmp(row->name, heard))
				continue;
			*known = true;
			if (!row->profiles || row->profiles & (1u << profile))
				return row;
		}
	return NULL;
}
