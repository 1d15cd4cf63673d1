#include "vary/chance.h"

#include <assert.h>
#include <gmp.h>

/* floor(2^64 part / all), which is below 2^64. */
static uint64_t limit_of(mpz_t scratch, const mpz_t part, const mpz_t all)
{
	uint64_t out = 0;
	mpz_mul_2exp(scratch, part, 64);
	mpz_tdiv_q(scratch, scratch, all);
	mpz_export(&out, NULL, -1, sizeof out, 0, 0, scratch);
	return out;
}

/* With p = a / d, q = d - a, each term is (n over k) a^k q^(n - k), all of them out of d^n. */
const uint64_t *chance_binomial(struct arena *arena, size_t n, const ratio *p)
{
	uint64_t *limits = ARENA_NEWS(arena, uint64_t, n);
	mpq_t given;
	mpz_t rest, term, sum, all, scratch;
	mpq_init(given);
	mpz_inits(rest, term, sum, all, scratch, NULL);
	(void)mpq_set_str(given, ratio_exact(arena, p), 10);
	mpz_sub(rest, mpq_denref(given), mpq_numref(given));
	assert(mpq_sgn(given) > 0 && mpz_sgn(rest) > 0);
	mpz_pow_ui(all, mpq_denref(given), n);
	mpz_pow_ui(term, rest, n);
	for (size_t k = 0; k < n; k++) {
		mpz_add(sum, sum, term);
		limits[k] = limit_of(scratch, sum, all);
		mpz_mul(term, term, mpq_numref(given));
		mpz_mul_ui(term, term, (unsigned long)(n - k));
		mpz_divexact(term, term, rest);
		mpz_divexact_ui(term, term, (unsigned long)(k + 1));
	}
	mpq_clear(given);
	mpz_clears(rest, term, sum, all, scratch, NULL);
	return limits;
}

const uint64_t *chance_uniform(struct arena *a, size_t n)
{
	assert(n > 0);
	uint64_t *limits = ARENA_NEWS(a, uint64_t, n - 1);
	mpz_t part, all, scratch;
	mpz_inits(part, all, scratch, NULL);
	mpz_set_ui(all, n);
	for (size_t k = 0; k + 1 < n; k++) {
		mpz_set_ui(part, k + 1);
		limits[k] = limit_of(scratch, part, all);
	}
	mpz_clears(part, all, scratch, NULL);
	return limits;
}

size_t chance_draw(const uint64_t *limits, size_t n, uint64_t word)
{
	size_t low = 0, high = n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (limits[middle] <= word)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
