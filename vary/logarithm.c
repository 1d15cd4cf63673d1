#include "vary/logarithm.h"

#include <stdint.h>
#include <string.h>

static const double ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;

static uint64_t bits_of(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static double of_bits(uint64_t bits)
{
	double x;
	memcpy(&x, &bits, sizeof x);
	return x;
}

/* x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.1716,
 * by its Taylor series: the term left out is below 2^-57 of the whole. */
double logarithm(double x)
{
	const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD), bits = bits_of(x);
	int64_t e = (int64_t)(bits - root_half) >> 52;
	double m = of_bits(bits - ((uint64_t)e << 52));
	double s = (m - 1) / (m + 1), z = s * s, sum = 1.0 / 21;
	for (int n = 19; n >= 3; n -= 2)
		sum = sum * z + 1.0 / n;
	double tail = 2 * s * z * sum;
	return (double)e * ln2_high + ((double)e * ln2_low + (tail + 2 * s));
}

/* x = k ln 2 + r, |r| <= ln 2 / 2; e^r by its Taylor series, down to 2^-60 of it. */
double logarithm_inverse(double x)
{
	if (x < -700)
		return 0;
	const double shift = 0x1.8p52;
	double k = (x * 0x1.71547652b82fep0 + shift) - shift;
	double r = (x - k * ln2_high) - k * ln2_low, sum = 1;
	for (int n = 14; n >= 1; n--)
		sum = 1 + r * sum / n;
	return of_bits(bits_of(sum) + ((uint64_t)(int64_t)k << 52));
}

double logarithm_power(double x, double y)
{
	return logarithm_inverse(y * logarithm(x));
}
