/* recognition.h - figures that are uncertain: which submitted projects are recognised, who judges.
 *
 * Each project of a count is recognised with a probability p, independently of the others: of n
 * submitted ones, k with the probability (n over k) p^k (1 - p)^(n - k). Points that several people
 * gave vary as if one of them alone had judged, each as likely; where groups of scorers are
 * weighed, one of each group. Values, counts of 0, marks of departments and points of a single
 * scorer stay as they are, and so does what is asked.
 * A mark under other counts is that of its scoring method, exact until it becomes a double. Marks
 * that hang on the unit's own figures are looked up in tables, or worked out draw by draw where a
 * table would be too large; where marks depend on other units, all is scored anew for each draw.
 * Probabilities are exact up to 2^-64 (chance.h). Of a combined period, the figures of each part
 * are drawn.
 * Ownership: everything lives in the arena given; model and method are borrowed.
 * Threads:   may be drawn from by many at once, each with work of its own.
 */
#ifndef KAOHE_RECOGNITION_H
#define KAOHE_RECOGNITION_H

#include "vary/model.h"
#include "vary/stream.h"

/* A single count may be that large; a table has at most so many marks; all tables together. */
#define RECOGNITION_COUNT_MAX  50000
#define RECOGNITION_TABLE_MAX  65536
#define RECOGNITION_TABLES_MAX 4194304

struct recognition;

/* The projects of a unit, item (or any below it) and type: NONE for all of them. */
struct recognition_rule {
	size_t unit, item, type;
	const ratio *probability; /* 0 .. 1 */
	const char *text;         /* as it was given, for messages */
};

/* Of several rules for one count the last holds; a count without any is certain. Scorers vary
 * whatever the rules.
 * Errors: recognise_outside (counts outside the full points), recognise_whole (a count that is no
 * whole number), recognise_many (one above RECOGNITION_COUNT_MAX), recognise_undefined (there would
 * be no mark if fewer were recognised). NULL then. */
const struct recognition *recognition_new(struct arena *a, const struct model *m,
                                          const struct recognition_rule *rules, size_t n,
                                          struct diag_list *log);

/* The same rules for the same units under another reading of the rule file. Draws are of the same
 * figures, so that one draw means the same projects and scorers, and work of either serves both.
 * NULL where it has errors, or where other figures are uncertain or are marked on another path. */
const struct recognition *recognition_under(struct arena *a, const struct recognition *r,
                                            const struct model *m, struct diag_list *log);

/* How many counts and panels of scorers are uncertain; does any of them go into this weight's
 * values? */
size_t recognition_uncertain(const struct recognition *r);
bool recognition_moves(const struct recognition *r, size_t weight);

enum recognition_path {
	RECOGNITION_TABLES, /* every mark is looked up */
	RECOGNITION_LEAVES, /* some are worked out for each draw */
	RECOGNITION_SCORED, /* marks depend on others: everything is scored for each draw */
	RECOGNITION_PATHS
};
enum recognition_path recognition_path(const struct recognition *r);

/* Room for draws of one thread; in the arena, which draws leave alone. */
void *recognition_work(struct arena *a, const struct recognition *r);

/* values[unit * n_weights + weight] of one draw, as in struct model; a function of seed, draw and
 * purpose. */
void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work);

/* What every value of every draw lies within, all units and items together: of marks in tables the
 * least and the greatest; where others are worked out draw by draw, with RECOGNITION_ROOM full
 * marks to spare on both sides. */
#define RECOGNITION_ROOM 9
void recognition_range(const struct recognition *r, double *least, double *most);

/* Draws so far in which some mark was not defined (others left nothing to be compared with) or out
 * of that range: that value, or where all is scored anew every value, was the one submitted. */
uint64_t recognition_failed(const struct recognition *r);

#endif
