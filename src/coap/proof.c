#include "coap/proof.h"

#include "coap/key.h"

#include <nbcoap/observe.h>

enum {
	UNAUTHORIZED = NBCOAP_CODE(4, 1),
	/* An Echo value is good, and then its peer, for so long. */
	ECHO_LIFETIME = 247000,
	PROOF_LIFETIME = 86400000,
};

static bool has_echo(const struct nbcoap_endpoint *e,
		     const struct nb_addr *peer, const struct nbcoap_message *m)
{
	struct nbcoap_option echo;

	if (!nbcoap_message_find(m, NBCOAP_ECHO, &echo))
		return false;
	nb_ms age = nbcoap_echo_age(e->config.secret, peer,
				    (struct nb_bytes){echo.value, echo.len},
				    e->now);
	return age >= 0 && age <= ECHO_LIFETIME;
}

bool nbcoap_proof_is_given(struct nbcoap_endpoint *e,
			   const struct nb_addr *peer,
			   const struct nbcoap_message *m)
{
	uint64_t key = nbcoap_key_peer(e->config.secret, peer);

	if (!e->config.challenge ||
	    nbcoap_finished_has(&e->proved, key, e->now))
		return true;
	if (!has_echo(e, peer, m))
		return false;
	nbcoap_finished_add(&e->proved, key, e->now + PROOF_LIFETIME);
	return true;
}

bool nbcoap_proof_may_wait(const struct nbcoap_message *m)
{
	struct nbcoap_option observe;

	return (m->code == NBCOAP_GET || m->code == NBCOAP_FETCH) &&
	       (!nbcoap_message_find(m, NBCOAP_OBSERVE, &observe) ||
		nbcoap_option_uint(&observe) != NBCOAP_OBSERVE_REGISTER);
}

void nbcoap_proof_challenge(const struct nbcoap_endpoint *e,
			    const struct nb_addr *peer,
			    struct nbcoap_challenge *c)
{
	nbcoap_echo_make(e->config.secret, peer, e->now, c->value);
	c->option =
		(struct nbcoap_option){NBCOAP_ECHO, NBCOAP_ECHO_LEN, c->value};
	c->response = (struct nbcoap_response){
		.code = UNAUTHORIZED, .options = &c->option, .option_count = 1};
}
