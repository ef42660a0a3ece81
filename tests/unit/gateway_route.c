#include "gateway/route.h"
#include "unit/gateway_cases.h"

#include <stdio.h>
#include <string.h>

static struct gw_route_config configs[4];
static struct gw_route routes[4];
static size_t count;

static void add(const char *path)
{
	struct gw_route_config *c = &configs[count];

	memset(c, 0, sizeof(*c));
	snprintf(c->path, sizeof(c->path), "%s", path);
	snprintf(c->remote_path, sizeof(c->remote_path), "%s", path);
	ck_assert_int_eq(gw_route_init(&routes[count], c, NULL), 0);
	count++;
}

static const char *find(const char *path)
{
	static struct gw_options o;
	struct nb_bytes text = {(const uint8_t *)path, strlen(path)};
	const struct gw_route *r;

	gw_options_init(&o);
	ck_assert_int_eq(gw_options_add_path(&o, text), 0);
	r = gw_route_find(routes, count, &o);
	return r ? r->config->path : "";
}

START_TEST(the_longest_prefix_of_whole_segments_wins)
{
	count = 0;
	add("/a");
	add("/a/b");
	add("/c%2Fd");
	ck_assert_str_eq(find("/a"), "/a");
	ck_assert_str_eq(find("/a/x"), "/a");
	ck_assert_str_eq(find("/a/b"), "/a/b");
	ck_assert_str_eq(find("/a/b/c"), "/a/b");
	ck_assert_str_eq(find("/a/bc"), "/a");
	ck_assert_str_eq(find("/ab"), "");
	ck_assert_str_eq(find("/a%2Fb"), "");
	ck_assert_str_eq(find("/%61/%62"), "/a/b");
	ck_assert_str_eq(find("/c%2fd/e"), "/c%2Fd");
	ck_assert_str_eq(find("/c/d"), "");
}
END_TEST

START_TEST(the_root_is_a_prefix_of_everything)
{
	count = 0;
	add("/");
	add("/a");
	ck_assert_str_eq(find("/"), "/");
	ck_assert_str_eq(find("/x/y"), "/");
	ck_assert_str_eq(find("/a/"), "/a");
}
END_TEST

START_TEST(only_the_methods_that_are_listed_are_allowed)
{
	count = 0;
	add("/a");
	configs[0].methods = 1u << (NBCOAP_GET - 1) | 1u << (NBCOAP_IPATCH - 1);
	ck_assert(gw_route_allows(&routes[0], NBCOAP_GET));
	ck_assert(gw_route_allows(&routes[0], NBCOAP_IPATCH));
	ck_assert(!gw_route_allows(&routes[0], NBCOAP_POST));
}
END_TEST

TCase *gateway_route_case(void)
{
	TCase *tc = tcase_create("route");

	tcase_add_test(tc, the_longest_prefix_of_whole_segments_wins);
	tcase_add_test(tc, the_root_is_a_prefix_of_everything);
	tcase_add_test(tc, only_the_methods_that_are_listed_are_allowed);
	return tc;
}
