#include "tests/recount/scheme.h"
#include <string.h>

bool scheme_counted(const struct node *n)
{
	return n->leaf && (n->how == BY_BLEND ||
	                   (scheme_measured(n) && n->word[W_OF] >= OF_COUNT));
}

static struct fraction whole(long n)
{
	return fraction_of(n, 1);
}

/* low .. high */
static long between(struct chance *c, long low, long high)
{
	return low + chance_below(c, high - low + 1);
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
	n->normalised = (n->together == WEIGHTED || n->together == GEOMETRIC) && chance_one_in(c, 2);
}

/* Full points of the children; those within a sum, and weights that are exact, add up. */
static void draw_shares(struct scheme *s, struct chance *c, int parent)
{
	const struct node *p = &s->node[parent];
	long part[MOST_NODES], sum = 0;
	for (int i = parent + 1; i < s->nodes; i++) {
		part[i] = s->node[i].parent == parent ? between(c, 1, 5) : 0;
		/* Of no weight at all, as a veto alone. */
		if (sum && p->together == SUMMED && chance_one_in(c, 12))
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
		n->nominal = p->together <= GEOMETRIC ? fraction_mul(p->nominal, share) : p->nominal;
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

/* ---- parameters ---- */

static void set(struct node *n, enum number key, struct fraction x)
{
	n->number[key] = (struct optional){true, x};
}

/* Three times in four. */
static void may_set(struct node *n, struct chance *c, enum number key, struct fraction x)
{
	if (!chance_one_in(c, 4))
		set(n, key, x);
}

static void may_say(struct node *n, struct chance *c, enum word key, long choices)
{
	if (!chance_one_in(c, 3))
		n->word[key] = (int)chance_below(c, choices);
}

/* A number that the measure of leaf i may have. */
static struct fraction likely(const struct scheme *s, struct chance *c, int i)
{
	const struct node *n = &s->node[i];
	int u = (int)chance_below(c, s->units);
	int span = s->combined ? (int)between(c, FIRST_PART, SECOND_PART) : NOW;
	const struct entry *now = &s->value[span][u][i], *base = &s->value[BASE][u][i];
	long halves = between(c, -2, 8);
	if (n->word[W_LOG] > LOG_NONE)
		return fraction_of(halves, 2);
	switch (n->word[W_OF]) {
	case OF_CHANGE:
		return fraction_sub(now->x, base->x);
	case OF_GROWTH:
		return base->x.n > 0 ? fraction_mul(fraction_div(fraction_sub(now->x, base->x), base->x),
		                                    whole(100))
		                     : whole(25);
	case OF_COUNT:
		return whole(between(c, 0, 12));
	case OF_COMPLETION:
		return whole(25 * between(c, 0, 6));
	default:
		return now->x;
	}
}

static void draw_target_method(const struct scheme *s, struct chance *c, int i, struct node *n)
{
	if (chance_one_in(c, 3))
		set(n, N_TARGET, likely(s, c, i));
	/* The other methods of attainment have no use for a target below 0. */
	if (n->number[N_TARGET].given && n->number[N_TARGET].x.n < 0 && n->how != BY_STEPS &&
	    n->how != BY_THRESHOLD)
		set(n, N_TARGET, whole(chance_below(c, 3)));
	may_set(n, c, N_OVER, fraction_of(between(c, 0, 6), 2));
	may_set(n, c, N_UNDER, fraction_of(between(c, 0, 6), 2));
	may_set(n, c, N_PER, fraction_of(between(c, 1, 8), 2));
	may_set(n, c, N_MET, whole(between(c, 0, 100)));
	may_set(n, c, N_UNMET, whole(between(c, 0, 30)));
	may_set(n, c, N_BONUS, fraction_of(between(c, 0, 8), 2));
	may_set(n, c, N_EVERY, fraction_of(between(c, 1, 40), 2));
	may_set(n, c, N_BONUS_MOST, whole(between(c, 0, 20)));
	may_set(n, c, N_DUE, whole(5 * between(c, 0, 20)));
	may_set(n, c, N_LIMIT, fraction_of(between(c, 10, 16), 10));
	may_say(n, c, W_EVERY_OF, 2);
	may_say(n, c, W_PART, n->how == BY_THRESHOLD ? 2 : 3);
}

static void draw_bands(const struct scheme *s, struct chance *c, int i, struct node *n)
{
	may_say(n, c, W_AGAINST, 5);
	bool lower = n->word[W_DIRECTION] == 1 && n->word[W_AGAINST] != AGAINST_PERCENTILE;
	may_say(n, c, W_BOUNDARY, 2);
	may_set(n, c, N_BELOW, whole(between(c, -5, 20)));
	for (long k = between(c, 1, MOST_BANDS); k; k--) {
		struct fraction from = n->word[W_AGAINST] > AGAINST_NONE
		                               ? fraction_of(between(c, 0, 24) * 25, 3)
		                               : likely(s, c, i);
		int at = n->bands;
		bool twice = false;
		for (int b = 0; b < n->bands; b++)
			twice = twice || fraction_cmp(n->band[b].from, from) == 0;
		if (twice)
			continue;
		for (; at && (fraction_cmp(n->band[at - 1].from, from) < 0) != lower; at--)
			n->band[at] = n->band[at - 1];
		n->band[at] = (struct band){.from = from};
		n->bands++;
	}
	for (int b = 0; b < n->bands; b++)
		n->band[b].mark = whole(100 - 30 * b - between(c, 0, 20));
	for (int k = 1; k < s->nodes && n->side == NOBODY && chance_one_in(c, 2); k++)
		if (k != i && scheme_measured(&s->node[k])) {
			n->side = k;
			n->band[0].side = (struct optional){true, likely(s, c, k)};
		}
}

static void draw_ends(struct node *n, struct chance *c, enum number low, enum number high)
{
	long from = between(c, -2, 6) * 10;
	if (n->how != BY_MINMAX && from < 0)
		from = 0;
	set(n, low, whole(from));
	set(n, high, whole(from + between(c, 1, 10) * 10));
}

static void draw_goalposts(const struct scheme *s, struct chance *c, int i, struct node *n)
{
	bool lower = n->word[W_DIRECTION] == 1;
	struct fraction a = likely(s, c, i), b = likely(s, c, i);
	if (fraction_cmp(a, b) == 0)
		b = fraction_add(a, whole(1));
	bool rises = fraction_cmp(a, b) < 0;
	set(n, N_FLOOR, rises != lower ? a : b);
	set(n, N_SATISFACTORY, rises != lower ? b : a);
	if (chance_one_in(c, 2))
		draw_ends(n, c, N_FROM, N_TO);
	may_say(n, c, W_CLIP, 4);
}

static void draw_comparing(struct chance *c, struct node *n)
{
	may_say(n, c, W_REFERENCE, 4);
	may_say(n, c, W_FORM, 2);
	may_say(n, c, W_TIES, 3);
	may_say(n, c, W_SD, 2);
	may_say(n, c, W_COUNTING, 2);
	may_set(n, c, N_CENTRE, whole(between(c, 0, 8) * 10));
	may_set(n, c, N_FIRST, whole(between(c, 8, 11) * 10));
	may_set(n, c, N_STEP, fraction_of(between(c, 0, 90), 3));
	may_set(n, c, N_TIE, fraction_of(between(c, 0, 4), 4));
	if (n->how == BY_ZSCORE || n->how == BY_RELATIVE)
		may_set(n, c, N_SCALE, whole(between(c, 1, 20) * 5));
	if (n->how == BY_MINMAX && chance_one_in(c, 2))
		draw_ends(n, c, N_FROM, N_TO);
	if (chance_one_in(c, 2))
		set(n, N_EQUAL, whole(between(c, 0, 10) * 10));
	if (n->how == BY_BORDA)
		may_set(n, c, N_START, fraction_of(between(c, 0, 4), 2));
}

static void draw_average(struct chance *c, struct node *n)
{
	long start = between(c, 4, 9) * 10;
	set(n, N_START, whole(start));
	set(n, N_OVER, fraction_of(between(c, 0, 10), 2));
	set(n, N_UNDER, fraction_of(between(c, 0, 10), 2));
	may_set(n, c, N_PER, fraction_of(between(c, 1, 8), 2));
	may_set(n, c, N_LOW, whole(start - between(c, 1, 5) * 10));
	if (start == 90 || chance_one_in(c, 2))
		set(n, N_HIGH, whole(start + between(c, 1, 4) * 10));
}

/* What does not belong to the method is a mistake in a rule file. */
static void keep_only(struct node *n)
{
	static const struct {
		int numbers[8], words[3];
	} of[HOWS] = {
	        [BY_VALUE] = {{N_FULL + 1}, {0}},
	        [BY_PROPORTIONAL] = {{N_TARGET + 1, N_LIMIT + 1, N_LOW + 1}, {0}},
	        [BY_THRESHOLD] = {{N_TARGET + 1, N_MET + 1, N_UNMET + 1, N_BONUS + 1, N_EVERY + 1,
	                           N_BONUS_MOST + 1},
	                          {W_EVERY_OF + 1, W_PART + 1}},
	        [BY_STEPS] = {{N_TARGET + 1, N_START + 1, N_OVER + 1, N_UNDER + 1, N_PER + 1,
	                       N_LOW + 1, N_HIGH + 1},
	                      {W_PART + 1}},
	        [BY_BANDS] = {{N_BELOW + 1}, {W_BOUNDARY + 1, W_AGAINST + 1}},
	        [BY_GOALPOSTS] = {{N_FLOOR + 1, N_SATISFACTORY + 1, N_FROM + 1, N_TO + 1},
	                          {W_CLIP + 1}},
	        [BY_EFFICACY] = {{N_FLOOR + 1, N_SATISFACTORY + 1, N_FROM + 1, N_TO + 1},
	                         {W_CLIP + 1}},
	        [BY_TIME_PROGRESS] = {{N_TARGET + 1, N_DUE + 1, N_LIMIT + 1, N_LOW + 1}, {0}},
	        [BY_RELATIVE] = {{N_SCALE + 1, N_EQUAL + 1}, {W_REFERENCE + 1, W_FORM + 1}},
	        [BY_RANK] = {{N_FIRST + 1, N_STEP + 1, N_LOW + 1}, {W_TIES + 1}},
	        [BY_MINMAX] = {{N_FROM + 1, N_TO + 1, N_EQUAL + 1}, {0}},
	        [BY_AVERAGE] = {{N_START + 1, N_OVER + 1, N_UNDER + 1, N_PER + 1, N_LOW + 1,
	                         N_HIGH + 1},
	                        {0}},
	        [BY_ZSCORE] = {{N_CENTRE + 1, N_SCALE + 1}, {W_SD + 1}},
	        [BY_BORDA] = {{N_START + 1, N_TIE + 1}, {W_COUNTING + 1}},
	        [BY_BLEND] = {{N_LIMIT + 1}, {0}},
	        [BY_JUDGED] = {{N_TRIM_FROM + 1}, {0}},
	        [BY_RATERS] = {{N_TRIM_FROM + 1}, {W_ABSENT + 1}},
	};
	bool number[NUMBERS + 1] = {false}, word[WORDS + 1] = {false};
	for (int i = 0; i < 8; i++)
		number[of[n->how].numbers[i]] = true;
	for (int i = 0; i < 3; i++)
		word[of[n->how].words[i]] = true;
	for (int i = 0; i < N_NEUTRAL; i++)
		n->number[i].given = n->number[i].given && number[i + 1];
	for (int i = W_EVERY_OF; i < WORDS; i++)
		n->word[i] = word[i + 1] ? n->word[i] : NOT_SAID;
}

static void draw_parts(struct chance *c, struct node *n)
{
	static const long of_bodies[][BODIES] = {{100, 0, 0}, {70, 30, 0}, {50, 30, 20}};
	const long *weights = of_bodies[chance_below(c, 3)];
	bool all = n->how == BY_BLEND && chance_one_in(c, 3);
	for (int i = 0; i < BODIES; i++)
		if (n->how == BY_RATERS)
			n->part[i] = (struct optional){weights[i] > 0, whole(weights[i])};
		else if (n->how == BY_BLEND && i < KINDS)
			n->part[i] = (struct optional){!all && chance_one_in(c, 2),
			                               whole(between(c, 1, 5))};
}

static void draw_parameters(const struct scheme *s, struct chance *c, int i, struct node *n)
{
	draw_comparing(c, n);
	if (n->how == BY_AVERAGE)
		draw_average(c, n);
	else
		draw_target_method(s, c, i, n);
	if (n->how == BY_BANDS)
		draw_bands(s, c, i, n);
	if (n->how == BY_GOALPOSTS || n->how == BY_EFFICACY)
		draw_goalposts(s, c, i, n);
	may_set(n, c, N_FULL, whole(between(c, 1, 10) * 5));
	may_set(n, c, N_TRIM_FROM, whole(between(c, 3, VOICES)));
	may_say(n, c, W_ABSENT, 2);
	if (n->how != BY_AVERAGE && chance_one_in(c, 2))
		set(n, N_LOW, n->how == BY_STEPS ? whole(between(c, -3, 0))
		                                 : whole(between(c, -2, 6) * 10));
	if (n->how == BY_STEPS && chance_one_in(c, 2))
		set(n, N_START, fraction_of(between(c, 0, 20), 2));
	if (n->how == BY_STEPS && chance_one_in(c, 2))
		set(n, N_HIGH, whole(between(c, 1, 40)));
	keep_only(n);
}

static void draw_leaf(struct scheme *s, struct chance *c, int i, enum how how)
{
	struct node *n = &s->node[i];
	n->how = how == HOWS ? (enum how)chance_below(c, HOWS) : how;
	bool measured = n->how < BY_BLEND;
	if (measured && chance_one_in(c, 3))
		n->word[W_OF] = (int)chance_below(c, 5);
	if (measured && chance_one_in(c, 8) && n->how != BY_RANK && n->how != BY_BORDA)
		n->word[W_LOG] = (int)chance_below(c, 4);
	if (measured)
		may_say(n, c, W_DIRECTION, 2);
	if (scheme_compares(n))
		may_say(n, c, W_AMONG, 2);
	if (chance_one_in(c, 2))
		n->word[W_MISSING] = (int)chance_below(c, 4);
	if (n->word[W_MISSING] == GAP_NEUTRAL)
		set(n, N_NEUTRAL, whole(between(c, 0, 10) * 10));
	draw_parts(c, n);
	struct habits h = {.gaps = n->word[W_MISSING] > GAP_REFUSE || chance_one_in(c, 80),
	                   .dashes = chance_one_in(c, 2) ? 8 : 0};
	bool delicate = n->how == BY_RELATIVE || n->how == BY_BANDS ||
	                n->word[W_OF] == OF_GROWTH || n->word[W_LOG] > LOG_NONE;
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
	for (; others; others--) {
		int u = (int)chance_below(c, s->units);
		/* Two draws may meet: then there is one fewer. */
		s->unit[u].assessed = assessed < 2 && s->unit[u].assessed && u == 0;
	}
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
	s->rounding = chance_below(c, 4);
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
		e->from = likely(s, c, i);
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
			draw_parameters(s, &c, i, &s->node[i]);
	draw_standing(s, &c);
	draw_effects(s, &c);
	if (chance_one_in(&c, 2))
		draw_twins(s, &c);
}
