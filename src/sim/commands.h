/*
 * commands.h - the vocabulary: one row for each command, in tables by subject
 *
 * Whoever adds a command adds a row to one of them.  Each table ends with a
 * row without a name.
 */
#ifndef SIM_COMMANDS_H
#define SIM_COMMANDS_H

#include "sim/command.h"

extern const struct sim_command sim_basic_commands[];
extern const struct sim_command sim_setting_commands[];
extern const struct sim_command sim_card_commands[];
extern const struct sim_command sim_cell_commands[];
extern const struct sim_command sim_operator_commands[];
extern const struct sim_command sim_context_commands[];
extern const struct sim_command sim_saving_commands[];
extern const struct sim_command sim_socket_commands[];
extern const struct sim_command sim_data_commands[];
extern const struct sim_command sim_name_commands[];

/*
 * The row of @name on @profile, or NULL; then *@known says whether another
 * profile has it.
 */
const struct sim_command *
sim_commands_find(const char *name, enum sim_profile profile, bool *known);

#endif
