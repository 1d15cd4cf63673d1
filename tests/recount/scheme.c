#include "tests/recount/scheme_draw.h"
#include <string.h>

bool scheme_counted(const struct node *n)
{
	return n->leaf && (n->how == BY_BLEND || (scheme_measured(n) && n->word[W_OF] >= OF_COUNT));
}

/* Few enough that values tie and boundaries are met. */
static struct fraction some_value(struct chance *c, bool positive)
{
	switch (chance_below(c, positive ? 4 : 6)) {
	case 0:
		return whole(between(c, 1, 4));
	case 1:
		return whole(between(c, 1, 12));
	case 2:
		return fraction_of(between(c, 1, 12), 2);
	case 3:
		return whole(10 * between(c, 1, 10));
	case 4:
		return whole(between(c, -6, 6));
	default:
		return whole(0);
	}
}

/* ---- the tree ---- */

static struct node *add_node(struct scheme *s, int parent, bool leaf)
{
	struct node *n = &s->node[s->nodes++];
	*n = (struct node){.parent = parent, .leaf = leaf, .side = NOBODY};
	for (int i = 0; i < WORDS; i++)
		n->word[i] = NOT_SAID;
	return n;
}

static void draw_inner(struct node *n, struct chance *c)
{
	n->together = chance_one_in(c, 3) ? SUMMED : (enum together)chance_below(c, TOGETHERS);
	n->idle = (int)chance_below(c, 3);
	n->unlimited = chance_one_in(c, 3);
	n->normalised =
	        (n->together == WEIGHTED || n->together == GEOMETRIC) && chance_one_in(c, 2);
}

/* Full points of the children; those within a sum, and weights that are exact, add up. */
static void draw_shares(struct scheme *s, struct chance *c, int parent)
{
	const struct node *p = &s->node[parent];
	long part[MOST_NODES], sum = 0;
	for (int i = parent + 1; i < s->nodes; i++) {
		part[i] = s->node[i].parent == parent ? between(c, 1, 5) : 0;
		/* Of no weight at all, as a veto alone. */
		if (sum && p->together == SUMMED && s->node[i].leaf && chance_one_in(c, 12))
			part[i] = 0;
		if (sum && p->together == SUMMED && s->node[i].parent == parent &&
		    chance_one_in(c, 5))
			s->node[i].beside = (int)between(c, A_BONUS, A_DEDUCTION);
		sum += s->node[i].beside == WITHIN ? part[i] : 0;
	}
	for (int i = parent + 1; i < s->nodes; i++) {
		struct node *n = &s->node[i];
		if (n->parent != parent)
			continue;
		struct fraction share = fraction_of(part[i], sum);
		n->nominal =
		        p->together <= GEOMETRIC ? fraction_mul(p->nominal, share) : p->nominal;
		if (n->beside != WITHIN)
			n->nominal = whole(part[i]);
		n->share = n->nominal;
		if (p->together != SUMMED)
			n->share = p->normalised ? whole(part[i]) : fraction_mul(share, whole(100));
	}
}

static void draw_tree(struct scheme *s, struct chance *c)
{
	s->nodes = 0;
	draw_inner(add_node(s, NOBODY, false), c);
	s->node[0].nominal = chance_one_in(c, 3) ? whole(between(c, 1, 12) * 10) : whole(100);
	long children = between(c, 1, 4);
	for (long i = 0; i < children && s->nodes < MOST_NODES; i++) {
		bool inner = s->nodes <= MOST_NODES - 4 && chance_one_in(c, 4);
		int index = s->nodes;
		add_node(s, 0, !inner);
		if (!inner)
			continue;
		draw_inner(&s->node[index], c);
		for (long k = between(c, 1, 3); k; k--)
			add_node(s, index, true);
	}
	for (int i = 0; i < s->nodes; i++)
		if (!s->node[i].leaf)
			draw_shares(s, c, i);
}

/* ---- figures ---- */

struct habits { /* of the figures of one leaf */
	bool positive, gaps;
	long dashes; /* one in so many, 0: none */
};

static struct entry some_entry(struct chance *c, const struct habits *h, bool assessed)
{
	struct entry e = {CELL_NUMBER, some_value(c, h->positive)};
	if (h->dashes && chance_one_in(c, h->dashes))
		e.state = CELL_DASH;
	else if (chance_one_in(c, assessed ? 5 : 8) && (h->gaps || !assessed))
		e.state = CELL_ABSENT;
	return e;
}

static void draw_counts(struct scheme *s, struct chance *c, const struct habits *h, int span, int u,
                        int i)
{
	for (int k = 0; k < KINDS; k++) {
		struct entry *t = &s->target[span][u][i][k], *n = &s->count[span][u][i][k];
		*t = (struct entry){CELL_NUMBER, whole(between(c, 0, 6))};
		if (chance_one_in(c, 5))
			t->state = chance_one_in(c, 2) ? CELL_DASH : CELL_ABSENT;
		*n = (struct entry){CELL_NUMBER, whole(between(c, 0, 8))};
		if (chance_one_in(c, 3) && t->state == CELL_NUMBER)
			n->x = t->x;
		if (chance_one_in(c, 5) && (h->gaps || !s->unit[u].assessed))
			n->state = CELL_ABSENT;
	}
}

static void draw_voices(struct scheme *s, struct chance *c, const struct habits *h, int span, int u,
                        int i)
{
	const struct node *n = &s->node[i];
	struct voices *v = &s->voices[span][u][i];
	bool gap = chance_one_in(c, 5) && (h->gaps || !s->unit[u].assessed);
	v->n = gap ? 0 : (int)between(c, 1, VOICES);
	for (int k = 0; k < v->n; k++) {
		v->points[k] = fraction_mul(n->nominal, fraction_of(chance_below(c, 11), 10));
		v->body[k] = k;
		if (k >= BODIES || !n->part[k].given || gap || chance_one_in(c, h->gaps ? 3 : 60))
			do
				v->body[k] = (int)chance_below(c, BODIES);
			while (!n->part[v->body[k]].given && n->how == BY_RATERS);
		if (chance_one_in(c, 1500))
			v->body[k] = BODIES;
	}
	/* Everybody of whom something must be heard first. */
	while (n->how == BY_RATERS && !h->gaps && v->n && v->n < BODIES && n->part[v->n].given) {
		v->points[v->n] = v->points[0];
		v->body[v->n] = v->n;
		v->n++;
	}
}

static void draw_figures(struct scheme *s, struct chance *c, int i, const struct habits *h)
{
	for (int span = 0; span < SPANS; span++)
		for (int u = 0; u < s->units; u++) {
			bool assessed = s->unit[u].assessed;
			struct entry *target = &s->target[span][u][i][KINDS];
			s->value[span][u][i] = some_entry(c, h, assessed);
			*target = some_entry(c, h, assessed);
			if (target->state == CELL_NUMBER && chance_one_in(c, 3) &&
			    s->value[span][u][i].state == CELL_NUMBER)
				target->x = s->value[span][u][i].x;
			if (chance_one_in(c, 10))
				target->x = whole(chance_one_in(c, 8) ? -1 : 0);
			draw_counts(s, c, h, span, u, i);
			draw_voices(s, c, h, span, u, i);
		}
}

static void draw_leaf(struct scheme *s, struct chance *c, int i, enum how how)
{
	struct node *n = &s->node[i];
	n->how = how == HOWS ? (enum how)chance_below(c, HOWS) : how;
	scheme_draw_reading(c, n);
	struct habits h = {.dashes = chance_one_in(c, 2) ? 8 : 0};
	h.gaps = n->word[W_MISSING] > GAP_REFUSE || chance_one_in(c, 80);
	bool delicate = n->how == BY_RELATIVE || n->how == BY_BANDS || n->word[W_OF] == OF_GROWTH ||
	                n->word[W_LOG] > LOG_NONE;
	h.positive = delicate ? !h.gaps || chance_one_in(c, 2) : chance_one_in(c, 3);
	draw_figures(s, c, i, &h);
}

/* ---- the rest ---- */

static void draw_units(struct scheme *s, struct chance *c)
{
	long assessed = between(c, 1, 6), others = chance_below(c, 3);
	s->units = (int)(assessed + others);
	for (int u = 0; u < s->units; u++)
		s->unit[u] = (struct person){true, (int)between(c, NO_GROUP, 1)};
	/* Two draws may meet: then there is one fewer. */
	for (; others; others--)
		s->unit[chance_below(c, s->units)].assessed = false;
	s->unit[chance_below(c, s->units)].assessed = true;
}

static void draw_spans(struct scheme *s, struct chance *c)
{
	s->combined = chance_one_in(c, 5);
	for (int i = 0; i < SPANS; i++) {
		s->first_day[i] = (int)between(c, 1, 300);
		s->last_day[i] = s->first_day[i] + (int)chance_below(c, 66);
	}
	s->part_weight[0] = whole(between(c, 1, 4) * 10);
	s->part_weight[1] = chance_one_in(c, 3) ? fraction_of(1, 2) : whole(between(c, 1, 4) * 10);
	int near = s->combined ? FIRST_PART : NOW;
	s->as_of = chance_one_in(c, 4) ? s->last_day[near] + (int)between(c, -1, 1)
	                               : s->first_day[near] + (int)between(c, -2, 66);
}

static void draw_standing(struct scheme *s, struct chance *c)
{
	s->decimals = chance_one_in(c, 2) ? 2 : (int)chance_below(c, 5);
	s->rounding = (int)chance_below(c, 4);
	s->rank_on_exact = chance_one_in(c, 3);
	s->dense = chance_one_in(c, 3);
	s->in_groups = chance_one_in(c, 3);
	s->grades = chance_one_in(c, 3) ? 0 : (int)between(c, 1, MOST_GRADES);
	long from = between(c, 7, 10) * 10;
	for (int i = 0; i < s->grades; i++) {
		struct grading *g = &s->grade[i];
		bool last = i == s->grades - 1;
		*g = (struct grading){.most = NOBODY};
		if (!last && (g->from.given = !chance_one_in(c, 4)))
			g->from.x = whole(from -= between(c, 1, 3) * 10);
		if (!last && (g->quota.given = chance_one_in(c, 2)))
			g->quota.x = fraction_of(between(c, 0, 40) * 5, 2);
		if (!last && (chance_one_in(c, 4) || (!g->from.given && !g->quota.given)))
			g->most = (int)between(c, 0, 3);
	}
}

static void draw_effects(struct scheme *s, struct chance *c)
{
	for (int i = 1; i < s->nodes && s->effects < MOST_EFFECTS; i++) {
		if (!scheme_measured(&s->node[i]) || !chance_one_in(c, 4))
			continue;
		struct influence *e = &s->effect[s->effects++];
		e->node = i;
		e->kind = s->grades > 1 ? (int)chance_below(c, 3) : IT_EXCLUDES;
		e->by = (int)between(c, 1, 2);
		e->grade = s->grades ? (int)chance_below(c, s->grades) : 0;
		e->from = scheme_likely(s, c, i);
		e->below = chance_one_in(c, 3);
	}
}

/* All figures of one unit are those of another. */
static void draw_twins(struct scheme *s, struct chance *c)
{
	int from = (int)chance_below(c, s->units), to = (int)chance_below(c, s->units);
	for (int span = 0; span < SPANS && from != to && s->unit[from].assessed; span++) {
		memcpy(s->value[span][to], s->value[span][from], sizeof(s->value[span][to]));
		memcpy(s->target[span][to], s->target[span][from], sizeof(s->target[span][to]));
		memcpy(s->count[span][to], s->count[span][from], sizeof(s->count[span][to]));
		memcpy(s->voices[span][to], s->voices[span][from], sizeof(s->voices[span][to]));
	}
}

/* The targets of a leaf that are put into the case: entries first .. last - 1 of each unit. */
static void target_entries(const struct node *n, int *first, int *last)
{
	bool counted = scheme_counted(n), valued = scheme_measured(n) && !counted;
	*first = valued ? KINDS : 0;
	*last = valued ? KINDS + 1 : counted ? KINDS : 0;
}

/* A span of which nobody has set any target, while others have some, is refused: that is no scheme
 * for a recount. Its first cell has no task then. */
static void set_some_target(struct scheme *s, int span)
{
	struct entry *spare = NULL;
	for (int i = s->nodes - 1; i >= 0; i--) {
		int first, last;
		target_entries(&s->node[i], &first, &last);
		for (int u = s->units - 1; u >= 0; u--)
			for (int k = first; k < last; k++) {
				spare = &s->target[span][u][i][k];
				if (spare->state != CELL_ABSENT)
					return;
			}
	}
	if (spare)
		spare->state = CELL_DASH;
}

void scheme_draw(struct scheme *s, uint64_t number, enum how how)
{
	struct chance c = {number * UINT64_C(0xa0761d6478bd642f) + 7};
	memset(s, 0, sizeof(*s));
	draw_units(s, &c);
	draw_spans(s, &c);
	draw_tree(s, &c);
	for (int i = 0; i < s->nodes; i++) {
		if (!s->node[i].leaf)
			continue;
		draw_leaf(s, &c, i, how);
		how = HOWS;
	}
	for (int i = 0; i < s->nodes; i++)
		if (s->node[i].leaf)
			scheme_draw_parameters(s, &c, i, &s->node[i]);
	draw_standing(s, &c);
	draw_effects(s, &c);
	if (chance_one_in(&c, 2))
		draw_twins(s, &c);
	for (int span = 0; span < SPANS; span++)
		set_some_target(s, span);
}
