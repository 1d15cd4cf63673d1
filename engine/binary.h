/* binary.h - between exact numbers and doubles, for what samples or proposes.
 *
 * Nothing official passes through here.
 */
#ifndef KAOHE_BINARY_H
#define KAOHE_BINARY_H

#include "engine/ratio.h"

/* The double nearest to x, ties to even; of an inexact one, that of its middle. Beyond the range of
 * doubles: infinite. */
double binary_of(const ratio *x);

/* Exactly the value of x, which must be finite. */
const ratio *binary_ratio(struct arena *a, double x);

#endif
