/* assessed.h - a method from the text of a rule file, and figures put in by id, for unit tests. */
#ifndef KAOHE_TESTS_ASSESSED_H
#define KAOHE_TESTS_ASSESSED_H

#include "engine/score.h"

struct assessed {
	struct arena *arena;
	const struct method *method;
	struct figures *figures;
	struct diag_list *log;
};

/* `rules`: all of a rule file but its head (kaohe, id, title, source). The first period is the
 * assessed one. Aborts when the rules have errors. */
struct assessed assessed_open(const char *rules);
void assessed_close(struct assessed *x);

/* Figures by id; period NULL: the assessed one. "-" is no task. */
void assessed_value(struct assessed *x, const char *unit, const char *item, const char *period,
                    const char *value);
void assessed_target(struct assessed *x, const char *unit, const char *item, const char *type,
                     const char *value);
void assessed_count(struct assessed *x, const char *unit, const char *item, const char *type,
                    const char *value);
/* One more scorer; group NULL: none. */
void assessed_judge(struct assessed *x, const char *unit, const char *item, const char *group,
                    const char *points);

/* Scores all; NULL when refused: see the log. */
const struct sheet *assessed_score(struct assessed *x);
/* The exact mark and points of a cell, "" where there are none. */
const char *assessed_mark(struct assessed *x, const struct sheet *s, const char *unit,
                          const char *item);
const char *assessed_points(struct assessed *x, const struct sheet *s, const char *unit,
                            const char *item);
/* Every finding so far, in English, a line each; the log is emptied. */
const char *assessed_findings(struct assessed *x);

#endif
