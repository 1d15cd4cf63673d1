#include "tests/recount/ranks.h"

static int compare(struct recounting *r, const struct account *x, const struct account *y)
{
	if (r->s->rank_on_exact && r->slip != SLIP_ALWAYS_PUBLISHED)
		return quantity_cmp(x->score, y->score, &r->doubtful);
	return fraction_cmp(x->published, y->published);
}

static bool ranked(const struct recounting *r, const struct account *units, int u)
{
	return r->s->unit[u].assessed && !units[u].apart;
}

/* Do they compete for ranks and quotas? */
static bool together(const struct recounting *r, int u, int v)
{
	return !r->s->in_groups || r->s->unit[u].group == r->s->unit[v].group ||
	       r->slip == SLIP_ONE_FOR_ALL;
}

static int rank_of(struct recounting *r, const struct account *units, int u)
{
	int better = 0;
	for (int v = 0; v < r->s->units; v++) {
		if (!ranked(r, units, v) || !together(r, u, v))
			continue;
		bool counts = compare(r, &units[v], &units[u]) > 0;
		for (int w = 0; w < v && counts && r->s->dense && r->slip != SLIP_NEVER_DENSE; w++)
			counts = !ranked(r, units, w) || !together(r, u, w) ||
			         compare(r, &units[w], &units[v]) != 0;
		better += counts;
	}
	return better + 1;
}

/* How many units a grade has room for, of n. */
static long room_of(const struct recounting *r, const struct grading *g, long n)
{
	long room = n;
	if (g->quota.given) {
		struct fraction units = fraction_mul(g->quota.x, fraction_of(n, 100));
		long quota = (long)(units.n / units.d);
		if (r->slip == SLIP_QUOTA_UP && units.n % units.d)
			quota++;
		room = quota;
	}
	return g->most != NOBODY && g->most < room ? g->most : room;
}

/* The best grade, from `least` on, that takes a tie of `size` units. */
static int grade_for(const struct recounting *r, struct fraction published, long size, int best,
                     const long *taken, long n)
{
	int last = r->s->grades - 1;
	if (r->slip == SLIP_TIE_SPLIT)
		size = 1;
	for (int g = r->slip == SLIP_PASSING ? 0 : best; g < last; g++) {
		const struct grading *grade = &r->s->grade[g];
		int side = grade->from.given ? fraction_cmp(published, grade->from.x) : 1;
		if ((side > 0 || (side == 0 && r->slip != SLIP_FROM_ABOVE)) &&
		    taken[g] + size <= room_of(r, grade, n))
			return g;
	}
	return last;
}

static void after_effects(const struct recounting *r, struct account *a)
{
	int lifted = 0, cap = 0;
	for (int e = 0; e < r->s->effects; e++) {
		const struct influence *x = &r->s->effect[e];
		if (!a->applies[e])
			continue;
		if (x->kind == IT_LIFTS)
			lifted += x->by;
		if (x->kind == IT_CAPS && x->grade > cap)
			cap = x->grade;
	}
	a->grade = a->earned;
	if (r->slip == SLIP_CAPS_FIRST && a->grade < cap)
		a->grade = cap;
	a->grade = a->grade > lifted ? a->grade - lifted : 0;
	if (r->slip != SLIP_CAPS_FIRST && a->grade < cap)
		a->grade = cap;
}

/* Grades of all that compete with `one`, by rank. */
static void grade_group(const struct recounting *r, struct account *units, int one)
{
	long taken[MOST_GRADES] = {0}, n = 0;
	int best = 0;
	for (int u = 0; u < r->s->units; u++)
		n += together(r, one, u) && (ranked(r, units, u) || (r->slip == SLIP_APART_COUNTS &&
		                                                     r->s->unit[u].assessed));
	for (int rank = 1; rank <= r->s->units; rank++) {
		long size = 0;
		struct fraction published = {0, 1};
		for (int u = 0; u < r->s->units; u++)
			if (together(r, one, u) && units[u].rank == rank) {
				published = units[u].published;
				size++;
			}
		if (!size)
			continue;
		int grade = grade_for(r, published, size, best, taken, n);
		best = grade;
		taken[grade] += size;
		for (int u = 0; u < r->s->units; u++)
			if (together(r, one, u) && units[u].rank == rank)
				units[u].earned = grade;
	}
}

void ranks_give(struct recounting *r, struct account *units)
{
	for (int u = 0; u < r->s->units; u++)
		for (int e = 0; e < r->s->effects; e++)
			if (units[u].applies[e] && r->s->effect[e].kind == IT_EXCLUDES)
				units[u].apart = true;
	for (int u = 0; u < r->s->units; u++)
		if (ranked(r, units, u))
			units[u].rank = rank_of(r, units, u);
	for (int u = 0; u < r->s->units && r->s->grades; u++) {
		bool first = ranked(r, units, u);
		for (int v = 0; v < u && first; v++)
			first = !ranked(r, units, v) || !together(r, u, v);
		if (first)
			grade_group(r, units, u);
	}
	for (int u = 0; u < r->s->units; u++)
		if (units[u].earned != NOBODY)
			after_effects(r, &units[u]);
}

bool ranks_refused(const struct recounting *r)
{
	long all = 0;
	for (int i = 0; i < REASONS; i++)
		all += r->refused[i];
	return all > 0;
}

void ranks_recount(struct recounting *r, struct account *units)
{
	for (int u = 0; u < r->s->units; u++)
		trees_account(r, u, &units[u]);
	if (!ranks_refused(r))
		ranks_give(r, units);
}
