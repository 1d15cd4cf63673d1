/* ledger_near.c - names that slips of the pen make of one another, as near_name.h has it.
 *
 * Two texts that are one slip apart have a variant in common, where a variant is the text itself
 * or the text without one of its characters; two slips, or without two of them. So every variant
 * of every name is looked up by its hash, and only names that share one are compared. The variants
 * are taken in blocks, by the rarest character of each: nearly all variants of a name are in the
 * block of its own rarest character, and blocks are so small that their table stays near at hand.
 */
#include "engine/ledger_twins.h"
#include "engine/lookalikes.h"
#include "engine/near_name.h"

#include <string.h>

enum {
	CHARACTERS = 0x110000,
	TABLE_MAX = 1 << 22, /* slots; most blocks need a few thousand */
	COMPARED_MAX = 8,    /* names under one variant */
	AHEAD = 8,           /* names whose memory is on its way */
	RAREST = 3           /* characters of a name: without two, one is left */
};

#define BASE UINT64_C(0x9E3779B97F4A7C15)

/* Hashes of a name's variants: itself, without one character, without two that are not close. */
enum {
	TWO_OF_MOST = NEAR_TWO_MOST * (NEAR_TWO_MOST - 1) / 2,
	VARIANTS_MAX = 1 + NEAR_POINTS_MAX + TWO_OF_MOST
};

struct variants {
	uint64_t hashes[VARIANTS_MAX];
	size_t n;
};

struct slot {
	uint32_t row;  /* + 1; 0: free */
	uint32_t mark; /* of the hash */
};

struct near {
	struct ledger *ledger;
	const uint32_t *rows; /* those that are compared, in order */
	size_t n;
	const uint16_t *lookalikes;
	uint32_t characters; /* the largest of all names, + 1 */
	uint32_t *often;     /* [character] in how many places of all names */
	size_t *first;       /* [character + 1] of its block */
	size_t *variants;    /* [character] of its block, or a few more */
	uint32_t *blocks;    /* rows, block after block */
	struct slot *slots;
	size_t mask;                      /* of the slots in use */
	uint64_t powers[NEAR_POINTS_MAX]; /* of the base */
	uint64_t inverse;                 /* of the base: their product is 1 */
};

static bool read_name(const struct near *s, uint32_t row, struct near_name *out)
{
	return near_name_read(s->lookalikes, s->ledger->rows[row].key, out);
}

/* ---- the table of a block ---- */

static bool has_nearer(const struct near *s, uint32_t row, uint32_t other)
{
	return s->ledger->rows[row].near <= other;
}

static void compare(const struct near *s, uint32_t row, const struct near_name *name,
                    uint32_t other)
{
	struct near_name against;
	/* Names have many variants in common: what would change nothing is not asked again. */
	if ((has_nearer(s, row, other) && has_nearer(s, other, row)) ||
	    !read_name(s, other, &against) || !near_name_alike(name, &against))
		return;
	ledger_note_near(s->ledger, row, other);
}

/* Compares the name with those under the variant, and adds it. */
static void look_up(const struct near *s, uint64_t hash, uint32_t row, const struct near_name *name)
{
	const uint32_t mark = (uint32_t)(hash >> 32);
	size_t n = 0, i = (size_t)hash & s->mask;
	for (; s->slots[i].row; i = (i + 1) & s->mask) {
		if (s->slots[i].mark != mark || s->slots[i].row == row + 1)
			continue;
		if (++n > COMPARED_MAX)
			return;
		compare(s, row, name, s->slots[i].row - 1);
	}
	s->slots[i] = (struct slot){row + 1, mark};
}

/* ---- the rarest characters of a name ---- */

/* Where they stand, the rarest first. */
struct rarest {
	size_t at[RAREST];
};

/* Of characters that are as rare, the smaller one; of one that stands twice, the former. */
static bool is_rarer(const struct near *s, const struct near_name *name, size_t x, size_t y)
{
	const uint32_t c = name->points[x], d = name->points[y];
	if (s->often[c] != s->often[d])
		return s->often[c] < s->often[d];
	return c != d ? c < d : x < y;
}

static struct rarest find_rarest(const struct near *s, const struct near_name *name)
{
	struct rarest r;
	for (size_t i = 0; i < name->n; i++) {
		size_t k = i < RAREST ? i : RAREST;
		for (; k > 0 && is_rarer(s, name, i, r.at[k - 1]); k--)
			if (k < RAREST)
				r.at[k] = r.at[k - 1];
		if (k < RAREST)
			r.at[k] = i;
	}
	return r;
}

/* In how many blocks the row's name is, and which characters have them; the name beside. */
static size_t blocks_of(const struct near *s, uint32_t row, struct near_name *name, uint32_t *out)
{
	if (!read_name(s, row, name))
		return 0;
	const struct rarest r = find_rarest(s, name);
	const size_t most = near_name_long(name) ? RAREST : RAREST - 1;
	size_t n = 0;
	for (size_t i = 0; i < most; i++)
		if (n == 0 || out[n - 1] != name->points[r.at[i]])
			out[n++] = name->points[r.at[i]];
	return n;
}

/* ---- variants ---- */

static uint64_t mixed(uint64_t h)
{
	h = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
	return h ^ h >> 32;
}

static void add_variant(struct variants *out, uint64_t hash)
{
	out->hashes[out->n++] = mixed(hash);
}

/* A text's hash is the sum of each character times the base to the number of those before it.
 * Without the character i those behind it move up, and the sum over them is divided by the base:
 * this adds some number, `without[i]`. Without two, the later of the numbers is divided as well. */
struct sums {
	uint64_t whole, without[NEAR_POINTS_MAX];
};

static void find_sums(const struct near *s, const struct near_name *name, struct sums *out)
{
	uint64_t before = 0;
	for (size_t i = 0; i < name->n; i++) {
		uint64_t with = before + name->points[i] * s->powers[i];
		out->without[i] = before - with * s->inverse;
		before = with;
	}
	out->whole = before;
}

static uint64_t without_one(const struct near *s, const struct near_name *name,
                            const struct sums *sums, size_t i)
{
	return sums->without[i] + sums->whole * s->inverse + name->n - 1;
}

/* i stands before k. */
static uint64_t without_two(const struct near *s, const struct near_name *name,
                            const struct sums *sums, size_t i, size_t k)
{
	return sums->without[i] + (sums->without[k] + sums->whole * s->inverse) * s->inverse +
	       name->n - 2;
}

static bool close_to(size_t i, size_t k)
{
	return (i < k ? k - i : i - k) <= NEAR_BETWEEN;
}

/* Those that have the character `kept`, the rarest of the name. */
static void with_rarest(const struct near *s, const struct near_name *name, const struct sums *sums,
                        size_t kept, struct variants *out)
{
	add_variant(out, sums->whole + name->n);
	for (size_t i = 0; i < name->n; i++)
		if (i != kept && (!i || name->points[i] != name->points[i - 1]))
			add_variant(out, without_one(s, name, sums, i));
	for (size_t k = 1; k < name->n && near_name_long(name); k++)
		for (size_t i = 0; i + NEAR_BETWEEN < k && k != kept; i++)
			if (i != kept)
				add_variant(out, without_two(s, name, sums, i, k));
}

/* Those without it that have `kept`, the next one. */
static void without_rarest(const struct near *s, const struct near_name *name,
                           const struct sums *sums, size_t rarest, size_t kept,
                           struct variants *out)
{
	add_variant(out, without_one(s, name, sums, rarest));
	for (size_t i = 0; i < name->n && near_name_long(name); i++)
		if (i != kept && !close_to(i, rarest))
			add_variant(out, without_two(s, name, sums, i < rarest ? i : rarest,
			                             i < rarest ? rarest : i));
}

/* Those of the character's block. */
static void find_variants(const struct near *s, const struct near_name *name, uint32_t character,
                          struct variants *out)
{
	const struct rarest r = find_rarest(s, name);
	const size_t *at = r.at;
	struct sums sums;
	find_sums(s, name, &sums);
	out->n = 0;
	if (name->points[at[0]] == character)
		with_rarest(s, name, &sums, at[0], out);
	if (name->points[at[1]] == character)
		without_rarest(s, name, &sums, at[0], at[1], out);
	if (name->points[at[2]] == character && near_name_long(name) && !close_to(at[0], at[1]))
		add_variant(out, without_two(s, name, &sums, at[0] < at[1] ? at[0] : at[1],
		                             at[0] < at[1] ? at[1] : at[0]));
}

/* ---- blocks ---- */

static void count_characters(struct near *s, struct arena *scratch)
{
	struct near_name name;
	s->often = ARENA_NEWS(scratch, uint32_t, CHARACTERS);
	for (size_t k = 0; k < s->n; k++)
		for (size_t i = read_name(s, s->rows[k], &name) ? name.n : 0; i-- > 0;) {
			s->often[name.points[i]]++;
			if (name.points[i] >= s->characters)
				s->characters = name.points[i] + 1;
		}
}

/* Of a name in its i-th block, no fewer than there are. */
static size_t count_variants(const struct near_name *name, size_t i)
{
	const size_t n = name->n;
	return i > 0 ? n : n + 1 + (near_name_long(name) ? n * (n - 1) / 2 : 0);
}

/* Counting sort: the rows of a block stand in the order of the ledger. */
static void sort_blocks(struct near *s, struct arena *scratch)
{
	struct near_name name;
	uint32_t characters[RAREST];
	s->first = ARENA_NEWS(scratch, size_t, s->characters + 2);
	s->variants = ARENA_NEWS(scratch, size_t, s->characters);
	for (size_t k = 0; k < s->n; k++)
		for (size_t i = blocks_of(s, s->rows[k], &name, characters); i-- > 0;) {
			s->first[characters[i] + 2]++;
			s->variants[characters[i]] += count_variants(&name, i);
		}
	for (size_t c = 2; c < s->characters + 2; c++)
		s->first[c] += s->first[c - 1];
	s->blocks = ARENA_NEWS(scratch, uint32_t, s->first[s->characters + 1]);
	for (size_t k = 0; k < s->n; k++)
		for (size_t i = blocks_of(s, s->rows[k], &name, characters); i-- > 0;)
			s->blocks[s->first[characters[i] + 1]++] = s->rows[k];
}

/* Those variants of a block's names that have room in the table: a part, by their hashes. */
static void compare_part(const struct near *s, uint32_t character, uint64_t part, uint64_t parts)
{
	struct near_name name;
	struct variants v;
	const struct ledger_row *rows = s->ledger->rows;
	const size_t end = s->first[character + 1];
	memset(s->slots, 0, (s->mask + 1) * sizeof *s->slots);
	for (size_t k = s->first[character]; k < end; k++) {
		if (k + 2 * AHEAD < end)
			__builtin_prefetch(&rows[s->blocks[k + 2 * AHEAD]].key);
		if (k + AHEAD < end)
			__builtin_prefetch(rows[s->blocks[k + AHEAD]].key);
		if (!read_name(s, s->blocks[k], &name))
			continue;
		find_variants(s, &name, character, &v);
		for (size_t i = 0; i < v.n; i++)
			if (parts == 1 || (v.hashes[i] >> 24) % parts == part)
				look_up(s, v.hashes[i], s->blocks[k], &name);
	}
}

static void compare_block(struct near *s, uint32_t character)
{
	const size_t variants = s->variants[character];
	const uint64_t parts = variants / (TABLE_MAX / 2) + 1;
	size_t size = 64;
	while (size < TABLE_MAX && size < 2 * variants)
		size *= 2;
	s->mask = size - 1;
	for (uint64_t part = 0; part < parts; part++)
		compare_part(s, character, part, parts);
}

/* The base's inverse among the 64-bit numbers: each step doubles the bits that are right. */
static uint64_t inverse_of(uint64_t base)
{
	uint64_t x = base;
	for (int i = 0; i < 6; i++)
		x *= 2 - base * x;
	return x;
}

void ledger_near(struct arena *scratch, struct ledger *l, const uint32_t *rows, size_t n)
{
	struct near s = {.ledger = l,
	                 .rows = rows,
	                 .n = n,
	                 .lookalikes = lookalikes_new(scratch),
	                 .slots = ARENA_NEWS(scratch, struct slot, TABLE_MAX),
	                 .inverse = inverse_of(BASE)};
	uint64_t power = 1;
	for (size_t i = 0; i < NEAR_POINTS_MAX; i++, power *= BASE)
		s.powers[i] = power;
	count_characters(&s, scratch);
	sort_blocks(&s, scratch);
	for (uint32_t c = 0; c < s.characters; c++)
		if (s.first[c + 1] - s.first[c] > 1)
			compare_block(&s, c);
}
