/* program_test - are optima those of enumerating every vertex, and do the proofs prove?
 *
 * Random programmes of a few columns, degenerate ones among them, held against all basic solutions
 * and against the exact simplex; by hand: each outcome, and proofs that do not hold.
 */
#include "tests/fixture.h"
#include "tests/random.h"

#include "vary/equations.h"
#include "vary/program.h"
#include "vary/proposal.h"
#include "vary/simplex.h"

enum { COLUMNS = 4, ROWS = 4, CASES = 3000 };

static const ratio *small(struct arena *a, uint64_t *state, int low, unsigned width)
{
	long x = low + (long)below(state, width);
	return x ? ratio_of(a, x, 1 + (long)below(state, 3)) : NULL;
}

static struct program *random_program(struct arena *a, uint64_t *state)
{
	size_t n = 1 + below(state, COLUMNS), rows = 1 + below(state, ROWS);
	struct program *p = program_new(a, n);
	for (size_t c = 0; c < n; c++) {
		p->costs[c] = small(a, state, -4, 9);
		if (below(state, 2))
			p->uppers[c] = ratio_of(a, (long)below(state, 5), 2);
	}
	for (size_t r = 0; r < rows; r++) {
		const ratio **factors = program_factors(p);
		for (size_t c = 0; c < n; c++)
			factors[c] = small(a, state, -3, 7);
		program_row(p, factors, (enum program_relation)below(state, 3),
		            ratio_of(a, (long)below(state, 9) - 3, 1 + (long)below(state, 2)));
	}
	return p;
}

/* ---- all vertices, one by one ---- */

/* The planes that a vertex may lie on: rows, x = 0, x = upper. */
struct planes {
	const ratio *const *factors[ROWS + 2 * COLUMNS];
	const ratio *rights[ROWS + 2 * COLUMNS];
	size_t n;
};

static struct planes planes_of(struct arena *a, const struct program *p)
{
	struct planes k = {.n = 0};
	for (size_t r = 0; r < p->n_rows; r++) {
		k.factors[k.n] = p->rows[r].factors;
		k.rights[k.n++] = p->rows[r].right;
	}
	for (size_t c = 0; c < p->n_columns; c++) {
		const ratio **unit = program_factors(p);
		unit[c] = ratio_of(a, 1, 1);
		k.factors[k.n] = unit;
		k.rights[k.n++] = ratio_of(a, 0, 1);
		if (!p->uppers[c])
			continue;
		k.factors[k.n] = unit;
		k.rights[k.n++] = p->uppers[c];
	}
	return k;
}

static const ratio *dot(struct arena *a, size_t n, const ratio *const *x, const ratio *const *y)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < n; i++)
		if (x[i] && y[i])
			sum = ratio_add(a, sum, ratio_mul(a, x[i], y[i]));
	return sum;
}

static bool allowed(struct arena *a, const struct program *p, const ratio *const *x)
{
	for (size_t c = 0; c < p->n_columns; c++)
		if (ratio_sign(x[c]) < 0 || (p->uppers[c] && ratio_cmp(x[c], p->uppers[c]) > 0))
			return false;
	for (size_t r = 0; r < p->n_rows; r++) {
		int side = ratio_cmp(dot(a, p->n_columns, p->rows[r].factors, x), p->rows[r].right);
		if ((p->rows[r].relation == PROGRAM_AT_MOST && side > 0) ||
		    (p->rows[r].relation == PROGRAM_AT_LEAST && side < 0) ||
		    (p->rows[r].relation == PROGRAM_EQUAL && side))
			return false;
	}
	return true;
}

/* The least cost of all vertices; NULL where there are none. With x >= 0 a programme that has any
 * solution has a vertex. */
static const ratio *best_vertex(struct arena *a, const struct program *p)
{
	struct planes k = planes_of(a, p);
	size_t n = p->n_columns;
	const ratio *best = NULL;
	for (unsigned set = 0; set < 1u << k.n; set++) {
		const ratio *matrix[COLUMNS * COLUMNS], *right[COLUMNS], *x[COLUMNS];
		size_t used = 0;
		if ((size_t)__builtin_popcount(set) != n)
			continue;
		for (size_t i = 0; i < k.n; i++) {
			if (!(set >> i & 1))
				continue;
			memcpy(&matrix[used * n], k.factors[i], n * sizeof *matrix);
			right[used++] = k.rights[i];
		}
		if (!equations_solve(a, n, matrix, right, x) || !allowed(a, p, x))
			continue;
		const ratio *value = dot(a, n, p->costs, x);
		best = best ? ratio_min(best, value) : value;
	}
	return best;
}

static void random_programs(void **unused)
{
	(void)unused;
	size_t seen[3] = {0}, proposed = 0;
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct arena *a = fixture_arena();
		uint64_t state = seed * 7919 + 3;
		struct program *p = random_program(a, &state);
		struct program_answer fast = program_solve(a, p), slow = simplex_solve(a, p);
		const ratio *best = best_vertex(a, p);
		assert_int_equal(fast.outcome, slow.outcome);
		assert_int_equal(fast.outcome == PROGRAM_INFEASIBLE, best == NULL);
		assert_int_equal(program_proves(p, &fast), fast.outcome != PROGRAM_UNBOUNDED);
		if (fast.outcome == PROGRAM_OPTIMAL) {
			assert_true(program_proves(p, &slow));
			assert_int_equal(ratio_cmp(fast.value, best), 0);
			assert_int_equal(ratio_cmp(slow.value, best), 0);
			assert_true(allowed(a, p, fast.x));
		}
		seen[fast.outcome]++;
		proposed += fast.proposed;
		arena_free(a);
	}
	assert_true(seen[0] > 500 && seen[1] > 500 && seen[2] > 100);
	/* GLPK's bases are used, or the exact simplex would do all the work unseen. */
	assert_true(proposed * 100 > seen[0] * 95);
}

/* ---- by hand ---- */

/* Most of 3 x + 2 y with x + y <= 4, x + 3 y <= 7, x <= 3: 11 at (3, 1). */
static struct program *by_hand(struct arena *a)
{
	struct program *p = program_new(a, 2);
	const ratio **first = program_factors(p), **second = program_factors(p);
	p->costs[0] = ratio_of(a, -3, 1);
	p->costs[1] = ratio_of(a, -2, 1);
	p->uppers[0] = ratio_of(a, 3, 1);
	first[0] = first[1] = second[0] = ratio_of(a, 1, 1);
	second[1] = ratio_of(a, 3, 1);
	program_row(p, first, PROGRAM_AT_MOST, ratio_of(a, 4, 1));
	program_row(p, second, PROGRAM_AT_MOST, ratio_of(a, 7, 1));
	return p;
}

static void worked_example(void **state)
{
	struct arena *a = *state;
	struct program *p = by_hand(a);
	struct program_answer x = program_solve(a, p);
	assert_int_equal(x.outcome, PROGRAM_OPTIMAL);
	assert_string_equal(ratio_exact(a, x.value), "-11");
	assert_string_equal(ratio_exact(a, x.x[0]), "3");
	assert_string_equal(ratio_exact(a, x.x[1]), "1");
	assert_string_equal(ratio_exact(a, x.y[0]),
	                    "-2"); /* what one more of the first row brings */
	assert_string_equal(ratio_exact(a, x.y[1]), "0");
	assert_true(x.proposed);
}

static void wrong_proofs_fail(void **state)
{
	struct arena *a = *state;
	struct program *p = by_hand(a);
	struct program_answer x = program_solve(a, p), y = x;
	const ratio *other[] = {ratio_of(a, 3, 1), ratio_of(a, 0, 1)};
	const ratio *beyond[] = {ratio_of(a, 3, 1), ratio_read(a, "1.000001")};
	const ratio *prices[] = {ratio_of(a, -3, 1), ratio_of(a, 0, 1)};
	assert_true(program_proves(p, &x));
	y.x = other; /* allowed, not optimal */
	y.value = ratio_of(a, -9, 1);
	assert_false(program_proves(p, &y));
	y.x = beyond; /* not allowed */
	y.value = ratio_read(a, "-11.000002");
	assert_false(program_proves(p, &y));
	y = x;
	y.y = prices;
	assert_false(program_proves(p, &y));
	y = x;
	y.outcome = PROGRAM_INFEASIBLE;
	assert_false(program_proves(p, &y));
	y.outcome = PROGRAM_UNBOUNDED;
	assert_false(program_proves(p, &y));
}

static void whole_numbers_are_proposed(void **state)
{
	struct arena *a = *state;
	struct program *p = program_new(a, 2);
	const ratio **row = program_factors(p);
	p->costs[0] = ratio_of(a, -1, 1);
	p->costs[1] = ratio_of(a, -1, 1);
	p->uppers[0] = p->uppers[1] = ratio_of(a, 1, 1);
	row[0] = row[1] = ratio_of(a, 1, 1);
	program_row(p, row, PROGRAM_AT_MOST, ratio_read(a, "1.5"));
	const double *x = proposal_whole(a, p, (const bool[]){true, true}, 100);
	assert_non_null(x);
	assert_true(x[0] + x[1] > 0.999 && x[0] + x[1] < 1.001);
	assert_string_equal(ratio_exact(a, program_solve(a, p).value), "-3/2");
}

static void equations(void **state)
{
	struct arena *a = *state;
	const ratio *one = ratio_of(a, 1, 1), *third = ratio_of(a, 1, 3);
	const ratio *matrix[] = {NULL, third, one, one}, *right[] = {one, ratio_of(a, 1, 2)};
	const ratio *singular[] = {one, third, ratio_of(a, 3, 1), one}, *x[2];
	assert_true(equations_solve(a, 2, matrix, right, x));
	assert_string_equal(ratio_exact(a, x[0]), "-5/2");
	assert_string_equal(ratio_exact(a, x[1]), "3");
	assert_false(equations_solve(a, 2, singular, right, x));
	assert_true(equations_solve(a, 0, NULL, NULL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(worked_example, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(wrong_proofs_fail, fixture_setup, fixture_teardown),
	        cmocka_unit_test_setup_teardown(whole_numbers_are_proposed, fixture_setup,
	                                        fixture_teardown),
	        cmocka_unit_test_setup_teardown(equations, fixture_setup, fixture_teardown),
	        cmocka_unit_test(random_programs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
