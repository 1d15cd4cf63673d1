/* pool.h - texts, each kept once and known by its number. Internal to reports/. */
#ifndef KAOHE_POOL_H
#define KAOHE_POOL_H

#include "engine/arena.h"
#include <stddef.h>
#include <stdint.h>

struct pool {
	struct arena *arena;
	const char **texts; /* [number], in the order in which they came */
	size_t n, room;
	size_t length; /* bytes of all texts together */
	size_t *slots; /* number + 1 of the text whose hash leads here; 0: free */
	size_t n_slots;
};

void pool_start(struct pool *p, struct arena *a);
/* Its number; copied into the pool's arena where it is new. */
size_t pool_add(struct pool *p, const char *text);
/* Its number where it is there already, else SIZE_MAX. */
size_t pool_find(const struct pool *p, const char *text);

#endif
