#include "sequans/modem.h"
#include "sequans/engine.h"
#include "sequans/identity.h"
#include "sequans/opening.h"
#include "sequans/recovery.h"
#include "sequans/registration.h"
#include "sequans/resolver.h"
#include "sequans/shutting.h"
#include "sequans/upper.h"

#include <string.h>

/* "Last PDN disconnected" comes unasked. */
#define STRAY_ERROR 171

size_t sqn_modem_footprint(void)
{
	return sizeof(struct sqn_modem);
}

struct sqn_modem *sqn_modem_init(void *memory, const struct sqn_setup *setup,
				 nb_ms now)
{
	struct sqn_modem *m = memory;

	(void)now; /* nothing is timed before the port is open */
	memset(m, 0, sizeof(*m));
	m->config = *setup->config;
	m->setup = *setup;
	m->setup.config = &m->config;
	struct at_dialect dialect = {
		.hex = m->config.data_mode == SQN_DATA_HEX,
		.stray_error = STRAY_ERROR,
	};
	at_chat_init(&m->chat, &dialect);
	m->once.pin_refused = setup->refused_pin;
	m->dialect = sqn_dialect(sqn_identity_profile(&m->config, "", ""));
	m->sharing = SQN_SHARING_UNKNOWN;
	sqn_peers_init(&m->peers, m->config.sockets == SQN_SOCKETS_SHARED);
	sqn_resolver_init(m);
	sqn_forget(m);
	sqn_opening_start(m);
	return m;
}

void sqn_modem_input_bytes(struct sqn_modem *m, const void *data, size_t len,
			   nb_ms now)
{
	sqn_engine_input(m, data, len, now);
}

size_t sqn_modem_output_bytes(struct sqn_modem *m, void *buf, size_t cap,
			      nb_ms now)
{
	return sqn_engine_output(m, buf, cap, now);
}

void sqn_modem_output_done(struct sqn_modem *m, size_t n, nb_ms now)
{
	at_chat_output_done(&m->chat, n, now);
}

bool sqn_modem_next_wish(struct sqn_modem *m, struct nb_wish *wish)
{
	if (m->wish_count == 0)
		return false;
	*wish = m->wishes[0];
	m->wish_count--;
	memmove(m->wishes, m->wishes + 1, m->wish_count * sizeof(m->wishes[0]));
	return true;
}

void sqn_modem_port(struct sqn_modem *m, enum sqn_port what, nb_ms now)
{
	sqn_opening_port(m, what, now);
	sqn_update_state(m, now);
}

void sqn_modem_ran(struct sqn_modem *m, nb_ms now)
{
	sqn_command_ran(m, now);
	sqn_update_state(m, now);
}

void sqn_modem_shutdown(struct sqn_modem *m, nb_ms now)
{
	sqn_shutting_start(m, now);
	sqn_update_state(m, now);
}

bool sqn_modem_is_shut(const struct sqn_modem *m)
{
	return m->phase == SQN_PHASE_SHUT;
}

struct nb_link sqn_modem_link(struct sqn_modem *m)
{
	return (struct nb_link){.ops = &sqn_upper_ops, .self = m};
}
