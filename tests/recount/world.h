/* world.h - one random case of Annex 3 as plain numbers, before anything is scored.
 *
 * Indexes stand for the ids in world.c. The last unit is not assessed.
 */
#ifndef KAOHE_RECOUNT_WORLD_H
#define KAOHE_RECOUNT_WORLD_H

#include <stdbool.h>
#include <stdint.h>

enum { UNITS = 8, SECTORS = 7, TYPES = 2, JUDGED = 5, SCORERS = 7 };
enum { FIXED, REVENUE };
enum { CITY = UNITS - 1 };

extern const char *const world_units[UNITS], *const world_sectors[SECTORS];
extern const char *const world_types[TYPES], *const world_judged[JUDGED];

enum cell_state { CELL_ABSENT, CELL_DASH, CELL_NUMBER };
struct cell {
	enum cell_state state;
	long n;
};

enum substitution { SEPARATE, POOLED, FIXED_COVERS_REVENUE };
enum over_completion { CAP, BONUS };
enum no_task { REDISTRIBUTE, FULL, ZERO };
enum missing_counts { REFUSE, MISSING_ZERO };
enum ranking { ON_PUBLISHED, ON_EXACT };

struct world {
	struct cell target[UNITS][SECTORS][TYPES], count[UNITS][SECTORS][TYPES];
	int scorers[UNITS][JUDGED]; /* 0: not judged */
	long tenths[UNITS][JUDGED][SCORERS];
	long mark[UNITS][SECTORS]; /* a department's own, in hundredths; -1: none */
	long weight[SECTORS];      /* hundredths of a percent; they add up to 10000 */
	long daily_halves;         /* full points of the judged part, in half points: 20 */
	enum substitution substitution;
	enum over_completion over_completion;
	enum no_task no_task;
	enum missing_counts missing;
	enum ranking rank_on;
	long min_assigned; /* hundredths of a percent */
};

/* A stream of random numbers; the same seed gives the same numbers everywhere. */
struct chance {
	uint64_t state;
};
uint64_t chance_next(struct chance *c);
/* 0 .. n-1 */
long chance_below(struct chance *c, long n);
/* true once in n */
bool chance_one_in(struct chance *c, long n);

/* The case of that number. */
void world_make(struct world *w, uint64_t number);
/* All policies as the rule file has them, everything reported, its weights. */
void world_make_default(struct world *w, uint64_t number);

#endif
