/* The port with the real driver above it and a pty below. */
#include "daemon/port.h"
#include "daemon_cases.h"
#include "os_tmp.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct os_loop *loop;
static struct port *port;
static struct sqn_config config;
static int master;
static char said; /* by the driver, at first */
static const struct port_keeper nobody;

/* What the daemon's pump does, without a hub. */
static void pump(void *arg)
{
	struct nb_link link = port_link(port);
	struct nb_link_event event;
	nb_ms now = os_now();

	(void)arg;
	do {
		while (link.ops->next_event(link.self, &event, now))
			;
	} while (port_serve(port, now));
	if (read(master, &said, 1) == 1)
		os_loop_stop(loop, 0);
}

static void setup(void)
{
	os_tmp_make();
	said = '\0';
	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	config = (struct sqn_config){.baud = 115200};
	snprintf(config.device, sizeof(config.device), "%s",
		 os_tmp_path("modem0"));
	loop = os_loop_open();
	struct sqn_setup how = {.config = &config};
	port = port_open(loop, &how, &nobody, os_now());
	ck_assert_ptr_nonnull(port);
	os_loop_on_idle(loop, pump, NULL);
}

static void teardown(void)
{
	port_close(port);
	os_loop_close(loop);
	close(master);
	os_tmp_remove();
}

static void plug_in(void)
{
	ck_assert_int_eq(symlink(ptsname(master), config.device), 0);
}

START_TEST(a_device_that_is_there_is_opened_and_spoken_to)
{
	plug_in();
	os_loop_run(loop);
	ck_assert_int_eq(said, '\r');
}
END_TEST

static void plug_in_later(void *arg, nb_ms now)
{
	(void)arg;
	(void)now;
	plug_in();
}

/* No timer turns the driver here: its own next try would never come. */
START_TEST(a_device_that_appears_is_opened_at_once)
{
	struct os_timer *timer = os_timer_add(loop, plug_in_later, NULL);

	os_timer_set(timer, os_now());
	os_loop_run(loop);
	ck_assert_int_eq(said, '\r');
	os_timer_remove(timer);
}
END_TEST

START_TEST(the_end_closes_the_port_when_nobody_answers)
{
	plug_in();
	os_loop_run(loop);
	ck_assert(!port_is_shut(port));
	port_shutdown(port, os_now());
	port_serve(port, os_now());
	ck_assert(port_is_shut(port));
}
END_TEST

TCase *daemon_port_case(void)
{
	TCase *c = tcase_create("port");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_device_that_is_there_is_opened_and_spoken_to);
	tcase_add_test(c, a_device_that_appears_is_opened_at_once);
	tcase_add_test(c, the_end_closes_the_port_when_nobody_answers);
	return c;
}
