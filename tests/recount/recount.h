/* recount.h - Annex 3 worked out a second time, from the document and not from engine/.
 *
 * Written without sight of engine/score.c and its scoring methods; shares no code with them.
 */
#ifndef KAOHE_RECOUNT_RECOUNT_H
#define KAOHE_RECOUNT_RECOUNT_H

#include "tests/recount/fraction.h"
#include "tests/recount/world.h"

/* Deliberate mistakes: each must be noticed when held against the engine. */
enum mistake {
	NO_MISTAKE,
	HALF_ROUNDS_DOWN,
	LIMIT_130_PERCENT,
	TIES_ARE_DENSE,
	RANK_IGNORES_POLICY,
	NO_TRIMMING,
	TRIMMING_FROM_FOUR,
	POOLED_ONLY_WHERE_ASKED,
	DASH_LEAVES_NO_SURPLUS,
	NO_TASK_KEEPS_WEIGHT,
	SECTOR_PART_UNLIMITED,
	MARK_OF_DEPARTMENT_IGNORED,
	PARTS_ARE_ROUNDED,
	MINIMUM_INCLUSIVE,
	JUDGED_NOT_RESCALED,
	MISTAKES
};
extern const char *const mistake_names[MISTAKES];

struct part {
	bool has_mark;
	struct fraction mark, points, max;
};

struct verdict {
	bool complete;
	bool no_task; /* no sector that carries weight has a task */
	bool apart;   /* assigned weight below the minimum */
	int rank;     /* 0: none */
	struct fraction total, published, assigned, tasks;
	struct part sector_part, sectors[SECTORS], daily_part, judged[JUDGED];
	bool has_task[SECTORS];
};

/* How many figures refuse the run; 0: verdicts of all units are filled in. */
long recount(const struct world *w, enum mistake mistake, struct verdict verdicts[UNITS]);

/* One unit alone, without rank; complete is false when figures are missing. */
void recount_unit(const struct world *w, int unit, enum mistake mistake, struct verdict *v);

/* What the total gains by one more project. first: what the sector's own points gain by the first
 * one, from none in that sector, whatever limits the sector part as a whole. */
struct fraction recount_one_more(const struct world *w, int unit, int sector, int type, bool first);

#endif
