/* against.h - one random case through the engine and through the recount. */
#ifndef KAOHE_RECOUNT_AGAINST_H
#define KAOHE_RECOUNT_AGAINST_H

#include "tests/recount/bench.h"
#include "tests/recount/recount.h"

/* True when both agree on everything. What differs first goes to `what` (at most `room` bytes).
 * in_full: with reasons and the value of one more project, which are dear; else score_numbers(). */
bool against_engine(const struct rules_in_hand *r, const struct world *w, enum mistake mistake,
                    bool in_full, char *what, size_t room);

#endif
