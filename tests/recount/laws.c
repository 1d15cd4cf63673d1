#include "tests/recount/laws.h"
#include <string.h>

/* ---- two results side by side ---- */

static bool same_ratio(struct arena *a, const ratio *x, const ratio *y)
{
	if (!x || !y)
		return !x && !y;
	if (ratio_is_exact(x) && ratio_is_exact(y))
		return ratio_cmp(x, y) == 0;
	return strcmp(ratio_fixed(a, ratio_sub(a, x, y), 15, ROUND_HALF_UP), "0.000000000000000") ==
	       0;
}

static bool same_points(struct arena *a, const struct points *x, const struct points *y)
{
	return x->state == y->state && same_ratio(a, x->mark, y->mark) &&
	       same_ratio(a, x->points, y->points) && same_ratio(a, x->max, y->max);
}

static bool same_results(const struct confronted *x, const struct confronted *y, size_t u, size_t v)
{
	struct arena *a = x->arena;
	const struct unit_result *p = &x->sheet->units[u], *q = &y->sheet->units[v];
	for (size_t i = 0; i < x->method->n_items; i++)
		if (!same_points(a, &p->items[i], &q->items[i]))
			return false;
	return p->complete == q->complete && p->ranked == q->ranked && p->rank == q->rank &&
	       p->grade == q->grade && p->grade_earned == q->grade_earned &&
	       same_ratio(a, p->score, q->score) && same_ratio(a, p->published, q->published);
}

/* Is one of them refused? They then are both, unless it depends on the last digits. */
static bool refused(const struct confronted *x, const struct confronted *y, bool *alike)
{
	const struct confronted *both[] = {x, y};
	bool uncertain = false;
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < diag_count(both[k]->refused); i++) {
			enum diag_code code = diag_at(both[k]->refused, i)->code;
			uncertain = uncertain || code == DIAG_rounding_uncertain ||
			            code == DIAG_rank_uncertain;
		}
	*alike = uncertain || !x->sheet == !y->sheet;
	return !x->sheet || !y->sheet;
}

/* order: where unit u of the one stands in the other. */
static bool same_sheets(const struct confronted *x, const struct confronted *y, const int *order)
{
	bool alike;
	if (refused(x, y, &alike))
		return alike;
	for (size_t u = 0; u < x->method->n_units; u++)
		if (!same_results(x, y, u, order ? (size_t)order[u] : u))
			return false;
	return true;
}

/* ---- of every scheme ---- */

static bool reasons_change_no_number(struct arena *a, uint64_t number)
{
	struct scheme s;
	scheme_draw(&s, number, HOWS);
	struct confronted x = confront_engine(a, &s, false), y = confront_engine(a, &s, true);
	return same_sheets(&x, &y, NULL);
}

static void move_unit(struct scheme *to, int v, const struct scheme *from, int u)
{
	to->unit[v] = from->unit[u];
	for (int p = 0; p < SPANS; p++) {
		memcpy(to->value[p][v], from->value[p][u], sizeof(to->value[p][v]));
		memcpy(to->target[p][v], from->target[p][u], sizeof(to->target[p][v]));
		memcpy(to->count[p][v], from->count[p][u], sizeof(to->count[p][v]));
		memcpy(to->voices[p][v], from->voices[p][u], sizeof(to->voices[p][v]));
	}
}

static bool permuted_units_permute_results(struct arena *a, uint64_t number)
{
	struct scheme s, t;
	struct chance c = {number};
	int order[MOST_UNITS];
	scheme_draw(&s, number, HOWS);
	for (int u = 0; u < s.units; u++)
		order[u] = u;
	for (int u = s.units - 1; u > 0; u--) {
		long other = chance_below(&c, u + 1);
		int kept = order[u];
		order[u] = order[other];
		order[other] = kept;
	}
	t = s;
	for (int u = 0; u < s.units; u++)
		move_unit(&t, order[u], &s, u);
	struct confronted x = confront_engine(a, &s, false), y = confront_engine(a, &t, false);
	return same_sheets(&x, &y, order);
}

static bool equals_are_treated_equally(struct arena *a, uint64_t number)
{
	struct scheme s;
	scheme_draw(&s, number, HOWS);
	if (s.units < 2)
		return true;
	s.unit[0].assessed = true;
	move_unit(&s, 1, &s, 0);
	struct confronted x = confront_engine(a, &s, false);
	return !x.sheet || same_results(&x, &x, x.unit[0], x.unit[1]);
}

/* 3 : 2 is 60 : 40 and 21 : 14, normalised or not. */
static bool scaled_weights_change_nothing(struct arena *a, uint64_t number)
{
	struct scheme s, t;
	struct chance c = {number};
	struct fraction k = fraction_of(1 + chance_below(&c, 12), 1 + chance_below(&c, 5));
	scheme_draw(&s, number, HOWS);
	t = s;
	for (int i = 1; i < s.nodes; i++) {
		struct node *parent = &t.node[s.node[i].parent];
		if (parent->together != WEIGHTED && parent->together != GEOMETRIC)
			continue;
		/* What was exact adds up to 100: a tenth of it stays within what a weight may be.
		 */
		t.node[i].share =
		        fraction_mul(s.node[i].share, fraction_mul(k, fraction_of(1, 12)));
		parent->normalised = true;
	}
	struct confronted x = confront_engine(a, &s, false), y = confront_engine(a, &t, false);
	return same_sheets(&x, &y, NULL);
}

static bool like_parts_make_a_like_whole(struct arena *a, uint64_t number)
{
	struct scheme s;
	scheme_draw(&s, number, HOWS);
	s.combined = true;
	memcpy(s.value[SECOND_PART], s.value[FIRST_PART], sizeof(s.value[0]));
	memcpy(s.target[SECOND_PART], s.target[FIRST_PART], sizeof(s.target[0]));
	memcpy(s.count[SECOND_PART], s.count[FIRST_PART], sizeof(s.count[0]));
	memcpy(s.voices[SECOND_PART], s.voices[FIRST_PART], sizeof(s.voices[0]));
	s.first_day[SECOND_PART] = s.first_day[FIRST_PART];
	s.last_day[SECOND_PART] = s.last_day[FIRST_PART];
	struct confronted whole = confront_engine(a, &s, false);
	s.combined = false;
	memcpy(s.value[NOW], s.value[FIRST_PART], sizeof(s.value[0]));
	memcpy(s.target[NOW], s.target[FIRST_PART], sizeof(s.target[0]));
	memcpy(s.count[NOW], s.count[FIRST_PART], sizeof(s.count[0]));
	memcpy(s.voices[NOW], s.voices[FIRST_PART], sizeof(s.voices[0]));
	s.first_day[NOW] = s.first_day[FIRST_PART];
	s.last_day[NOW] = s.last_day[FIRST_PART];
	struct confronted part = confront_engine(a, &s, false);
	bool alike;
	if (refused(&whole, &part, &alike))
		return alike;
	for (size_t u = 0; u < part.method->n_units; u++) {
		const struct unit_result *x = &whole.sheet->units[u], *y = &part.sheet->units[u];
		if (!same_ratio(a, x->score, y->score) || x->rank != y->rank ||
		    x->grade != y->grade || !same_ratio(a, x->published, y->published))
			return false;
	}
	return true;
}

/* ---- of one leaf, the first, scored by plain values ---- */

static int draw_plain(struct scheme *s, uint64_t number, enum how how)
{
	int leaf = 0;
	scheme_draw(s, number, how);
	while (!s->node[leaf].leaf)
		leaf++;
	struct node *n = &s->node[leaf];
	/* Counts and growth drew parameters of their own. */
	if (n->word[W_OF] > OF_VALUE)
		n->word[W_OF] = OF_VALUE;
	n->word[W_LOG] = NOT_SAID;
	s->combined = false;
	s->effects = 0;
	return leaf;
}

static bool same_marks(const struct confronted *x, const struct confronted *y, int leaf, int but)
{
	bool alike;
	if (refused(x, y, &alike))
		return alike;
	for (size_t u = 0; u < x->method->n_units; u++)
		if ((int)u != but &&
		    !same_ratio(x->arena, sheet_points(x->sheet, u, x->node[leaf])->mark,
		                sheet_points(y->sheet, u, y->node[leaf])->mark))
			return false;
	return true;
}

/* x becomes factor x + more. */
static void change_values(struct scheme *s, int leaf, struct fraction factor, struct fraction more)
{
	for (int u = 0; u < s->units; u++) {
		struct fraction *x = &s->value[NOW][u][leaf].x;
		*x = fraction_add(fraction_mul(*x, factor), more);
	}
}

static bool only_gaps_count(struct arena *a, uint64_t number)
{
	static const enum how hows[] = {BY_RANK, BY_MINMAX, BY_AVERAGE, BY_ZSCORE, BY_BORDA};
	struct scheme s;
	int leaf = draw_plain(&s, number, hows[number % 5]);
	struct confronted x = confront_engine(a, &s, false);
	change_values(&s, leaf, fraction_of(1, 1), fraction_of((long)(number % 37) - 18, 3));
	struct confronted y = confront_engine(a, &s, false);
	return same_marks(&x, &y, leaf, NOBODY);
}

static bool only_proportions_count(struct arena *a, uint64_t number)
{
	static const enum how hows[] = {BY_RELATIVE, BY_RANK, BY_MINMAX, BY_ZSCORE, BY_BORDA};
	struct scheme s;
	int leaf = draw_plain(&s, number, hows[number % 5]);
	struct confronted x = confront_engine(a, &s, false);
	change_values(&s, leaf, fraction_of((long)(number % 11) + 1, 7), fraction_of(0, 1));
	struct confronted y = confront_engine(a, &s, false);
	return same_marks(&x, &y, leaf, NOBODY);
}

static bool outsiders_move_nobody(struct arena *a, uint64_t number)
{
	struct scheme s;
	enum how how = number % 7 ? (enum how)(BY_RELATIVE + number % 6) : BY_BANDS;
	int leaf = draw_plain(&s, number, how), other = (int)(number / 7 % (unsigned)s.units);
	struct entry *e = &s.value[NOW][other][leaf];
	/* What a refused run would say of it is another matter. */
	if (s.unit[other].assessed)
		return true;
	struct confronted x = confront_engine(a, &s, false);
	*e = number % 3 ? (struct entry){CELL_NUMBER, fraction_of((long)(number % 90) - 20, 1)}
	                : (struct entry){CELL_DASH, fraction_of(0, 1)};
	struct confronted y = confront_engine(a, &s, false);
	return same_marks(&x, &y, leaf, other);
}

static bool other_groups_move_nobody(struct arena *a, uint64_t number)
{
	struct scheme s;
	enum how how = number % 7 ? (enum how)(BY_RELATIVE + number % 6) : BY_BANDS;
	int leaf = draw_plain(&s, number, how), other = (int)(number / 7 % (unsigned)s.units);
	struct entry *e = &s.value[NOW][other][leaf];
	s.node[leaf].word[W_AMONG] = 1;
	struct confronted x = confront_engine(a, &s, false);
	e->x = fraction_add(e->x, fraction_of((long)(number % 9) + 1, 2));
	struct confronted y = confront_engine(a, &s, false);
	bool alike;
	if (refused(&x, &y, &alike))
		return true;
	for (int u = 0; u < s.units; u++)
		if (s.unit[u].group != s.unit[other].group &&
		    !same_ratio(a, sheet_points(x.sheet, x.unit[u], x.node[leaf])->mark,
		                sheet_points(y.sheet, y.unit[u], y.node[leaf])->mark))
			return false;
	return true;
}

/* It need not hold where a mean or sum of the field holds numbers below 0, where `equal` or
 * `unmet` earns more than what it stands beside, or bands have no falling marks. */
static bool better_is_never_worse(struct arena *a, uint64_t number)
{
	struct scheme s;
	enum how how = (enum how)(number % BY_BLEND);
	int leaf = draw_plain(&s, number, how), u = (int)(number / BY_BLEND % (unsigned)s.units);
	struct node *n = &s.node[leaf];
	bool lower = n->word[W_DIRECTION] == 1;
	struct entry *e = &s.value[NOW][u][leaf];
	for (int v = 0; v < s.units; v++) {
		struct fraction *x = &s.value[NOW][v][leaf].x;
		x->n = x->n < 0 ? -x->n : x->n ? x->n : x->d;
	}
	n->number[N_EQUAL].given = false;
	if (n->how == BY_THRESHOLD)
		n->number[N_UNMET].given = n->number[N_UNMET].given && !n->number[N_MET].given;
	/* More of the value itself is a higher mark, whatever its direction. */
	if (n->how == BY_VALUE)
		lower = false;
	struct confronted x = confront_engine(a, &s, false);
	e->x = lower ? fraction_mul(e->x, fraction_of(1, 2))
	             : fraction_add(e->x, fraction_of(1 + (long)(number % 8), 2));
	struct confronted y = confront_engine(a, &s, false);
	if (!x.sheet || !y.sheet)
		return true;
	const ratio *before = sheet_points(x.sheet, x.unit[u], x.node[leaf])->mark;
	const ratio *after = sheet_points(y.sheet, y.unit[u], y.node[leaf])->mark;
	return !before || !after || !ratio_tells(before, after) || ratio_cmp(after, before) >= 0;
}

/* Sum of the marks of the field of all, where every assessed unit has one; NULL: it is not so. */
static const ratio *sum_of_marks(const struct confronted *c, const struct scheme *s, int leaf,
                                 long *n)
{
	const ratio *sum = ratio_of(c->arena, 0, 1);
	*n = 0;
	for (int u = 0; u < s->units; u++) {
		if (!s->unit[u].assessed)
			continue;
		const ratio *mark = sheet_points(c->sheet, c->unit[u], c->node[leaf])->mark;
		if (!mark || s->value[NOW][u][leaf].state != CELL_NUMBER)
			return NULL;
		sum = ratio_add(c->arena, sum, mark);
		++*n;
	}
	return sum;
}

static bool marks_add_up(struct arena *a, uint64_t number)
{
	static const enum how hows[] = {BY_RANK, BY_BORDA, BY_ZSCORE, BY_RELATIVE, BY_AVERAGE};
	struct scheme s;
	enum how how = hows[number % 5];
	int leaf = draw_plain(&s, number, how);
	struct node *n = &s.node[leaf];
	memset(n->number, 0, sizeof(n->number));
	n->word[W_AMONG] = n->word[W_FORM] = n->word[W_COUNTING] = NOT_SAID;
	n->word[W_MISSING] = NOT_SAID;
	n->word[W_TIES] = how == BY_RANK ? PLACES_AVERAGE : NOT_SAID;
	n->word[W_REFERENCE] = how == BY_RELATIVE ? REFERENCE_SUM : NOT_SAID;
	if (how == BY_RANK)
		n->number[N_LOW] = (struct optional){true, fraction_of(-1000, 1)};
	if (how == BY_BORDA)
		n->number[N_TIE] = (struct optional){true, fraction_of(1, 2)};
	if (how == BY_AVERAGE) {
		n->number[N_START] = (struct optional){true, fraction_of(0, 1)};
		n->number[N_OVER] = n->number[N_UNDER] = (struct optional){true, fraction_of(3, 1)};
		n->number[N_LOW] = (struct optional){true, fraction_of(-100000, 1)};
		n->number[N_HIGH] = (struct optional){true, fraction_of(100000, 1)};
	}
	struct confronted c = confront_engine(a, &s, false);
	long units;
	const ratio *sum = c.sheet ? sum_of_marks(&c, &s, leaf, &units) : NULL;
	/* A unit alone has full points by borda. */
	if (!sum || (how == BY_BORDA && units == 1))
		return true;
	long places = units * (units - 1) / 2;
	const ratio *right = ratio_of(a,
	                              how == BY_RANK       ? 100 * units - 5 * places
	                              : how == BY_BORDA    ? places
	                              : how == BY_RELATIVE ? 100
	                                                   : 0,
	                              1);
	return same_ratio(a, sum, right);
}

const struct law laws[] = {
        {"reasons change no number", reasons_change_no_number},
        {"permuted units permute results", permuted_units_permute_results},
        {"equal figures have equal results", equals_are_treated_equally},
        {"weights times k, normalised, change nothing", scaled_weights_change_nothing},
        {"like parts make a like whole", like_parts_make_a_like_whole},
        {"a constant added to all changes no place and no gap", only_gaps_count},
        {"all values times k change no proportion", only_proportions_count},
        {"a unit that is not assessed moves no other's mark", outsiders_move_nobody},
        {"another group moves no mark among a group", other_groups_move_nobody},
        {"a better value never has a worse mark", better_is_never_worse},
        {"places, deviations and shares add up", marks_add_up},
        {NULL, NULL},
};
