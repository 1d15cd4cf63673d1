/* ledger_near.c - names that one slip of the pen makes of one another.
 *
 * Two texts that are one slip apart have a variant in common, where a variant is the text itself
 * or the text without one of its characters. So every variant of every name is looked up by its
 * hash, and only names that share one are compared. The variants are taken in passes by their
 * hash, so that the table stays small, whatever the size of the ledger.
 */
#include "engine/ledger_twins.h"

#include <string.h>

enum {
	POINTS_MAX = 128, /* of a name: longer ones are not compared */
	TABLE_BITS = 22,  /* slots of the table of a pass */
	COMPARED_MAX = 8  /* names under one variant */
};

#define BASE UINT64_C(0x100000001B3)

struct name {
	uint32_t points[POINTS_MAX];
	size_t n;
};

struct near {
	struct ledger *ledger;
	uint32_t *slots;             /* row + 1 */
	uint32_t *marks;             /* of the hash */
	uint64_t powers[POINTS_MAX]; /* of the base */
};

/* Valid UTF-8 to code points. False for names that are too short or too long. */
static bool read_name(const char *key, struct name *out)
{
	out->n = 0;
	for (const unsigned char *at = (const unsigned char *)key; *at;) {
		size_t length = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4;
		uint32_t c = length == 1 ? *at : *at & (0xFFu >> (length + 1));
		for (size_t i = 1; i < length; i++)
			c = c << 6 | (at[i] & 0x3Fu);
		if (out->n == POINTS_MAX)
			return false;
		out->points[out->n++] = c;
		at += length;
	}
	return out->n >= LEDGER_NEAR_LEAST;
}

/* One slip of the pen makes y of x; x is not longer, and they differ. */
static bool is_slip(const struct name *x, const struct name *y)
{
	size_t from = 0, end = 0;
	if (y->n - x->n > 1)
		return false;
	while (from < x->n && x->points[from] == y->points[from])
		from++;
	while (end < x->n - from && x->points[x->n - 1 - end] == y->points[y->n - 1 - end])
		end++;
	size_t left = x->n - from - end, right = y->n - from - end;
	if (left <= 1 && right <= 1)
		return true;
	return left == 2 && right == 2 && x->points[from] == y->points[from + 1] &&
	       x->points[from + 1] == y->points[from];
}

static void note(const struct near *s, uint32_t row, uint32_t other)
{
	struct ledger_row *r = &s->ledger->rows[row];
	r->flags |= (uint16_t)(1u << LEDGER_NEAR_NAME);
	if (r->near == LEDGER_NO_ROW || other < r->near)
		r->near = other;
}

static void compare(const struct near *s, uint32_t row, const struct name *name, uint32_t other)
{
	struct name against;
	if (!read_name(s->ledger->rows[other].key, &against))
		return;
	bool longer = name->n > against.n;
	if (!is_slip(longer ? &against : name, longer ? name : &against))
		return;
	note(s, row, other);
	note(s, other, row);
}

static void look_up(const struct near *s, uint64_t variant, uint32_t row, const struct name *name)
{
	const size_t mask = ((size_t)1 << TABLE_BITS) - 1;
	uint32_t mark = (uint32_t)(variant >> 32);
	size_t met = 0, i = (size_t)variant & mask;
	for (; s->slots[i]; i = (i + 1) & mask) {
		if (s->marks[i] != mark || s->slots[i] == row + 1)
			continue;
		if (++met > COMPARED_MAX)
			return;
		compare(s, row, name, s->slots[i] - 1);
	}
	s->slots[i] = row + 1;
	s->marks[i] = mark;
}

static uint64_t mixed(uint64_t h)
{
	h = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
	return h ^ h >> 32;
}

/* Those variants of one name whose hash belongs to the pass. A text's hash is the sum of each
 * character times the base to the number of those behind it. */
static void enter(const struct near *s, uint32_t row, size_t pass, size_t passes)
{
	struct name name;
	uint64_t behind[POINTS_MAX + 1], before = 0;
	if (!read_name(s->ledger->rows[row].key, &name))
		return;
	behind[name.n] = 0;
	for (size_t i = name.n; i-- > 0;)
		behind[i] = behind[i + 1] + name.points[i] * s->powers[name.n - 1 - i];
	for (size_t i = 0; i <= name.n; i++) {
		uint64_t variant = behind[0];
		if (i < name.n) {
			variant = before * s->powers[name.n - 1 - i] + behind[i + 1];
			before = before * BASE + name.points[i];
		}
		variant = mixed(variant + name.n - (i < name.n));
		if ((variant >> TABLE_BITS) % passes == pass)
			look_up(s, variant, row, &name);
	}
}

void ledger_near(struct arena *scratch, struct ledger *l, const uint32_t *rows, size_t n)
{
	const size_t size = (size_t)1 << TABLE_BITS;
	size_t variants = 0;
	struct name name;
	for (size_t i = 0; i < n; i++)
		if (read_name(l->rows[rows[i]].key, &name))
			variants += name.n + 1;
	const size_t passes = variants / (size / 2) + 1;
	struct near s = {.ledger = l,
	                 .slots = ARENA_NEWS(scratch, uint32_t, size),
	                 .marks = ARENA_NEWS(scratch, uint32_t, size)};
	uint64_t power = 1;
	for (size_t i = 0; i < POINTS_MAX; i++, power *= BASE)
		s.powers[i] = power;
	for (size_t pass = 0; pass < passes && variants; pass++) {
		memset(s.slots, 0, size * sizeof *s.slots);
		for (size_t i = 0; i < n; i++)
			enter(&s, rows[i], pass, passes);
	}
}
