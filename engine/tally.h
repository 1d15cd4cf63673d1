/* tally.h - targets and counts of one unit on one leaf, type by type. */
#ifndef KAOHE_TALLY_H
#define KAOHE_TALLY_H

#include "engine/scoring.h"

/* Fills task, achieved and types (made here, one per type of the method) of a leaf scored by
 * counts, and cites the cells. A target above 0 without a count is zero where parameter
 * `missing_param` says so; else state becomes POINTS_UNREPORTED, with a finding where it is to be
 * refused: missing_settle() then has the last word. */
struct type_result *tally_read(const struct leaf *l, struct points *out, size_t missing_param,
                               struct diag_list *missing);

/* A type's target where it is a number, else NULL. */
const ratio *tally_target(const struct type_result *r);

#endif
