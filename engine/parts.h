/* parts.h - a period that is combined of others.
 *
 *     score = sum w_p score_p / sum w_p
 * and in the same way the points and full points of every item, over the parts in which
 * anything that can bring or cost points was asked of the unit (all of them where none did).
 * Exact; nothing is rounded before.
 * Source: practice catalogue 14 (quarterly results that make up the year's).
 */
#ifndef KAOHE_PARTS_H
#define KAOHE_PARTS_H

#include "engine/sheet.h"

/* Fills the units of `s`, whose parts are scored. A unit that is not complete in some part is not
 * complete; a consequence in any part applies, once, with the measure of the first such part. */
void parts_combine(struct arena *a, const struct sheet *s, struct unit_result *units, bool explain);

/* What each part of a combined sheet weighs for a unit: 0 where it says nothing about it. [part] */
const ratio *const *parts_weights(struct arena *a, const struct sheet *s, size_t unit);

#endif
