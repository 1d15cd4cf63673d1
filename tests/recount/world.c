#include "tests/recount/world.h"
#include <string.h>

const char *const world_units[UNITS] = {"wuxing", "nanxun",   "deqing",  "changxing",
                                        "anji",   "nantaihu", "changhe", "municipal"};
const char *const world_sectors[SECTORS] = {"commerce",  "tourism", "finance", "hr",
                                            "logistics", "science", "software"};
const char *const world_types[TYPES] = {"fixed", "revenue"};
const char *const world_judged[JUDGED] = {"reporting", "mechanism", "team", "policy",
                                          "cooperation"};

static const long weights_of_annex_3[SECTORS] = {2000, 1500, 1500, 1500, 1500, 1000, 1000};

/* splitmix64: Steele, Lea, Flood 2014. */
uint64_t chance_next(struct chance *c)
{
	uint64_t z = c->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

long chance_below(struct chance *c, long n)
{
	return (long)(chance_next(c) >> 11) % n;
}

bool chance_one_in(struct chance *c, long n)
{
	return chance_below(c, n) == 0;
}

/* Mostly as small as real targets are; a large one at most once per unit (see fraction.h). */
static struct cell random_target(struct chance *c, bool *large)
{
	switch (chance_below(c, 10)) {
	case 0:
		return (struct cell){CELL_ABSENT, 0};
	case 1:
	case 2:
		return (struct cell){CELL_DASH, 0};
	case 3:
		return (struct cell){CELL_NUMBER, 0};
	case 4:
		if (!*large && chance_one_in(c, 20)) {
			*large = true;
			return (struct cell){CELL_NUMBER, 1 + chance_below(c, 5000)};
		}
		return (struct cell){CELL_NUMBER, 1 + chance_below(c, 60)};
	default:
		return (struct cell){CELL_NUMBER, 1 + chance_below(c, 6)};
	}
}

static struct cell random_count(struct chance *c, struct cell target, long gaps)
{
	bool asked = target.state == CELL_NUMBER && target.n > 0;
	if (gaps && chance_one_in(c, gaps))
		return (struct cell){CELL_ABSENT, 0};
	if (!asked)
		return chance_one_in(c, 2) ? (struct cell){CELL_ABSENT, 0}
		                           : (struct cell){CELL_NUMBER, chance_below(c, 4)};
	if (chance_one_in(c, 3))
		return (struct cell){CELL_NUMBER, target.n};
	return (struct cell){CELL_NUMBER, chance_below(c, target.n + target.n / 2 + 3)};
}

static void random_judgements(struct world *w, struct chance *c, int unit, long gaps)
{
	for (int j = 0; j < JUDGED; j++) {
		w->scorers[unit][j] = chance_one_in(c, 2) ? 1 : 1 + (int)chance_below(c, SCORERS);
		if (gaps && chance_one_in(c, gaps))
			w->scorers[unit][j] = 0;
		for (int s = 0; s < w->scorers[unit][j]; s++)
			w->tenths[unit][j][s] = chance_below(c, 21);
	}
}

/* gaps: one figure in so many is missing; 0: none. */
static void random_unit(struct world *w, struct chance *c, int unit, long gaps)
{
	bool large = false, idle = chance_one_in(c, 30);
	for (int s = 0; s < SECTORS; s++) {
		long asked = 0;
		bool empty = idle || chance_one_in(c, 8);
		for (int k = 0; k < TYPES; k++) {
			struct cell *t = &w->target[unit][s][k];
			*t = random_target(c, &large);
			if (empty && t->state == CELL_NUMBER)
				*t = (struct cell){CELL_DASH, 0};
			asked += t->n;
			w->count[unit][s][k] = random_count(c, *t, gaps);
		}
		w->mark[unit][s] = -1;
		/* A mark where nothing was asked is an error: seldom enough. */
		if (unit != CITY && chance_one_in(c, asked ? 25 : 20000))
			w->mark[unit][s] = 50 * chance_below(c, 201);
	}
	random_judgements(w, c, unit, gaps);
}

static void swap_sectors(struct world *w, int unit, int a, int b)
{
	struct cell target[TYPES], count[TYPES];
	long mark = w->mark[unit][a];
	memcpy(target, w->target[unit][a], sizeof(target));
	memcpy(count, w->count[unit][a], sizeof(count));
	memmove(w->target[unit][a], w->target[unit][b], sizeof(target));
	memmove(w->count[unit][a], w->count[unit][b], sizeof(count));
	memcpy(w->target[unit][b], target, sizeof(target));
	memcpy(w->count[unit][b], count, sizeof(count));
	w->mark[unit][a] = w->mark[unit][b];
	w->mark[unit][b] = mark;
}

/* Two units alike, so that ties occur; or alike but for the order of two sectors of equal weight.
 */
static void random_twins(struct world *w, struct chance *c)
{
	int from = (int)chance_below(c, CITY), to = (int)chance_below(c, CITY);
	if (from == to)
		return;
	memcpy(w->target[to], w->target[from], sizeof(w->target[to]));
	memcpy(w->count[to], w->count[from], sizeof(w->count[to]));
	memcpy(w->mark[to], w->mark[from], sizeof(w->mark[to]));
	memcpy(w->scorers[to], w->scorers[from], sizeof(w->scorers[to]));
	memcpy(w->tenths[to], w->tenths[from], sizeof(w->tenths[to]));
	if (chance_one_in(c, 3)) {
		swap_sectors(w, to, 1 + (int)chance_below(c, 4), 1 + (int)chance_below(c, 4));
	} else if (chance_one_in(c, 3)) {
		w->tenths[to][0][0] = chance_below(c, 21);
	}
}

static void random_weights(struct world *w, struct chance *c)
{
	long step = chance_one_in(c, 3) ? 1 : chance_one_in(c, 2) ? 50 : 500, left = 10000;
	memcpy(w->weight, weights_of_annex_3, sizeof(w->weight));
	if (chance_one_in(c, 2))
		return;
	for (int s = 0; s < SECTORS - 1; s++) {
		long most = left / step * 2 / (SECTORS - s);
		w->weight[s] = step * chance_below(c, most + 1);
		left -= w->weight[s];
	}
	w->weight[SECTORS - 1] = left;
}

void world_make_default(struct world *w, uint64_t number)
{
	struct chance c = {number * UINT64_C(0xd1342543de82ef95) + 1};
	memset(w, 0, sizeof(*w));
	for (int u = 0; u < UNITS; u++)
		random_unit(w, &c, u, 0);
	for (int u = 0; u < UNITS; u++)
		for (int s = 0; s < SECTORS; s++)
			w->mark[u][s] = -1;
	if (chance_one_in(&c, 2))
		random_twins(w, &c);
	memcpy(w->weight, weights_of_annex_3, sizeof(w->weight));
	w->daily_halves = 20;
}

void world_make(struct world *w, uint64_t number)
{
	struct chance c = {number};
	memset(w, 0, sizeof(*w));
	w->missing = chance_one_in(&c, 3) ? MISSING_ZERO : REFUSE;
	/* Refusals are one outcome among many; most refusing cases are complete. */
	long gaps = w->missing == MISSING_ZERO ? 10 : chance_one_in(&c, 8) ? 60 : 0;
	for (int u = 0; u < CITY; u++)
		random_unit(w, &c, u, gaps);
	random_unit(w, &c, CITY, chance_one_in(&c, 2) ? 10 : 0);
	if (chance_one_in(&c, 2))
		random_twins(w, &c);
	random_weights(w, &c);
	w->daily_halves = chance_one_in(&c, 4) ? chance_below(&c, 80) + 1 : 20;
	w->substitution = (enum substitution)chance_below(&c, 3);
	w->over_completion = (enum over_completion)chance_below(&c, 2);
	w->no_task = (enum no_task)chance_below(&c, 3);
	w->rank_on = (enum ranking)chance_below(&c, 2);
	w->min_assigned = chance_one_in(&c, 2) ? 0 : 500 * chance_below(&c, 21);
}
