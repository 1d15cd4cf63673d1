#include "tests/recount/properties.h"
#include "engine/score.h"
#include <string.h>

static const struct sheet *scored(struct arena *a, const struct rules_in_hand *r,
                                  const struct method *m, const struct world *w, const int *order)
{
	return score_numbers(a, m, bench_figures(a, r, m, w, order), NONE, diag_list_new(a));
}

static bool same_result(const struct unit_result *x, const struct unit_result *y)
{
	return x->complete == y->complete && x->ranked == y->ranked && x->rank == y->rank &&
	       (!x->complete ||
	        (ratio_cmp(x->score, y->score) == 0 && ratio_cmp(x->published, y->published) == 0));
}

static bool same_sheet(const struct sheet *x, const struct sheet *y)
{
	if (!x || !y)
		return !x && !y;
	for (size_t u = 0; u < x->method->n_units; u++)
		if (!same_result(&x->units[u], &y->units[u]))
			return false;
	return true;
}

static bool one_more_never_lowers(const struct rules_in_hand *r, struct arena *a, uint64_t number)
{
	struct chance c = {number};
	struct world w;
	world_make_default(&w, number);
	const struct sheet *before = scored(a, r, r->method, &w, NULL);
	size_t u = (size_t)chance_below(&c, CITY);
	struct cell *count = &w.count[u][chance_below(&c, SECTORS)][chance_below(&c, TYPES)];
	*count = (struct cell){CELL_NUMBER, count->n + 1};
	const struct sheet *after = scored(a, r, r->method, &w, NULL);
	return before && after &&
	       ratio_cmp(after->units[r->units[u]].score, before->units[r->units[u]].score) >= 0 &&
	       after->units[r->units[u]].rank <= before->units[r->units[u]].rank;
}

/* The engine below the sum check: 20, 15, ... and 140, 105, ... are the same weights. */
static bool scaled_weights_change_nothing(const struct rules_in_hand *r, struct arena *a,
                                          uint64_t number)
{
	struct chance c = {number};
	struct world w;
	world_make(&w, number);
	w.min_assigned = 0;
	const struct method *m = bench_method(a, r, &w, diag_list_new(a));
	const ratio *k = ratio_of(a, 1 + chance_below(&c, 900), 1 + chance_below(&c, 90));
	struct method scaled = *m;
	struct item *items = ARENA_NEWS(a, struct item, m->n_items);
	memcpy(items, m->items, m->n_items * sizeof(*items));
	for (size_t i = 0; i < m->n_items; i++)
		if (items[i].weight)
			items[i].weight = ratio_mul(a, items[i].weight, k);
	scaled.items = items;
	return same_sheet(scored(a, r, m, &w, NULL), scored(a, r, &scaled, &w, NULL));
}

static bool permuted_units_permute_results(const struct rules_in_hand *r, struct arena *a,
                                           uint64_t number)
{
	struct chance c = {number};
	struct world w;
	int order[UNITS];
	world_make(&w, number);
	for (int u = 0; u < UNITS; u++)
		order[u] = u;
	for (int u = CITY - 1; u > 0; u--) {
		long other = chance_below(&c, u + 1);
		int kept = order[u];
		order[u] = order[other];
		order[other] = kept;
	}
	const struct method *m = bench_method(a, r, &w, diag_list_new(a));
	const struct sheet *x = scored(a, r, m, &w, NULL), *y = scored(a, r, m, &w, order);
	if (!x || !y)
		return !x && !y;
	for (int u = 0; u < UNITS; u++)
		if (!same_result(&x->units[r->units[u]], &y->units[r->units[order[u]]]))
			return false;
	return true;
}

static bool order_of_scorers_is_irrelevant(const struct rules_in_hand *r, struct arena *a,
                                           uint64_t number)
{
	struct world w, turned;
	world_make(&w, number);
	turned = w;
	for (int u = 0; u < UNITS; u++)
		for (int j = 0; j < JUDGED; j++)
			for (int s = 0; s < w.scorers[u][j]; s++)
				turned.tenths[u][j][s] = w.tenths[u][j][w.scorers[u][j] - 1 - s];
	const struct method *m = bench_method(a, r, &w, diag_list_new(a));
	return same_sheet(scored(a, r, m, &w, NULL), scored(a, r, m, &turned, NULL));
}

/* world_make_default() leaves everything as the rule file has it; so must saying it. */
static bool saying_the_default_changes_nothing(const struct rules_in_hand *r, struct arena *a,
                                               uint64_t number)
{
	struct world w;
	struct diag_list *log = diag_list_new(a);
	world_make_default(&w, number);
	const struct method *said = bench_method(a, r, &w, log);
	return diag_count(log) == 0 &&
	       same_sheet(scored(a, r, r->method, &w, NULL), scored(a, r, said, &w, NULL));
}

static bool counts_past_the_target_change_nothing(const struct rules_in_hand *r, struct arena *a,
                                                  uint64_t number)
{
	struct world w, more;
	world_make_default(&w, number);
	more = w;
	for (int u = 0; u < UNITS; u++)
		for (int s = 0; s < SECTORS; s++)
			for (int k = 0; k < TYPES; k++)
				if (w.count[u][s][k].n >= w.target[u][s][k].n)
					more.count[u][s][k] = (struct cell){
					        CELL_NUMBER, w.count[u][s][k].n + 1 + s};
	return same_sheet(scored(a, r, r->method, &w, NULL), scored(a, r, r->method, &more, NULL));
}

static bool the_same_twice(const struct rules_in_hand *r, struct arena *a, uint64_t number)
{
	struct world w;
	world_make(&w, number);
	const struct method *m = bench_method(a, r, &w, diag_list_new(a));
	return same_sheet(scored(a, r, m, &w, NULL), scored(a, r, m, &w, NULL));
}

const struct property properties[] = {
        {"one more project never lowers a score or a rank", one_more_never_lowers},
        {"all weights times k change nothing", scaled_weights_change_nothing},
        {"permuted units permute results", permuted_units_permute_results},
        {"the order of scorers is irrelevant", order_of_scorers_is_irrelevant},
        {"a setting to the default changes nothing", saying_the_default_changes_nothing},
        {"counts past the target change nothing", counts_past_the_target_change_nothing},
        {"scoring twice gives the same", the_same_twice},
        {NULL, NULL},
};
