#include "engine/binary.h"

#include "engine/range.h"

#include <float.h>
#include <mpfr.h>

double binary_of(const ratio *x)
{
	struct range r;
	mpfr_t nearest;
	range_start(&r);
	range_of(&r, x);
	mpfr_init2(nearest, DBL_MANT_DIG);
	mpfr_set_q(nearest, r.middle, MPFR_RNDN);
	double result = mpfr_get_d(nearest, MPFR_RNDN);
	mpfr_clear(nearest);
	range_end(&r);
	return result;
}

const ratio *binary_ratio(struct arena *a, double x)
{
	struct range r;
	range_start(&r);
	mpq_set_d(r.middle, x);
	mpq_set_ui(r.radius, 0, 1);
	const ratio *result = range_ratio(a, &r);
	range_end(&r);
	return result;
}
