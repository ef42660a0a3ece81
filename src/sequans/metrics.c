#include "sequans/metrics.h"

#define COUNTER(member, name_, help_)                                          \
	{                                                                      \
		.name = "nbgate_modem_" name_ "_total", .help = help_,         \
		.type = NB_METRIC_COUNTER,                                     \
		.offset = offsetof(struct sqn_counters, member)                \
	}

const struct nb_metric sqn_metrics[] = {
	COUNTER(commands, "commands", "AT commands sent"),
	COUNTER(command_errors, "command_errors",
		"AT commands that the modem refused"),
	COUNTER(command_timeouts, "command_timeouts",
		"AT commands without an answer in time"),
	COUNTER(unsolicited, "unsolicited", "Unsolicited lines"),
	COUNTER(datagrams_sent, "datagrams_sent",
		"Datagrams that the modem accepted"),
	COUNTER(datagrams_received, "datagrams_received",
		"Datagrams read from the modem"),
	COUNTER(bytes_sent, "bytes_sent", "Payload of the datagrams sent"),
	COUNTER(bytes_received, "bytes_received",
		"Payload of the datagrams received"),
	COUNTER(sends_refused, "sends_refused",
		"Datagrams that the modem refused"),
	COUNTER(sends_unknown, "sends_unknown",
		"Datagrams handed over without an answer"),
	COUNTER(looks, "looks", "Looks for lost rings"),
	COUNTER(lost_rings, "lost_rings",
		"Looks that found data which no ring announced"),
	COUNTER(stray_rings, "stray_rings",
		"Rings of sockets that are not ours, or impossible"),
	COUNTER(unannounced_reads, "unannounced_reads",
		"Reads whose length no ring announced"),
	COUNTER(failed_reads, "failed_reads", "Reads that brought nothing"),
	COUNTER(sourceless_reads, "sourceless_reads",
		"Datagrams on a shared socket that did not say from whom"),
	COUNTER(dials, "dials", "Sockets dialled"),
	COUNTER(failed_dials, "failed_dials", "Dials that failed"),
	COUNTER(closed_by_modem, "closed_by_modem",
		"Sockets that the modem closed"),
	COUNTER(lookups, "lookups", "Look-ups that the modem was asked for"),
	COUNTER(dns_queries, "dns_queries", "Queries to DNS servers"),
	COUNTER(dns_failures, "dns_failures",
		"Queries to DNS servers that brought no answer"),
	COUNTER(modem_reboots, "reboots", "Reboots that the modem reported"),
	COUNTER(socket_renewals, "socket_renewals",
		"Sockets opened anew after refused sends"),
	COUNTER(radio_cycles, "radio_cycles",
		"Radio cycles started by the driver"),
	COUNTER(resets, "resets", "Resets started by the driver"),
	COUNTER(reset_commands, "reset_commands",
		"Times that reset-command was run"),
	COUNTER(port_renewals, "port_renewals",
		"Times that the port was closed and opened anew"),
	{.name = NULL},
};
