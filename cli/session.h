/* session.h - a case loaded and scored, as far as its mistakes allow. */
#ifndef KAOHE_SESSION_H
#define KAOHE_SESSION_H

#include "cli/command.h"
#include "engine/sheet.h"
#include "inputs/case.h"

struct session {
	const struct case_config *config; /* NULL: assessment.cfg could not be read */
	const struct method *method;      /* settings applied; NULL: the rule file is no good */
	const struct figures *figures;    /* NULL with the method, and where there is only a plan */
	const struct observed *observed;  /* of the plan, once session_observe() was called */
	const struct setting *settings;   /* of the case, then of the command line */
	size_t n_settings;
	struct heading heading;
};

/* Reads all that can be read, so that one run shows every mistake. */
struct session session_load(struct run *run, const char *path);
/* The same without what --set and --rebalance try. */
struct session session_load_base(struct run *run, const char *path);
/* The same with targets and no other figure, so that nothing of those can be wrong. */
struct session session_load_targets(struct run *run, const char *path);
/* The same with the ledgers as they were on an earlier day: what is dated later does not count yet.
 * as_of: a day as text; NULL, or none that exists: the case's own. */
struct session session_load_at(struct run *run, const char *path, const char *as_of);
/* The same for the plan alone. Errors: plan_none (usage). */
struct session session_load_plan(struct run *run, const char *path);
/* Reads what was observed of the plan, for which s->method must be known. */
void session_observe(struct run *run, struct session *s);

/* Is there nothing but a plan, so that there is nothing to score? Then plan_only (usage). */
bool session_plan_only(struct run *run, const struct session *s);

/* Scores it, with or without the reasons. only: NONE, or the unit whose figures must be complete.
 * NULL after any error. */
const struct sheet *session_score(struct run *run, const struct session *s, size_t only,
                                  bool reasons);

/* The unit or item that the command line names: id, name or another spelling. NONE, with
 * no_such_unit or no_such_item, when there is none. */
size_t session_unit(struct run *run, const struct method *m, const char *name);
size_t session_item(struct run *run, const struct method *m, const char *name);
/* The same of a period: no_such_period. */
size_t session_period(struct run *run, const struct method *m, const char *name);

/* Adds "wuxing（吴兴区）" to a list in both languages. */
struct words session_add_known(struct arena *a, struct words list, const struct named *n);

#endif
