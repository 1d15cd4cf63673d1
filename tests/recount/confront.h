/* confront.h - one random scheme through the rule reader and the engine, and through the recount.
 */
#ifndef KAOHE_RECOUNT_CONFRONT_H
#define KAOHE_RECOUNT_CONFRONT_H

#include "engine/score.h"
#include "tests/recount/ranks.h"

/* The engine's side of a scheme. */
struct confronted {
	struct arena *arena;
	const struct method *method;
	const struct sheet *sheet; /* NULL: refused */
	struct diag_list *refused;
	size_t unit[MOST_UNITS], node[MOST_NODES];
};

/* Reads the scheme as a rule file and scores its figures, with reasons (score_run) or without. Ends
 * the program when the rule file is refused. */
struct confronted confront_engine(struct arena *a, const struct scheme *s, bool in_full);

enum verdict_of { AGREED, DIFFERS, DOUBTFUL };

/* What differs first goes to `what` (at most `room` bytes). DOUBTFUL: the recount cannot tell. */
enum verdict_of confront(const struct scheme *s, bool in_full, char *what, size_t room);

/* Is the recount with this slip another one, and noticed? */
bool confront_notices(const struct scheme *s, enum slip slip);

#endif
