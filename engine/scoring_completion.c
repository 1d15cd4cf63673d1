/* scoring_completion.c - share of the targets that was achieved, over-completion limited.
 *
 * With targets t_k and counts a_k of the types k, T = sum of t_k over the types that have a
 * number, and the limit L:
 *     separate   100 * sum min(a_k, L t_k) / T
 *     pooled     100 * min(sum a_k, L T) / T, a over all types
 *     covering   what cover_from has beyond L t counts for cover_to, then as separate
 * Source:   practice catalogue methods 1 and 2 (proportional with cap).
 * Range:    0 .. 100 L. T = 0, or no number at all: no task, no mark.
 * Missing:  a target > 0 without a count: parameter missing (engine/missing.h).
 * Ties:     none; equal figures have equal marks.
 * Negative: figures are refused below 0 when read.
 * Others:   does not depend on other units.
 */
#include "engine/missing.h"
#include "engine/tally.h"

enum { LIMIT, SUBSTITUTION, COVER_FROM, COVER_TO, MISSING, NEUTRAL };

static const char *const substitutions[] = {"separate", "pooled", "covering", NULL};

static const struct param_spec params[] = {
        [LIMIT] =
                {.name = "limit", .kind = PARAM_NUMBER, .fallback = "1", .low = "1", .high = "100"},
        [SUBSTITUTION] = {.name = "substitution",
                          .kind = PARAM_WORD,
                          .fallback = "separate",
                          .words = substitutions},
        [COVER_FROM] = {.name = "cover_from",
                        .kind = PARAM_TYPE,
                        .fallback = "",
                        .needed_for = "covering"},
        [COVER_TO] = {.name = "cover_to",
                      .kind = PARAM_TYPE,
                      .fallback = "",
                      .needed_for = "covering"},
        MISSING_SPECS(MISSING),
        {0},
};

/* The figures of one unit on one leaf. */
struct work {
	const struct leaf *leaf;
	struct points *out;
	struct type_result *types;
	const ratio *zero, *limit;
	size_t from, to; /* of covering, else NONE */
	const ratio *surplus;
	bool pooled;
};

static const ratio *target(const struct work *w, size_t type)
{
	return tally_target(&w->types[type]);
}

static bool has_target(const struct work *w, size_t type)
{
	const ratio *t = target(w, type);
	return t && ratio_sign(t) > 0;
}

static const ratio *cap(const struct work *w, size_t type)
{
	const ratio *t = target(w, type);
	return t ? ratio_mul(w->leaf->arena, w->limit, t) : w->zero;
}

static size_t cover_type(const struct leaf *l, size_t param)
{
	return method_type(l->method, scoring_word(l, param));
}

/* What cover_from achieved beyond its limit; 0 unless covering. */
static void find_surplus(struct work *w)
{
	const struct leaf *l = w->leaf;
	w->from = w->to = NONE;
	w->surplus = w->zero;
	if (!scoring_is(l, SUBSTITUTION, "covering"))
		return;
	w->from = cover_type(l, COVER_FROM);
	w->to = cover_type(l, COVER_TO);
	const ratio *beyond = ratio_sub(l->arena, w->types[w->from].achieved, cap(w, w->from));
	w->surplus = ratio_max(beyond, w->zero);
}

/* What counts for a type before its limit. */
static const ratio *offered(const struct work *w, size_t type)
{
	const ratio *achieved = w->types[type].achieved;
	return type == w->to ? ratio_add(w->leaf->arena, achieved, w->surplus) : achieved;
}

static void credit_types(struct work *w)
{
	struct arena *a = w->leaf->arena;
	w->out->credited = w->zero;
	for (size_t k = 0; k < w->leaf->method->n_types; k++) {
		struct type_result *r = &w->types[k];
		r->credited = ratio_min(offered(w, k), cap(w, k));
		r->unscored = ratio_sub(a, offered(w, k), r->credited);
		if (k == w->from) /* its surplus is accounted for at cover_to */
			r->unscored = ratio_sub(a, r->unscored, w->surplus);
		w->out->credited = ratio_add(a, w->out->credited, r->credited);
	}
}

static void credit_pool(struct work *w)
{
	const ratio *most = ratio_mul(w->leaf->arena, w->limit, w->out->task);
	w->out->credited = ratio_min(w->out->achieved, most);
}

/* "1.2×10" or "10". */
static const char *cap_text(const struct work *w, const ratio *t)
{
	struct arena *a = w->leaf->arena;
	bool plain = !ratio_cmp(w->limit, ratio_of(a, 1, 1));
	return plain ? ratio_plain(a, t)
	             : arena_print(a, "%s×%s", ratio_plain(a, w->limit), ratio_plain(a, t));
}

static void add_term(struct buffer *b, const char *before, const char *term)
{
	buffer_print(b, "%s%s", before, term);
}

static const char *pool_text(const struct work *w)
{
	struct buffer b;
	buffer_start(&b, w->leaf->arena);
	buffer_add(&b, "min(");
	for (size_t k = 0; k < w->leaf->method->n_types; k++)
		add_term(&b, k ? " + " : "", ratio_plain(b.arena, w->types[k].achieved));
	buffer_print(&b, ", %s)", cap_text(w, w->out->task));
	return b.text;
}

static const char *types_text(const struct work *w)
{
	struct buffer b;
	size_t terms = 0;
	buffer_start(&b, w->leaf->arena);
	for (size_t k = 0; k < w->leaf->method->n_types; k++) {
		if (!target(w, k))
			continue;
		add_term(&b, terms++ ? " + min(" : "min(",
		         ratio_plain(b.arena, w->types[k].achieved));
		if (k == w->to && ratio_sign(w->surplus))
			add_term(&b, " + ", ratio_plain(b.arena, w->surplus));
		buffer_print(&b, ", %s)", cap_text(w, target(w, k)));
	}
	return terms > 1 ? arena_print(b.arena, "(%s)", b.text) : b.text;
}

/* "(2 + 10)" or "12". */
static const char *task_text(const struct work *w)
{
	struct buffer b;
	size_t terms = 0;
	buffer_start(&b, w->leaf->arena);
	for (size_t k = 0; k < w->leaf->method->n_types; k++)
		if (target(w, k))
			add_term(&b, terms++ ? " + " : "", ratio_plain(b.arena, target(w, k)));
	return terms > 1 ? arena_print(b.arena, "(%s)", b.text) : b.text;
}

/* The substitution decided where several types had figures, the limit where one was exceeded. */
static void explain(const struct work *w)
{
	const struct leaf *l = w->leaf;
	size_t with_figures = 0;
	bool exceeded = false;
	for (size_t k = 0; k < l->method->n_types; k++) {
		const struct type_result *r = &w->types[k];
		with_figures += has_target(w, k) || ratio_sign(r->achieved) > 0;
		exceeded = exceeded || (target(w, k) && ratio_cmp(r->achieved, target(w, k)) > 0);
	}
	if (with_figures > 1)
		scoring_cite_param(l, w->out, SUBSTITUTION);
	if (exceeded)
		scoring_cite_param(l, w->out, LIMIT);
	w->out->formula = arena_print(l->arena, "100 × %s ÷ %s = %s",
	                              w->pooled ? pool_text(w) : types_text(w), task_text(w),
	                              scoring_result(l->arena, w->out->mark));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct arena *a = l->arena;
	struct work w = {.leaf = l, .out = out, .zero = ratio_of(a, 0, 1)};
	w.limit = scoring_number(l, LIMIT);
	out->mark_full = ratio_of(a, 100, 1);
	w.types = tally_read(l, out, MISSING, missing);
	if (out->state == POINTS_UNREPORTED) {
		missing_settle(l, out, MISSING);
		return;
	}
	if (!ratio_sign(out->task))
		out->state = POINTS_NO_TASK;
	find_surplus(&w);
	w.pooled = scoring_is(l, SUBSTITUTION, "pooled");
	if (w.pooled)
		credit_pool(&w);
	else
		credit_types(&w);
	if (out->state == POINTS_NO_TASK)
		return;
	out->mark = ratio_mul(a, ratio_div(a, out->credited, out->task), out->mark_full);
	if (l->explain)
		explain(&w);
}

const struct scoring_method scoring_completion = {
        .id = "completion",
        .name = TEXT_scoring_completion,
        .params = params,
        .input = INPUT_COUNTS,
        .score = score,
};
