#include "client/buffer.h"
#include "unit/client_cases.h"

#include <nbgate/client.h>
#include <string.h>

static void add(struct client_buffer *b, const char *text)
{
	ck_assert_int_eq(client_buffer_add(b, text, strlen(text)), 0);
}

static void holds(const struct client_buffer *b, const char *text)
{
	ck_assert_uint_eq(client_buffer_len(b), strlen(text));
	ck_assert_mem_eq(b->data + b->start, text, strlen(text));
}

START_TEST(what_is_added_comes_out_in_order)
{
	struct client_buffer b = {0};

	add(&b, "first ");
	add(&b, "second");
	client_buffer_remove(&b, 0, 6);
	holds(&b, "second");
	client_buffer_reset(&b);
}
END_TEST

START_TEST(a_piece_is_removed_from_the_middle)
{
	struct client_buffer b = {0};

	add(&b, "one two three");
	client_buffer_remove(&b, 0, 4);
	client_buffer_remove(&b, 3, 4);
	holds(&b, "twoee");
	client_buffer_reset(&b);
}
END_TEST

START_TEST(room_grows_and_keeps_what_waits)
{
	struct client_buffer b = {0};

	add(&b, "xkept");
	client_buffer_remove(&b, 0, 1);
	ck_assert_ptr_nonnull(client_buffer_room(&b, 100000));
	holds(&b, "kept");
	client_buffer_reset(&b);
}
END_TEST

START_TEST(nothing_is_taken_over_the_limit)
{
	struct client_buffer b = {0};

	add(&b, "kept");
	ck_assert_ptr_null(client_buffer_room(&b, NBGATE_MAX_UNREAD - 3));
	ck_assert_ptr_nonnull(client_buffer_room(&b, NBGATE_MAX_UNREAD - 4));
	holds(&b, "kept");
	client_buffer_reset(&b);
}
END_TEST

TCase *client_buffer_case(void)
{
	TCase *tc = tcase_create("buffer");
	tcase_add_test(tc, what_is_added_comes_out_in_order);
	tcase_add_test(tc, a_piece_is_removed_from_the_middle);
	tcase_add_test(tc, room_grows_and_keeps_what_waits);
	tcase_add_test(tc, nothing_is_taken_over_the_limit);
	return tc;
}
