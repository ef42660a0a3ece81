#include "os/loop.h"
#include "os_cases.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

static struct os_loop *loop;
static int calls;

static void setup(void)
{
	calls = 0;
	loop = os_loop_open();
	ck_assert_ptr_nonnull(loop);
}

static void teardown(void)
{
	os_loop_close(loop);
}

static void expired(void *arg, nb_ms now)
{
	nb_ms *when = arg;

	calls++;
	*when = now;
	os_loop_stop(loop, 7);
}

START_TEST(a_timer_fires_at_its_deadline_and_once)
{
	nb_ms when = 0, due = os_now() + 1;
	struct os_timer *timer = os_timer_add(loop, expired, &when);

	os_timer_set(timer, due);
	ck_assert_int_eq(os_loop_run(loop), 7);
	ck_assert_int_ge(when, due);
	ck_assert_int_eq(calls, 1);
	os_timer_remove(timer);
}
END_TEST

/* The second timer ends the run; the first has been put off beyond it. */
START_TEST(a_timer_that_was_put_off_is_silent_at_its_first_deadline)
{
	nb_ms early = 0, late = 0, now = os_now();
	struct os_timer *put_off = os_timer_add(loop, expired, &early);
	struct os_timer *end = os_timer_add(loop, expired, &late);

	os_timer_set(put_off, now);
	os_timer_set(put_off, now + 3600000);
	os_timer_set(end, now + 2);
	os_loop_run(loop);
	ck_assert_int_eq(early, 0);
	ck_assert_int_ge(late, now + 2);
	os_timer_remove(put_off);
	os_timer_remove(end);
}
END_TEST

START_TEST(a_timer_that_was_moved_to_an_earlier_time_fires_then)
{
	nb_ms when = 0, now = os_now();
	struct os_timer *timer = os_timer_add(loop, expired, &when);

	os_timer_set(timer, now + 3600000);
	os_timer_set(timer, now - 5);
	os_loop_run(loop);
	ck_assert_int_lt(when, now + 3600000);
	os_timer_remove(timer);
}
END_TEST

START_TEST(a_timer_set_to_never_does_not_fire)
{
	nb_ms off = 0, late = 0, now = os_now();
	struct os_timer *timer = os_timer_add(loop, expired, &off);
	struct os_timer *end = os_timer_add(loop, expired, &late);

	os_timer_set(timer, now);
	os_timer_set(timer, NB_NEVER);
	os_timer_set(end, now + 1);
	os_loop_run(loop);
	ck_assert_int_eq(off, 0);
	os_timer_remove(timer);
	os_timer_remove(end);
}
END_TEST

static struct os_watch *watch;

static void remove_and_stop(void *arg, uint32_t events)
{
	*(uint32_t *)arg = events;
	os_watch_remove(watch);
	os_loop_stop(loop, 0);
}

START_TEST(a_watch_tells_the_bits_that_came_and_may_remove_itself)
{
	uint32_t got = 0;
	int fd = eventfd(1, EFD_CLOEXEC);

	watch = os_watch_add(loop, fd, EPOLLIN, remove_and_stop, &got);
	ck_assert_ptr_nonnull(watch);
	os_loop_run(loop);
	ck_assert_uint_eq(got, EPOLLIN);
	close(fd);
}
END_TEST

START_TEST(a_watch_follows_the_events_that_it_is_set_to)
{
	uint32_t got = 0;
	int fd = eventfd(1, EFD_CLOEXEC);

	watch = os_watch_add(loop, fd, 0, remove_and_stop, &got);
	os_watch_set(watch, EPOLLOUT);
	os_loop_run(loop);
	ck_assert_uint_eq(got, EPOLLOUT);
	close(fd);
}
END_TEST

static void note_signal(void *arg, int signal)
{
	*(int *)arg = signal;
	os_loop_stop(loop, 0);
}

START_TEST(a_signal_comes_through_the_loop)
{
	int got = 0;

	ck_assert_int_eq(os_signal_add(loop, SIGUSR1, note_signal, &got), 0);
	raise(SIGUSR1);
	os_loop_run(loop);
	ck_assert_int_eq(got, SIGUSR1);
}
END_TEST

static void stop_third(void *arg)
{
	(void)arg;
	if (++calls == 3)
		os_loop_stop(loop, calls);
}

static void nothing(void *arg, uint32_t events)
{
	(void)arg;
	(void)events;
}

START_TEST(the_idle_call_comes_before_each_wait_and_may_stop_the_loop)
{
	int fd = eventfd(1, EFD_CLOEXEC);

	watch = os_watch_add(loop, fd, EPOLLIN, nothing, NULL);
	os_loop_on_idle(loop, stop_third, NULL);
	ck_assert_int_eq(os_loop_run(loop), 3);
	os_watch_remove(watch);
	close(fd);
}
END_TEST

TCase *os_loop_case(void)
{
	TCase *c = tcase_create("loop");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_timer_fires_at_its_deadline_and_once);
	tcase_add_test(
		c, a_timer_that_was_put_off_is_silent_at_its_first_deadline);
	tcase_add_test(c, a_timer_that_was_moved_to_an_earlier_time_fires_then);
	tcase_add_test(c, a_timer_set_to_never_does_not_fire);
	tcase_add_test(c,
		       a_watch_tells_the_bits_that_came_and_may_remove_itself);
	tcase_add_test(c, a_watch_follows_the_events_that_it_is_set_to);
	tcase_add_test(c, a_signal_comes_through_the_loop);
	tcase_add_test(
		c, the_idle_call_comes_before_each_wait_and_may_stop_the_loop);
	return c;
}
