#include "sequans/step.h"

bool sqn_is_set_up(const struct sqn_modem *m)
{
	const struct sqn_bringup *b = &m->bringup;

	return b->attach || !b->found_registered || b->differs;
}

void sqn_differs(struct sqn_modem *m)
{
	m->bringup.differs = true;
}

void sqn_write_0(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 0);
}

void sqn_write_1(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_number(w, 1);
}

void sqn_write_question(const struct sqn_modem *m, struct at_writer *w)
{
	(void)m;
	at_write_read(w);
}
