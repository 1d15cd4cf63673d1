#include "tests/recount/methods.h"

#define SLIP_NAME(name, text) text,
const char *const slip_texts[ALL_SLIPS] = {"none", SLIPS(SLIP_NAME)};
#undef SLIP_NAME

static struct outcome nothing(enum state state)
{
	return (struct outcome){.state = state};
}

static struct outcome refuse(struct work *w, enum reason reason)
{
	if (!w->r->s->unit[w->unit].assessed)
		return nothing(UNREPORTED);
	w->r->refused[reason]++;
	return nothing(REFUSED);
}

static struct quantity hundred(void)
{
	return quantity_whole(100);
}

static struct quantity full_of(const struct work *w)
{
	if (w->n->how == BY_STEPS || !scheme_measured(w->n))
		return w->n->how == BY_BLEND ? hundred() : quantity_of(w->n->nominal);
	return w->n->how == BY_VALUE && w->r->slip != SLIP_FULL_IS_100
	               ? number_of(w->n, N_FULL, 100)
	               : hundred();
}

struct outcome methods_gap(struct work *w, enum reason reason)
{
	int gap = word_of(w->n, W_MISSING, GAP_REFUSE);
	if (reason == MEASURE_MISSING && w->m.uncounted && gap == GAP_REFUSE &&
	    w->r->s->unit[w->unit].assessed) {
		w->r->refused[COUNT_MISSING] += w->m.uncounted;
		return nothing(REFUSED);
	}
	if (!w->r->s->unit[w->unit].assessed || gap == GAP_REFUSE)
		return refuse(w, reason);
	if (gap == GAP_EXCLUDE)
		return nothing(IDLE);
	return marked(gap == GAP_ZERO ? quantity_whole(0) : number_of(w->n, N_NEUTRAL, 0),
	              full_of(w));
}

/* ---- with a target ---- */

/* Days gone of the days of the span. */
static struct fraction time_gone(const struct work *w)
{
	const struct scheme *s = w->r->s;
	int first = s->first_day[w->r->span], last = s->last_day[w->r->span];
	int gone = s->as_of - first + (w->r->slip == SLIP_FIRST_DAY_IGNORED ? 0 : 1);
	if (gone < 0)
		gone = 0;
	if (gone > last - first + 1)
		gone = last - first + 1;
	return fraction_of(gone, last - first + 1);
}

/* What is due of the target by now. */
static struct fraction time_due(const struct work *w)
{
	return w->n->number[N_DUE].given ? fraction_mul(w->n->number[N_DUE].x, fraction_of(1, 100))
	                                 : time_gone(w);
}

/* False: nothing is asked. */
static bool take_target(struct work *w)
{
	const struct entry *t = w->r->s->target[w->r->span][w->unit][w->node];
	struct fraction sum = {0, 1};
	bool any = false, counted = false;
	if (w->n->number[N_TARGET].given) {
		sum = w->n->number[N_TARGET].x;
		any = true;
	} else if (word_of(w->n, W_OF, OF_VALUE) == OF_COMPLETION) {
		sum = fraction_of(100, 1);
		any = true;
	} else {
		counted = scheme_counted(w->n);
		for (int k = counted ? 0 : KINDS; k < (counted ? KINDS : KINDS + 1); k++)
			if (t[k].state == CELL_NUMBER) {
				sum = fraction_add(sum, t[k].x);
				any = true;
			}
	}
	w->target = quantity_of(sum);
	/* Of counts a sum of 0 asks for nothing, unless less is better: then it asks for none. */
	return any && (!counted || sum.n || (w->lower && w->r->slip != SLIP_NONE_IS_IDLE));
}

static struct outcome attainment(struct work *w)
{
	bool *doubt = &w->r->doubtful, slip = w->r->slip == SLIP_LIMIT_IGNORED;
	struct quantity x = w->m.x, t = w->target, zero = quantity_whole(0), mark;
	struct quantity most = quantity_mul(number_of(w->n, N_LIMIT, 1), hundred());
	struct quantity low = number_of(w->n, N_LOW, 0);
	if (w->lower && quantity_cmp(x, zero, doubt) <= 0) {
		mark = most;
	} else if (w->lower && w->r->slip == SLIP_LESS_IS_SHARE && t.f.n > 0) {
		mark = quantity_mul(hundred(), quantity_div(x, t));
	} else {
		mark = quantity_mul(hundred(), w->lower ? quantity_div(t, x) : quantity_div(x, t));
		if (!slip && quantity_cmp(mark, most, doubt) > 0)
			mark = most;
	}
	if (w->r->slip != SLIP_LOW_IGNORED && quantity_cmp(mark, low, doubt) < 0)
		mark = low;
	return marked(mark, hundred());
}

/* `gap` in steps of `size`; 0 for a gap of 0 or below. */
static struct quantity steps_in(struct work *w, struct quantity gap, struct quantity size, int part)
{
	bool *doubt = &w->r->doubtful;
	if (quantity_cmp(gap, quantity_whole(0), doubt) <= 0)
		return quantity_whole(0);
	struct quantity n = quantity_div(gap, size);
	if (part == PART_PROPORTIONAL || w->r->slip == SLIP_STEPS_IN_PART)
		return n;
	return quantity_of(quantity_round(n, 0, part == PART_DOWN ? CUT_OFF : RAISED, doubt));
}

static struct outcome by_threshold(struct work *w)
{
	bool *doubt = &w->r->doubtful;
	struct quantity beyond =
	        w->lower ? quantity_sub(w->target, w->m.x) : quantity_sub(w->m.x, w->target);
	struct quantity size = number_of(w->n, N_EVERY, 10), bonus = quantity_whole(0);
	int side = quantity_cmp(beyond, quantity_whole(0), doubt);
	if (side < 0 || (side == 0 && w->r->slip == SLIP_MET_ABOVE))
		return marked(number_of(w->n, N_UNMET, 0), hundred());
	if (word_of(w->n, W_EVERY_OF, 0) == 0) {
		struct quantity t = w->target;
		if (t.f.n < 0)
			t = quantity_sub(quantity_whole(0), t);
		size = quantity_div(quantity_mul(size, t), hundred());
	}
	if (size.f.n)
		bonus = quantity_mul(number_of(w->n, N_BONUS, 0),
		                     steps_in(w, beyond, size, word_of(w->n, W_PART, PART_DOWN)));
	if (w->n->number[N_BONUS_MOST].given && w->r->slip != SLIP_BONUS_UNLIMITED &&
	    quantity_cmp(bonus, number_of(w->n, N_BONUS_MOST, 0), doubt) > 0)
		bonus = number_of(w->n, N_BONUS_MOST, 0);
	return marked(quantity_add(number_of(w->n, N_MET, 100), bonus), hundred());
}

static struct outcome by_steps(struct work *w)
{
	struct quantity points = quantity_of(w->n->nominal), per = number_of(w->n, N_PER, 1);
	struct quantity beyond =
	        w->lower ? quantity_sub(w->target, w->m.x) : quantity_sub(w->m.x, w->target);
	struct quantity short_of = quantity_sub(quantity_whole(0), beyond);
	int part = word_of(w->n, W_PART, PART_PROPORTIONAL);
	struct quantity start = w->n->number[N_START].given ? number_of(w->n, N_START, 0) : points;
	struct quantity high = w->n->number[N_HIGH].given ? number_of(w->n, N_HIGH, 0) : points;
	struct quantity more =
	        quantity_mul(number_of(w->n, N_OVER, 0), steps_in(w, beyond, per, part));
	struct quantity less =
	        quantity_mul(number_of(w->n, N_UNDER, 0), steps_in(w, short_of, per, part));
	struct quantity mark = quantity_sub(quantity_add(start, more), less);
	if (w->r->slip == SLIP_HIGH_IS_FULL)
		high = points;
	return marked(limited(mark, number_of(w->n, N_LOW, 0), high, &w->r->doubtful), points);
}

static struct outcome with_target(struct work *w)
{
	bool attains = w->n->how == BY_PROPORTIONAL || w->n->how == BY_TIME_PROGRESS;
	if (!take_target(w))
		return nothing(IDLE);
	if (w->n->how == BY_TIME_PROGRESS) {
		struct fraction s = time_due(w);
		if (!s.n)
			return nothing(IDLE);
		w->target = quantity_mul(w->target, quantity_of(s));
	}
	if (w->m.state != MEASURED && w->r->slip == SLIP_FIGURE_FIRST)
		attains = false;
	/* What is asked comes before what is reported. */
	if (attains && w->target.f.n < 0)
		return refuse(w, TARGET_NEGATIVE);
	if (attains && !w->lower && !w->target.f.n)
		return nothing(IDLE);
	if (w->m.state == NOT_ASKED)
		return nothing(IDLE);
	if (w->m.state != MEASURED)
		return methods_gap(w,
		                   w->m.state == NOT_GIVEN ? MEASURE_MISSING : MEASURE_UNDEFINED);
	return w->n->how == BY_THRESHOLD ? by_threshold(w)
	       : w->n->how == BY_STEPS   ? by_steps(w)
	                                 : attainment(w);
}

/* ---- between fixed values ---- */

static struct outcome by_goalposts(struct work *w)
{
	bool classical = w->n->how == BY_EFFICACY;
	int clip = word_of(w->n, W_CLIP, classical ? CLIP_NONE : CLIP_BOTH);
	long least = classical && w->r->slip != SLIP_EFFICACY_FROM_0 ? 60 : 0;
	struct quantity from = number_of(w->n, N_FROM, least), to = number_of(w->n, N_TO, 100);
	struct quantity floor = number_of(w->n, N_FLOOR, 0);
	struct quantity way = quantity_sub(number_of(w->n, N_SATISFACTORY, 0), floor);
	struct quantity share = quantity_div(quantity_sub(w->m.x, floor), way);
	struct quantity mark = quantity_add(from, quantity_mul(quantity_sub(to, from), share));
	bool *doubt = &w->r->doubtful;
	if (w->r->slip == SLIP_CLIP_IGNORED)
		clip = CLIP_NONE;
	if ((clip == CLIP_BOTH || clip == CLIP_LOW) && quantity_cmp(mark, from, doubt) < 0)
		mark = from;
	if ((clip == CLIP_BOTH || clip == CLIP_HIGH) && quantity_cmp(mark, to, doubt) > 0)
		mark = to;
	return marked(mark, hundred());
}

/* ---- without a measure ---- */

static struct outcome by_blend(struct work *w)
{
	const struct entry *target = w->r->s->target[w->r->span][w->unit][w->node];
	const struct entry *count = w->r->s->count[w->r->span][w->unit][w->node];
	struct fraction sum = {0, 1}, weights = {0, 1}, limit = {1, 1};
	bool even = !w->n->part[0].given && !w->n->part[1].given, any = false;
	if (w->n->number[N_LIMIT].given)
		limit = w->n->number[N_LIMIT].x;
	for (int k = 0; k < KINDS; k++) {
		bool task = target[k].state == CELL_NUMBER && target[k].x.n > 0;
		struct fraction share = even ? fraction_of(1, 1) : w->n->part[k].x;
		if (!even && !w->n->part[k].given)
			share = fraction_of(0, 1);
		if (task || w->r->slip == SLIP_IDLE_TYPES_STAY)
			weights = fraction_add(weights, share);
		any = any || (task && share.n);
		if (!task)
			continue;
		if (count[k].state != CELL_NUMBER) {
			w->m.uncounted++;
			continue;
		}
		struct fraction done = fraction_min(fraction_div(count[k].x, target[k].x), limit);
		sum = fraction_add(sum, fraction_mul(share, done));
	}
	if (w->m.uncounted &&
	    (word_of(w->n, W_MISSING, GAP_REFUSE) != GAP_ZERO || !w->r->s->unit[w->unit].assessed))
		return methods_gap(w, MEASURE_MISSING);
	if (!any)
		return nothing(IDLE);
	sum = fraction_mul(fraction_of(100, 1), fraction_div(sum, weights));
	return marked(quantity_of(sum), hundred());
}

/* Of one body of scorers, or of all (BODIES); false where nobody is of it. */
static bool mean_of(const struct work *w, int body, struct fraction *mean)
{
	const struct voices *v = &w->r->s->voices[w->r->span][w->unit][w->node];
	struct fraction sum = {0, 1}, low = {0, 1}, high = {0, 1};
	long n = 0;
	for (int i = 0; i < v->n; i++) {
		if (body != BODIES && v->body[i] != body)
			continue;
		low = n ? fraction_min(low, v->points[i]) : v->points[i];
		if (!n || fraction_cmp(v->points[i], high) > 0)
			high = v->points[i];
		sum = fraction_add(sum, v->points[i]);
		n++;
	}
	struct quantity from = number_of(w->n, N_TRIM_FROM, 1000);
	if (n >= (long)from.f.n && w->r->slip != SLIP_NEVER_TRIMMED) {
		sum = fraction_sub(fraction_sub(sum, low), high);
		n -= 2;
	}
	if (n)
		*mean = fraction_mul(sum, fraction_of(1, n));
	return n > 0;
}

static struct outcome by_voices(struct work *w)
{
	const struct voices *v = &w->r->s->voices[w->r->span][w->unit][w->node];
	struct fraction mean = {0, 1}, sum = {0, 1}, weights = {0, 1};
	bool unknown = false;
	int absent = 0;
	if (!v->n)
		return methods_gap(w, JUDGED_MISSING);
	if (w->n->how == BY_JUDGED) {
		mean_of(w, BODIES, &mean);
		return marked(quantity_of(mean), full_of(w));
	}
	for (int i = 0; i < v->n; i++)
		unknown = unknown || v->body[i] == BODIES;
	for (int b = 0; b < BODIES; b++) {
		bool given = w->n->part[b].given, any = given && mean_of(w, b, &mean);
		if (any)
			sum = fraction_add(sum, fraction_mul(w->n->part[b].x, mean));
		if (any || (given && w->r->slip == SLIP_ABSENT_GIVE_0))
			weights = fraction_add(weights, w->n->part[b].x);
		absent += given && !any;
	}
	if (unknown)
		return refuse(w, RATER_UNKNOWN);
	if (absent && word_of(w->n, W_ABSENT, 0) == 0 && w->r->slip != SLIP_ABSENT_GIVE_0) {
		while (--absent)
			refuse(w, RATER_ABSENT);
		return refuse(w, RATER_ABSENT);
	}
	return marked(quantity_of(fraction_div(sum, weights)), full_of(w));
}

/* ---- all ---- */

struct outcome methods_mark(struct recounting *r, int unit, int node)
{
	const struct node *n = &r->s->node[node];
	struct work w = {.r = r, .n = n, .unit = unit, .node = node};
	if (n->how == BY_BLEND)
		return by_blend(&w);
	if (!scheme_measured(n))
		return by_voices(&w);
	w.lower = word_of(n, W_DIRECTION, 0) == 1;
	w.m = measure_taken(r, unit, node);
	if (scheme_has_target(n))
		return with_target(&w);
	if (w.m.state == NOT_ASKED)
		return nothing(IDLE);
	if (w.m.state != MEASURED)
		return methods_gap(&w,
		                   w.m.state == NOT_GIVEN ? MEASURE_MISSING : MEASURE_UNDEFINED);
	if (scheme_compares(n))
		return methods_beside(&w);
	return n->how == BY_VALUE ? marked(w.m.x, full_of(&w)) : by_goalposts(&w);
}
