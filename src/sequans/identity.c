#include "sequans/identity.h"
#include "base/assert.h"

#include <string.h>

void sqn_identity_take(char *room, size_t cap, const struct at_event *ev)
{
	struct at_args args;

	at_args_init(&args, ev->text, ev->len);
	struct at_text text = at_args_text(&args);
	sqn_identity_keep(room, cap, &text);
}

void sqn_identity_keep(char *room, size_t cap, const struct at_text *text)
{
	size_t len = text->len < cap - 1 ? text->len : cap - 1;

	memcpy(room, text->text, len);
	room[len] = '\0';
	for (char *c = room; *c; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
}

enum sqn_profile sqn_identity_profile(const struct sqn_config *config,
				      const char *model, const char *revision)
{
	static const struct {
		const char *mark;
		enum sqn_profile profile;
	} families[] = {
		{"UE8", SQN_PROFILE_MONARCH2}, {"LR8", SQN_PROFILE_MONARCH2},
		{"UE5", SQN_PROFILE_MONARCH1}, {"LR5", SQN_PROFILE_MONARCH1},
		{"UE6", SQN_PROFILE_MONARCH1}, {"LR6", SQN_PROFILE_MONARCH1},
		{"ME310", SQN_PROFILE_TELIT},  {"ME910", SQN_PROFILE_TELIT},
		{"ML865", SQN_PROFILE_TELIT},
	};

	if (config->profile != SQN_PROFILE_AUTO)
		return (enum sqn_profile)config->profile;
	for (size_t i = 0; i < NB_COUNT(families); i++) {
		if (strstr(revision, families[i].mark) ||
		    strstr(model, families[i].mark))
			return families[i].profile;
	}
	return SQN_PROFILE_MONARCH1;
}
