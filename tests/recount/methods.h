/* methods.h - the marks of every scoring method worked out a second time, from rules/FORMAT.md and
 * the formulas at the head of each engine/scoring_*.c, and not from their code.
 */
#ifndef KAOHE_RECOUNT_METHODS_H
#define KAOHE_RECOUNT_METHODS_H

#include "tests/recount/quantity.h"
#include "tests/recount/scheme.h"
#include "tests/recount/slips.h"

/* Why a run is refused; the codes of engine/catalog.def by the same names. */
enum reason {
	MEASURE_MISSING,
	MEASURE_UNDEFINED,
	REFERENCE_UNDEFINED,
	TARGET_NEGATIVE,
	COUNT_MISSING,
	JUDGED_MISSING,
	RATER_ABSENT,
	RATER_UNKNOWN,
	GEOMETRIC_NEGATIVE,
	OUTSIDE_NEGATIVE,
	REASONS
};

/* One scheme being recounted, in one span. */
struct recounting {
	const struct scheme *s;
	enum slip slip;
	int span;
	bool doubtful; /* something was too close to tell */
	long refused[REASONS];
};

enum state { MARKED, IDLE, UNREPORTED, REFUSED };

struct outcome {
	enum state state;
	struct quantity mark, full; /* full: the mark that earns full points */
};

struct outcome methods_mark(struct recounting *r, int unit, int node);

enum measured { MEASURED, NOT_GIVEN, NOT_DEFINED, NOT_ASKED };
/* The one number by which a unit is compared. */
struct measure {
	enum measured state;
	int uncounted; /* NOT_GIVEN: so many types of which something is asked lack a count */
	bool argued;   /* has an argument, though perhaps no logarithm */
	struct fraction argument; /* before any logarithm: in the same order, and exact */
	struct quantity x;
};
struct measure measure_taken(const struct recounting *r, int unit, int node);

/* The measures of all that a unit is compared with. */
struct field_taken {
	int n;
	struct measure of[MOST_UNITS];
	struct quantity sum;
};
struct field_taken field_taken(const struct recounting *r, int unit, int node);

/* ---- for the files of methods ---- */

/* What is worked out for one unit and leaf. */
struct work {
	struct recounting *r;
	const struct node *n;
	int unit, node;
	bool lower;
	struct measure m;
	struct field_taken field;
	struct quantity target;
};

/* Marks of the methods that compare units with one another. */
struct outcome methods_beside(struct work *w);
/* What parameter `missing` makes of it. */
struct outcome methods_gap(struct work *w, enum reason reason);

static inline struct outcome marked(struct quantity mark, struct quantity full)
{
	return (struct outcome){MARKED, mark, full};
}
static inline struct quantity number_of(const struct node *n, enum number key, long fallback)
{
	return n->number[key].given ? quantity_of(n->number[key].x) : quantity_whole(fallback);
}
static inline int word_of(const struct node *n, enum word key, int fallback)
{
	return n->word[key] == NOT_SAID ? fallback : n->word[key];
}
static inline struct quantity limited(struct quantity x, struct quantity low, struct quantity high,
                                      bool *doubtful)
{
	if (quantity_cmp(x, low, doubtful) < 0)
		return low;
	return quantity_cmp(x, high, doubtful) > 0 ? high : x;
}

#endif
