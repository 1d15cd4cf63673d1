/* huzhou.h - the bundled method with figures put in by id, for hand-worked tests. */
#ifndef KAOHE_TEST_HUZHOU_H
#define KAOHE_TEST_HUZHOU_H

#include "engine/figures.h"
#include "engine/score.h"
#include "engine/settings.h"

struct huzhou {
	struct arena *arena;
	const struct method *base;   /* as the rule file says */
	const struct method *method; /* with the settings */
	struct figures *figures;     /* period 2023, empty at first */
	struct diag_list *log;
};

struct huzhou huzhou_open(void);
void huzhou_close(struct huzhou *h);

/* "policy.no_task=full policy.substitution=pooled"; the last settings replace earlier ones. */
void huzhou_set(struct huzhou *h, const char *settings, bool rebalance);

/* "-" for no task; text NULL leaves the cell absent. */
void huzhou_target(struct huzhou *h, const char *unit, const char *item, const char *type,
                   const char *text);
void huzhou_count(struct huzhou *h, const char *unit, const char *item, const char *type,
                  const char *text);
/* "1.8 1.6 2": one per scorer. */
void huzhou_judge(struct huzhou *h, const char *unit, const char *item, const char *points);
/* The same points for all five items of daily work. */
void huzhou_judge_all(struct huzhou *h, const char *unit, const char *points);
void huzhou_mark(struct huzhou *h, const char *unit, const char *item, const char *mark);

/* Every assessed unit: target and count 1 of type fixed in each sector, 2 points in each item. */
void huzhou_fill(struct huzhou *h);

const struct points *huzhou_points(const struct huzhou *h, const struct sheet *s, const char *unit,
                                   const char *item);
const char *huzhou_exact(const struct huzhou *h, const ratio *r); /* "-" for NULL */

#endif
