#include "tests/recount/recount.h"
#include <string.h>

const char *const mistake_names[MISTAKES] = {
        "none",
        "a half is rounded down",
        "over-completion up to 130 %",
        "ranks 1-1-2",
        "rank_on is ignored",
        "no highest and lowest scorer is left out",
        "they are left out from four scorers up",
        "pooled counts leave out types without a task",
        "no surplus where fixed investment has no task",
        "a sector without task keeps its weight",
        "the sector part may exceed its full points",
        "a department's mark is ignored",
        "every part is rounded",
        "a unit at the minimum is listed apart",
        "judged points are not rescaled",
};

static struct fraction whole(long n)
{
	return (struct fraction){n, 1};
}

static bool asked(struct cell target)
{
	return target.state == CELL_NUMBER && target.n > 0;
}

static long task(const struct world *w, int u, int s)
{
	long sum = 0;
	for (int k = 0; k < TYPES; k++)
		if (w->target[u][s][k].state == CELL_NUMBER)
			sum += w->target[u][s][k].n;
	return sum;
}

/* Numbers of projects in tenths, so that 1.2 times a target is whole. */
static long limit_tenths(const struct world *w, enum mistake mistake)
{
	if (w->over_completion == CAP)
		return 10;
	return mistake == LIMIT_130_PERCENT ? 13 : 12;
}

static long least(long x, long y)
{
	return x < y ? x : y;
}

static long pooled_tenths(const struct world *w, int u, int s, long limit, enum mistake mistake)
{
	long achieved = 0;
	for (int k = 0; k < TYPES; k++)
		if (mistake != POOLED_ONLY_WHERE_ASKED || asked(w->target[u][s][k]))
			achieved += 10 * w->count[u][s][k].n;
	return least(achieved, limit * task(w, u, s));
}

static long by_type_tenths(const struct world *w, int u, int s, long limit, enum mistake mistake)
{
	const struct cell *target = w->target[u][s], *count = w->count[u][s];
	long fixed = 10 * count[FIXED].n, revenue = 10 * count[REVENUE].n;
	long fixed_limit = asked(target[FIXED]) ? limit * target[FIXED].n : 0;
	long revenue_limit = asked(target[REVENUE]) ? limit * target[REVENUE].n : 0;
	if (w->substitution == FIXED_COVERS_REVENUE && fixed > fixed_limit &&
	    (mistake != DASH_LEAVES_NO_SURPLUS || asked(target[FIXED])))
		revenue += fixed - fixed_limit;
	return least(fixed, fixed_limit) + least(revenue, revenue_limit);
}

static struct fraction computed_mark(const struct world *w, int u, int s, enum mistake mistake)
{
	long limit = limit_tenths(w, mistake);
	long credited = w->substitution == POOLED ? pooled_tenths(w, u, s, limit, mistake)
	                                          : by_type_tenths(w, u, s, limit, mistake);
	return fraction_of(10 * credited, task(w, u, s));
}

static struct fraction sector_points_in_full(const struct world *w)
{
	return fraction_of(200 - w->daily_halves, 2);
}

static bool counts_reported(const struct world *w, int u, int s)
{
	for (int k = 0; k < TYPES; k++)
		if (asked(w->target[u][s][k]) && w->count[u][s][k].state == CELL_ABSENT)
			return false;
	return true;
}

/* A unit outside the assessment has no score where anything is missing, whatever the policy. */
static bool tolerates_gaps(const struct world *w, int u)
{
	return w->missing == MISSING_ZERO && u != CITY;
}

static void mark_sector(const struct world *w, int u, int s, enum mistake mistake,
                        struct verdict *v)
{
	struct part *part = &v->sectors[s];
	v->has_task[s] = task(w, u, s) > 0;
	part->has_mark = v->has_task[s] || w->no_task != REDISTRIBUTE;
	if (!v->has_task[s])
		part->mark = whole(w->no_task == FULL ? 100 : 0);
	else if (w->mark[u][s] >= 0 && mistake != MARK_OF_DEPARTMENT_IGNORED)
		part->mark = fraction_of(w->mark[u][s], 100);
	else if (counts_reported(w, u, s) || tolerates_gaps(w, u))
		part->mark = computed_mark(w, u, s, mistake);
	else
		v->complete = false;
}

static void sum_sectors(const struct world *w, enum mistake mistake, struct verdict *v)
{
	struct fraction full = sector_points_in_full(w), sum = whole(0);
	long assigned = 0, shared;
	for (int s = 0; s < SECTORS; s++)
		assigned += v->has_task[s] ? w->weight[s] : 0;
	shared = w->no_task == REDISTRIBUTE && mistake != NO_TASK_KEEPS_WEIGHT ? assigned : 10000;
	for (int s = 0; s < SECTORS; s++) {
		struct part *part = &v->sectors[s];
		if (!part->has_mark || !shared) {
			part->points = part->max = whole(0);
			continue;
		}
		part->max = fraction_mul(full, fraction_of(w->weight[s], shared));
		part->points = fraction_mul(part->max, fraction_div(part->mark, whole(100)));
		if (mistake == PARTS_ARE_ROUNDED)
			part->points = fraction_hundredths(part->points, false);
		sum = fraction_add(sum, part->points);
	}
	v->sector_part.max = full;
	v->sector_part.points = mistake == SECTOR_PART_UNLIMITED ? sum : fraction_min(sum, full);
	v->assigned = fraction_of(assigned, 100);
	v->apart = mistake == MINIMUM_INCLUSIVE ? w->min_assigned && assigned <= w->min_assigned
	                                        : assigned < w->min_assigned;
}

/* Mean of the scorers; from five up without one highest and one lowest. In tenths. */
static struct fraction judged_mean(const struct world *w, int u, int j, enum mistake mistake)
{
	const long *tenths = w->tenths[u][j];
	long n = w->scorers[u][j], sum = 0, low = 20, high = 0;
	for (int k = 0; k < n; k++) {
		sum += tenths[k];
		low = least(low, tenths[k]);
		high = tenths[k] > high ? tenths[k] : high;
	}
	if (n >= (mistake == TRIMMING_FROM_FOUR ? 4 : 5) && mistake != NO_TRIMMING) {
		sum -= low + high;
		n -= 2;
	}
	return n ? fraction_of(sum, 10 * n) : whole(0);
}

static void sum_judged(const struct world *w, int u, enum mistake mistake, struct verdict *v)
{
	struct fraction scale = fraction_of(w->daily_halves, 20);
	v->daily_part.max = fraction_of(w->daily_halves, 2);
	v->daily_part.points = whole(0);
	for (int j = 0; j < JUDGED; j++) {
		struct part *part = &v->judged[j];
		if (!w->scorers[u][j] && !tolerates_gaps(w, u))
			v->complete = false;
		part->points = judged_mean(w, u, j, mistake);
		if (mistake != JUDGED_NOT_RESCALED)
			part->points = fraction_mul(part->points, scale);
		part->max = fraction_mul(whole(2), scale);
		v->daily_part.points = fraction_add(v->daily_part.points, part->points);
	}
}

void recount_unit(const struct world *w, int unit, enum mistake mistake, struct verdict *v)
{
	memset(v, 0, sizeof(*v));
	v->complete = true;
	v->no_task = true;
	v->tasks = whole(0);
	for (int s = 0; s < SECTORS; s++) {
		v->sectors[s].mark = whole(0);
		mark_sector(w, unit, s, mistake, v);
		v->no_task = v->no_task && !(v->has_task[s] && w->weight[s]);
		/* A score does not rest on what can bring it no points. */
		if (w->weight[s] && w->daily_halves < 200)
			v->tasks = fraction_add(v->tasks, whole(task(w, unit, s)));
	}
	sum_judged(w, unit, mistake, v);
	if (!v->complete)
		return;
	sum_sectors(w, mistake, v);
	v->total = fraction_add(v->sector_part.points, v->daily_part.points);
	v->published = fraction_hundredths(v->total, mistake == HALF_ROUNDS_DOWN);
}

static long refusals(const struct world *w, int u)
{
	long found = 0;
	for (int s = 0; s < SECTORS; s++) {
		if (w->mark[u][s] >= 0) {
			found += task(w, u, s) == 0;
			continue;
		}
		for (int k = 0; k < TYPES && w->missing == REFUSE; k++)
			found +=
			        asked(w->target[u][s][k]) && w->count[u][s][k].state == CELL_ABSENT;
	}
	for (int j = 0; j < JUDGED && w->missing == REFUSE; j++)
		found += w->scorers[u][j] == 0;
	return found;
}

/* 1-1-3: as many as are better, plus one. */
static int rank_of(const struct world *w, const struct verdict *all, int u, enum mistake mistake)
{
	bool exact = w->rank_on == ON_EXACT && mistake != RANK_IGNORES_POLICY;
	int better = 0;
	for (int v = 0; v < CITY; v++) {
		bool counted =
		        !all[v].apart && fraction_cmp(exact ? all[v].total : all[v].published,
		                                      exact ? all[u].total : all[u].published) > 0;
		for (int e = 0; e < v && mistake == TIES_ARE_DENSE && counted; e++)
			counted = all[e].apart ||
			          fraction_cmp(exact ? all[e].total : all[e].published,
			                       exact ? all[v].total : all[v].published) != 0;
		better += counted;
	}
	return better + 1;
}

long recount(const struct world *w, enum mistake mistake, struct verdict verdicts[UNITS])
{
	long refused = 0;
	for (int u = 0; u < CITY; u++)
		refused += refusals(w, u);
	if (refused)
		return refused;
	for (int u = 0; u < UNITS; u++)
		recount_unit(w, u, mistake, &verdicts[u]);
	for (int u = 0; u < CITY; u++)
		if (!verdicts[u].apart)
			verdicts[u].rank = rank_of(w, verdicts, u, mistake);
	return 0;
}

struct fraction recount_one_more(const struct world *w, int unit, int sector, int type, bool first)
{
	struct world changed = *w;
	struct verdict before, after;
	struct cell *count = changed.count[unit][sector];
	for (int k = 0; k < TYPES; k++) {
		if (first)
			count[k].n = 0;
		count[k].state = CELL_NUMBER;
	}
	recount_unit(&changed, unit, NO_MISTAKE, &before);
	count[type].n++;
	recount_unit(&changed, unit, NO_MISTAKE, &after);
	if (first)
		return fraction_sub(after.sectors[sector].points, before.sectors[sector].points);
	return fraction_sub(after.total, before.total);
}
