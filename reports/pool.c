#include "reports/pool.h"
#include <string.h>

void pool_start(struct pool *p, struct arena *a)
{
	*p = (struct pool){.arena = a, .n_slots = 64};
	p->slots = ARENA_NEWS(a, size_t, p->n_slots);
}

/* FNV-1a */
static size_t hash_of(const char *text)
{
	uint64_t hash = 14695981039346656037u;
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return (size_t)(hash ^ hash >> 32);
}

/* The slot that the text has, or would have. */
static size_t *slot_of(const struct pool *p, const char *text)
{
	size_t i = hash_of(text) & (p->n_slots - 1);
	while (p->slots[i] != 0 && strcmp(p->texts[p->slots[i] - 1], text) != 0)
		i = (i + 1) & (p->n_slots - 1);
	return &p->slots[i];
}

/* At most half of the slots are taken. */
static void make_room(struct pool *p)
{
	if (p->n == p->room) {
		p->room = p->room > 0 ? 2 * p->room : 32;
		p->texts = arena_grow(p->arena, p->texts, p->n, p->room, sizeof *p->texts);
	}
	if (2 * (p->n + 1) <= p->n_slots)
		return;
	p->n_slots *= 2;
	p->slots = ARENA_NEWS(p->arena, size_t, p->n_slots);
	for (size_t i = 0; i < p->n; i++)
		*slot_of(p, p->texts[i]) = i + 1;
}

size_t pool_add(struct pool *p, const char *text)
{
	make_room(p);
	size_t *slot = slot_of(p, text);
	if (*slot == 0) {
		p->texts[p->n++] = arena_copy(p->arena, text);
		p->length += strlen(text);
		*slot = p->n;
	}
	return *slot - 1;
}

size_t pool_find(const struct pool *p, const char *text)
{
	const size_t number = *slot_of(p, text);
	return number != 0 ? number - 1 : SIZE_MAX;
}
