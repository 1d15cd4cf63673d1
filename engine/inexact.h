/* inexact.h - what ratio.c asks for where a number is not exact: at least one of those given.
 *
 * For ratio.c alone; the contracts stand in ratio.h.
 */
#ifndef KAOHE_INEXACT_H
#define KAOHE_INEXACT_H

#include "engine/range.h"
#include "engine/ratio.h"

const ratio *inexact_operate(struct arena *a, const ratio *x, const ratio *y,
                             range_operation *operation);

/* range_min or range_max: x or y wherever one of them is it, else a new one. */
const ratio *inexact_extreme(struct arena *a, const ratio *x, const ratio *y,
                             range_operation *operation);

const ratio *inexact_round(struct arena *a, const ratio *x, unsigned decimals, enum rounding how);

/* `sign`, then as many decimals as are certain, half up; "?" where none is. */
const char *inexact_text(struct arena *a, const ratio *x, const char *sign, unsigned decimals);

#endif
