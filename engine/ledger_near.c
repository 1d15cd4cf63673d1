/* ledger_near.c - names that one slip of the pen makes of one another.
 *
 * Two texts that are one slip apart have a variant in common, where a variant is the text itself
 * or the text without one of its characters. So every variant of every name is hashed, and only
 * names that share one are compared. Nearly all variants are of one name alone, and a filter of
 * two bits for each hash says so before a table is asked. Variants are taken in passes by their
 * hash, so that filter and table stay small, whatever the size of the ledger.
 */
#include "engine/ledger_twins.h"

#include <string.h>

enum {
	POINTS_MAX = 128,    /* of a name: longer ones are not compared */
	PASS_MAX = 1 << 22,  /* variants of a pass, but for chance */
	FILTER_PER = 4,      /* hashes that the filter tells apart, for each variant */
	TABLE_MAX = 1 << 20, /* slots */
	COMPARED_MAX = 8,    /* names under one variant */
	WAITING = 16         /* look-ups whose memory is on its way */
};

#define BASE UINT64_C(0x9E3779B97F4A7C15)

struct name {
	uint32_t points[POINTS_MAX];
	size_t n;
};

/* Hashes of a name's variants. */
struct variants {
	uint64_t hashes[POINTS_MAX + 2]; /* one of them for what does not belong */
	size_t n;
};

struct slot {
	uint32_t row;  /* + 1; 0: free */
	uint32_t mark; /* of the hash */
};

struct met {
	uint64_t hash;
	uint32_t row;
};

struct near {
	struct ledger *ledger;
	const uint32_t *rows; /* those that are compared, in order */
	size_t n;
	uint64_t *filter;     /* of each hash two bits: met once, met again */
	uint64_t filter_mask; /* of the hashes that it tells apart */
	size_t table_mask;    /* of the slots */
	struct slot *slots;
	uint64_t powers[POINTS_MAX]; /* of the base */
	uint64_t inverse;            /* of the base: their product is 1 */
};

/* A part of the hashes, so that all parts are about equal. */
struct pass {
	uint64_t index, of;
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

static void compare(const struct near *s, uint32_t row, uint32_t other)
{
	struct name x, y;
	if (!read_name(s->ledger->rows[row].key, &x) || !read_name(s->ledger->rows[other].key, &y))
		return;
	if (!is_slip(x.n > y.n ? &y : &x, x.n > y.n ? &x : &y))
		return;
	note(s, row, other);
	note(s, other, row);
}

/* Compares the name with those under the variant, and adds it. */
static void look_up(const struct near *s, struct met met)
{
	const uint32_t mark = (uint32_t)(met.hash >> 32);
	size_t n = 0, i = (size_t)met.hash & s->table_mask;
	for (; s->slots[i].row; i = (i + 1) & s->table_mask) {
		if (s->slots[i].mark != mark || s->slots[i].row == met.row + 1)
			continue;
		if (++n > COMPARED_MAX)
			return;
		compare(s, met.row, s->slots[i].row - 1);
	}
	s->slots[i] = (struct slot){met.row + 1, mark};
}

/* ---- variants ---- */

static uint64_t mixed(uint64_t h)
{
	h = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
	return h ^ h >> 32;
}

static bool belongs(struct pass p, uint64_t hash)
{
	return ((hash >> 32) * p.of) >> 32 == p.index;
}

static void add_variant(struct variants *out, struct pass pass, uint64_t hash)
{
	out->hashes[out->n] = mixed(hash);
	out->n += belongs(pass, out->hashes[out->n]);
}

/* Those of the pass. A text's hash is the sum of each character times the base to the number of
 * those before it. Without the character i those behind it move up, and the sum over them is
 * divided by the base. */
static void find_variants(const struct near *s, const struct name *name, struct pass pass,
                          struct variants *out)
{
	uint64_t before = 0, without[POINTS_MAX];
	for (size_t i = 0; i < name->n; i++) {
		uint64_t with = before + name->points[i] * s->powers[i];
		without[i] = before - with * s->inverse;
		before = with;
	}
	out->n = 0;
	add_variant(out, pass, before + name->n);
	for (size_t i = 0; i < name->n; i++)
		if (!i || name->points[i] != name->points[i - 1])
			add_variant(out, pass, without[i] + before * s->inverse + name->n - 1);
}

static uint64_t *filter_word(const struct near *s, uint64_t hash, unsigned *shift)
{
	const uint64_t slot = hash & s->filter_mask;
	*shift = (unsigned)(slot % 32 * 2);
	return &s->filter[slot / 32];
}

/* How often a hash was met again. */
static size_t fill_filter(const struct near *s, struct pass pass)
{
	struct name name;
	struct variants v;
	unsigned shift;
	size_t again = 0;
	memset(s->filter, 0, (size_t)(s->filter_mask + 1) / 4);
	for (size_t k = 0; k < s->n; k++) {
		if (!read_name(s->ledger->rows[s->rows[k]].key, &name))
			continue;
		find_variants(s, &name, pass, &v);
		for (size_t i = 0; i < v.n; i++) {
			uint64_t *word = filter_word(s, v.hashes[i], &shift);
			const uint64_t once = *word >> shift & 1;
			again += once;
			*word |= (1 | once << 1) << shift;
		}
	}
	return again;
}

/* Those of the pass that were met again, and of them the part that has room in the table. */
static void compare_met(const struct near *s, struct pass pass, struct pass part)
{
	struct name name;
	struct variants v;
	struct met waiting[WAITING];
	size_t n = 0;
	unsigned shift;
	memset(s->slots, 0, (s->table_mask + 1) * sizeof *s->slots);
	for (size_t k = 0; k < s->n; k++) {
		if (!read_name(s->ledger->rows[s->rows[k]].key, &name))
			continue;
		find_variants(s, &name, pass, &v);
		for (size_t i = 0; i < v.n; i++) {
			const uint64_t hash = v.hashes[i], *word = filter_word(s, hash, &shift);
			if (!(*word >> shift & 2) || !belongs(part, hash * BASE))
				continue;
			if (n >= WAITING)
				look_up(s, waiting[n % WAITING]);
			__builtin_prefetch(&s->slots[hash & s->table_mask]);
			waiting[n++ % WAITING] = (struct met){hash, s->rows[k]};
		}
	}
	for (size_t i = n < WAITING ? 0 : n - WAITING; i < n; i++)
		look_up(s, waiting[i % WAITING]);
}

static size_t count_variants(const struct ledger *l, const uint32_t *rows, size_t n)
{
	size_t sum = 0;
	struct name name;
	for (size_t i = 0; i < n; i++)
		if (read_name(l->rows[rows[i]].key, &name))
			sum += name.n + 1;
	return sum;
}

/* The base's inverse among the 64-bit numbers: each step doubles the bits that are right. */
static uint64_t inverse_of(uint64_t base)
{
	uint64_t x = base;
	for (int i = 0; i < 6; i++)
		x *= 2 - base * x;
	return x;
}

/* The least power of two that is no less, from 64 on. */
static size_t power_of_two(size_t least)
{
	size_t power = 64;
	while (power < least)
		power *= 2;
	return power;
}

static struct near start(struct arena *scratch, struct ledger *l, size_t variants)
{
	const size_t of_pass = variants < PASS_MAX ? variants : PASS_MAX;
	const size_t filter = power_of_two(FILTER_PER * of_pass),
	             table = variants < TABLE_MAX / 2 ? power_of_two(2 * variants) : TABLE_MAX;
	struct near s = {.ledger = l,
	                 .filter = ARENA_NEWS(scratch, uint64_t, filter / 32),
	                 .filter_mask = filter - 1,
	                 .slots = ARENA_NEWS(scratch, struct slot, table),
	                 .table_mask = table - 1,
	                 .inverse = inverse_of(BASE)};
	uint64_t power = 1;
	for (size_t i = 0; i < POINTS_MAX; i++, power *= BASE)
		s.powers[i] = power;
	return s;
}

void ledger_near(struct arena *scratch, struct ledger *l, const uint32_t *rows, size_t n)
{
	const size_t variants = count_variants(l, rows, n);
	struct near s = start(scratch, l, variants);
	s.rows = rows;
	s.n = n;
	struct pass pass = {.of = variants / PASS_MAX + 1};
	for (; pass.index < pass.of; pass.index++) {
		/* Each that was met again stands beside one that was met first. */
		struct pass part = {.of = 4 * fill_filter(&s, pass) / (s.table_mask + 1) + 1};
		for (; part.index < part.of; part.index++)
			compare_met(&s, pass, part);
	}
}
