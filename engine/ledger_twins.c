/* ledger_twins.c - see ledger_twins.h. A hash table for codes and one for names; each entry is the
 * chain of rows with that code or name that differ in type, or in whether they are claims. */
#include "engine/ledger_twins.h"

#include "engine/ledger_places.h"
#include "engine/text_hash.h"

#include <string.h>

struct slot {
	uint32_t row;  /* + 1; the first of a chain; 0: free */
	uint32_t mark; /* of the hash */
};

struct table {
	struct slot *slots;
	size_t mask;
	uint32_t *next; /* [row] the next of its chain + 1 */
};

struct twins {
	struct ledger *ledger;
	uint32_t *root; /* [row] union-find: the first row of its group */
	struct table codes, names;
};

static struct table table_new(struct arena *a, size_t n)
{
	size_t size = 16;
	while (size < n + n / 2)
		size *= 2;
	return (struct table){ARENA_NEWS(a, struct slot, size), size - 1,
	                      ARENA_NEWS(a, uint32_t, n)};
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

/* Where the chain of the text begins, or is to begin. */
static struct slot *slot_of(const struct twins *t, const struct table *by, const char *text,
                            uint64_t hash)
{
	const uint32_t mark = (uint32_t)(hash >> 32);
	struct slot *slot = &by->slots[hash & by->mask];
	while (slot->row && (slot->mark != mark || strcmp(text_of(t, by, slot->row - 1), text)))
		slot = slot == &by->slots[by->mask] ? by->slots : slot + 1;
	return slot;
}

/* Compares the row with each of its chain, and adds it where it is the first of its kind. */
static void enter(const struct twins *t, const struct table *by, uint32_t row, uint64_t hash)
{
	const struct ledger_row *r = &t->ledger->rows[row];
	struct slot *slot = slot_of(t, by, text_of(t, by, row), hash);
	if (!slot->row) {
		*slot = (struct slot){row + 1, (uint32_t)(hash >> 32)};
		return;
	}
	bool known = false;
	for (uint32_t at = slot->row;; at = by->next[at - 1]) {
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

/* Some rows at a time, so that the memory of their slots is on its way before it is needed. */
static void enter_all(const struct twins *t)
{
	enum { AT_A_TIME = 32, TABLES = 2 };
	const struct table *const tables[TABLES] = {&t->codes, &t->names};
	uint64_t hashes[AT_A_TIME][TABLES];
	const uint32_t n = (uint32_t)t->ledger->n;
	for (uint32_t from = 0; from < n; from += AT_A_TIME) {
		const uint32_t end = n - from < AT_A_TIME ? n : from + AT_A_TIME;
		for (uint32_t i = from; i < end; i++)
			for (size_t k = 0; k < TABLES; k++) {
				const uint64_t hash = text_hash(text_of(t, tables[k], i));
				hashes[i - from][k] = hash;
				__builtin_prefetch(&tables[k]->slots[hash & tables[k]->mask]);
			}
		for (uint32_t i = from; i < end; i++)
			for (size_t k = 0; k < TABLES; k++)
				if (*text_of(t, tables[k], i))
					enter(t, tables[k], i, hashes[i - from][k]);
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

/* The first claim in a chain of names, or LEDGER_NO_ROW. */
static uint32_t claim_of(const struct twins *t, const struct slot *slot)
{
	for (uint32_t at = slot->row; at; at = t->names.next[at - 1])
		if (ledger_claims(&t->ledger->rows[at - 1]))
			return at - 1;
	return LEDGER_NO_ROW;
}

static void note_contained(const struct twins *t, uint32_t row, const struct ledger_shorter *s)
{
	for (size_t k = 0; k < s->n; k++) {
		const uint32_t other =
		        claim_of(t, slot_of(t, &t->names, s->texts[k], s->hashes[k]));
		if (other != LEDGER_NO_ROW)
			ledger_note_near(t->ledger, row, other);
	}
}

/* Those whose name is another's less words of place and branch. Some names at a time, as above. */
static void find_contained(const struct arena *a, const struct twins *t, const uint32_t *rows,
                           size_t n)
{
	enum { AT_A_TIME = 8 };
	struct arena *scratch = arena_scratch(a);
	const struct ledger_places *places = ledger_places_new(scratch, t->ledger->method);
	struct ledger_shorter *shorter = ARENA_NEWS(scratch, struct ledger_shorter, AT_A_TIME);
	for (size_t from = 0; from < n; from += AT_A_TIME) {
		const size_t end = n - from < AT_A_TIME ? n : from + AT_A_TIME;
		for (size_t i = from; i < end; i++) {
			struct ledger_shorter *s = &shorter[i - from];
			ledger_places_shorten(places, t->ledger->rows[rows[i]].key, s);
			for (size_t k = 0; k < s->n; k++) {
				s->hashes[k] = text_hash(s->texts[k]);
				__builtin_prefetch(&t->names.slots[s->hashes[k] & t->names.mask]);
			}
		}
		for (size_t i = from; i < end; i++)
			note_contained(t, rows[i], &shorter[i - from]);
	}
	arena_free(scratch);
}

/* The first claim of each name, in the order of the ledger. */
static void find_near(const struct arena *a, const struct twins *t)
{
	struct arena *scratch = arena_scratch(a);
	bool *first = ARENA_NEWS(scratch, bool, t->ledger->n);
	uint32_t *rows = ARENA_NEWS(scratch, uint32_t, t->ledger->n);
	size_t n = 0;
	for (size_t i = 0; i <= t->names.mask; i++) {
		const uint32_t row = claim_of(t, &t->names.slots[i]);
		if (row != LEDGER_NO_ROW)
			first[row] = true;
	}
	for (uint32_t i = 0; i < t->ledger->n; i++)
		if (first[i])
			rows[n++] = i;
	ledger_near(scratch, t->ledger, rows, n);
	find_contained(scratch, t, rows, n);
	arena_free(scratch);
}

void ledger_twins(struct arena *a, struct ledger *l)
{
	struct arena *scratch = arena_scratch(a), *of_codes = arena_scratch(a);
	struct twins t = {.ledger = l,
	                  .root = ARENA_NEWS(scratch, uint32_t, l->n),
	                  .codes = table_new(of_codes, l->n),
	                  .names = table_new(scratch, l->n)};
	for (uint32_t i = 0; i < l->n; i++)
		t.root[i] = i;
	enter_all(&t);
	arena_free(of_codes);
	find_near(a, &t);
	settle(a, scratch, &t);
	arena_free(scratch);
}
