/* recognition.h - figures that are uncertain: which submitted projects are recognised, who judges.
 *
 * Of each count every project is recognised with a probability, independently of the others
 * (binomial), and the item is scored anew, exactly, by its own scoring method under the counts that
 * remain. Points that several scorers judged are those of one of them, each as likely. Values,
 * marks of departments and points of a single scorer stay as they are, and so does what is asked.
 * Ownership: everything lives in the arena given; model and method are borrowed.
 * Threads:   may be drawn from by many at once, each with work of its own.
 * Cost:      every mark that can come up is worked out beforehand; a draw is a look-up for each
 *            uncertain count.
 */
#ifndef KAOHE_RECOGNITION_H
#define KAOHE_RECOGNITION_H

#include "vary/model.h"
#include "vary/stream.h"

struct recognition;

/* The projects of a unit, item (or any below it) and type: NONE for all of them. */
struct recognition_rule {
	size_t unit, item, type;
	const ratio *probability; /* 0 .. 1 */
	const char *text;         /* as it was given, for messages */
};

/* Of several rules for one count the last holds; a count without any is certain. Scorers vary
 * whatever the rules.
 * Errors: recognise_combined (the period is combined of others), recognise_depends (a mark that
 * hangs on other units), recognise_fixed (points that weights do not move: outside the 100, or
 * below a product or the least of several), recognise_whole (a count that is no whole number),
 * recognise_many (more marks of one item could come up than RECOGNITION_MARKS).
 * NULL then. */
const struct recognition *recognition_new(struct arena *a, const struct model *m,
                                          const struct recognition_rule *rules, size_t n,
                                          struct diag_list *log);
#define RECOGNITION_MARKS 100000

/* How many counts and judged points are uncertain. */
size_t recognition_uncertain(const struct recognition *r);

/* Room for draws of one thread; in the arena. */
void *recognition_work(struct arena *a, const struct recognition *r);

/* values[unit * n_weights + weight] of one draw, as in struct model; a function of seed, draw and
 * purpose. */
void recognition_draw(const struct recognition *r, uint64_t seed, uint64_t draw,
                      enum stream_purpose purpose, double *values, void *work);

#endif
