/* The methods that compare a unit with the field. */
#include "tests/recount/methods.h"

static struct quantity hundred(void)
{
	return quantity_whole(100);
}

static struct quantity field_end(const struct field_taken *f, bool greatest)
{
	int at = 0;
	for (int i = 1; i < f->n; i++) {
		int side = fraction_cmp(f->of[i].argument, f->of[at].argument);
		if (greatest ? side > 0 : side < 0)
			at = i;
	}
	return f->of[at].x;
}

static struct quantity mean(const struct field_taken *f)
{
	return quantity_div(f->sum, quantity_whole(f->n));
}

/* How many of the field are below, equal to and above the unit, itself left out. */
struct placing {
	int below, equal, above, better, worse;
};

static struct placing place_in(const struct work *w)
{
	struct placing p = {.below = 0};
	for (int i = 0; i < w->field.n; i++) {
		int side = fraction_cmp(w->field.of[i].argument, w->m.argument);
		p.below += side < 0;
		p.equal += side == 0;
		p.above += side > 0;
	}
	p.equal -= w->r->s->unit[w->unit].assessed;
	p.better = w->lower ? p.below : p.above;
	p.worse = w->lower ? p.above : p.below;
	return p;
}

static bool is_level(const struct field_taken *f)
{
	for (int i = 1; i < f->n; i++)
		if (fraction_cmp(f->of[i].argument, f->of[0].argument) != 0)
			return false;
	return true;
}

static bool above_zero(struct work *w, struct quantity x)
{
	return quantity_cmp(x, quantity_whole(0), &w->r->doubtful) > 0;
}

/* ---- bands ---- */

/* Does it reach a boundary of its kind? */
static bool reaches(struct work *w, struct quantity y, struct fraction from, bool lower)
{
	int side = quantity_cmp(y, quantity_of(from), &w->r->doubtful);
	bool exclusive = word_of(w->n, W_BOUNDARY, 0) == 1 && w->r->slip != SLIP_BOUNDARY_IGNORED;
	return side == 0 ? !exclusive : lower ? side < 0 : side > 0;
}

static bool side_reaches(struct work *w, const struct band *b)
{
	if (!b->side.given || w->r->slip == SLIP_SIDE_IGNORED)
		return true;
	struct measure m = measure_taken(w->r, w->unit, w->n->side);
	bool lower = word_of(&w->r->s->node[w->n->side], W_DIRECTION, 0) == 1;
	return m.state == MEASURED && reaches(w, m.x, b->side.x, lower);
}

static struct outcome by_bands(struct work *w)
{
	int against = word_of(w->n, W_AGAINST, AGAINST_NONE);
	struct quantity y = w->m.x, reference;
	/* Of percentiles more is better whatever the measure's direction. */
	bool itself = w->r->slip != SLIP_PERCENTILE_OF_OTHERS,
	     lower = w->lower && against != AGAINST_PERCENTILE;
	if (against == AGAINST_PERCENTILE) {
		struct placing p = place_in(w);
		int units = p.below + p.equal + p.above + itself;
		y = quantity_of(fraction_of(100 * (p.worse + itself), units ? units : 1));
	} else if (against != AGAINST_NONE) {
		reference = against == AGAINST_MEAN
		                    ? mean(&w->field)
		                    : field_end(&w->field, (against == AGAINST_BEST) != w->lower);
		if (!above_zero(w, reference))
			return methods_gap(w, REFERENCE_UNDEFINED);
		y = quantity_div(quantity_mul(hundred(), w->m.x), reference);
	}
	for (int i = 0; i < w->n->bands; i++)
		if (reaches(w, y, w->n->band[i].from, lower) && side_reaches(w, &w->n->band[i]))
			return marked(quantity_of(w->n->band[i].mark), hundred());
	return marked(number_of(w->n, N_BELOW, 0), hundred());
}

/* ---- relative ---- */

/* Of the reciprocals; false where one of them is of 0 or less. */
static bool reciprocals(struct work *w, struct quantity *sum)
{
	*sum = quantity_whole(0);
	for (int i = 0; i < w->field.n; i++) {
		if (!above_zero(w, w->field.of[i].x))
			return false;
		*sum = quantity_add(*sum, quantity_div(quantity_whole(1), w->field.of[i].x));
	}
	return above_zero(w, w->m.x);
}

static bool all_zero(const struct work *w)
{
	for (int i = 0; i < w->field.n; i++)
		if (!w->field.of[i].x.exact || w->field.of[i].x.f.n)
			return false;
	return w->m.x.exact && !w->m.x.f.n;
}

static struct outcome by_relative(struct work *w)
{
	struct quantity scale = number_of(w->n, N_SCALE, 100), x = w->m.x, r = x;
	int reference = word_of(w->n, W_REFERENCE, REFERENCE_BEST);
	bool ratio = word_of(w->n, W_FORM, 0) == 0, turned = ratio && w->lower;
	bool greatest = (reference == REFERENCE_BEST) != w->lower;
	if (reference == REFERENCE_WORST && w->r->slip == SLIP_WORST_IS_LEAST)
		greatest = false;
	if (w->n->number[N_EQUAL].given && all_zero(w) && w->r->slip != SLIP_ZEROS_UNDEFINED)
		return marked(number_of(w->n, N_EQUAL, 0), hundred());
	if (reference <= REFERENCE_WORST)
		r = field_end(&w->field, greatest);
	else if (turned && !reciprocals(w, &r))
		return methods_gap(w, REFERENCE_UNDEFINED);
	else if (!turned)
		r = w->field.sum;
	if (reference == REFERENCE_MEAN)
		r = quantity_div(r, quantity_whole(w->field.n));
	if (!above_zero(w, r) || (turned && !above_zero(w, x)))
		return methods_gap(w, REFERENCE_UNDEFINED);
	if (!ratio)
		r = quantity_div(w->lower ? quantity_sub(r, x) : quantity_sub(x, r), r);
	else if (!turned)
		r = quantity_div(x, r);
	else if (reference <= REFERENCE_WORST || w->r->slip == SLIP_MEAN_TURNED_ROUND)
		r = quantity_div(r, x);
	else
		r = quantity_div(quantity_div(quantity_whole(1), x), r);
	return marked(quantity_mul(scale, r), hundred());
}

/* ---- places ---- */

static int better_values(const struct work *w)
{
	int values = 0;
	for (int i = 0; i < w->field.n; i++) {
		int side = fraction_cmp(w->field.of[i].argument, w->m.argument);
		bool counts = w->lower ? side < 0 : side > 0;
		for (int k = 0; k < i && counts; k++)
			counts =
			        fraction_cmp(w->field.of[i].argument, w->field.of[k].argument) != 0;
		values += counts;
	}
	return values;
}

static struct outcome by_rank(struct work *w)
{
	struct placing p = place_in(w);
	int ties = w->r->slip == SLIP_PLACES_COMPETE ? PLACES_COMPETITION
	                                             : word_of(w->n, W_TIES, PLACES_COMPETITION);
	struct fraction before = ties == PLACES_COMPETITION ? fraction_of(p.better, 1)
	                         : ties == PLACES_DENSE     ? fraction_of(better_values(w), 1)
	                                                : fraction_of(2 * p.better + p.equal, 2);
	struct quantity lost = quantity_mul(number_of(w->n, N_STEP, 5), quantity_of(before));
	struct quantity mark = quantity_sub(number_of(w->n, N_FIRST, 100), lost);
	struct quantity low = number_of(w->n, N_LOW, 0);
	return marked(quantity_cmp(mark, low, &w->r->doubtful) < 0 ? low : mark, hundred());
}

static struct outcome by_borda(struct work *w)
{
	struct placing p = place_in(w);
	struct quantity start = number_of(w->n, N_START, 0);
	int n = p.below + p.equal + p.above + 1;
	struct quantity b = quantity_add(start, quantity_whole(p.worse));
	if (w->r->slip != SLIP_TIES_COUNT_0)
		b = quantity_add(b,
		                 quantity_mul(number_of(w->n, N_TIE, 0), quantity_whole(p.equal)));
	if (n == 1)
		return marked(hundred(), hundred());
	if (word_of(w->n, W_COUNTING, 0) == 1)
		return marked(quantity_div(quantity_mul(hundred(), b), quantity_whole(n)),
		              hundred());
	return marked(b, quantity_add(start, quantity_whole(n - 1)));
}

/* ---- between the ends, around the mean ---- */

static struct outcome not_comparable(struct work *w)
{
	return methods_gap(w, REFERENCE_UNDEFINED);
}

static struct outcome by_minmax(struct work *w)
{
	struct quantity from = number_of(w->n, N_FROM, 0), to = number_of(w->n, N_TO, 100);
	struct quantity least = field_end(&w->field, false), most = field_end(&w->field, true);
	bool lower = w->lower && w->r->slip != SLIP_MORE_IS_BETTER;
	struct quantity way = lower ? quantity_sub(most, w->m.x) : quantity_sub(w->m.x, least);
	if (is_level(&w->field)) {
		if (fraction_cmp(w->field.of[0].argument, w->m.argument) != 0)
			return not_comparable(w);
		return marked(w->n->number[N_EQUAL].given && w->r->slip != SLIP_EQUAL_IS_TO
		                      ? number_of(w->n, N_EQUAL, 0)
		                      : to,
		              hundred());
	}
	way = quantity_div(quantity_mul(quantity_sub(to, from), way), quantity_sub(most, least));
	return marked(quantity_add(from, way), hundred());
}

static struct outcome by_average(struct work *w)
{
	struct quantity d = quantity_sub(w->m.x, mean(&w->field)), zero = quantity_whole(0);
	if (is_level(&w->field) && fraction_cmp(w->field.of[0].argument, w->m.argument) == 0)
		d = zero;
	if (w->lower)
		d = quantity_sub(zero, d);
	bool over = quantity_cmp(d, zero, &w->r->doubtful) >= 0;
	struct quantity rate =
	        number_of(w->n, over || w->r->slip == SLIP_UNDER_AS_OVER ? N_OVER : N_UNDER, 0);
	d = quantity_div(quantity_mul(rate, d), number_of(w->n, N_PER, 1));
	return marked(limited(quantity_add(number_of(w->n, N_START, 0), d),
	                      number_of(w->n, N_LOW, 0), number_of(w->n, N_HIGH, 100),
	                      &w->r->doubtful),
	              hundred());
}

static struct outcome by_zscore(struct work *w)
{
	struct quantity centre = number_of(w->n, N_CENTRE, 0), m = mean(&w->field);
	struct quantity squares = quantity_whole(0), z = quantity_sub(w->m.x, m);
	if (is_level(&w->field))
		return fraction_cmp(w->field.of[0].argument, w->m.argument) != 0
		               ? not_comparable(w)
		               : marked(centre, hundred());
	for (int i = 0; i < w->field.n; i++) {
		struct quantity d = quantity_sub(w->field.of[i].x, m);
		squares = quantity_add(squares, quantity_mul(d, d));
	}
	bool all = word_of(w->n, W_SD, 0) == 1 || w->r->slip == SLIP_POPULATION;
	squares = quantity_div(squares, quantity_whole(w->field.n - (all ? 0 : 1)));
	z = quantity_div(w->lower ? quantity_sub(quantity_whole(0), z) : z, quantity_root(squares));
	return marked(quantity_add(centre, quantity_mul(number_of(w->n, N_SCALE, 1), z)),
	              hundred());
}

struct outcome methods_beside(struct work *w)
{
	static struct outcome (*const by[HOWS])(struct work *) = {
	        [BY_RELATIVE] = by_relative, [BY_RANK] = by_rank,     [BY_MINMAX] = by_minmax,
	        [BY_AVERAGE] = by_average,   [BY_ZSCORE] = by_zscore, [BY_BORDA] = by_borda,
	};
	w->field = field_taken(w->r, w->unit, w->node);
	if (w->n->how == BY_BANDS)
		return word_of(w->n, W_AGAINST, AGAINST_NONE) != AGAINST_NONE && !w->field.n
		               ? (struct outcome){.state = IDLE}
		               : by_bands(w);
	return w->field.n ? by[w->n->how](w) : (struct outcome){.state = IDLE};
}
