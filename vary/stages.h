/* stages.h - scores of a row from its sums, stage by stage; see sobol_kernel.h.
 *
 * Internal to what is compiled once for each instruction set, which includes it whole.
 */
#ifndef KAOHE_STAGES_H
#define KAOHE_STAGES_H

#include "vary/lanes.h"
#include "vary/sobol_kernel.h"

/* ---- sums of a row ---- */

static inline void sum_columns(size_t n, const size_t *weights, const double *w,
                               const double *const *columns, size_t units, double *to)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes sum = {0};
		for (size_t i = 0; i < n; i++)
			sum += load(columns[weights[i]] + u) * w[weights[i]];
		store(to + u, sum);
	}
}

static void sum_asked(size_t n, const size_t *weights, const double *w, const double *asked,
                      size_t units, double *to)
{
	for (size_t u = 0; u < units; u += LANES) {
		lanes sum = {0};
		for (size_t i = 0; i < n; i++)
			sum += load(asked + weights[i] * units + u) * w[weights[i]];
		store(to + u, sum);
	}
}

static void settle(struct sobol_state *s)
{
	const struct sobol_form *f = s->form;
	for (size_t b = 0; b < f->n_stages; b++) {
		double total = 0;
		sum_columns(f->n_of_stage[b], f->of_stage[b], s->weights, s->columns, f->units,
		            s->sums + b * f->units);
		if (f->stages[b].asked)
			sum_asked(f->n_below[b], f->below[b], s->weights, f->stages[b].asked,
			          f->units, s->counts + b * f->units);
		for (size_t i = 0; i < f->n_below[b]; i++)
			total += s->weights[f->below[b][i]];
		s->totals[b] = total;
	}
}

/* to = from + by column */
static inline void add_scaled(size_t units, double by, const double *column, const double *from,
                              double *to)
{
	for (size_t u = 0; u < units; u += LANES)
		store(to + u, load(from + u) + load(column + u) * by);
}

/* The sums of a row after one weight has moved. They may be the row's own. */
static void shift(const struct sobol_state *s, size_t weight, double by, double *sums,
                  double *counts, double *totals)
{
	const struct sobol_form *f = s->form;
	size_t b = f->inner[weight], m = f->units;
	add_scaled(m, by, s->columns[weight], s->sums + b * m, sums + b * m);
	for (; b != SIZE_MAX; b = f->stages[b].parent) {
		totals[b] = s->totals[b] + by;
		if (f->stages[b].asked)
			add_scaled(m, by, f->stages[b].asked + weight * m, s->counts + b * m,
			           counts + b * m);
	}
}

/* ---- scores ---- */

/* One stage, neither limited nor shared out. */
static inline void plain_scores(const struct sobol_form *f, double total, double by,
                                const double *sums, const double *column, double *out)
{
	double scale = total > 0 ? f->full / total : 0;
	for (size_t u = 0; u < f->units; u += LANES)
		store(out + u,
		      (load(sums + u) + load(column + u) * by) * scale + load(f->before + u));
}

/* Values of one stage in place of its sums; passed on to its parent. */
static inline void pass_on(const struct sobol_form *f, size_t stage, double total,
                           const double *counts, double *sums)
{
	const struct sobol_stage *g = &f->stages[stage];
	double *own = sums + stage * f->units;
	double *parent = g->parent == SIZE_MAX ? NULL : sums + g->parent * f->units;
	for (size_t u = 0; u < f->units; u += LANES) {
		lanes count = g->asked ? load(counts + stage * f->units + u) : spread_out(total);
		lanes value = load(own + u) / count;
		value = WHERE(count > 0, value);
		if (g->limited)
			value = lesser(value, spread_out(1));
		if (!parent) {
			store(own + u, value);
			continue;
		}
		value *= total;
		if (g->counted)
			value *= load(g->counted + u);
		store(parent + u, load(parent + u) + value);
	}
}

static void staged_scores(const struct sobol_form *f, const double *totals, const double *counts,
                          double *sums, double *out)
{
	for (size_t b = 0; b < f->n_stages; b++)
		pass_on(f, b, totals[b], counts, sums);
	bool limited = f->stages[f->n_stages - 1].limited;
	const double *value = sums + (f->n_stages - 1) * f->units;
	for (size_t u = 0; u < f->units; u += LANES) {
		lanes points = load(value + u) * f->full + load(f->before + u);
		if (limited)
			points = lesser(points, spread_out(f->full));
		store(out + u, points + load(f->after + u));
	}
}

static inline void copy(size_t n, const double *from, double *to)
{
	for (size_t i = 0; i < n; i += LANES)
		store(to + i, load(from + i));
}

static void scores(const struct sobol_state *s, struct sobol_scratch *x, double *out)
{
	const struct sobol_form *f = s->form;
	if (f->plain) {
		plain_scores(f, s->totals[0], 0, s->sums, s->sums, out);
		return;
	}
	copy(f->n_stages * f->units, s->sums, x->sums);
	staged_scores(f, s->totals, s->counts, x->sums, out);
}

static void moved_one(const struct sobol_state *s, size_t weight, double by,
                      struct sobol_scratch *x, double *out)
{
	const struct sobol_form *f = s->form;
	copy(f->n_stages * f->units, s->sums, x->sums);
	copy(f->n_stages * f->units, s->counts, x->counts);
	for (size_t b = 0; b < f->n_stages; b++)
		x->totals[b] = s->totals[b];
	shift(s, weight, by, x->sums, x->counts, x->totals);
	staged_scores(f, x->totals, x->counts, x->sums, out);
}

#endif
