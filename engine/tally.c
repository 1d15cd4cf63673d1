#include "engine/tally.h"

#include "engine/missing.h"

/* The figures of one unit on one leaf. */
struct work {
	const struct leaf *leaf;
	struct points *out;
	struct type_result *types;
	size_t missing_param;
};

const ratio *tally_target(const struct type_result *r)
{
	return r->target->state == FIGURE_NUMBER ? r->target->value : NULL;
}

static bool has_target(const struct type_result *r)
{
	const ratio *t = tally_target(r);
	return t && ratio_sign(t) > 0;
}

static void read_targets(const struct work *w)
{
	const struct leaf *l = w->leaf;
	w->out->task = ratio_of(l->arena, 0, 1);
	for (size_t k = 0; k < l->method->n_types; k++) {
		struct type_result *r = &w->types[k];
		r->target = figures_target(l->figures, l->unit, l->item, k, l->figures->period);
		r->count = figures_count(l->figures, l->unit, l->item, k);
		if (tally_target(r))
			w->out->task = ratio_add(l->arena, w->out->task, tally_target(r));
		if (r->target->state != FIGURE_ABSENT)
			scoring_cite_place(l, w->out, r->target->place);
	}
}

static void refuse(const struct work *w, size_t type, struct diag_list *missing)
{
	const struct leaf *l = w->leaf;
	w->out->state = POINTS_UNREPORTED;
	bool refused = w->types[type].count->place.file != NULL; /* a finding there says why */
	if (missing && !refused && missing_refused(l, w->missing_param))
		diag_add(missing, w->types[type].target->place, DIAG_count_missing,
		         ARGS(l->method->units[l->unit].named.name,
		              l->method->items[l->item].named.name,
		              l->method->types[type].named.name,
		              words_same(ratio_plain(l->arena, tally_target(&w->types[type])))));
}

static void read_counts(const struct work *w, struct diag_list *missing)
{
	const struct leaf *l = w->leaf;
	const ratio *zero = ratio_of(l->arena, 0, 1);
	w->out->achieved = zero;
	for (size_t k = 0; k < l->method->n_types; k++) {
		struct type_result *r = &w->types[k];
		r->achieved = zero;
		if (l->counts) {
			r->achieved = l->counts[k];
		} else if (r->count->state == FIGURE_NUMBER) {
			r->achieved = r->count->value;
			scoring_cite_place(l, w->out, r->count->place);
		} else if (has_target(r) && !missing_is_zero(l, w->missing_param)) {
			refuse(w, k, missing);
		} else if (has_target(r)) {
			scoring_cite_param(l, w->out, w->missing_param);
		}
		w->out->achieved = ratio_add(l->arena, w->out->achieved, r->achieved);
	}
}

struct type_result *tally_read(const struct leaf *l, struct points *out, size_t missing_param,
                               struct diag_list *missing)
{
	const struct work w = {l, out, ARENA_NEWS(l->arena, struct type_result, l->method->n_types),
	                       missing_param};
	out->types = w.types;
	read_targets(&w);
	read_counts(&w, missing);
	return w.types;
}
