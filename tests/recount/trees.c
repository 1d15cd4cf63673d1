#include "tests/recount/trees.h"
#include <string.h>

struct tree {
	struct recounting *r;
	const struct scheme *s;
	int unit;
	struct share *node;
};

static const struct quantity none = {true, {0, 1}, 0};

static bool is_child(const struct tree *t, int i, int parent)
{
	return t->s->node[i].parent == parent;
}

/* Does it count for its parent, which may count the lack of a task as full or as nothing? */
static bool counts(const struct tree *t, int i)
{
	const struct node *parent = &t->s->node[t->s->node[i].parent];
	return t->node[i].state != IDLE ||
	       (parent->together != SUMMED && parent->idle != IDLE_REDISTRIBUTE);
}

/* Of a child without a task: the share of its full points that it gets. */
static struct quantity idle_share(const struct tree *t, int i)
{
	const struct node *parent = &t->s->node[t->s->node[i].parent];
	bool full = parent->together != SUMMED && parent->idle == IDLE_FULL;
	return quantity_whole(full && t->r->slip != SLIP_IDLE_IS_NOTHING ? 1 : 0);
}

/* An inner node none of whose children has a task has none itself, whatever it makes of such
 * children; what lies outside does not count here. */
static void find_idle(struct tree *t)
{
	for (int parent = t->s->nodes - 1; parent >= 0; parent--) {
		bool any = t->s->node[parent].leaf;
		for (int i = parent + 1; i < t->s->nodes && !any; i++)
			any = is_child(t, i, parent) && t->s->node[i].beside == WITHIN &&
			      t->node[i].state != IDLE;
		if (!any)
			t->node[parent].state = IDLE;
	}
}

/* ---- full points, downwards ---- */

static void share_weighted(struct tree *t, int parent)
{
	struct quantity weights = none;
	for (int i = 1; i < t->s->nodes; i++)
		if (is_child(t, i, parent) &&
		    (counts(t, i) || t->r->slip == SLIP_IDLE_KEEPS_WEIGHT))
			weights = quantity_add(weights, quantity_of(t->s->node[i].share));
	if (t->r->slip == SLIP_WEIGHTS_OF_100)
		weights = quantity_whole(100);
	for (int i = 1; i < t->s->nodes; i++) {
		struct quantity w = quantity_of(t->s->node[i].share);
		if (is_child(t, i, parent) && counts(t, i))
			t->node[i].max =
			        quantity_mul(t->node[parent].max, quantity_div(w, weights));
	}
}

/* Is it marked out of 100, whatever its own full points? */
static bool out_of_hundred(const struct tree *t, int i)
{
	int parent = t->s->node[i].parent;
	return parent != NOBODY && t->s->node[parent].together >= GEOMETRIC;
}

static void share(struct tree *t, int parent)
{
	enum together together = t->s->node[parent].together;
	struct quantity scale = none;
	if (together == WEIGHTED) {
		share_weighted(t, parent);
		return;
	}
	if (t->s->node[parent].nominal.n)
		scale = quantity_div(t->node[parent].max, quantity_of(t->s->node[parent].nominal));
	for (int i = 1; i < t->s->nodes; i++) {
		struct quantity nominal = quantity_of(t->s->node[i].nominal);
		if (!is_child(t, i, parent) || (together != SUMMED && !counts(t, i)))
			continue;
		if (t->s->node[i].beside == WITHIN)
			nominal = quantity_mul(nominal, scale);
		else if (out_of_hundred(t, parent)) /* else it does not grow or shrink */
			nominal = quantity_div(quantity_mul(nominal, quantity_whole(100)),
			                       quantity_of(t->s->node[parent].nominal));
		t->node[i].max = together == SUMMED ? nominal : quantity_whole(100);
	}
}

/* ---- points, upwards ---- */

static struct quantity added(const struct tree *t, int parent, int beside)
{
	struct quantity sum = none;
	for (int i = 1; i < t->s->nodes; i++)
		if (is_child(t, i, parent) && t->s->node[i].beside == beside)
			sum = quantity_add(sum, t->node[i].points);
	return sum;
}

static struct quantity of_hundred(const struct tree *t, int i)
{
	return quantity_div(t->node[i].points, quantity_whole(100));
}

static struct quantity multiplied(const struct tree *t, int parent)
{
	struct quantity product = t->node[parent].max;
	int seen = 0;
	for (int i = 1; i < t->s->nodes; i++)
		if (is_child(t, i, parent) && counts(t, i) &&
		    (++seen <= 2 || t->r->slip != SLIP_PRODUCT_OF_TWO))
			product = quantity_mul(product, of_hundred(t, i));
	return seen ? product : none;
}

static struct quantity least(const struct tree *t, int parent)
{
	struct quantity min = none;
	bool any = false;
	for (int i = 1; i < t->s->nodes; i++) {
		if (!is_child(t, i, parent) || !counts(t, i))
			continue;
		if (!any || (quantity_cmp(of_hundred(t, i), min, &t->r->doubtful) < 0 &&
		             t->r->slip != SLIP_MINIMUM_IS_FIRST))
			min = of_hundred(t, i);
		any = true;
	}
	return quantity_mul(t->node[parent].max, min);
}

static wide common(wide x, wide y)
{
	while (y) {
		wide rest = x % y;
		x = y;
		y = rest;
	}
	return x ? x : 1;
}

/* Weights as the smallest whole numbers in the same proportion. */
static void small_weights(struct fraction *weight, long *times, int n)
{
	wide all = 1, divisor = 0;
	for (int i = 0; i < n; i++)
		all = all / common(all, weight[i].d) * weight[i].d;
	for (int i = 0; i < n; i++)
		divisor = common(all / weight[i].d * weight[i].n, divisor);
	for (int i = 0; i < n; i++)
		times[i] = (long)(all / weight[i].d * weight[i].n / divisor);
}

/* False where one child is below 0. */
static bool geometric(const struct tree *t, int parent, struct quantity *points)
{
	struct quantity x[MOST_NODES], zero = none;
	struct fraction weight[MOST_NODES];
	long times[MOST_NODES];
	bool any_zero = false, below = false;
	int n = 0;
	for (int i = 1; i < t->s->nodes; i++) {
		if (!is_child(t, i, parent) || !counts(t, i))
			continue;
		int side = quantity_cmp(of_hundred(t, i), zero, &t->r->doubtful);
		any_zero = any_zero || side == 0;
		below = below || side < 0;
		x[n] = of_hundred(t, i);
		weight[n++] =
		        t->r->slip == SLIP_EVEN_WEIGHTS ? fraction_of(1, 1) : t->s->node[i].share;
	}
	*points = none;
	if (below)
		return false;
	if (!n || any_zero)
		return true;
	small_weights(weight, times, n);
	*points = quantity_mul(t->node[parent].max, quantity_geometric(x, times, n));
	return true;
}

static void limit(const struct tree *t, int parent, struct quantity *points)
{
	struct quantity max = t->node[parent].max;
	if (!t->s->node[parent].unlimited && t->r->slip != SLIP_NO_LIMIT &&
	    quantity_cmp(*points, max, &t->r->doubtful) > 0)
		*points = max;
}

static struct quantity summed(struct tree *t, int parent)
{
	struct quantity points = added(t, parent, WITHIN);
	struct quantity more = added(t, parent, A_BONUS), less = added(t, parent, A_DEDUCTION);
	if (t->r->slip == SLIP_DEDUCTION_ADDED)
		less = quantity_sub(none, less);
	if (t->r->slip != SLIP_LIMIT_AFTER_BONUS)
		limit(t, parent, &points);
	points = quantity_sub(quantity_add(points, more), less);
	if (t->r->slip == SLIP_LIMIT_AFTER_BONUS)
		limit(t, parent, &points);
	return points;
}

/* What stands outside counts upwards, whatever its siblings are. */
static void refuse_negative(struct tree *t, int parent)
{
	for (int i = 1; i < t->s->nodes; i++) {
		if (!is_child(t, i, parent) || t->s->node[i].beside == WITHIN ||
		    t->node[i].state == UNREPORTED ||
		    quantity_cmp(t->node[i].points, none, &t->r->doubtful) >= 0)
			continue;
		t->node[parent].state = UNREPORTED;
		t->r->refused[OUTSIDE_NEGATIVE] += t->s->unit[t->unit].assessed;
	}
}

static void combine(struct tree *t, int parent)
{
	struct share *p = &t->node[parent];
	for (int i = 1; i < t->s->nodes; i++)
		if (is_child(t, i, parent) && t->node[i].state == UNREPORTED)
			p->state = UNREPORTED;
	if (t->r->slip != SLIP_OUTSIDE_BELOW_0)
		refuse_negative(t, parent);
	if (p->state == UNREPORTED)
		return;
	/* Without a word of its parent's for children without a task it has what it comes to. */
	if (p->state == IDLE && parent && counts(t, parent)) {
		p->points = quantity_mul(p->max, idle_share(t, parent));
		if (t->s->node[parent].together == SUMMED)
			p->points = quantity_sub(quantity_add(p->points, added(t, parent, A_BONUS)),
			                         added(t, parent, A_DEDUCTION));
		return;
	}
	switch (t->s->node[parent].together) {
	case SUMMED:
		p->points = summed(t, parent);
		return;
	case WEIGHTED:
		p->points = added(t, parent, WITHIN);
		break;
	case GEOMETRIC:
		if (!geometric(t, parent, &p->points)) {
			p->state = UNREPORTED;
			t->r->refused[GEOMETRIC_NEGATIVE] += t->s->unit[t->unit].assessed;
		}
		break;
	case PRODUCT:
		p->points = multiplied(t, parent);
		break;
	default:
		p->points = least(t, parent);
	}
	limit(t, parent, &p->points);
}

static void give_points(struct tree *t, int i, struct quantity full)
{
	struct share *p = &t->node[i];
	if (p->state == MARKED && full.exact && !full.f.n)
		p->points = none; /* an item of no points */
	else if (p->state == MARKED)
		p->points = quantity_mul(p->max, quantity_div(p->mark, full));
	else if (p->state == IDLE)
		p->points = quantity_mul(p->max, idle_share(t, i));
}

/* One unit in one span. */
static void account_for(struct tree *t)
{
	struct quantity full[MOST_NODES] = {{.exact = false}};
	memset(t->node, 0, MOST_NODES * sizeof(*t->node));
	for (int i = 0; i < t->s->nodes; i++) {
		if (!t->s->node[i].leaf)
			continue;
		struct outcome o = methods_mark(t->r, t->unit, i);
		t->node[i].state = o.state == REFUSED ? UNREPORTED : o.state;
		t->node[i].mark = o.mark;
		full[i] = o.full;
	}
	find_idle(t);
	for (int i = 0; i < t->s->nodes; i++)
		t->node[i].max = none;
	t->node[0].max = quantity_of(t->s->node[0].nominal);
	for (int i = 0; i < t->s->nodes; i++)
		if (!t->s->node[i].leaf)
			share(t, i);
	for (int i = 0; i < t->s->nodes; i++)
		if (t->s->node[i].leaf)
			give_points(t, i, full[i]);
	for (int i = t->s->nodes - 1; i >= 0; i--)
		if (!t->s->node[i].leaf)
			combine(t, i);
}

/* ---- parts of a period ---- */

/* By the measure alone: before any logarithm, and whether or not anything is asked. */
static void note_effects(struct recounting *r, int unit, struct account *a)
{
	for (int e = 0; e < r->s->effects; e++) {
		const struct influence *x = &r->s->effect[e];
		struct measure m = measure_taken(r, unit, x->node);
		int side = m.argued ? fraction_cmp(m.argument, x->from) : 0;
		bool doubt = false, below = x->below && r->slip != SLIP_BELOW_IS_FROM;
		if (!m.argued || (r->slip == SLIP_EFFECT_IF_ASKED &&
		                  methods_mark(r, unit, x->node).state == IDLE))
			continue;
		if (r->slip == SLIP_EFFECT_OF_LOG && m.state != MEASURED)
			continue;
		if (r->slip == SLIP_EFFECT_OF_LOG)
			side = quantity_cmp(m.x, quantity_of(x->from), &doubt);
		if (below ? side < 0 || (side == 0 && r->slip == SLIP_BELOW_REACHED) : side >= 0)
			a->applies[e] = true;
	}
}

static struct quantity blended(struct quantity sum, struct quantity x, struct fraction weight)
{
	return quantity_add(sum, quantity_mul(x, quantity_of(weight)));
}

/* Anything that can bring or cost points. */
static bool asked_anything(const struct recounting *r, const struct share node[MOST_NODES])
{
	for (int i = 0; i < r->s->nodes; i++)
		if (r->s->node[i].leaf && r->s->node[i].nominal.n && node[i].state != IDLE)
			return true;
	return false;
}

/* A part in which nothing was asked of the unit leaves, unless both are such. */
static void weigh_parts(struct recounting *r, struct share part[2][MOST_NODES],
                        struct fraction weight[2])
{
	for (int p = 0; p < 2; p++)
		weight[p] = r->s->part_weight[r->slip == SLIP_EVEN_PARTS ? 1 : p];
	if (r->slip == SLIP_IDLE_PARTS_STAY)
		return;
	for (int p = 0; p < 2; p++)
		if (!asked_anything(r, part[p]) && asked_anything(r, part[1 - p]))
			weight[p] = fraction_of(0, 1);
}

static void combine_parts(struct recounting *r, struct share part[2][MOST_NODES], struct account *a)
{
	struct fraction weight[2];
	weigh_parts(r, part, weight);
	struct quantity all = quantity_of(fraction_add(weight[0], weight[1]));
	for (int i = 0; i < r->s->nodes; i++) {
		struct share *to = &a->node[i];
		struct quantity points = none, max = none;
		for (int p = 0; p < 2; p++) {
			struct quantity x = part[p][i].points;
			if (part[p][i].state == UNREPORTED)
				to->state = UNREPORTED;
			if (r->slip == SLIP_PARTS_ROUNDED)
				x = quantity_of(quantity_round(x, 2, HALF_UP, &r->doubtful));
			points = blended(points, x, weight[p]);
			max = blended(max, part[p][i].max, weight[p]);
		}
		to->points = quantity_div(points, all);
		to->max = quantity_div(max, all);
	}
}

void trees_account(struct recounting *r, int unit, struct account *a)
{
	struct share part[2][MOST_NODES];
	struct tree t = {r, r->s, unit, a->node};
	memset(a, 0, sizeof(*a));
	a->grade = a->earned = NOBODY;
	if (r->s->combined) {
		for (int p = 0; p < 2; p++) {
			r->span = FIRST_PART + p;
			t.node = part[p];
			account_for(&t);
			note_effects(r, unit, a);
		}
		combine_parts(r, part, a);
	} else {
		r->span = NOW;
		account_for(&t);
		note_effects(r, unit, a);
	}
	a->complete = a->node[0].state != UNREPORTED;
	a->score = a->node[0].points;
	if (!a->complete)
		return;
	int how = r->slip == SLIP_EVEN_IS_UP && r->s->rounding == HALF_EVEN ? HALF_UP
	                                                                    : r->s->rounding;
	a->published = quantity_round(a->score, r->s->decimals, how, &r->doubtful);
}
