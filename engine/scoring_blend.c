/* scoring_blend.c - each type's completion, averaged by fixed shares.
 *
 *     mark = 100 sum w_k min(a_k / t_k, limit) / sum w_k
 * over the types that have a share w_k and a target t_k above 0; the shares of the others fall to
 * these. Without `shares` every type has the same one.
 * Source:   practice catalogue method 13.
 * Range:    0 .. 100 limit.
 * 0/0:      a target "-" or 0 takes its type out. No type left: no task.
 * Ties:     none; equal figures have equal marks.
 * Missing:  a target above 0 without a count, also of a type without a share: parameter missing
 *           (engine/missing.h).
 * Negative: figures are refused below 0 when read.
 * Others:   does not depend on other units.
 */
#include "engine/missing.h"
#include "engine/tally.h"

#include <string.h>

enum { SHARES, LIMIT, MISSING, NEUTRAL };

static const struct param_spec params[] = {
        [SHARES] = {.name = "shares",
                    .kind = PARAM_ROWS,
                    .fallback = "",
                    .low = "1/1000000",
                    .high = "1000000",
                    .row_word = true,
                    .least = 1,
                    .most = 1},
        [LIMIT] =
                {.name = "limit", .kind = PARAM_NUMBER, .fallback = "1", .low = "1", .high = "100"},
        MISSING_SPECS(MISSING),
        {0},
};

struct work {
	const struct leaf *leaf;
	struct points *out;
	struct type_result *types;
	const ratio *zero, *one, *limit;
};

/* Its share; NULL where it has none. */
static const ratio *share(const struct work *w, size_t type)
{
	size_t n;
	const struct param_row *rows = scoring_rows(w->leaf, SHARES, &n);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].word, w->leaf->method->types[type].named.id))
			return rows[i].numbers[0];
	return n ? NULL : w->one;
}

static bool takes_part(const struct work *w, size_t type)
{
	const ratio *t = tally_target(&w->types[type]);
	return t && ratio_sign(t) > 0 && share(w, type);
}

static void credit(const struct work *w)
{
	struct arena *a = w->leaf->arena;
	w->out->credited = w->zero;
	for (size_t k = 0; k < w->leaf->method->n_types; k++) {
		struct type_result *r = &w->types[k];
		r->credited = w->zero;
		if (takes_part(w, k))
			r->credited =
			        ratio_min(r->achieved, ratio_mul(a, w->limit, tally_target(r)));
		r->unscored = ratio_sub(a, r->achieved, r->credited);
		w->out->credited = ratio_add(a, w->out->credited, r->credited);
	}
}

/* "100 × (50 × min(3 ÷ 4, 1) + 30 × min(1 ÷ 2, 1)) ÷ (50 + 30)" */
static const char *formula(const struct work *w)
{
	struct arena *a = w->leaf->arena;
	const char *limit = ratio_plain(a, w->limit);
	struct buffer sum, weights;
	size_t terms = 0;
	buffer_start(&sum, a);
	buffer_start(&weights, a);
	for (size_t k = 0; k < w->leaf->method->n_types; k++) {
		if (!takes_part(w, k))
			continue;
		const char *weight = scoring_operand(a, share(w, k)), *plus = terms++ ? " + " : "";
		buffer_print(&weights, "%s%s", plus, weight);
		buffer_print(&sum, "%s%s × min(%s ÷ %s, %s)", plus, weight,
		             scoring_operand(a, w->types[k].achieved),
		             scoring_operand(a, tally_target(&w->types[k])), limit);
	}
	return arena_print(a, terms > 1 ? "100 × (%s) ÷ (%s)" : "100 × %s ÷ %s", sum.text,
	                   weights.text);
}

static void explain(const struct work *w)
{
	const struct leaf *l = w->leaf;
	bool exceeded = false;
	for (size_t k = 0; k < l->method->n_types; k++)
		exceeded = exceeded ||
		           (takes_part(w, k) &&
		            ratio_cmp(w->types[k].achieved, tally_target(&w->types[k])) > 0);
	if (exceeded)
		scoring_cite_param(l, w->out, LIMIT);
	w->out->formula = arena_print(l->arena, "%s = %s", formula(w),
	                              scoring_result(l->arena, w->out->mark));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct work w = {.leaf = l,
	                 .out = out,
	                 .zero = ratio_of(a, 0, 1),
	                 .one = ratio_of(a, 1, 1),
	                 .limit = scoring_number(l, LIMIT)};
	out->mark_full = ratio_of(a, 100, 1);
	w.types = tally_read(l, out, MISSING, missing);
	if (out->state == POINTS_UNREPORTED) {
		missing_settle(l, out, MISSING);
		return;
	}
	credit(&w);
	const ratio *sum = w.zero, *weights = w.zero;
	for (size_t k = 0; k < l->method->n_types; k++) {
		if (!takes_part(&w, k))
			continue;
		const ratio *part = ratio_div(a, w.types[k].credited, tally_target(&w.types[k]));
		sum = ratio_add(a, sum, ratio_mul(a, share(&w, k), part));
		weights = ratio_add(a, weights, share(&w, k));
	}
	if (!ratio_sign(weights)) {
		out->state = POINTS_NO_TASK;
		return;
	}
	out->mark = ratio_mul(a, out->mark_full, ratio_div(a, sum, weights));
	if (l->explain)
		explain(&w);
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	const struct param *p = &use->params[SHARES];
	struct buffer known;
	buffer_start(&known, m->arena);
	for (size_t i = 0; i < m->n_types; i++)
		buffer_list(&known, m->types[i].named.id);
	for (size_t i = 0; i < p->n_rows; i++) {
		const struct param_row *row = &p->rows[i];
		if (row->word && method_type(m, row->word) == NONE)
			diag_add(log, row->place, DIAG_unknown_id,
			         ARGS(words_same("shares"), words_same(row->word),
			              words_same(known.text)));
		for (size_t k = 0; k < i; k++)
			if (row->word && p->rows[k].word && !strcmp(row->word, p->rows[k].word))
				diag_add(log, row->place, DIAG_row_twice,
				         ARGS(words_same("shares"), words_same(row->word)));
	}
}

const struct scoring_method scoring_blend = {
        .id = "blend",
        .name = TEXT_scoring_blend,
        .params = params,
        .input = INPUT_COUNTS,
        .score = score,
        .check = check,
};
