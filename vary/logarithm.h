/* logarithm.h - logarithms, exponentials and powers that are the same on every processor.
 *
 * The C library's own may differ in the last bit between processors, since it uses what each has
 * (fused multiply-adds). These use + - * / alone, in a fixed order.
 * Error: below 2^-50 of the result (tested against MPFR).
 */
#ifndef KAOHE_LOGARITHM_H
#define KAOHE_LOGARITHM_H

/* Natural logarithm; x > 0, finite, normal. */
double logarithm(double x);

/* e^x; |x| <= 700. */
double logarithm_inverse(double x);

/* x^y; x > 0 normal, result within e^-700 .. e^700 (below: 0). */
double logarithm_power(double x, double y);

#endif
