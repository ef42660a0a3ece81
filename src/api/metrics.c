#include "api/metrics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* OpenMetrics names a counter's family without this, its sample with it. */
#define TOTAL "_total"

static void visit_table(const struct api_metrics *source,
			void (*see)(void *arg, const struct nb_metric *m,
				    uint64_t value),
			void *arg)
{
	for (const struct nb_metric *m = source->table; m->name; m++)
		see(arg, m, nb_metric_value(m, source->counters));
}

static void visit_all(const struct api *api,
		      void (*see)(void *arg, const struct nb_metric *m,
				  uint64_t value),
		      void *arg)
{
	const struct api_metrics own = {api_counters_table, &api->counters};

	for (const struct api_metrics *s = api->setup.metrics; s->table; s++)
		visit_table(s, see, arg);
	visit_table(&own, see, arg);
}

static void add_member(void *arg, const struct nb_metric *m, uint64_t value)
{
	json_object_set_new(arg, m->name, json_integer((json_int_t)value));
}

json_t *api_metrics_json(const struct api *api)
{
	json_t *all = json_object();

	visit_all(api, add_member, all);
	return all;
}

static int family_length(const struct nb_metric *m)
{
	size_t len = strlen(m->name);
	size_t tail = strlen(TOTAL);

	if (m->type == NB_METRIC_COUNTER && len > tail &&
	    strcmp(m->name + len - tail, TOTAL) == 0)
		len -= tail;
	return (int)len;
}

static void write_family(void *arg, const struct nb_metric *m, uint64_t value)
{
	int len = family_length(m);

	fprintf(arg, "# TYPE %.*s %s\n# HELP %.*s %s.\n%s %" PRIu64 "\n", len,
		m->name, m->type == NB_METRIC_COUNTER ? "counter" : "gauge",
		len, m->name, m->help, m->name, value);
}

char *api_metrics_text(const struct api *api)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	visit_all(api, write_family, f);
	fputs("# EOF\n", f);
	fclose(f);
	return text;
}
