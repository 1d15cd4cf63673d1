/* Parameters of every method, at and about the figures that a leaf has. */
#include "tests/recount/scheme_draw.h"

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
struct fraction scheme_likely(const struct scheme *s, struct chance *c, int i)
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
		return base->x.n > 0
		               ? fraction_mul(fraction_div(fraction_sub(now->x, base->x), base->x),
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
		set(n, N_TARGET, scheme_likely(s, c, i));
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
		                               : scheme_likely(s, c, i);
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
			n->band[0].side = (struct optional){true, scheme_likely(s, c, k)};
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
	struct fraction a = scheme_likely(s, c, i), b = scheme_likely(s, c, i);
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
	long without = chance_below(c, KINDS + 1);
	for (int i = 0; i < BODIES; i++)
		if (n->how == BY_RATERS)
			n->part[i] = (struct optional){weights[i] > 0, whole(weights[i])};
		else if (n->how == BY_BLEND && i < KINDS)
			n->part[i] =
			        (struct optional){!all && i != without, whole(between(c, 1, 5))};
}

void scheme_draw_parameters(const struct scheme *s, struct chance *c, int i, struct node *n)
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
		set(n, N_LOW,
		    n->how == BY_STEPS ? whole(between(c, -3, 0)) : whole(between(c, -2, 6) * 10));
	if (n->how == BY_STEPS && chance_one_in(c, 2))
		set(n, N_START, fraction_of(between(c, 0, 20), 2));
	if (n->how == BY_STEPS && chance_one_in(c, 2))
		set(n, N_HIGH, whole(between(c, 1, 40)));
	keep_only(n);
}

void scheme_draw_reading(struct chance *c, struct node *n)
{
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
	/* What people give is in points of the item. */
	if (n->number[N_NEUTRAL].given && (n->how == BY_JUDGED || n->how == BY_RATERS))
		set(n, N_NEUTRAL, fraction_mul(n->nominal, fraction_of(between(c, 0, 10), 10)));
	draw_parts(c, n);
}
