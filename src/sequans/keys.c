#include "sequans/keys.h"

#include "sequans/key_check.h"

#define MINUTE ((int64_t)60 * 1000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* Whatever changes, the modem is brought up anew. */
#define MEMBER(member)                                                         \
	NB_KEY_AT(struct sqn_config, member), .reload = NB_RELOAD_MODEM

static const char *const drivers[] = {"sequans", "udp", NULL};
static const char *const flows[] = {"rtscts", "none", NULL};
static const char *const profiles[] = {"auto", "monarch1", "monarch2", "telit",
				       NULL};
static const char *const pdp_types[] = {"ipv4", "ipv6", "ipv4v6", NULL};
static const char *const auths[] = {"none", "pap", "chap", NULL};
static const char *const rats[] = {"nb-iot", "lte-m", "keep", NULL};
static const char *const data_modes[] = {"raw", "hex", NULL};
static const char *const ring_modes[] = {"amount", "data", NULL};
static const char *const socket_modes[] = {"per-peer", "shared", NULL};

static const struct nb_key_word auto_baud[] = {{"auto", 0}, {NULL, 0}};
static const struct nb_key_word nat_words[] = {
	{"off", 0}, {"auto", SQN_NAT_AUTO}, {NULL, 0}};

/* In this table a row is a paragraph. */
/* clang-format off */
static const struct nb_key keys[] = {
	{.name = "driver", .type = NB_KEY_WORD, MEMBER(driver),
	 .words = drivers, .initial = "sequans"},
	{.name = "device", .type = NB_KEY_TEXT, MEMBER(device),
	 .initial = "/dev/nbgate/INSTANCE"},
	{.name = "baud", .type = NB_KEY_NUMBER, MEMBER(baud), .min = 9600,
	 .max = 921600, .special = auto_baud, .initial = "auto"},
	{.name = "flow-control", .type = NB_KEY_WORD, MEMBER(flow),
	 .words = flows, .initial = "rtscts"},
	{.name = "profile", .type = NB_KEY_WORD, MEMBER(profile),
	 .words = profiles, .initial = "auto"},
	{.name = "command-gap", .type = NB_KEY_MS, MEMBER(command_gap),
	 .min = 0, .max = 10000, .initial = "0"},
	{.name = "apn", .type = NB_KEY_TEXT, MEMBER(apn), .initial = "",
	 .empty = true, .check = sqn_check_apn},
	{.name = "pdp-type", .type = NB_KEY_WORD, MEMBER(pdp_type),
	 .words = pdp_types, .initial = "ipv6"},
	{.name = "cid", .type = NB_KEY_NUMBER, MEMBER(cid), .min = 1, .max = 6,
	 .initial = "1"},
	{.name = "apn-auth", .type = NB_KEY_WORD, MEMBER(apn_auth),
	 .words = auths, .initial = "none"},
	{.name = "apn-user", .type = NB_KEY_TEXT, MEMBER(apn_user),
	 .initial = "", .empty = true,
	 .check = sqn_check_quotable},
	{.name = "apn-password-file", .type = NB_KEY_TEXT,
	 MEMBER(apn_password_file), .initial = "", .empty = true},
	{.name = "pin-file", .type = NB_KEY_TEXT, MEMBER(pin_file),
	 .initial = "", .empty = true},
	{.name = "operator", .type = NB_KEY_TEXT, MEMBER(operator_id),
	 .initial = "auto", .check = sqn_check_operator},
	{.name = "roaming", .type = NB_KEY_BOOL, MEMBER(roaming),
	 .initial = "yes"},
	{.name = "rat", .type = NB_KEY_WORD, MEMBER(rat), .words = rats,
	 .initial = "keep"},
	{.name = "bands", .type = NB_KEY_LIST, MEMBER(bands), .initial = "",
	 .empty = true, .check = sqn_check_band},
	{.name = "psm", .type = NB_KEY_TEXT, MEMBER(psm), .initial = "off",
	 .check = sqn_check_psm},
	{.name = "edrx", .type = NB_KEY_TEXT, MEMBER(edrx), .initial = "off",
	 .check = sqn_check_edrx},
	{.name = "init-file", .type = NB_KEY_TEXT, MEMBER(init_file),
	 .initial = "", .empty = true},
	{.name = "data-mode", .type = NB_KEY_WORD, MEMBER(data_mode),
	 .words = data_modes, .initial = "raw"},
	{.name = "ring-mode", .type = NB_KEY_WORD, MEMBER(ring_mode),
	 .words = ring_modes, .initial = "amount"},
	{.name = "sockets", .type = NB_KEY_WORD, MEMBER(sockets),
	 .words = socket_modes, .initial = "per-peer"},
	{.name = "mtu", .type = NB_KEY_NUMBER, MEMBER(mtu), .min = 128,
	 .max = 1500, .initial = "1280"},
	{.name = "nat-lifetime", .type = NB_KEY_DURATION, MEMBER(nat_lifetime),
	 .min = 1000, .max = 7 * DAY, .special = nat_words, .derived = true,
	 .later = true},
	{.name = "dns-servers", .type = NB_KEY_LIST, MEMBER(dns_servers),
	 .initial = "", .empty = true, .check = sqn_check_address},
	{.name = "reset-command", .type = NB_KEY_TEXT, MEMBER(reset_command),
	 .initial = "", .empty = true},
	{.name = "reattach-limit", .type = NB_KEY_RATE, MEMBER(reattach_limit),
	 .min = 1, .max = 1000, .initial = "4/h"},
	{.name = NULL},
};

/* clang-format on */

const struct nb_section sqn_section_modem = {
	.name = "modem",
	.keys = keys,
	.size = sizeof(struct sqn_config),
};

void sqn_config_derive(struct sqn_config *c)
{
	if (!nb_key_is_set(&c->origin, "nat-lifetime"))
		c->nat_lifetime = c->pdp_type == SQN_PDP_IPV4 ? 30000 : 0;
}
