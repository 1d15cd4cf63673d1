#include "reports/node_weight.h"

enum { DECIMALS = 2 };

static bool has_points(const struct model *m, size_t node)
{
	const struct item *items = m->method->items;
	return item_is_added(&items[items[m->nodes[node].item].parent]);
}

/* Of points the points, else percent. */
static const ratio *number_of(const struct page *p, const struct model *m, size_t node,
                              const ratio *t)
{
	return has_points(m, node) ? model_as_set(p->arena, m, node, t)
	                           : ratio_mul(p->arena, t, ratio_of(p->arena, 100, 1));
}

static const char *with_measure(const struct page *p, const struct model *m, size_t node,
                                const char *number)
{
	return PAGE_FILL(p, has_points(m, node) ? TEXT_node_points : TEXT_node_percent, number);
}

/* "15", "33.33" */
static const char *digits_of(const struct page *p, const ratio *x, enum rounding how)
{
	return ratio_is_whole(x) ? ratio_fixed(p->arena, x, 0, ROUND_HALF_UP)
	                         : ratio_fixed(p->arena, x, DECIMALS, how);
}

const char *node_weight(const struct page *p, const struct model *m, size_t node, const ratio *t)
{
	return with_measure(p, m, node, digits_of(p, number_of(p, m, node, t), ROUND_HALF_UP));
}

/* Without its measure. */
static const char *bound_of(const struct page *p, const struct model *m, size_t node,
                            const ratio *t, const ratio *now)
{
	const ratio *x = number_of(p, m, node, t), *in_force = number_of(p, m, node, now);
	bool low = ratio_cmp(t, now) < 0;
	enum rounding how = low ? ROUND_UP : ROUND_DOWN;
	const ratio *shown = ratio_round(p->arena, x, DECIMALS, how);
	int side = ratio_cmp(shown, in_force);
	/* Nearer than the last decimal: the weight in force is all that is left of the range. */
	if (low ? side > 0 : side < 0)
		return digits_of(p, in_force, ROUND_HALF_UP);
	return digits_of(p, x, how);
}

const char *node_weight_bound(const struct page *p, const struct model *m, size_t node,
                              const ratio *t, const ratio *now)
{
	return with_measure(p, m, node, bound_of(p, m, node, t, now));
}

const char *node_weight_range(const struct page *p, const struct model *m, size_t node,
                              const ratio *low, const ratio *now, const ratio *high)
{
	return with_measure(p, m, node,
	                    PAGE_FILL(p, TEXT_rank_range, bound_of(p, m, node, low, now),
	                              bound_of(p, m, node, high, now)));
}
