/* spellings.h - how things of one kind may be written, found by text or by what is compared.
 *
 * Used by names.c alone. Cost: finding and adding take constant time, whatever their number.
 * Ownership: everything lives in the arena given.
 */
#ifndef KAOHE_SPELLINGS_H
#define KAOHE_SPELLINGS_H

#include "engine/arena.h"
#include <stddef.h>
#include <stdint.h>

/* One spelling of one thing. */
struct spelling {
	const char *text;      /* as the method has it; borrowed */
	const char *key;       /* what is compared */
	const int32_t *points; /* of the key */
	size_t n_points;
	size_t index; /* of the thing */
};

/* Slots hold the number of a spelling, from 1; 0 is empty. */
struct spellings_table {
	size_t *slots;
	size_t n_slots; /* a power of two, over twice the spellings; or 0 */
};

/* All of one kind, in order of adding; all zero is none. */
struct spellings {
	struct spelling *list;
	size_t n, room;
	struct spellings_table by_text, by_key;
};

/* Code points of what is compared, as names.h has it; *n receives how many. */
const int32_t *spellings_points(struct arena *a, const char *text, size_t *n);
/* The same as text. */
const char *spellings_key(struct arena *a, const char *text);

struct spelling spellings_new(struct arena *a, const char *text, size_t index);
void spellings_add(struct arena *a, struct spellings *all, struct spelling s);

/* The first that was added of those that are equal, or NULL. */
const struct spelling *spellings_by_text(const struct spellings *s, const char *text);
const struct spelling *spellings_by_key(const struct spellings *s, const char *key);

#endif
