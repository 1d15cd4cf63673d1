/* ledger_twins.c - see ledger_twins.h. A hash table for codes and one for names; each entry is the
 * chain of rows with that code or name that differ in type, or in whether they are claims. */
#include "engine/ledger_twins.h"

#include <string.h>

struct table {
	uint32_t *slots; /* row + 1; the first of a chain */
	size_t mask;
	uint32_t *next; /* [row] the next of its chain + 1 */
};

struct twins {
	struct ledger *ledger;
	uint32_t *root; /* [row] union-find: the first row of its group */
	struct table codes, names;
};

/* FNV-1a with a final mix: a ledger is no enemy, and what is equal is compared as text. */
static uint64_t hash(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return h ^ h >> 29;
}

static struct table table_new(struct arena *a, size_t n)
{
	size_t size = 16;
	while (size < n + n / 2)
		size *= 2;
	return (struct table){ARENA_NEWS(a, uint32_t, size), size - 1, ARENA_NEWS(a, uint32_t, n)};
}

static const char *text_of(const struct twins *t, const struct table *by, size_t row)
{
	const struct ledger_row *r = &t->ledger->rows[row];
	return by == &t->codes ? r->code : r->key;
}

static uint32_t root_of(const struct twins *t, uint32_t row)
{
	while (t->root[row] != row) {
		t->root[row] = t->root[t->root[row]];
		row = t->root[row];
	}
	return row;
}

/* The earlier row leads its group. */
static void join(const struct twins *t, uint32_t x, uint32_t y)
{
	x = root_of(t, x);
	y = root_of(t, y);
	if (x < y)
		t->root[y] = x;
	else
		t->root[x] = y;
}

static void flag(struct ledger_row *r, enum ledger_flag f, uint32_t *to, uint32_t row)
{
	r->flags |= (uint16_t)(1u << f);
	if (*to == LEDGER_NO_ROW)
		*to = row;
}

/* Two rows with the same code or name. */
static void compare(const struct twins *t, uint32_t x, uint32_t y)
{
	struct ledger_row *p = &t->ledger->rows[x], *q = &t->ledger->rows[y];
	bool claim = ledger_claims(p), other = ledger_claims(q);
	if (!claim && !other)
		return;
	if (p->type != q->type) {
		if (claim && other) {
			flag(p, LEDGER_OTHER_TYPE, &p->other, y);
			flag(q, LEDGER_OTHER_TYPE, &q->other, x);
		}
	} else if (claim && other) {
		join(t, x, y);
	} else if (claim) {
		flag(p, LEDGER_REFUSED_TWIN, &p->twin, y);
	} else {
		flag(q, LEDGER_REFUSED_TWIN, &q->twin, x);
	}
}

/* Compares the row with each of its chain, and adds it where it is the first of its kind. */
static void enter(const struct twins *t, const struct table *by, uint32_t row)
{
	const struct ledger_row *r = &t->ledger->rows[row];
	const char *text = text_of(t, by, row);
	if (!*text)
		return;
	size_t i = (size_t)hash(text) & by->mask;
	while (by->slots[i] && strcmp(text_of(t, by, by->slots[i] - 1), text) != 0)
		i = (i + 1) & by->mask;
	if (!by->slots[i]) {
		by->slots[i] = row + 1;
		return;
	}
	bool known = false;
	for (uint32_t at = by->slots[i];; at = by->next[at - 1]) {
		const struct ledger_row *other = &t->ledger->rows[at - 1];
		known = known ||
		        (other->type == r->type && ledger_claims(other) == ledger_claims(r));
		compare(t, at - 1, row);
		if (!by->next[at - 1]) {
			if (!known)
				by->next[at - 1] = row + 1;
			return;
		}
	}
}

/* ---- settling ---- */

/* Does the second one file its project before the first? */
static bool files_before(const struct ledger *l, uint32_t first, uint32_t second)
{
	enum ledger_day day = l->method->ledger->day;
	int32_t x = l->rows[first].days[day], y = l->rows[second].days[day];
	return y < x || (y == x && second < first);
}

static void settle_one(struct arena *a, struct ledger *l, uint32_t row, uint32_t keeper, size_t n)
{
	struct ledger_row *r = &l->rows[row];
	bool counts = r->reason == LEDGER_COUNTS;
	switch (l->method->ledger->duplicate) {
	case LEDGER_BLOCK:
		if (counts)
			r->reason = LEDGER_BLOCKED;
		break;
	case LEDGER_FIRST_FILED:
		if (counts && row != keeper)
			r->reason = LEDGER_FILED_LATER;
		if (row != keeper)
			r->same = keeper;
		break;
	case LEDGER_SHARE:
		if (counts) {
			const ratio *part = ratio_of(a, 1, (long)n);
			r->weight = r->weight ? ratio_mul(a, r->weight, part) : part;
			r->flags |= (uint16_t)(1u << LEDGER_SHARED);
		}
		break;
	case LEDGER_DUPLICATES:
		break;
	}
}

/* Every row of a group points to the one before it, the first to the last. */
static void settle(struct arena *a, struct arena *scratch, const struct twins *t)
{
	struct ledger *l = t->ledger;
	uint32_t *size = ARENA_NEWS(scratch, uint32_t, l->n);
	uint32_t *keeper = ARENA_NEWS(scratch, uint32_t, l->n);
	uint32_t *last = ARENA_NEWS(scratch, uint32_t, l->n);
	for (uint32_t i = 0; i < l->n; i++) {
		uint32_t root = root_of(t, i);
		if (!size[root]++ || files_before(l, keeper[root], i))
			keeper[root] = i;
		if (size[root] > 1)
			l->rows[i].same = last[root];
		last[root] = i;
	}
	for (uint32_t i = 0; i < l->n; i++) {
		uint32_t root = root_of(t, i);
		if (size[root] < 2)
			continue;
		if (i == root) {
			l->rows[i].same = last[root];
			l->rows[i].group = (uint32_t)++l->n_groups;
		}
		l->rows[i].group = l->rows[root].group;
		settle_one(a, l, i, keeper[root], size[root]);
	}
}

/* ---- the whole ---- */

/* The first claim of each name, in the order of the ledger. */
static void find_near(struct arena *scratch, const struct twins *t)
{
	bool *first = ARENA_NEWS(scratch, bool, t->ledger->n);
	uint32_t *rows = ARENA_NEWS(scratch, uint32_t, t->ledger->n);
	size_t n = 0;
	for (size_t i = 0; i <= t->names.mask; i++)
		for (uint32_t at = t->names.slots[i]; at; at = t->names.next[at - 1])
			if (ledger_claims(&t->ledger->rows[at - 1])) {
				first[at - 1] = true;
				break;
			}
	for (uint32_t i = 0; i < t->ledger->n; i++)
		if (first[i])
			rows[n++] = i;
	ledger_near(scratch, t->ledger, rows, n);
}

void ledger_twins(struct arena *a, struct arena *scratch, struct ledger *l)
{
	struct twins t = {.ledger = l,
	                  .root = ARENA_NEWS(scratch, uint32_t, l->n),
	                  .codes = table_new(scratch, l->n),
	                  .names = table_new(scratch, l->n)};
	for (uint32_t i = 0; i < l->n; i++)
		t.root[i] = i;
	for (uint32_t i = 0; i < l->n; i++) {
		enter(&t, &t.codes, i);
		enter(&t, &t.names, i);
	}
	find_near(scratch, &t);
	settle(a, scratch, &t);
}
