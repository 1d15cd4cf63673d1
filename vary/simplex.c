#include "vary/simplex.h"

#include "engine/range.h"

#include <gmp.h>

/* Rows of the tableau: those of the programme, then one for each upper bound, each with a slack
 * (but for equations), an artificial column, and the right side last. Below them the costs. */
struct tableau {
	const struct program *program;
	size_t n_rows, n_columns; /* columns without the right side */
	size_t first_artificial;
	mpq_t *cells;
	bool *turned;  /* [row]: multiplied by -1, for a right side of at least 0 */
	size_t *basic; /* [row]: column */
	mpq_t part;
};

static mpq_t *at(const struct tableau *t, size_t row, size_t column)
{
	return &t->cells[row * (t->n_columns + 1) + column];
}

static void turn(struct tableau *t, size_t row)
{
	t->turned[row] = true;
	for (size_t c = 0; c <= t->n_columns; c++)
		if (c < t->first_artificial || c == t->n_columns)
			mpq_neg(*at(t, row, c), *at(t, row, c));
}

static void finish_row(struct tableau *t, size_t row)
{
	if (mpq_sgn(*at(t, row, t->n_columns)) < 0)
		turn(t, row);
	mpq_set_ui(*at(t, row, t->first_artificial + row), 1, 1);
	t->basic[row] = t->first_artificial + row;
}

static void fill(struct tableau *t)
{
	const struct program *p = t->program;
	size_t slack = p->n_columns, row = 0;
	for (; row < p->n_rows; row++) {
		const struct program_row *r = &p->rows[row];
		for (size_t c = 0; c < p->n_columns; c++)
			if (r->factors[c])
				range_rational(*at(t, row, c), r->factors[c]);
		if (r->relation != PROGRAM_EQUAL)
			mpq_set_si(*at(t, row, slack++), r->relation == PROGRAM_AT_MOST ? 1 : -1,
			           1);
		range_rational(*at(t, row, t->n_columns), r->right);
		finish_row(t, row);
	}
	for (size_t c = 0; c < p->n_columns; c++) {
		if (!p->uppers[c])
			continue;
		mpq_set_ui(*at(t, row, c), 1, 1);
		mpq_set_ui(*at(t, row, slack++), 1, 1);
		range_rational(*at(t, row, t->n_columns), p->uppers[c]);
		finish_row(t, row++);
	}
}

static struct tableau open_tableau(struct arena *a, const struct program *p)
{
	struct tableau t = {.program = p, .n_rows = p->n_rows};
	size_t slacks = 0;
	for (size_t r = 0; r < p->n_rows; r++)
		slacks += p->rows[r].relation != PROGRAM_EQUAL;
	for (size_t c = 0; c < p->n_columns; c++)
		if (p->uppers[c]) {
			t.n_rows++;
			slacks++;
		}
	t.first_artificial = p->n_columns + slacks;
	t.n_columns = t.first_artificial + t.n_rows;
	t.cells = ARENA_NEWS(a, mpq_t, (t.n_rows + 1) * (t.n_columns + 1));
	t.turned = ARENA_NEWS(a, bool, t.n_rows);
	t.basic = ARENA_NEWS(a, size_t, t.n_rows);
	for (size_t i = 0; i < (t.n_rows + 1) * (t.n_columns + 1); i++)
		mpq_init(t.cells[i]);
	mpq_init(t.part);
	fill(&t);
	return t;
}

static void close_tableau(struct tableau *t)
{
	for (size_t i = 0; i < (t->n_rows + 1) * (t->n_columns + 1); i++)
		mpq_clear(t->cells[i]);
	mpq_clear(t->part);
}

/* row -= factor * pivot row */
static void subtract(struct tableau *t, size_t row, size_t pivot, mpq_srcptr factor)
{
	for (size_t c = 0; c <= t->n_columns; c++) {
		if (!mpq_sgn(*at(t, pivot, c)))
			continue;
		mpq_mul(t->part, factor, *at(t, pivot, c));
		mpq_sub(*at(t, row, c), *at(t, row, c), t->part);
	}
}

static void pivot(struct tableau *t, size_t row, size_t column)
{
	mpq_t factor;
	mpq_init(factor);
	mpq_set(factor, *at(t, row, column));
	for (size_t c = 0; c <= t->n_columns; c++)
		mpq_div(*at(t, row, c), *at(t, row, c), factor);
	for (size_t r = 0; r <= t->n_rows; r++) {
		if (r == row || !mpq_sgn(*at(t, r, column)))
			continue;
		mpq_set(factor, *at(t, r, column));
		subtract(t, r, row, factor);
	}
	t->basic[row] = column;
	mpq_clear(factor);
}

/* The row that leaves for a column, of equal ones that of the first basic column; n_rows: none. */
static size_t leaving(struct tableau *t, size_t column)
{
	size_t best = t->n_rows;
	mpq_t least;
	mpq_init(least);
	for (size_t r = 0; r < t->n_rows; r++) {
		if (mpq_sgn(*at(t, r, column)) <= 0)
			continue;
		mpq_div(t->part, *at(t, r, t->n_columns), *at(t, r, column));
		int order = best == t->n_rows ? -1 : mpq_cmp(t->part, least);
		if (order < 0 || (!order && t->basic[r] < t->basic[best])) {
			best = r;
			mpq_set(least, t->part);
		}
	}
	mpq_clear(least);
	return best;
}

/* Pivots while a column before `end` has costs below 0; false where one can grow for ever. */
static bool improve(struct tableau *t, size_t end)
{
	for (;;) {
		size_t column = 0;
		while (column < end && mpq_sgn(*at(t, t->n_rows, column)) >= 0)
			column++;
		if (column == end)
			return true;
		size_t row = leaving(t, column);
		if (row == t->n_rows)
			return false;
		pivot(t, row, column);
	}
}

/* Costs of the artificial columns, less the rows in which they are basic. */
static void first_costs(struct tableau *t)
{
	mpq_t one;
	mpq_init(one);
	mpq_set_ui(one, 1, 1);
	for (size_t r = 0; r < t->n_rows; r++)
		mpq_set(*at(t, t->n_rows, t->first_artificial + r), one);
	for (size_t r = 0; r < t->n_rows; r++)
		subtract(t, t->n_rows, r, one);
	mpq_clear(one);
}

/* Artificial columns that stayed basic, at 0, leave where they can; else their rows say nothing. */
static void drive_out(struct tableau *t)
{
	for (size_t r = 0; r < t->n_rows; r++) {
		if (t->basic[r] < t->first_artificial)
			continue;
		for (size_t c = 0; c < t->first_artificial; c++)
			if (mpq_sgn(*at(t, r, c))) {
				pivot(t, r, c);
				break;
			}
	}
}

static void second_costs(struct tableau *t)
{
	const struct program *p = t->program;
	mpq_t factor;
	mpq_init(factor);
	for (size_t c = 0; c <= t->n_columns; c++)
		mpq_set_ui(*at(t, t->n_rows, c), 0, 1);
	for (size_t c = 0; c < p->n_columns; c++)
		if (p->costs[c])
			range_rational(*at(t, t->n_rows, c), p->costs[c]);
	for (size_t r = 0; r < t->n_rows; r++) {
		mpq_set(factor, *at(t, t->n_rows, t->basic[r]));
		if (mpq_sgn(factor))
			subtract(t, t->n_rows, r, factor);
	}
	mpq_clear(factor);
}

static void read_answer(struct arena *a, struct tableau *t, struct program_answer *out)
{
	const struct program *p = t->program;
	const ratio **x = ARENA_NEWS(a, const ratio *, p->n_columns), *zero = ratio_of(a, 0, 1);
	const ratio **y = ARENA_NEWS(a, const ratio *, p->n_rows);
	for (size_t c = 0; c < p->n_columns; c++)
		x[c] = zero;
	for (size_t r = 0; r < t->n_rows; r++)
		if (t->basic[r] < p->n_columns)
			x[t->basic[r]] = range_exact(a, *at(t, r, t->n_columns));
	for (size_t r = 0; r < p->n_rows; r++) {
		y[r] = range_exact(a, *at(t, t->n_rows, t->first_artificial + r));
		y[r] = t->turned[r] ? y[r] : ratio_sub(a, zero, y[r]);
	}
	out->x = x;
	out->y = y;
	out->value = ratio_sub(a, zero, range_exact(a, *at(t, t->n_rows, t->n_columns)));
}

struct program_answer simplex_solve(struct arena *a, const struct program *p)
{
	struct arena *scratch = arena_scratch(a);
	struct tableau t = open_tableau(scratch, p);
	struct program_answer out = {.outcome = PROGRAM_INFEASIBLE};
	first_costs(&t);
	(void)improve(&t, t.first_artificial);
	if (!mpq_sgn(*at(&t, t.n_rows, t.n_columns))) {
		drive_out(&t);
		second_costs(&t);
		out.outcome = improve(&t, t.first_artificial) ? PROGRAM_OPTIMAL : PROGRAM_UNBOUNDED;
		if (out.outcome == PROGRAM_OPTIMAL)
			read_answer(a, &t, &out);
	}
	close_tableau(&t);
	arena_free(scratch);
	return out;
}
