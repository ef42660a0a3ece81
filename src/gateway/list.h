/*
 * list.h - a doubly linked list whose nodes lie in what it links
 *
 * Knows order only.  Allocates nothing: whoever is in a list holds a node of
 * it, and a node that is in no list is linked to itself.
 */
#ifndef GATEWAY_LIST_H
#define GATEWAY_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct gw_node {
	struct gw_node *prev, *next;
};

/* The struct of @type that holds @node as its member @member. */
#define gw_node_of(node, type, member)                                         \
	((type *)(void *)((char *)(node)-offsetof(type, member)))

/* Each node of @list in order; the loop must not take the node out. */
#define gw_list_each(n, list)                                                  \
	for (struct gw_node *n = (list)->next; n != (list); n = n->next)

/* An empty list, or a node that is in none. */
static inline void gw_list_init(struct gw_node *n)
{
	n->prev = n->next = n;
}

static inline bool gw_list_is_empty(const struct gw_node *n)
{
	return n->next == n;
}

static inline void gw_list_append(struct gw_node *list, struct gw_node *n)
{
	n->prev = list->prev;
	n->next = list;
	list->prev->next = n;
	list->prev = n;
}

static inline void gw_list_prepend(struct gw_node *list, struct gw_node *n)
{
	gw_list_append(list->next, n);
}

/* Harmless for a node that is in no list. */
static inline void gw_list_remove(struct gw_node *n)
{
	n->prev->next = n->next;
	n->next->prev = n->prev;
	gw_list_init(n);
}

#endif
