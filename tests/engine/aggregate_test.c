#include "tests/huzhou.h"

#include "tests/assessed.h"
#include "tests/fixture.h"

#include "engine/aggregate.h"
#include "engine/irrational.h"
#include "engine/score.h"

#include <stdio.h>

/* ---- marks from profiles: "a>b>c" of so many voters, units a, b, c ... ---- */

struct profile {
	long voters;
	const char *order;
};

static const struct aggregate *of_profiles(struct arena *a, const struct profile *p, size_t n_items,
                                           size_t n_units)
{
	const ratio **marks = ARENA_NEWS(a, const ratio *, n_units *n_items);
	const ratio **weights = ARENA_NEWS(a, const ratio *, n_items);
	for (size_t q = 0; q < n_items; q++) {
		weights[q] = ratio_of(a, p[q].voters, 1);
		long mark = (long)n_units;
		for (const char *c = p[q].order; *c; c++)
			if (*c != '>' && (size_t)(*c - 'a') < n_units)
				marks[(size_t)(*c - 'a') * n_items + q] = ratio_of(a, mark--, 1);
	}
	return aggregate_marks(a, n_units, n_items, marks, weights);
}

static const struct profile table25[] = {
        {3, "a>b>c>d"}, {5, "a>c>b>d"}, {7, "b>d>c>a"}, {6, "c>b>d>a"}};
static const struct profile table28[] = {
        {23, "a>b>c"}, {17, "b>c>a"}, {2, "b>a>c"}, {10, "c>a>b"}, {8, "c>b>a"}};
static const struct profile table31[] = {{3, "c>b>a>d"}, {2, "b>a>d>c"}, {2, "a>d>c>b"}};

static const char *letters(struct arena *a, const size_t *order, size_t n)
{
	char *text = arena_alloc(a, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		text[2 * i] = (char)('a' + order[i]);
		text[2 * i + 1] = i + 1 < n ? '>' : '\0';
	}
	return text;
}

static void assert_borda(struct arena *a, const struct aggregate *g, const char *expected)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < g->n_units; i++)
		buffer_print(&b, "%s%s:%zu", i > 0 ? " " : "", ratio_exact(a, g->borda[i]),
		             g->borda_ranks[i]);
	assert_string_equal(b.text, expected);
}

/* The blocks, best first: "bc a", a circle in brackets. */
static const char *blocks(struct arena *a, const struct majority *m)
{
	struct buffer b;
	buffer_start(&b, a);
	for (size_t i = 0; i < m->n_blocks; i++) {
		const struct majority_block *k = &m->blocks[i];
		buffer_add(&b, i > 0 ? " " : "");
		buffer_add(&b, k->n_circle > 0 ? "(" : "");
		for (size_t j = 0; j < k->n; j++)
			buffer_add_char(&b, (char)('a' + k->members[j]));
		buffer_add(&b, k->n_circle > 0 ? ")" : "");
	}
	return b.text;
}

/* ---- the published figures ---- */

static void borda_and_condorcet_of_table_25(void **state)
{
	struct arena *a = *state;
	const struct aggregate *g = of_profiles(a, table25, 4, 4);
	assert_borda(a, g, "24:3 44:1 38:2 20:4");
	assert_int_equal(g->majority.winner, 2);
	assert_true(g->majority.full);
	assert_string_equal(blocks(a, &g->majority), "c b d a");
	assert_int_equal(majority_copeland(&g->majority, 2), 3);
	assert_int_equal(majority_copeland(&g->majority, 0), -3);
	assert_int_equal(g->kemeny.n_rankings, 1);
	assert_string_equal(letters(a, g->kemeny.rankings[0], 4), "c>b>d>a");
	assert_int_equal(g->kemeny.n_all, 24);
}

static void every_ranking_of_table_28(void **state)
{
	struct arena *a = *state;
	static const char *const expected[][2] = {{"b>c>a", "104"}, {"a>b>c", "100"},
	                                          {"b>a>c", "94"},  {"c>a>b", "86"},
	                                          {"c>b>a", "80"},  {"a>c>b", "76"}};
	const struct aggregate *g = of_profiles(a, table28, 5, 3);
	assert_borda(a, g, "58:2 69:1 53:3");
	assert_true(g->majority.winner == SIZE_MAX && !g->majority.full);
	assert_string_equal(blocks(a, &g->majority), "(abc)");
	assert_int_equal(g->kemeny.n_all, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct kemeny_ranking *k = &g->kemeny.all[i];
		assert_string_equal(letters(a, k->order, 3), expected[i][0]);
		assert_string_equal(ratio_exact(a, k->score), expected[i][1]);
	}
	assert_string_equal(ratio_exact(a, g->kemeny.score), "104");
	assert_string_equal(ratio_exact(a, g->kemeny.count), "1");
}

/* Fishburn: without d, whom most put last, the order of the rest is turned round. */
static void borda_of_table_31(void **state)
{
	struct arena *a = *state;
	assert_borda(a, of_profiles(a, table31, 3, 4), "13:1 12:2 11:3 6:4");
	assert_borda(a, of_profiles(a, table31, 3, 3), "6:3 7:2 8:1");
}

static void kendall_of_two_rank_lists(void **state)
{
	struct arena *a = *state;
	static const size_t x[] = {1, 2, 3, 4, 5, 6, 7, 8}, y[] = {3, 4, 1, 2, 5, 7, 8, 6};
	struct agreement g = aggregate_agreement(a, 8, x, y);
	assert_int_equal(g.concordant, 22);
	assert_int_equal(g.discordant, 6);
	assert_string_equal(ratio_exact(a, g.tau), "4/7");
	assert_string_equal(ratio_fixed(a, g.tau, 2, ROUND_HALF_UP), "0.57");
}

static void ties_and_gaps_decide_no_pair(void **state)
{
	struct arena *a = *state;
	static const size_t x[] = {1, 2, 3, 4}, y[] = {1, 1, 0, 4}, none[] = {1, 1, 1, 1};
	struct agreement g = aggregate_agreement(a, 4, x, y);
	assert_int_equal(g.concordant, 2); /* 1-4 and 2-4 */
	assert_int_equal(g.discordant, 0);
	assert_int_equal(g.undecided, 4);
	assert_string_equal(ratio_exact(a, g.tau), "1");
	g = aggregate_agreement(a, 4, x, none);
	assert_null(g.tau);
	assert_int_equal(g.undecided, 6);
	assert_null(aggregate_agreement(a, 0, NULL, NULL).tau);
}

/* Finland, USA, Sweden, Japan, Korea under equal weights. Telephones are the logarithms printed;
 * those of the USA and Japan, both 3.00 there, are told apart as the published matrix does. */
static const char *const five[5][8] = {
        {"187", "125.6", "200.2", "50.7", "3.08", "4.15", "10", "27.4"},
        {"289", "130", "179.1", "66.2", "2.997", "4.07", "12", "13.9"},
        {"271", "156.6", "125.8", "59.7", "3.10", "4.14", "11.4", "15.3"},
        {"994", "64.6", "49", "80.8", "3.003", "3.86", "9.5", "10"},
        {"779", "9.8", "4.8", "66.7", "2.97", "3.65", "10.8", "23.2"}};

static void the_technology_index_of_five(void **state)
{
	struct arena *a = *state;
	static const char *const matrix[5][5] = {{"0", "0.5", "0.375", "0.75", "0.625"},
	                                         {"0.5", "0", "0.5", "0.625", "0.625"},
	                                         {"0.625", "0.5", "0", "0.75", "0.625"},
	                                         {"0.25", "0.375", "0.25", "0", "0.75"},
	                                         {"0.375", "0.375", "0.375", "0.25", "0"}};
	static const char *const best[] = {"b>c>a>d>e", "c>a>b>d>e", "c>b>a>d>e"};
	static const size_t next[][5] = {{0, 1, 2, 3, 4}, {0, 2, 1, 3, 4}, {1, 0, 2, 3, 4}};
	const ratio *marks[40], *weights[8];
	for (size_t q = 0; q < 8; q++)
		weights[q] = ratio_of(a, 1, 8);
	for (size_t i = 0; i < 40; i++)
		marks[i] = ratio_read(a, five[i / 8][i % 8]);
	const struct aggregate *g = aggregate_marks(a, 5, 8, marks, weights);
	for (size_t i = 0; i < 25; i++)
		assert_string_equal(ratio_plain(a, g->outranking[i]), matrix[i / 5][i % 5]);
	assert_string_equal(blocks(a, &g->majority), "abc d e"); /* held together by draws */
	assert_string_equal(ratio_plain(a, g->kemeny.score), "6.375");
	assert_string_equal(ratio_exact(a, g->kemeny.count), "3");
	assert_int_equal(g->kemeny.n_rankings, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(letters(a, g->kemeny.rankings[i], 5), best[i]);
		assert_string_equal(ratio_plain(a, kemeny_score(a, 5, g->outranking, next[i])),
		                    "6.125");
	}
	assert_int_equal(g->kemeny.first[0], 2);
	assert_int_equal(g->kemeny.last[0], 3);
	assert_int_equal(g->kemeny.first[1], 1);
	assert_int_equal(g->kemeny.last[1], 3);
	assert_int_equal(g->kemeny.n_all, 0);
}

/* ---- small and large fields ---- */

static void one_unit_and_none(void **state)
{
	struct arena *a = *state;
	const ratio *weight[] = {ratio_of(a, 1, 1)}, *mark[] = {ratio_of(a, 5, 1)};
	const struct aggregate *g = aggregate_marks(a, 1, 1, mark, weight);
	assert_borda(a, g, "0:1");
	assert_int_equal(g->majority.winner, 0);
	assert_string_equal(ratio_exact(a, g->kemeny.count), "1");
	assert_int_equal(g->kemeny.n_all, 1);
	g = aggregate_marks(a, 0, 1, mark, weight);
	assert_int_equal(g->majority.n_blocks, 0);
	assert_int_equal(g->majority.winner, SIZE_MAX);
	assert_null(g->kemeny.score);
}

/* Units of which nothing tells any from another, `above` of them above the rest. */
static const struct aggregate *undivided(struct arena *a, size_t n, size_t above)
{
	const ratio **marks = ARENA_NEWS(a, const ratio *, n),
	            **weight = ARENA_NEWS(a, const ratio *, 1);
	for (size_t i = 0; i < n; i++)
		marks[i] = ratio_of(a, i < above, 1);
	weight[0] = ratio_of(a, 1, 1);
	return aggregate_marks(a, n, 1, marks, weight);
}

static void twenty_that_draw_may_stand_in_any_order(void **state)
{
	struct arena *a = *state;
	const struct aggregate *g = undivided(a, 20, 0);
	assert_int_equal(g->kemeny.large, 0);
	assert_string_equal(ratio_exact(a, g->kemeny.count), "2432902008176640000"); /* 20! */
	assert_string_equal(ratio_exact(a, g->kemeny.score), "95");
	assert_int_equal(g->kemeny.n_rankings, KEMENY_LISTED_MAX);
	assert_string_equal(letters(a, g->kemeny.rankings[0], 20),
	                    "a>b>c>d>e>f>g>h>i>j>k>l>m>n>o>p>q>r>s>t");
	assert_int_equal(g->kemeny.first[7], 1);
	assert_int_equal(g->kemeny.last[7], 20);
}

static void only_a_block_can_be_too_large(void **state)
{
	struct arena *a = *state;
	const struct aggregate *g = undivided(a, 21, 0);
	assert_int_equal(g->kemeny.large, 21);
	assert_null(g->kemeny.score);
	assert_int_equal(g->kemeny.n_rankings, 0);
	assert_borda(a, undivided(a, 2, 0), "1/2:1 1/2:1");
	g = undivided(a, 24, 12);
	assert_int_equal(g->kemeny.large, 0);
	assert_string_equal(ratio_exact(a, g->kemeny.count), "229442532802560000"); /* 12! 12! */
	assert_int_equal(g->kemeny.last[11], 12);
	assert_int_equal(g->kemeny.first[12], 13);
}

/* Weights whose common denominator is far beyond 64 bits. */
static void odd_weights_stay_exact(void **state)
{
	struct arena *a = *state;
	static const char *const odd[] = {"1/999999999999999989", "1/1000000000000000003",
	                                  "1/1000000000000000009"};
	static const char *const orders[] = {"a>b>c", "b>c>a", "c>a>b"};
	const ratio *marks[9], *weights[3];
	for (size_t q = 0; q < 3; q++) {
		weights[q] = ratio_read(a, odd[q]);
		for (size_t i = 0; i < 3; i++)
			marks[(size_t)(orders[q][2 * i] - 'a') * 3 + q] = ratio_of(a, -(long)i, 1);
	}
	const struct aggregate *g = aggregate_marks(a, 3, 3, marks, weights);
	assert_string_equal(blocks(a, &g->majority), "(abc)");
	assert_string_equal(ratio_exact(a, g->kemeny.count), "1");
	assert_string_equal(letters(a, g->kemeny.rankings[0], 3), "a>b>c");
}

/* ---- against counting everything ---- */

enum { MOST = 6 };

struct field {
	size_t n_units, n_items;
	const ratio *marks[MOST * MOST], *weights[MOST];
};

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static struct field random_field(struct arena *a, unsigned seed)
{
	struct field f = {.n_units = 1 + next_random(&seed) % MOST,
	                  .n_items = 1 + next_random(&seed) % MOST};
	unsigned marks = 2 + next_random(&seed) % 5, gaps = next_random(&seed) % 3;
	for (size_t q = 0; q < f.n_items; q++)
		f.weights[q] = ratio_of(a, 1 + (long)(next_random(&seed) % 3),
		                        1 + (long)(next_random(&seed) % 3));
	for (size_t i = 0; i < f.n_units * f.n_items; i++)
		f.marks[i] = next_random(&seed) % 8 < gaps
		                     ? NULL
		                     : ratio_of(a, (long)(next_random(&seed) % marks), 1);
	return f;
}

/* By the words of the definition: item by item, unit by unit; what is not said is half. */
static const ratio *borda_by_hand(struct arena *a, const struct field *f, size_t unit)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t q = 0; q < f->n_items; q++) {
		const ratio *own = f->marks[unit * f->n_items + q];
		long halves = 0;
		for (size_t j = 0; j < f->n_units; j++) {
			const ratio *other = f->marks[j * f->n_items + q];
			if (j != unit)
				halves += own && other ? 1 + ratio_cmp(own, other) : 1;
		}
		sum = ratio_add(a, sum, ratio_mul(a, f->weights[q], ratio_of(a, halves, 2)));
	}
	return sum;
}

struct count {
	struct arena *arena;
	const struct aggregate *g;
	const ratio *best;
	size_t n, seen; /* how many reach the best; how many of those are listed */
	size_t first[MOST], last[MOST];
};

static bool is_listed(const struct kemeny *k, const size_t *order, size_t n)
{
	for (size_t i = 0; i < k->n_rankings; i++)
		if (!memcmp(k->rankings[i], order, n * sizeof *order))
			return true;
	return false;
}

static void take(struct count *c, const size_t *order)
{
	size_t n = c->g->n_units;
	const ratio *score = kemeny_score(c->arena, n, c->g->outranking, order);
	int sign = c->best ? ratio_cmp(score, c->best) : 1;
	if (sign < 0)
		return;
	if (sign > 0)
		*c = (struct count){.arena = c->arena, .g = c->g, .best = score};
	c->n++;
	c->seen += is_listed(&c->g->kemeny, order, n);
	for (size_t i = 0; i < n; i++) {
		size_t unit = order[i], place = i + 1;
		c->last[unit] = place > c->last[unit] ? place : c->last[unit];
		c->first[unit] =
		        c->first[unit] == 0 || place < c->first[unit] ? place : c->first[unit];
	}
}

static void permute(struct count *c, size_t *order, size_t placed)
{
	if (placed == c->g->n_units) {
		take(c, order);
		return;
	}
	for (size_t k = 0; k < c->g->n_units; k++) {
		bool used = false;
		for (size_t i = 0; i < placed; i++)
			used = used || order[i] == k;
		order[placed] = k;
		if (!used)
			permute(c, order, placed + 1);
	}
}

static void assert_kemeny(struct arena *a, const struct aggregate *g)
{
	struct count c = {.arena = a, .g = g};
	size_t order[MOST];
	permute(&c, order, 0);
	const struct kemeny *k = &g->kemeny;
	assert_int_equal(ratio_cmp(k->score, c.best), 0);
	assert_int_equal(ratio_cmp(k->count, ratio_of(a, (long)c.n, 1)), 0);
	assert_int_equal(k->n_rankings, c.n < KEMENY_LISTED_MAX ? c.n : KEMENY_LISTED_MAX);
	assert_int_equal(c.seen, k->n_rankings);
	for (size_t i = 0; i < g->n_units; i++) {
		assert_int_equal(k->first[i], c.first[i]);
		assert_int_equal(k->last[i], c.last[i]);
	}
	if (g->n_units <= KEMENY_ALL_MAX)
		assert_int_equal(ratio_cmp(k->all[0].score, c.best), 0);
}

static bool beats(const struct aggregate *g, size_t i, size_t j)
{
	size_t n = g->n_units;
	return ratio_cmp(g->outranking[i * n + j], g->outranking[j * n + i]) > 0;
}

/* The sets of units who beat all others are nested, and their differences are the blocks. */
static void assert_blocks(const struct aggregate *g)
{
	const struct majority *m = &g->majority;
	size_t n = g->n_units, dominant = 0, ends = 0, prefix = 0;
	for (size_t set = 1; set < (size_t)1 << n; set++) {
		bool all = true;
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++)
				if (set >> i & 1 && !(set >> j & 1))
					all = all && beats(g, i, j);
		dominant += all;
	}
	for (size_t b = 0; b < m->n_blocks; b++) {
		for (size_t i = 0; i < m->blocks[b].n; i++)
			prefix |= (size_t)1 << m->blocks[b].members[i];
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++)
				if (prefix >> i & 1 && !(prefix >> j & 1))
					assert_true(beats(g, i, j));
		ends++;
	}
	assert_int_equal(dominant, ends);
	assert_int_equal(prefix, ((size_t)1 << n) - 1);
	for (size_t i = 0; i < n; i++) {
		size_t won = 0;
		for (size_t j = 0; j < n; j++)
			won += i != j && beats(g, i, j);
		assert_int_equal(m->wins[i], won);
		assert_int_equal(m->wins[i] + m->draws[i] + m->losses[i], n - 1);
		assert_true((won == n - 1) == (m->winner == i));
	}
}

static bool reaches(const struct aggregate *g, const struct majority_block *b, size_t from,
                    size_t to, size_t steps)
{
	for (size_t i = 0; steps > 0 && i < b->n; i++)
		if (beats(g, from, b->members[i]) &&
		    (b->members[i] == to || reaches(g, b, b->members[i], to, steps - 1)))
			return true;
	return false;
}

/* The circle given is one, and there is none of fewer. */
static void assert_circles(const struct aggregate *g)
{
	for (size_t k = 0; k < g->majority.n_blocks; k++) {
		const struct majority_block *b = &g->majority.blocks[k];
		size_t shortest = 0;
		for (size_t n = 1; n <= b->n && shortest == 0; n++)
			for (size_t i = 0; i < b->n; i++)
				if (reaches(g, b, b->members[i], b->members[i], n))
					shortest = n;
		assert_int_equal(b->n_circle, shortest);
		for (size_t i = 0; i < shortest; i++)
			assert_true(beats(g, b->circle[i], b->circle[(i + 1) % shortest]));
	}
}

static void random_fields_match_counting_everything(void **state)
{
	(void)state;
	for (unsigned seed = 0; seed < 400; seed++) {
		struct arena *a = fixture_arena();
		struct field f = random_field(a, seed);
		const struct aggregate *g =
		        aggregate_marks(a, f.n_units, f.n_items, f.marks, f.weights);
		for (size_t i = 0; i < f.n_units; i++)
			assert_int_equal(ratio_cmp(g->borda[i], borda_by_hand(a, &f, i)), 0);
		assert_blocks(g);
		assert_circles(g);
		assert_kemeny(a, g);
		arena_free(a);
	}
}

/* ---- from a sheet ---- */

static const struct sheet *sheet_of(struct huzhou *h)
{
	huzhou_set(h, "", false);
	const struct sheet *s = score_run(h->arena, h->method, h->figures, NONE, h->log);
	assert_non_null(s);
	return s;
}

static const struct aggregate *of_sheet(struct huzhou *h, const struct sheet *s)
{
	struct aggregates all = aggregate_sheet(h->arena, s, h->log);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.fields[0]->group, NONE);
	return all.fields[0];
}

static void leaf_items_vote_with_their_full_points(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_count(&h, "deqing", "commerce", "fixed", "0");
	const struct sheet *s = sheet_of(&h);
	const struct aggregate *g = of_sheet(&h, s);
	assert_int_equal(g->n_units, 7);
	assert_int_equal(g->n_items, 12);
	assert_string_equal(ratio_exact(h.arena, g->total), "100");
	size_t last = g->units[6];
	assert_string_equal(h.base->units[last].named.id, "deqing");
	/* 41 each where all draw, 18 more for the six in commerce */
	assert_string_equal(ratio_exact(h.arena, g->outranking[6]), "59");
	assert_string_equal(ratio_exact(h.arena, g->outranking[6 * 7]), "41");
	assert_int_equal(g->borda_ranks[0], 1);
	assert_int_equal(g->borda_ranks[6], 7);
	assert_string_equal(ratio_exact(h.arena, g->kemeny.count), "720");
	for (size_t q = 0; q < g->n_items; q++) {
		bool commerce = g->items[q] == method_item(h.base, "commerce");
		assert_int_equal(g->agreements[q].concordant, commerce ? 6 : 0);
		assert_int_equal(g->agreements[q].discordant, 0);
		assert_true(commerce == (g->agreements[q].tau != NULL));
	}
	huzhou_close(&h);
}

/* An item without a task leaves the pair to the others, and costs no Borda points. */
static void an_item_without_a_task_says_nothing(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "wuxing", "commerce", "fixed", "-");
	const struct sheet *s = sheet_of(&h);
	const struct aggregate *g = of_sheet(&h, s);
	for (size_t i = 0; i < 7; i++) {
		assert_string_equal(ratio_exact(h.arena, g->borda[i]), "300");
		assert_int_equal(g->borda_ranks[i], 1);
	}
	assert_string_equal(ratio_exact(h.arena, g->outranking[1]), "41");
	assert_string_equal(ratio_exact(h.arena, g->outranking[7]), "41");
	assert_string_equal(ratio_exact(h.arena, g->outranking[7 + 2]), "50");
	assert_int_equal(diag_count(h.log), 0);
	huzhou_close(&h);
}

static void each_group_is_a_field_of_its_own(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	const struct sheet *s = sheet_of(&h);
	struct method m = *h.method;
	struct sheet grouped = *s;
	struct unit *units = ARENA_NEWS(h.arena, struct unit, m.n_units);
	memcpy(units, m.units, m.n_units * sizeof *units);
	for (size_t i = 0; i < m.n_units; i++)
		units[i].group = i < 3 ? 2 : NONE;
	m.units = units;
	m.n_groups = 3;
	m.rank_in_groups = true;
	grouped.method = &m;
	struct aggregates all = aggregate_sheet(h.arena, &grouped, h.log);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.fields[0]->group, 2);
	assert_int_equal(all.fields[0]->n_units, 3);
	assert_int_equal(all.fields[1]->group, NONE);
	assert_int_equal(all.fields[1]->n_units, 4);
	huzhou_close(&h);
}

static void units_listed_apart_stay_out(void **state)
{
	(void)state;
	struct huzhou h = huzhou_open();
	huzhou_fill(&h);
	huzhou_target(&h, "changhe", "commerce", "fixed", "-");
	huzhou_set(&h, "policy.rank_min_assigned=90", false);
	const struct sheet *s = score_run(h.arena, h.method, h.figures, NONE, h.log);
	assert_int_equal(of_sheet(&h, s)->n_units, 6);
	huzhou_close(&h);
}

/* Marks out of 10 that people gave, and an evaluation out of 100 in place of one: 75 is less. */
static void marks_are_compared_as_shares_of_the_full_mark(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = [ \"2024\" ]; units = [ \"u1\", \"u2\" ]; points = 10; "
	        "scoring = ( { id = \"s\"; method = \"steps\"; target = 10; under = 1; } ); "
	        "items = ( { id = \"a\"; name = \"a\"; points = 10; scoring = \"s\"; } );");
	assessed_value(&x, "u1", "a", NULL, "8");
	assessed_value(&x, "u2", "a", NULL, "8");
	*figures_mark(x.figures, 1, 1) = (struct department_mark){
	        .mark = ratio_of(x.arena, 75, 1), .reason = "", .place = {"marks.csv", 1, 1}};
	const struct sheet *s = assessed_score(&x);
	const struct aggregate *g = aggregate_sheet(x.arena, s, x.log).fields[0];
	assert_int_equal(g->units[0], 0);
	assert_string_equal(ratio_exact(x.arena, g->outranking[1]), "10");
	assert_int_equal(g->agreements[0].concordant, 1);
	assessed_close(&x);
}

static void a_combined_period_votes_by_its_points(void **state)
{
	(void)state;
	struct assessed x = assessed_open(
	        "periods = ( { id = \"year\"; name = \"y\"; parts = ( [ \"h1\", 1 ], [ \"h2\", 1 ] "
	        "); },"
	        "{ id = \"h1\"; name = \"1\"; }, { id = \"h2\"; name = \"2\"; } );"
	        "units = [ \"u1\", \"u2\" ]; scoring = ( { id = \"v\"; method = \"value\"; } ); "
	        "points = "
	        "10; items = ( { id = \"a\"; name = \"a\"; points = 10; scoring = \"v\"; } );");
	assessed_value(&x, "u1", "a", "h1", "80");
	assessed_value(&x, "u1", "a", "h2", "10");
	assessed_value(&x, "u2", "a", "h1", "40");
	assessed_value(&x, "u2", "a", "h2", "60"); /* 50 on the mean, the other 45 */
	const struct sheet *s = assessed_score(&x);
	const struct aggregate *g = aggregate_sheet(x.arena, s, x.log).fields[0];
	assert_int_equal(g->units[0], 1);
	assert_string_equal(ratio_exact(x.arena, g->outranking[1]), "10");
	assert_string_equal(ratio_exact(x.arena, g->outranking[2]), "0");
	assessed_close(&x);
}

/* Of three roots two are the same number, which nobody can tell; dense ranks go by the rest. */
static void what_cannot_be_told_apart_is_a_tie(void **state)
{
	struct arena *a = *state;
	const ratio *root = ratio_sqrt(a, ratio_of(a, 2, 1)),
	            *same = ratio_sqrt(a, ratio_of(a, 2, 1));
	const ratio *const marks[] = {root, same, ratio_of(a, 1, 1)}, *const weights[] = {
	                                                                      ratio_of(a, 3, 1)};
	const struct aggregate *g = aggregate_marks(a, 3, 1, marks, weights);
	assert_string_equal(ratio_exact(a, g->outranking[1]), "3/2");
	assert_string_equal(ratio_exact(a, g->outranking[3]), "3/2");
	assert_string_equal(ratio_exact(a, g->outranking[2]), "3");
	assert_borda(a, g, "9/2:1 9/2:1 0:3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        FIXTURE_TEST(borda_and_condorcet_of_table_25),
	        FIXTURE_TEST(every_ranking_of_table_28),
	        FIXTURE_TEST(borda_of_table_31),
	        FIXTURE_TEST(kendall_of_two_rank_lists),
	        FIXTURE_TEST(ties_and_gaps_decide_no_pair),
	        FIXTURE_TEST(the_technology_index_of_five),
	        FIXTURE_TEST(one_unit_and_none),
	        FIXTURE_TEST(twenty_that_draw_may_stand_in_any_order),
	        FIXTURE_TEST(only_a_block_can_be_too_large),
	        FIXTURE_TEST(odd_weights_stay_exact),
	        cmocka_unit_test(random_fields_match_counting_everything),
	        cmocka_unit_test(leaf_items_vote_with_their_full_points),
	        cmocka_unit_test(an_item_without_a_task_says_nothing),
	        cmocka_unit_test(each_group_is_a_field_of_its_own),
	        cmocka_unit_test(units_listed_apart_stay_out),
	        cmocka_unit_test(marks_are_compared_as_shares_of_the_full_mark),
	        cmocka_unit_test(a_combined_period_votes_by_its_points),
	        FIXTURE_TEST(what_cannot_be_told_apart_is_a_tie),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
