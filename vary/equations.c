#include "vary/equations.h"

#include "engine/range.h"

#include <gmp.h>

/* n rows of n + 1 whole numbers: the matrix and the right side, each row times its denominators. */
struct elimination {
	size_t n;
	mpz_t *cells;
};

static mpz_t *cell(const struct elimination *e, size_t row, size_t column)
{
	return &e->cells[row * (e->n + 1) + column];
}

static void read_row(struct elimination *e, size_t row, const ratio *const *factors,
                     const ratio *right)
{
	struct range number;
	mpz_t common;
	range_start(&number);
	mpz_init_set_ui(common, 1);
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t c = 0; c <= e->n; c++) {
			const ratio *x = c < e->n ? factors[c] : right;
			if (!x)
				continue;
			range_of(&number, x);
			if (!pass) {
				mpz_lcm(common, common, mpq_denref(number.middle));
				continue;
			}
			mpz_divexact(*cell(e, row, c), common, mpq_denref(number.middle));
			mpz_mul(*cell(e, row, c), *cell(e, row, c), mpq_numref(number.middle));
		}
	mpz_clear(common);
	range_end(&number);
}

/* Brings the shortest pivot of a column up; false where there is none. */
static bool find_pivot(struct elimination *e, size_t k)
{
	size_t best = e->n;
	for (size_t r = k; r < e->n; r++)
		if (mpz_sgn(*cell(e, r, k)) &&
		    (best == e->n || mpz_cmpabs(*cell(e, r, k), *cell(e, best, k)) < 0))
			best = r;
	if (best == e->n)
		return false;
	for (size_t c = 0; best != k && c <= e->n; c++)
		mpz_swap(*cell(e, k, c), *cell(e, best, c));
	return true;
}

static bool eliminate(struct elimination *e)
{
	mpz_t last, part;
	bool regular = true;
	mpz_init_set_ui(last, 1);
	mpz_init(part);
	for (size_t k = 0; k < e->n && regular; k++) {
		regular = find_pivot(e, k);
		for (size_t r = k + 1; regular && r < e->n; r++) {
			for (size_t c = k + 1; c <= e->n; c++) {
				mpz_mul(part, *cell(e, r, k), *cell(e, k, c));
				mpz_mul(*cell(e, r, c), *cell(e, r, c), *cell(e, k, k));
				mpz_sub(*cell(e, r, c), *cell(e, r, c), part);
				mpz_divexact(*cell(e, r, c), *cell(e, r, c), last);
			}
			mpz_set_ui(*cell(e, r, k), 0);
		}
		if (regular)
			mpz_set(last, *cell(e, k, k));
	}
	mpz_clear(part);
	mpz_clear(last);
	return regular;
}

static const ratio *quotient(struct arena *a, struct range *number, mpz_srcptr top,
                             mpz_srcptr bottom)
{
	mpz_set(mpq_numref(number->middle), top);
	mpz_set(mpq_denref(number->middle), bottom);
	mpq_canonicalize(number->middle);
	return range_ratio(a, number);
}

/* With the last pivot d as their common denominator the unknowns are whole numbers (Cramer). */
static void substitute(struct arena *a, struct elimination *e, const ratio **out)
{
	struct range number;
	mpz_t part;
	mpz_srcptr common = *cell(e, e->n - 1, e->n - 1);
	range_start(&number);
	mpz_init(part);
	for (size_t k = e->n; k--;) {
		mpz_t *right = cell(e, k, e->n);
		mpz_mul(*right, *right, common);
		for (size_t c = k + 1; c < e->n; c++) {
			mpz_mul(part, *cell(e, k, c), *cell(e, c, e->n));
			mpz_sub(*right, *right, part);
		}
		mpz_divexact(*right, *right, *cell(e, k, k));
		out[k] = quotient(a, &number, *right, common);
	}
	mpz_clear(part);
	range_end(&number);
}

bool equations_solve(struct arena *a, size_t n, const ratio *const *matrix,
                     const ratio *const *right, const ratio **out)
{
	if (!n)
		return true;
	struct arena *scratch = arena_scratch(a);
	struct elimination e = {n, ARENA_NEWS(scratch, mpz_t, n * (n + 1))};
	for (size_t i = 0; i < n * (n + 1); i++)
		mpz_init(e.cells[i]);
	for (size_t r = 0; r < n; r++)
		read_row(&e, r, &matrix[r * n], right[r]);
	bool regular = eliminate(&e);
	if (regular)
		substitute(a, &e, out);
	for (size_t i = 0; i < n * (n + 1); i++)
		mpz_clear(e.cells[i]);
	arena_free(scratch);
	return regular;
}
