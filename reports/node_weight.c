#include "reports/node_weight.h"

/* More decimals, up to the most, where two would show a range as a single number. */
enum { DECIMALS = 2, DECIMALS_MOST = 8 };

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
static const char *digits_of(const struct page *p, const ratio *x, unsigned decimals,
                             enum rounding how)
{
	return ratio_is_whole(x) ? ratio_fixed(p->arena, x, 0, ROUND_HALF_UP)
	                         : ratio_fixed(p->arena, x, decimals, how);
}

const char *node_weight(const struct page *p, const struct model *m, size_t node, const ratio *t)
{
	return with_measure(p, m, node,
	                    digits_of(p, number_of(p, m, node, t), DECIMALS, ROUND_HALF_UP));
}

struct bound {
	const ratio *exact, *now; /* as number_of() gives them */
	bool low;
};

static struct bound bound_of(const struct page *p, const struct model *m, size_t node,
                             const ratio *t, const ratio *now)
{
	return (struct bound){number_of(p, m, node, t), number_of(p, m, node, now),
	                      ratio_cmp(t, now) < 0};
}

/* Rounded towards the weight in force, and not past it. */
static const ratio *shown(const struct page *p, const struct bound *b, unsigned decimals)
{
	const ratio *x = ratio_round(p->arena, b->exact, decimals, b->low ? ROUND_UP : ROUND_DOWN);
	int side = ratio_cmp(x, b->now);
	return (b->low ? side > 0 : side < 0) ? b->now : x;
}

/* Without its measure. */
static const char *bound_text(const struct page *p, const struct bound *b, unsigned decimals)
{
	const ratio *x = shown(p, b, decimals);
	if (ratio_is_whole(b->exact))
		x = b->exact;
	else if (x != b->now && ratio_is_whole(x))
		return ratio_fixed(p->arena, x, decimals, ROUND_HALF_UP);
	return digits_of(p, x, decimals, ROUND_HALF_UP);
}

const char *node_weight_bound(const struct page *p, const struct model *m, size_t node,
                              const ratio *t, const ratio *now)
{
	struct bound b = bound_of(p, m, node, t, now);
	return with_measure(p, m, node, bound_text(p, &b, DECIMALS));
}

const char *node_weight_range(const struct page *p, const struct model *m, size_t node,
                              const ratio *low, const ratio *now, const ratio *high)
{
	struct bound from = bound_of(p, m, node, low, now), to = bound_of(p, m, node, high, now);
	unsigned decimals = DECIMALS;
	while (decimals < DECIMALS_MOST && ratio_cmp(from.exact, to.exact) != 0 &&
	       ratio_cmp(shown(p, &from, decimals), shown(p, &to, decimals)) == 0)
		decimals += 2;
	return with_measure(p, m, node,
	                    PAGE_FILL(p, TEXT_rank_range, bound_text(p, &from, decimals),
	                              bound_text(p, &to, decimals)));
}
