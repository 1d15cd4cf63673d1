#include "engine/majority.h"
#include <stdint.h>
#include <stdlib.h>

static void count(struct arena *a, size_t n, const ratio *const *e, struct majority *out)
{
	signed char *beats = ARENA_NEWS(a, signed char, n *n);
	size_t *counts[3]; /* losses, draws, wins */
	for (size_t k = 0; k < 3; k++)
		counts[k] = ARENA_NEWS(a, size_t, n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			if (i == j)
				continue;
			int sign = ratio_cmp(e[i * n + j], e[j * n + i]);
			beats[i * n + j] = (signed char)sign;
			counts[sign + 1][i]++;
		}
	out->beats = beats;
	out->losses = counts[0];
	out->draws = counts[1];
	out->wins = counts[2];
}

struct standing {
	size_t index, reached; /* reached: wins and draws */
};

static int compare(const void *left, const void *right)
{
	const struct standing *x = left, *y = right;
	if (x->reached != y->reached)
		return x->reached > y->reached ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Breadth first from one member along "beats": the members of a shortest circle back to it, fewer
 * than `limit`. Returns how many; 0: none. from[j]: by whom j was met. */
static size_t circle_through(size_t n, const struct majority *m, const struct majority_block *b,
                             size_t start, size_t limit, size_t *queue, size_t *from, size_t *out)
{
	size_t begin = 0, end = 1;
	for (size_t i = 0; i < b->n; i++)
		from[b->members[i]] = SIZE_MAX;
	queue[0] = start;
	for (; begin < end; begin++) {
		size_t here = queue[begin], length = 1;
		for (size_t i = 0; i < b->n; i++) {
			size_t next = b->members[i];
			if (m->beats[here * n + next] <= 0 || from[next] != SIZE_MAX)
				continue;
			from[next] = here;
			queue[end++] = next;
		}
		if (from[start] == SIZE_MAX)
			continue;
		for (size_t i = from[start]; i != start; i = from[i])
			length++;
		if (length >= limit)
			return 0;
		for (size_t i = from[start], k = length; k-- > 0; i = from[i])
			out[k] = i;
		return length;
	}
	return 0;
}

/* The first of the shortest ones. */
static void find_circle(struct arena *a, size_t n, const struct majority *m,
                        struct majority_block *b)
{
	size_t *queue = ARENA_NEWS(a, size_t, b->n + 1), *from = ARENA_NEWS(a, size_t, n);
	size_t *found = ARENA_NEWS(a, size_t, b->n), limit = b->n + 1;
	for (size_t i = 0; i < b->n && limit > 3; i++) {
		size_t length = circle_through(n, m, b, b->members[i], limit, queue, from, found);
		if (length > 0)
			limit = b->n_circle = length;
	}
	b->circle = found;
}

static int by_index(const void *left, const void *right)
{
	const size_t *x = left, *y = right;
	return *x < *y ? -1 : *x > *y;
}

/* Members of an earlier block reach more than those of a later one: they beat all of it and what
 * follows it. So a block ends where nobody further down is reached from below. */
static void split(struct arena *a, size_t n, struct majority *out)
{
	struct standing *line = ARENA_NEWS(a, struct standing, n);
	size_t *members = ARENA_NEWS(a, size_t, n);
	struct majority_block *blocks = ARENA_NEWS(a, struct majority_block, n);
	for (size_t i = 0; i < n; i++)
		line[i] = (struct standing){i, out->wins[i] + out->draws[i]};
	qsort(line, n, sizeof *line, compare);
	size_t begin = 0, far = 0;
	for (size_t i = 0; i < n; i++) {
		members[i] = line[i].index;
		for (size_t j = n - 1; j > far; j--)
			if (out->beats[members[i] * n + line[j].index] <= 0)
				far = j;
		if (far > i)
			continue;
		struct majority_block *b = &blocks[out->n_blocks++];
		*b = (struct majority_block){.members = members + begin, .n = i + 1 - begin};
		qsort(members + begin, b->n, sizeof *members, by_index);
		if (b->n > 2)
			find_circle(a, n, out, b);
		begin = far = i + 1;
	}
	out->blocks = blocks;
}

struct majority majority_of(struct arena *a, size_t n, const ratio *const *e)
{
	struct majority m = {.winner = SIZE_MAX};
	count(a, n, e, &m);
	split(a, n, &m);
	if (m.n_blocks > 0 && m.blocks[0].n == 1)
		m.winner = m.blocks[0].members[0];
	m.full = m.n_blocks == n;
	return m;
}
