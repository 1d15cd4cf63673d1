#include "vary/program.h"

#include "vary/equations.h"
#include "vary/proposal.h"
#include "vary/simplex.h"

#include <string.h>

enum { ROWS_AT_FIRST = 8 };

struct program *program_new(struct arena *a, size_t n_columns)
{
	struct program *p = ARENA_NEW(a, struct program);
	*p = (struct program){.arena = a,
	                      .n_columns = n_columns,
	                      .room = ROWS_AT_FIRST,
	                      .rows = ARENA_NEWS(a, struct program_row, ROWS_AT_FIRST),
	                      .costs = ARENA_NEWS(a, const ratio *, n_columns),
	                      .uppers = ARENA_NEWS(a, const ratio *, n_columns)};
	return p;
}

const ratio **program_factors(const struct program *p)
{
	return ARENA_NEWS(p->arena, const ratio *, p->n_columns);
}

void program_row(struct program *p, const ratio *const *factors, enum program_relation relation,
                 const ratio *right)
{
	if (p->n_rows == p->room) {
		p->rows = arena_grow(p->arena, p->rows, p->room, 2 * p->room, sizeof *p->rows);
		p->room *= 2;
	}
	p->rows[p->n_rows++] = (struct program_row){factors, relation, right};
}

/* ---- proofs ---- */

static const ratio *product(struct arena *a, size_t n, const ratio *const *x, const ratio *const *y)
{
	const ratio *sum = ratio_of(a, 0, 1);
	for (size_t i = 0; i < n; i++)
		if (x[i] && y[i] && ratio_sign(x[i]) && ratio_sign(y[i]))
			sum = ratio_add(a, sum, ratio_mul(a, x[i], y[i]));
	return sum;
}

static bool meets_all(struct arena *a, const struct program *p, const ratio *const *x)
{
	for (size_t c = 0; c < p->n_columns; c++)
		if (ratio_sign(x[c]) < 0 || (p->uppers[c] && ratio_cmp(x[c], p->uppers[c]) > 0))
			return false;
	for (size_t r = 0; r < p->n_rows; r++) {
		const struct program_row *row = &p->rows[r];
		int side = ratio_cmp(product(a, p->n_columns, row->factors, x), row->right);
		if ((side > 0 && row->relation != PROGRAM_AT_LEAST) ||
		    (side < 0 && row->relation != PROGRAM_AT_MOST))
			return false;
	}
	return true;
}

/* What the prices say that no solution can fall below, for these costs (NULL: all 0); NULL where
 * they say nothing. */
static const ratio *bound_of(struct arena *a, const struct program *p, const ratio *const *costs,
                             const ratio *const *y)
{
	const ratio *zero = ratio_of(a, 0, 1), *bound = zero;
	for (size_t r = 0; r < p->n_rows; r++) {
		int sign = ratio_sign(y[r]);
		if ((sign < 0 && p->rows[r].relation == PROGRAM_AT_LEAST) ||
		    (sign > 0 && p->rows[r].relation == PROGRAM_AT_MOST))
			return NULL;
		bound = ratio_add(a, bound, ratio_mul(a, y[r], p->rows[r].right));
	}
	for (size_t c = 0; c < p->n_columns; c++) {
		const ratio *rest = costs && costs[c] ? costs[c] : zero;
		for (size_t r = 0; r < p->n_rows; r++)
			if (p->rows[r].factors[c] && ratio_sign(y[r]))
				rest = ratio_sub(a, rest,
				                 ratio_mul(a, y[r], p->rows[r].factors[c]));
		if (ratio_sign(rest) >= 0)
			continue;
		if (!p->uppers[c])
			return NULL;
		bound = ratio_add(a, bound, ratio_mul(a, rest, p->uppers[c]));
	}
	return bound;
}

bool program_proves(const struct program *p, const struct program_answer *answer)
{
	if (answer->outcome == PROGRAM_UNBOUNDED || !answer->y)
		return false;
	struct arena *a = arena_scratch(p->arena);
	bool optimal = answer->outcome == PROGRAM_OPTIMAL, proved;
	const ratio *bound = bound_of(a, p, optimal ? p->costs : NULL, answer->y);
	if (optimal)
		proved = bound && !ratio_cmp(bound, answer->value) &&
		         !ratio_cmp(product(a, p->n_columns, p->costs, answer->x), bound) &&
		         meets_all(a, p, answer->x);
	else
		proved = bound && ratio_sign(bound) > 0;
	arena_free(a);
	return proved;
}

/* ---- from a basis to the exact solution ---- */

/* The columns and rows that a basis leaves to be solved for. */
struct basis {
	size_t n, n_rows; /* equal, or it is none */
	size_t *columns, *rows;
};

static struct basis basis_of(struct arena *a, const struct program *p, const struct proposal *g)
{
	struct basis b = {.columns = ARENA_NEWS(a, size_t, p->n_columns),
	                  .rows = ARENA_NEWS(a, size_t, p->n_rows)};
	for (size_t c = 0; c < p->n_columns; c++)
		if (g->basic[c])
			b.columns[b.n++] = c;
	for (size_t r = 0; r < p->n_rows; r++)
		if (g->tight[r])
			b.rows[b.n_rows++] = r;
	return b;
}

/* The part of the matrix that the basis takes, or that part turned. */
static const ratio *const *part_of(struct arena *a, const struct program *p, const struct basis *b,
                                   bool turned)
{
	const ratio **part = ARENA_NEWS(a, const ratio *, b->n * b->n);
	for (size_t r = 0; r < b->n; r++)
		for (size_t c = 0; c < b->n; c++)
			part[turned ? c * b->n + r : r * b->n + c] =
			        p->rows[b->rows[r]].factors[b->columns[c]];
	return part;
}

/* What is left of the right side of a row once columns stand at their upper bounds. */
static const ratio *rest_of(struct arena *a, const struct program *p, const struct proposal *g,
                            size_t row)
{
	const ratio *rest = p->rows[row].right;
	for (size_t c = 0; c < p->n_columns; c++)
		if (g->at_upper[c] && p->rows[row].factors[c])
			rest = ratio_sub(a, rest,
			                 ratio_mul(a, p->uppers[c], p->rows[row].factors[c]));
	return rest;
}

/* False where the basis is none. */
static bool solve_basis(struct arena *a, const struct program *p, const struct proposal *g,
                        const ratio **x, const ratio **y)
{
	struct basis b = basis_of(a, p, g);
	if (b.n != b.n_rows)
		return false;
	const ratio **right = ARENA_NEWS(a, const ratio *, b.n);
	const ratio **part = ARENA_NEWS(a, const ratio *, b.n), *zero = ratio_of(a, 0, 1);
	for (size_t c = 0; c < p->n_columns; c++)
		x[c] = g->at_upper[c] ? p->uppers[c] : zero;
	for (size_t r = 0; r < p->n_rows; r++)
		y[r] = zero;
	for (size_t r = 0; r < b.n; r++)
		right[r] = rest_of(a, p, g, b.rows[r]);
	if (!equations_solve(a, b.n, part_of(a, p, &b, false), right, part))
		return false;
	for (size_t c = 0; c < b.n; c++) {
		x[b.columns[c]] = part[c];
		right[c] = p->costs[b.columns[c]];
	}
	if (!equations_solve(a, b.n, part_of(a, p, &b, true), right, part))
		return false;
	for (size_t r = 0; r < b.n; r++)
		y[b.rows[r]] = part[r];
	return true;
}

static const ratio *const *keep(struct arena *a, const ratio *const *list, size_t n)
{
	const ratio **kept = ARENA_NEWS(a, const ratio *, n);
	for (size_t i = 0; i < n; i++)
		kept[i] = ratio_copy(a, list[i]);
	return kept;
}

/* True where GLPK's basis is optimal. */
static bool confirm(struct arena *a, const struct program *p, struct program_answer *out)
{
	struct arena *s = arena_scratch(a);
	struct proposal g = proposal_of(s, p);
	const ratio **x = ARENA_NEWS(s, const ratio *, p->n_columns),
	            **y = ARENA_NEWS(s, const ratio *, p->n_rows);
	bool proved = false;
	if (g.optimal && solve_basis(s, p, &g, x, y)) {
		struct program_answer own = {.outcome = PROGRAM_OPTIMAL,
		                             .value = product(s, p->n_columns, p->costs, x),
		                             .x = x,
		                             .y = y};
		proved = program_proves(p, &own);
		if (proved)
			*out = (struct program_answer){.outcome = PROGRAM_OPTIMAL,
			                               .value = ratio_copy(a, own.value),
			                               .x = keep(a, x, p->n_columns),
			                               .y = keep(a, y, p->n_rows),
			                               .proposed = true};
	}
	arena_free(s);
	return proved;
}

/* ---- infeasible programmes ---- */

/* The programme that lets each row be missed, and minimises by how much. */
static struct program *elastic(struct arena *a, const struct program *p)
{
	size_t n = p->n_columns, extra = 0;
	for (size_t r = 0; r < p->n_rows; r++)
		extra += p->rows[r].relation == PROGRAM_EQUAL ? 2 : 1;
	struct program *e = program_new(a, n + extra);
	const ratio *one = ratio_of(a, 1, 1), *minus = ratio_of(a, -1, 1);
	memcpy(e->uppers, p->uppers, n * sizeof *e->uppers);
	for (size_t r = 0; r < p->n_rows; r++) {
		const struct program_row *row = &p->rows[r];
		const ratio **factors = program_factors(e);
		memcpy(factors, row->factors, p->n_columns * sizeof *factors);
		if (row->relation != PROGRAM_AT_MOST) {
			e->costs[n] = one;
			factors[n++] = one;
		}
		if (row->relation != PROGRAM_AT_LEAST) {
			e->costs[n] = one;
			factors[n++] = minus;
		}
		program_row(e, factors, row->relation, row->right);
	}
	return e;
}

/* What proves that there is no solution; the elastic programme always has an optimum. */
static const ratio *const *refute(struct arena *a, const struct program *p)
{
	struct arena *s = arena_scratch(a);
	struct program *e = elastic(s, p);
	struct program_answer least;
	if (!confirm(s, e, &least))
		least = simplex_solve(s, e);
	const ratio *const *y = ratio_sign(least.value) > 0 ? keep(a, least.y, p->n_rows) : NULL;
	arena_free(s);
	return y;
}

struct program_answer program_solve(struct arena *a, const struct program *p)
{
	struct program_answer answer;
	if (confirm(a, p, &answer))
		return answer;
	answer = simplex_solve(a, p);
	if (answer.outcome == PROGRAM_INFEASIBLE)
		answer.y = refute(a, p);
	return answer;
}
