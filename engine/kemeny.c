#include "engine/kemeny.h"
#include <gmp.h>
#include <stdint.h>
#include <string.h>

/* Ordering by the least cost is the same as by the greatest score: putting i before j costs
 * e[j][i] - e[i][j] where that is above 0, which is what the score falls short of its bound. */

/* One block. Sets of members are bits. `left` below: those not yet placed, who come last. */
struct block {
	const size_t *members;
	size_t n;
	mp_size_t limbs; /* of every cost: enough for the sum of all */
	/* Cost of one before a set, by halves: [half][member][subset of the half] */
	mp_limb_t *before[2];
	size_t sets[2];   /* subsets of each half */
	mp_limb_t *room;  /* for one cost */
	mp_limb_t *least; /* [left]: cost of the best order of `left` */
	uint64_t *orders; /* [left]: how many reach it; 20! fits */
	size_t first;     /* units in earlier blocks */
};

enum { HALF = KEMENY_BLOCK_MAX / 2 };

static size_t bit(size_t member)
{
	return (size_t)1 << member;
}

/* ---- costs as whole numbers ---- */

/* out[i * n + j]: cost of member i before member j, all scaled alike. */
static void scale(struct arena *a, size_t n_all, const ratio *const *e, const struct block *b,
                  mpz_t *out)
{
	size_t n = b->n;
	mpq_t *costs = ARENA_NEWS(a, mpq_t, n * n);
	mpz_t common;
	mpz_init_set_ui(common, 1);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			mpq_init(costs[i * n + j]);
			const ratio *x = e[b->members[j] * n_all + b->members[i]];
			const ratio *y = e[b->members[i] * n_all + b->members[j]];
			if (i == j || ratio_cmp(x, y) <= 0)
				continue;
			mpq_set_str(costs[i * n + j], ratio_exact(a, ratio_sub(a, x, y)), 10);
			mpz_lcm(common, common, mpq_denref(costs[i * n + j]));
		}
	for (size_t i = 0; i < n * n; i++) {
		mpz_init(out[i]);
		mpz_mul(out[i], common, mpq_numref(costs[i]));
		mpz_divexact(out[i], out[i], mpq_denref(costs[i]));
		mpq_clear(costs[i]);
	}
	mpz_clear(common);
}

static mp_limb_t *at(const struct block *b, mp_limb_t *table, size_t index)
{
	return table + index * (size_t)b->limbs;
}

static mp_limb_t *half_at(const struct block *b, size_t half, size_t member, size_t set)
{
	return at(b, b->before[half], member * b->sets[half] + set);
}

/* The sums over the subsets of one half of the members. */
static void sum_half(const struct block *b, size_t half, const mpz_t *costs)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t set = 1; set < b->sets[half]; set++) {
			size_t low = 0;
			while (!(set & bit(low)))
				low++;
			const mpz_t *cost = &costs[i * b->n + half * HALF + low];
			mp_limb_t *sum = half_at(b, half, i, set);
			size_t limbs = mpz_size(*cost);
			if (limbs > 0)
				memcpy(sum, mpz_limbs_read(*cost), limbs * sizeof *sum);
			mpn_add_n(sum, sum, half_at(b, half, i, set & (set - 1)), b->limbs);
		}
}

static void weigh(struct arena *a, size_t n_all, const ratio *const *e, struct block *b)
{
	mpz_t *costs = ARENA_NEWS(a, mpz_t, b->n * b->n), sum;
	scale(a, n_all, e, b, costs);
	mpz_init(sum);
	for (size_t i = 0; i < b->n * b->n; i++)
		mpz_add(sum, sum, costs[i]);
	b->limbs = mpz_sgn(sum) == 0 ? 1 : (mp_size_t)mpz_size(sum);
	mpz_clear(sum);
	b->room = arena_array(a, (size_t)b->limbs, sizeof *b->room);
	for (size_t half = 0; half < 2; half++) {
		size_t from = half * HALF, size = b->n > from ? b->n - from : 0;
		b->sets[half] = bit(size < HALF ? size : HALF);
		b->before[half] =
		        arena_array(a, b->n * b->sets[half], (size_t)b->limbs * sizeof(mp_limb_t));
		sum_half(b, half, (const mpz_t *)costs);
	}
	for (size_t i = 0; i < b->n * b->n; i++)
		mpz_clear(costs[i]);
}

/* ---- the best order of every set ---- */

/* Into b->room: cost of the best order of `left` that begins with `member`. */
static const mp_limb_t *beginning(const struct block *b, size_t left, size_t member)
{
	size_t rest = left & ~bit(member);
	mpn_add_n(b->room, half_at(b, 0, member, rest & (b->sets[0] - 1)),
	          half_at(b, 1, member, rest >> HALF), b->limbs);
	mpn_add_n(b->room, b->room, at(b, b->least, rest), b->limbs);
	return b->room;
}

static void solve(struct arena *a, struct block *b)
{
	size_t size = (size_t)b->limbs * sizeof *b->least;
	b->least = arena_array(a, bit(b->n), size);
	b->orders = ARENA_NEWS(a, uint64_t, bit(b->n));
	b->orders[0] = 1;
	for (size_t left = 1; left < bit(b->n); left++) {
		mp_limb_t *least = at(b, b->least, left);
		uint64_t orders = 0;
		for (size_t k = 0; k < b->n; k++) {
			if (!(left & bit(k)))
				continue;
			const mp_limb_t *cost = beginning(b, left, k);
			int order = orders == 0 ? -1 : mpn_cmp(cost, least, b->limbs);
			if (order > 0)
				continue;
			orders = (order < 0 ? 0 : orders) + b->orders[left & ~bit(k)];
			memcpy(least, cost, size);
		}
		b->orders[left] = orders;
	}
}

static bool may_begin(const struct block *b, size_t left, size_t member)
{
	return left & bit(member) &&
	       mpn_cmp(beginning(b, left, member), at(b, b->least, left), b->limbs) == 0;
}

/* The places that the best orders give each member. */
static void places(struct arena *a, const struct block *b, size_t *first, size_t *last)
{
	bool *met = ARENA_NEWS(a, bool, bit(b->n));
	met[bit(b->n) - 1] = true;
	for (size_t left = bit(b->n) - 1; left > 0; left--) {
		size_t place = b->first + b->n + 1;
		for (size_t rest = left; met[left] && rest != 0; rest &= rest - 1)
			place--;
		for (size_t k = 0; met[left] && k < b->n; k++) {
			if (!may_begin(b, left, k))
				continue;
			size_t unit = b->members[k];
			met[left & ~bit(k)] = true;
			if (last[unit] < place)
				last[unit] = place;
			if (first[unit] == 0 || first[unit] > place)
				first[unit] = place;
		}
	}
}

/* ---- the rankings ---- */

struct listing {
	struct arena *arena;
	const struct block *blocks;
	size_t n_blocks, n;
	size_t *order; /* the one being made */
	size_t **rankings;
	size_t n_rankings;
};

static void keep(struct listing *l)
{
	size_t *order = ARENA_NEWS(l->arena, size_t, l->n);
	for (size_t i = 0; i < l->n; i++)
		order[i] = l->order[i];
	l->rankings[l->n_rankings++] = order;
}

/* Continues the ranking being made in every best way. `left`: of block `index`. */
static void list(struct listing *l, size_t index, size_t left, size_t placed)
{
	if (left == 0) {
		if (placed == l->n)
			keep(l);
		else
			list(l, index + 1, bit(l->blocks[index + 1].n) - 1, placed);
		return;
	}
	const struct block *b = &l->blocks[index];
	for (size_t k = 0; k < b->n && l->n_rankings < KEMENY_LISTED_MAX; k++) {
		if (!may_begin(b, left, k))
			continue;
		l->order[placed] = b->members[k];
		list(l, index, left & ~bit(k), placed + 1);
	}
}

const ratio *kemeny_score(struct arena *a, size_t n, const ratio *const *e, const size_t *order)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			sum = ratio_add(a, sum, e[order[i] * n + order[j]]);
	return sum;
}

/* The permutation that follows in the order of the dictionary; false after the last. */
static bool advance(size_t *order, size_t n)
{
	size_t i = n - 1, j = n - 1;
	while (i > 0 && order[i - 1] > order[i])
		i--;
	if (i == 0)
		return false;
	while (order[j] < order[i - 1])
		j--;
	size_t swapped = order[i - 1];
	order[i - 1] = order[j];
	order[j] = swapped;
	for (j = n - 1; i < j; i++, j--) {
		swapped = order[i];
		order[i] = order[j];
		order[j] = swapped;
	}
	return true;
}

static void score_all(struct arena *a, size_t n, const ratio *const *e, struct kemeny *out)
{
	size_t most = 1, order[KEMENY_ALL_MAX];
	for (size_t i = 0; i < n; i++) {
		most *= i + 1;
		order[i] = i;
	}
	struct kemeny_ranking *all = ARENA_NEWS(a, struct kemeny_ranking, most);
	do {
		size_t *copy = ARENA_NEWS(a, size_t, n), at = out->n_all++;
		for (size_t i = 0; i < n; i++)
			copy[i] = order[i];
		const ratio *score = kemeny_score(a, n, e, copy);
		for (; at > 0 && ratio_cmp(all[at - 1].score, score) < 0; at--)
			all[at] = all[at - 1];
		all[at] = (struct kemeny_ranking){copy, score};
	} while (advance(order, n));
	out->all = all;
}

static void order_blocks(struct arena *a, size_t n, const ratio *const *e, const struct majority *m,
                         struct kemeny *out)
{
	struct block *blocks = ARENA_NEWS(a, struct block, m->n_blocks);
	size_t *first = ARENA_NEWS(a, size_t, n), *last = ARENA_NEWS(a, size_t, n), placed = 0;
	out->count = ratio_of(a, 1, 1);
	for (size_t i = 0; i < m->n_blocks; i++) {
		struct block *b = &blocks[i];
		*b = (struct block){
		        .members = m->blocks[i].members, .n = m->blocks[i].n, .first = placed};
		weigh(a, n, e, b);
		solve(a, b);
		places(a, b, first, last);
		uint64_t orders = b->orders[bit(b->n) - 1];
		out->count = ratio_mul(a, out->count, ratio_of(a, (long)orders, 1));
		placed += b->n;
	}
	out->first = first;
	out->last = last;
	struct listing l = {.arena = a, .blocks = blocks, .n_blocks = m->n_blocks, .n = n};
	l.order = ARENA_NEWS(a, size_t, n);
	l.rankings = ARENA_NEWS(a, size_t *, KEMENY_LISTED_MAX);
	list(&l, 0, bit(blocks[0].n) - 1, 0);
	out->rankings = (const size_t *const *)l.rankings;
	out->n_rankings = l.n_rankings;
	out->score = kemeny_score(a, n, e, l.rankings[0]);
}

struct kemeny kemeny_solve(struct arena *a, size_t n, const ratio *const *e,
                           const struct majority *m)
{
	struct kemeny k = {0};
	for (size_t i = 0; i < m->n_blocks; i++)
		if (m->blocks[i].n > KEMENY_BLOCK_MAX && m->blocks[i].n > k.large)
			k.large = m->blocks[i].n;
	if (n == 0 || k.large > 0)
		return k;
	order_blocks(a, n, e, m, &k);
	if (n <= KEMENY_ALL_MAX)
		score_all(a, n, e, &k);
	return k;
}
