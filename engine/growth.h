/* growth.h - growth per year, in percent.
 *
 * Growth is defined between numbers above 0 only; from or to anything else it is NULL, and so it
 * is where no time has passed. Rates are irrational as a rule: they carry their error (ratio.h)
 * and are exact where they are rational.
 */
#ifndef KAOHE_GROWTH_H
#define KAOHE_GROWTH_H

#include "engine/ratio.h"

/* Years from the end of one day to the end of another: exact in months where both days end a
 * month, else days / 365.2425, the mean year of the calendar. Below 0 where `to` is the earlier. */
const ratio *growth_years(struct arena *a, long from, long to);

/* (value / start) ^ (1 / years) - 1. NULL, too, where that is beyond 2^4096 and not exact. */
const ratio *growth_yearly(struct arena *a, const ratio *start, const ratio *value,
                           const ratio *years);

/* What `rate` percent a year makes of 1 in so many years: (1 + rate) ^ years; NULL from -100 down.
 */
const ratio *growth_factor(struct arena *a, const ratio *rate, const ratio *years);

#endif
