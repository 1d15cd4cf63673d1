/* sheet.h - all points of all units, each with the reason it has that value.
 *
 * Made by score_run(), read by reports. Everything is exact; nothing is
 * rounded but unit_result.published.
 * Ownership: the sheet lives in the arena given to score_run(); method and
 * figures are borrowed and must outlive it.
 */
#ifndef KAOHE_SHEET_H
#define KAOHE_SHEET_H

#include "engine/figures.h"
#include "engine/method.h"
#include "engine/ratio.h"

enum points_state {
	POINTS_SCORED,
	POINTS_LIMITED,    /* the sum of the parts exceeded the full points; see excess */
	POINTS_NO_TASK,    /* nothing was asked: not zero points */
	POINTS_UNREPORTED, /* figures are missing (未报): a non-assessed unit, or another
	                      unit while only one is asked for */
	POINTS_STATES
};

/* One type of a leaf that is scored by counts. */
struct type_result {
	const struct figure *target; /* never NULL; may be absent */
	const struct figure *count;  /* never NULL; may be absent */
	const ratio *achieved;       /* the count used: 0 where a missing one counts as zero */
	const ratio *credited;       /* what of it was scored; NULL where types are pooled */
	const ratio *unscored;       /* achieved, not scored (0 or more); NULL where pooled */
	/* Value of a project. NULL where the unit has no score, or the figures of others move it.
	 */
	const ratio *each; /* the first one, from no count at all in this item: in points of the
	                      item, before any limit above it */
	const ratio *next; /* one more than now, everything else as it is: in points of the total */
};

/* One unit on one item. */
struct points {
	enum points_state state;
	const ratio *mark;      /* leaf: 0 .. 100 (120 ...) for computed marks, 0 .. full points for
	                           judged ones; NULL for inner items, no task, unreported */
	const ratio *mark_full; /* the mark that earns full points: 100, or full points */
	const ratio *computed;  /* computed mark that a department's evaluation replaced, or NULL */
	const ratio *points;    /* 0 .. max, and above it for a child of a limited item; NULL
	                           when unreported */
	const ratio *max;       /* full points for this unit, after redistribution */
	const ratio *excess;    /* POINTS_LIMITED: what the limit cut off; else NULL */
	const char *formula;    /* how mark (leaf) or points (inner) came about, numbers put in */
	const char *weighing;   /* how the mark became points; NULL for inner items */
	const char *computed_formula; /* of `computed`, or NULL */
	const size_t *policies;       /* policies that decided this value */
	size_t n_policies;
	const struct place *sources; /* the input cells used, in order of use */
	size_t n_sources;
	/* Leaves scored by counts: one per type of the method, else NULL. */
	const struct type_result *types;
	const ratio *task;     /* sum of the targets in force; NULL elsewhere */
	const ratio *achieved; /* sum of the counts; NULL elsewhere or when unreported */
	const ratio *credited; /* what was scored of them */
	/* Leaves scored by a measure (engine/measure.h); NULL elsewhere: */
	const ratio *measure;       /* what was compared: the value, its growth, a completion ... */
	const ratio *target;        /* what it was compared with, where the method has a target */
	const struct figure *value; /* the figure of the assessed period; of values only */
	/* Judged leaves: */
	const struct judgement *judged;              /* or NULL */
	const struct department_mark *by_department; /* or NULL */
};

/* A consequence that applies to a unit. */
struct consequence_result {
	const struct consequence *consequence;
	const ratio *measure;
	size_t part; /* of a combined period: whose figures have it; else NONE */
};

struct unit_result {
	size_t unit;
	bool complete;          /* false: figures missing, no score */
	bool ranked;            /* false: not assessed, listed apart, or ranks not known */
	size_t rank;            /* from 1; within its group where the method ranks in groups */
	const ratio *score;     /* exact total; NULL when not complete */
	const ratio *published; /* rounded once, as the method orders */
	const ratio *assigned;  /* assigned weight, percent of what is scored by targets */
	const ratio *projects;  /* how many projects its score rests on: sum of tasks */
	bool no_task;           /* 无任务: no task in any item scored by targets */
	bool targets_missing;   /* a row of targets is absent that others have: forgotten? */
	bool few;               /* rests on fewer projects than the method's few_projects */
	bool apart;             /* assigned weight below the minimum: listed apart, unranked */
	size_t grade;           /* index of the method's grades; NONE: none given */
	size_t grade_earned;    /* the same by score and quota alone */
	const struct consequence_result *consequences; /* that took effect */
	size_t n_consequences;
	const struct points *items; /* one per item of the method */
};

struct sheet {
	const struct method *method;
	const struct figures *figures;
	const struct unit_result *units; /* one per unit of the method, in its order */
	const size_t *order; /* assessed units, group by group where ranked so: ranked ones by rank,
	                        then those apart; ties and unranked in the method's order */
	size_t n_order;
	/* Of a period that is combined of others: the sheet of each part, in their order. */
	const struct sheet *const *parts;
	size_t n_parts;
};

static inline const struct points *sheet_points(const struct sheet *s, size_t unit, size_t item)
{
	return &s->units[unit].items[item];
}

#endif
