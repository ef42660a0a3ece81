#include "config.h"

#include "base/assert.h"
#include "simd/options.h"
#include "simd/quirks.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How an option's value is read, and what the member that it fills is. */
enum option_kind {
	OPTION_TEXT,    /* const char *                       */
	OPTION_MS,      /* nb_ms                              */
	OPTION_PERCENT, /* unsigned, thousandths              */
	OPTION_CUSTOM,  /* read() fills what it will          */
	OPTION_HELP,    /* no value; the text is told         */
	OPTION_VERSION, /* no value; the version is told      */
};

struct option_row {
	char letter; /* 0: none */
	const char *name;
	const char *value; /* what it is called; NULL: it takes none */
	const char *doc;
	enum option_kind kind;
	size_t offset; /* in struct simd_options */
	const char *(*read)(struct simd_options *o, const char *text);
};

static bool read_number(const char *text, int64_t max, int64_t *out)
{
	char *end;
	long long v = strtoll(text, &end, 10);

	if (end == text || *end || v < 0 || v > max)
		return false;
	*out = v;
	return true;
}

static const char *read_ms(const char *text, nb_ms *out)
{
	return read_number(text, 3600000, out)
		       ? NULL
		       : "must be milliseconds, 0 to 3600000";
}

/* Percent, perhaps with decimals, as thousandths. */
static const char *read_percent(const char *text, unsigned *out)
{
	char *end;
	double v = strtod(text, &end);

	if (end == text || *end || !(v >= 0 && v <= 100))
		return "must be a percentage, 0 to 100";
	*out = (unsigned)(v * 10 + 0.5);
	return NULL;
}

static const char *set_profile(struct simd_options *o, const char *text)
{
	static const char *const profiles[] = {
		[SIM_MONARCH1] = "monarch1",
		[SIM_MONARCH2] = "monarch2",
		[SIM_TELIT] = "telit",
	};

	for (size_t i = 0; i < NB_COUNT(profiles); i++)
		if (!strcmp(text, profiles[i])) {
			o->sim.profile = (enum sim_profile)i;
			return NULL;
		}
	return "must be monarch1, monarch2 or telit";
}

static const char *add_map(struct simd_options *o, const char *text)
{
	return simd_rules_add_map(&o->rules, text);
}

static const char *add_listen(struct simd_options *o, const char *text)
{
	return simd_rules_add_listen(&o->rules, text);
}

static const char *add_name(struct simd_options *o, const char *text)
{
	return simd_rules_add_name(&o->rules, text);
}

static const char *add_address(struct simd_options *o, const char *text)
{
	return simd_rules_add_address(&o->rules, text);
}

/* USER:PASSWORD */
static const char *set_apn_auth(struct simd_options *o, const char *text)
{
	size_t user = strcspn(text, ":");

	if (!user || !text[user] || user >= sizeof(o->sim.apn_user) ||
	    strlen(text + user + 1) >= sizeof(o->sim.apn_password))
		return "must be USER:PASSWORD, 32 characters each";
	memcpy(o->sim.apn_user, text, user);
	o->sim.apn_user[user] = '\0';
	strcpy(o->sim.apn_password, text + user + 1);
	return NULL;
}

static const char *set_radio(struct simd_options *o, const char *text)
{
	return sim_config_radio(&o->sim, text)
		       ? NULL
		       : "must be nb-iot-ce0, nb-iot-ce1, nb-iot-ce2 or lte-m";
}

static const char *set_tail(struct simd_options *o, const char *text)
{
	int64_t s;

	if (!read_number(text, 3600, &s))
		return "must be seconds, 0 to 3600";
	o->sim.rrc_tail = s * 1000;
	return NULL;
}

static const char *set_seed(struct simd_options *o, const char *text)
{
	int64_t seed;

	if (!read_number(text, INT64_MAX, &seed))
		return "must be a number";
	o->sim.seed = (uint64_t)seed;
	return NULL;
}

static const char *set_baud(struct simd_options *o, const char *text)
{
	int64_t baud;

	if (!read_number(text, 3686400, &baud) || baud < 300)
		return "must be a speed, 300 to 3686400";
	o->baud = (uint32_t)baud;
	return NULL;
}

static const char *set_pin(struct simd_options *o, const char *text)
{
	size_t len = strlen(text);

	if (len < 4 || len >= sizeof(o->sim.pin) ||
	    strspn(text, "0123456789") != len)
		return "must be 4 to 8 digits";
	strcpy(o->sim.pin, text);
	return NULL;
}

static bool is_bits(const char *text, size_t count)
{
	return strspn(text, "01") == count &&
	       (text[count] == ',' || !text[count]);
}

/* "00000101,00100001": two numbers of @count bits. */
static bool read_bits(const char *text, size_t count, char *first, char *second)
{
	if (!is_bits(text, count) || !text[count] ||
	    !is_bits(text + count + 1, count) || text[2 * count + 1])
		return false;
	memcpy(first, text, count);
	memcpy(second, text + count + 1, count);
	return true;
}

static const char *set_psm(struct simd_options *o, const char *text)
{
	struct sim_grant *g = &o->sim.grant;

	return read_bits(text, 8, g->active, g->tau)
		       ? NULL
		       : "must be ACTIVE,TAU of eight bits each";
}

static const char *set_edrx(struct simd_options *o, const char *text)
{
	struct sim_grant *g = &o->sim.grant;

	return read_bits(text, 4, g->edrx, g->window)
		       ? NULL
		       : "must be CYCLE,WINDOW of four bits each";
}

static const char *set_quirk(struct simd_options *o, const char *text)
{
	return simd_quirk_set(&o->sim, text)
		       ? NULL
		       : "is no quirk; nbgate-sim(1) lists them";
}

#define AT(member)      offsetof(struct simd_options, member)
#define TEXT(member)    OPTION_TEXT, AT(member), NULL
#define MS(member)      OPTION_MS, AT(member), NULL
#define PERCENT(member) OPTION_PERCENT, AT(member), NULL
#define CUSTOM(read)    OPTION_CUSTOM, 0, read

static const struct option_row rows[] = {
	{'l', "link", "PATH", "make PATH a link to the modem's tty",
	 TEXT(link)},
	{'p', "profile", "monarch1|monarch2|telit", "the dialect",
	 CUSTOM(set_profile)},
	{'m', "map", "'[ADDR]:PORT=[::1]:PORT'",
	 "a public address for a loopback server", CUSTOM(add_map)},
	{'L', "listen", "LPORT=[::1]:PORT",
	 "where loopback peers reach a local port", CUSTOM(add_listen)},
	{'d', "dns", "NAME=ADDR", "a name that the network knows",
	 CUSTOM(add_name)},
	{'a', "address", "ADDR", "the modem's own address (one of each family)",
	 CUSTOM(add_address)},
	{'P', "pin", "PIN", "what the SIM asks for", CUSTOM(set_pin)},
	{0, "apn-auth", "USER:PASSWORD", "what the APN asks for (AT+CGAUTH)",
	 CUSTOM(set_apn_auth)},
	{'r', "radio", "PRESET", "nb-iot-ce0, nb-iot-ce1, nb-iot-ce2 or lte-m",
	 CUSTOM(set_radio)},
	{0, "rtt", "MS", "round trip of the radio", MS(sim.rtt)},
	{0, "jitter", "MS", "added to each way, 0 to MS", MS(sim.jitter)},
	{0, "loss", "PCT", "datagrams lost, each way", PERCENT(sim.loss_milli)},
	{0, "dup", "PCT", "datagrams doubled, each way",
	 PERCENT(sim.dup_milli)},
	{0, "reorder", "PCT", "datagrams overtaken, each way",
	 PERCENT(sim.reorder_milli)},
	{0, "rrc-tail", "S", "silence until the radio idles", CUSTOM(set_tail)},
	{0, "grant-psm", "ACTIVE,TAU", "what the network grants of PSM",
	 CUSTOM(set_psm)},
	{0, "grant-edrx", "CYCLE,WINDOW", "what it grants of eDRX",
	 CUSTOM(set_edrx)},
	{'s', "seed", "N", "of all chance", CUSTOM(set_seed)},
	{0, "latency", "MS", "from a command to its answer", MS(sim.latency)},
	{0, "boot", "MS", "from a reset to +SYSSTART", MS(sim.boot_time)},
	{0, "attach", "MS", "from AT+CFUN=1 to registered",
	 MS(sim.attach_time)},
	{'b', "baud", "N", "bytes take their time, and speeds must agree",
	 CUSTOM(set_baud)},
	{'q', "quirk", "NAME", "a switch; nbgate-sim(1) has them",
	 CUSTOM(set_quirk)},
	{'t', "transcript", "FILE", "write the dialogue", TEXT(transcript)},
	{'S', "stats", "FILE", "write counters at exit and SIGUSR1",
	 TEXT(stats)},
	{'c', "control", "SOCKET", "take orders, a line each", TEXT(control)},
	{0, "replay", "FILE", "play a transcript, and nothing else",
	 TEXT(replay)},
	{'h', "help", NULL, "this text", OPTION_HELP, 0, NULL},
	{'V', "version", NULL, "the version", OPTION_VERSION, 0, NULL},
};

#define ROWS NB_COUNT(rows)
/* What getopt_long() returns for row i is FIRST + i. */
#define FIRST 256

static void help(void)
{
	puts("Usage: nbgate-sim --link PATH [OPTION]...\n"
	     "A Sequans modem on a pty, with UDP sockets on the loopback.\n");
	for (size_t i = 0; i < ROWS; i++) {
		char left[64];

		snprintf(left, sizeof(left), "--%s%s%s", rows[i].name,
			 rows[i].value ? " " : "",
			 rows[i].value ? rows[i].value : "");
		if (rows[i].letter)
			printf("  -%c, %-36s %s\n", rows[i].letter, left,
			       rows[i].doc);
		else
			printf("      %-36s %s\n", left, rows[i].doc);
	}
}

static enum simd_parsed wrong(const char *name, const char *why)
{
	fprintf(stderr, "nbgate-sim: --%s: %s\n", name, why);
	return SIMD_WRONG;
}

static const struct option_row *find(int code)
{
	for (size_t i = 0; i < ROWS; i++)
		if (code == FIRST + (int)i ||
		    (rows[i].letter && code == rows[i].letter))
			return &rows[i];
	return NULL;
}

static void make_table(struct option *longs, char *shorts)
{
	for (size_t i = 0; i < ROWS; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg =
				rows[i].value ? required_argument : no_argument,
			.val = FIRST + (int)i,
		};
		if (rows[i].letter)
			*shorts++ = rows[i].letter;
		if (rows[i].letter && rows[i].value)
			*shorts++ = ':';
	}
	longs[ROWS] = (struct option){0};
	*shorts = '\0';
}

static const char *read_value(struct simd_options *o,
			      const struct option_row *row, const char *text)
{
	char *member = (char *)o + row->offset;

	switch (row->kind) {
	case OPTION_TEXT:
		memcpy(member, &text, sizeof(text));
		return *text ? NULL : "must not be empty";
	case OPTION_MS:
		return read_ms(text, (nb_ms *)(void *)member);
	case OPTION_PERCENT:
		return read_percent(text, (unsigned *)(void *)member);
	case OPTION_CUSTOM:
		return row->read(o, text);
	case OPTION_HELP:
	case OPTION_VERSION:
		break;
	}
	return NULL;
}

static enum simd_parsed read_option(struct simd_options *o, int code,
				    const char *text)
{
	const struct option_row *row = find(code);
	const char *why;

	if (!row)
		return SIMD_WRONG;
	if (row->kind == OPTION_HELP) {
		help();
		return SIMD_DONE;
	}
	if (row->kind == OPTION_VERSION) {
		puts("nbgate-sim " PACKAGE_VERSION);
		return SIMD_DONE;
	}
	why = read_value(o, row, text);
	return why ? wrong(row->name, why) : SIMD_RUN;
}

static void init(struct simd_options *o)
{
	memset(o, 0, sizeof(*o));
	sim_config_init(&o->sim);
	o->sim.booted = true;
}

/* Without --address the modem keeps its default one. */
static void finish(struct simd_options *o)
{
	o->sim.names = o->rules.names;
	o->sim.name_count = o->rules.name_count;
	if (o->rules.address_count)
		memcpy(o->sim.address, o->rules.address,
		       sizeof(o->sim.address));
}

enum simd_parsed simd_options_parse(struct simd_options *o, int argc,
				    char **argv)
{
	struct option longs[ROWS + 1];
	char shorts[2 * ROWS + 1];
	int code;

	init(o);
	make_table(longs, shorts);
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		enum simd_parsed parsed = read_option(o, code, optarg);

		if (parsed != SIMD_RUN)
			return parsed;
	}
	if (optind < argc || !o->link) {
		fprintf(stderr, "nbgate-sim: %s\n",
			o->link ? "takes options only" : "--link is missing");
		return SIMD_WRONG;
	}
	finish(o);
	return SIMD_RUN;
}
