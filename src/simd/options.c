#include "config.h"

#include "base/addr.h"
#include "base/assert.h"
#include "simd/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* An option: its name, what its value is called, and who reads it. */
struct option_row {
	char letter; /* 0: none */
	const char *name;
	const char *value; /* NULL: takes none */
	const char *(*read)(struct simd_options *o, const char *text);
	const char *doc;
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

static const char *set_link(struct simd_options *o, const char *text)
{
	o->link = text;
	return *text ? NULL : "must be a path";
}

static const char *set_transcript(struct simd_options *o, const char *text)
{
	o->transcript = text;
	return NULL;
}

static const char *set_stats(struct simd_options *o, const char *text)
{
	o->stats = text;
	return NULL;
}

static const char *set_profile(struct simd_options *o, const char *text)
{
	if (!strcmp(text, "monarch1"))
		o->sim.profile = SIM_MONARCH1;
	else if (!strcmp(text, "monarch2"))
		o->sim.profile = SIM_MONARCH2;
	else if (!strcmp(text, "telit"))
		return "telit is not supported yet";
	else
		return "must be monarch1 or monarch2";
	return NULL;
}

/* Is there a port behind the address? */
static bool has_port(const char *text, size_t len)
{
	const char *colon = memrchr(text, ':', len);

	return colon && (*text != '[' || colon[-1] == ']');
}

/* "[2001:db8::1]:5683" or, with port 0, "[2001:db8::1]". */
static bool read_addr(struct nb_addr *out, const char *text, size_t len)
{
	return !nb_addr_parse(out, text, len, 0);
}

static const char *add_map(struct simd_options *o, const char *text)
{
	const char *equals = strchr(text, '=');
	struct simd_map *map = &o->maps[o->map_count];
	size_t left = equals ? (size_t)(equals - text) : 0;
	bool here, there;

	if (o->map_count == SIMD_MAPS)
		return "may stand 32 times";
	if (!equals || !read_addr(&map->public, text, left) ||
	    !read_addr(&map->real, equals + 1, strlen(equals + 1)))
		return "must be '[ADDR]:PORT=[::1]:PORT'";
	here = has_port(text, left);
	there = has_port(equals + 1, strlen(equals + 1));
	if (here != there)
		return "must have both ports or none";
	if (!nb_addr_is_loopback(&map->real))
		return "must lead to the loopback";
	map->every_port = !here;
	o->map_count++;
	return NULL;
}

static const char *add_listen(struct simd_options *o, const char *text)
{
	struct simd_listen *listen = &o->listens[o->listen_count];
	const char *equals = strchr(text, '=');
	char *end;
	unsigned long port = strtoul(text, &end, 10);

	if (o->listen_count == SIMD_LISTENS)
		return "may stand 16 times";
	if (!equals || end != equals || port < 1 || port > 65535 ||
	    !read_addr(&listen->real, equals + 1, strlen(equals + 1)) ||
	    !listen->real.port)
		return "must be 'LPORT=[::1]:PORT'";
	if (!nb_addr_is_loopback(&listen->real))
		return "must be on the loopback";
	listen->local_port = (uint16_t)port;
	o->listen_count++;
	return NULL;
}

static const char *add_name(struct simd_options *o, const char *text)
{
	struct sim_name *name = &o->names[o->name_count];
	const char *equals = strchr(text, '=');
	size_t len = equals ? (size_t)(equals - text) : 0;
	const char *addr = equals ? equals + 1 : "";
	size_t addr_len = strlen(addr);

	if (o->name_count == SIMD_NAMES)
		return "may stand 64 times";
	if (addr_len > 2 && *addr == '[' && addr[addr_len - 1] == ']') {
		addr++;
		addr_len -= 2;
	}
	if (!len || len >= sizeof(name->name) ||
	    nb_addr_parse_host(&name->addr, addr, addr_len))
		return "must be NAME=ADDR";
	memcpy(name->name, text, len);
	name->name[len] = '\0';
	o->name_count++;
	return NULL;
}

static const char *add_address(struct simd_options *o, const char *text)
{
	struct nb_addr *a = &o->sim.address[o->address_count];

	if (o->address_count == 2)
		return "may stand twice";
	if (nb_addr_parse_host(a, text, strlen(text)))
		return "must be an address without a port";
	if (o->address_count == 1 && a->family == o->sim.address[0].family)
		return "may stand once for each of IPv4 and IPv6";
	o->address_count++;
	return NULL;
}

/* contract/cli.md, "Radio presets". */
static const struct {
	const char *name;
	nb_ms rtt, jitter, setup;
	unsigned loss_milli;
} presets[] = {
	{"nb-iot-ce0", 600, 200, 800, 5},
	{"nb-iot-ce1", 2000, 500, 3000, 20},
	{"nb-iot-ce2", 8000, 2000, 10000, 50},
	{"lte-m", 150, 50, 200, 5},
};

static const char *set_radio(struct simd_options *o, const char *text)
{
	for (size_t i = 0; i < NB_COUNT(presets); i++) {
		if (strcmp(presets[i].name, text))
			continue;
		o->sim.rtt = presets[i].rtt;
		o->sim.jitter = presets[i].jitter;
		o->sim.loss_milli = presets[i].loss_milli;
		o->sim.rrc_setup = presets[i].setup;
		o->sim.rrc_tail = 10000;
		o->sim.lte_m = !strcmp(text, "lte-m");
		return NULL;
	}
	return "must be nb-iot-ce0, nb-iot-ce1, nb-iot-ce2 or lte-m";
}

static const char *set_rtt(struct simd_options *o, const char *text)
{
	return read_ms(text, &o->sim.rtt);
}

static const char *set_jitter(struct simd_options *o, const char *text)
{
	return read_ms(text, &o->sim.jitter);
}

static const char *set_loss(struct simd_options *o, const char *text)
{
	return read_percent(text, &o->sim.loss_milli);
}

static const char *set_dup(struct simd_options *o, const char *text)
{
	return read_percent(text, &o->sim.dup_milli);
}

static const char *set_reorder(struct simd_options *o, const char *text)
{
	return read_percent(text, &o->sim.reorder_milli);
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

	(void)o;
	return read_number(text, 3686400, &baud) && baud >= 300
		       ? NULL
		       : "must be a speed, 300 to 3686400";
}

static const char *set_attach(struct simd_options *o, const char *text)
{
	return read_ms(text, &o->sim.attach_time);
}

static const char *set_boot(struct simd_options *o, const char *text)
{
	return read_ms(text, &o->sim.boot_time);
}

static const char *set_latency(struct simd_options *o, const char *text)
{
	return read_ms(text, &o->sim.latency);
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

static const struct {
	const char *name;
	size_t offset; /* of a bool */
} quirks[] = {
	{"registered", offsetof(struct sim_config, registered)},
	{"roaming", offsetof(struct sim_config, roaming)},
	{"lte-m", offsetof(struct sim_config, lte_m)},
	{"drop-tail", offsetof(struct sim_config, drop_tail)},
	{"keep-copy", offsetof(struct sim_config, keep_copy)},
	{"close-urc", offsetof(struct sim_config, close_urc)},
	{"close-once", offsetof(struct sim_config, close_once)},
	{"one-port-once", offsetof(struct sim_config, one_port_once)},
	{"nul-at-start", offsetof(struct sim_config, nul_at_start)},
	{"lower-hex", offsetof(struct sim_config, lower_hex)},
};

static const char *set_quirk(struct simd_options *o, const char *text)
{
	for (size_t i = 0; i < NB_COUNT(quirks); i++)
		if (!strcmp(quirks[i].name, text)) {
			*(bool *)((char *)&o->sim + quirks[i].offset) = true;
			return NULL;
		}
	if (!strcmp(text, "merge-reads"))
		o->sim.recv_model = SIM_RECV_MERGE;
	else if (!strcmp(text, "ring-on-empty"))
		o->sim.ring_model = SIM_RING_ON_EMPTY;
	else if (!strcmp(text, "empty-is-error"))
		o->sim.empty_read = SIM_EMPTY_ERROR;
	else if (!strcmp(text, "empty-is-zero"))
		o->sim.empty_read = SIM_EMPTY_ZERO;
	else if (!strcmp(text, "booting"))
		o->sim.booted = false;
	else
		return "is no quirk; nbgate-sim(1) lists them";
	return NULL;
}

static const char *not_yet(struct simd_options *o, const char *text)
{
	(void)o;
	(void)text;
	return "not supported yet";
}

static const struct option_row rows[] = {
	{'l', "link", "PATH", set_link, "make PATH a link to the modem's tty"},
	{'p', "profile", "monarch1|monarch2", set_profile, "the dialect"},
	{'m', "map", "'[ADDR]:PORT=[::1]:PORT'", add_map,
	 "a public address for a loopback server"},
	{'L', "listen", "LPORT=[::1]:PORT", add_listen,
	 "where loopback peers reach a local port"},
	{'d', "dns", "NAME=ADDR", add_name, "a name that the network knows"},
	{'a', "address", "ADDR", add_address,
	 "the modem's own address (one of each family)"},
	{'P', "pin", "PIN", set_pin, "what the SIM asks for"},
	{'r', "radio", "PRESET", set_radio,
	 "nb-iot-ce0, nb-iot-ce1, nb-iot-ce2 or lte-m"},
	{0, "rtt", "MS", set_rtt, "round trip of the radio"},
	{0, "jitter", "MS", set_jitter, "added to each way, 0 to MS"},
	{0, "loss", "PCT", set_loss, "datagrams lost, each way"},
	{0, "dup", "PCT", set_dup, "datagrams doubled, each way"},
	{0, "reorder", "PCT", set_reorder, "datagrams overtaken, each way"},
	{0, "rrc-tail", "S", set_tail, "silence until the radio idles"},
	{'s', "seed", "N", set_seed, "of all chance"},
	{0, "latency", "MS", set_latency, "from a command to its answer"},
	{0, "boot", "MS", set_boot, "from a reset to +SYSSTART"},
	{0, "attach", "MS", set_attach, "from AT+CFUN=1 to registered"},
	{'b', "baud", "N", set_baud, "taken, and without effect on a pty"},
	{'q', "quirk", "NAME", set_quirk, "a switch; nbgate-sim(1) has them"},
	{'t', "transcript", "FILE", set_transcript, "write the dialogue"},
	{'S', "stats", "FILE", set_stats, "write counters at exit and SIGUSR1"},
	{0, "control", "SOCKET", not_yet, "(not supported yet)"},
	{0, "replay", "FILE", not_yet, "(not supported yet)"},
	{'h', "help", NULL, NULL, "this text"},
	{'V', "version", NULL, NULL, "the version"},
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

static enum simd_parsed read_option(struct simd_options *o, int code,
				    const char *text)
{
	const struct option_row *row = find(code);
	const char *why;

	if (!row)
		return SIMD_WRONG;
	if (!row->read) {
		if (row->letter == 'h')
			help();
		else
			puts("nbgate-sim " PACKAGE_VERSION);
		return SIMD_DONE;
	}
	why = row->read(o, text);
	return why ? wrong(row->name, why) : SIMD_RUN;
}

static void init(struct simd_options *o)
{
	memset(o, 0, sizeof(*o));
	sim_config_init(&o->sim);
	o->sim.booted = true;
}

/* Without --address the modem has the default one. */
static void finish(struct simd_options *o)
{
	o->sim.names = o->names;
	o->sim.name_count = o->name_count;
	if (o->address_count == 1)
		o->sim.address[1].family = NB_FAMILY_NONE;
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
