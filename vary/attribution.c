#include "vary/attribution.h"

/* Sums are kept in an arena that is left behind with all that was added to them after so many
 * valuations. */
enum { ROUND = 64 };

struct splitting {
	struct arena *arena; /* of the sums; replaced round by round */
	size_t n_causes, n_numbers;
	attribution_value *value;
	void *context;
	const ratio **before; /* [number]: none of the causes */
	const ratio **sums;   /* [number * n_causes + cause] */
	bool *unknown;        /* [number] */
};

static void forget(struct splitting *s, size_t number, const ratio *const *values)
{
	s->unknown[number] = s->unknown[number] || !values[number];
}

/* All sums, copied to another arena. */
static void move(struct splitting *s, struct arena *to)
{
	const size_t n = s->n_numbers * s->n_causes;
	const ratio **sums = ARENA_NEWS(to, const ratio *, n);
	for (size_t i = 0; i < n; i++)
		sums[i] = ratio_copy(to, s->sums[i]);
	s->sums = sums;
	s->arena = to;
}

/* |T|! (n - 1 - |T|)! / n!, and what a cause in T has of v(T) is that of the others in it. */
static const ratio *share_of(struct arena *a, size_t n, size_t others)
{
	const ratio *x = ratio_of(a, 1, (long)n);
	for (size_t i = 1; i <= others; i++)
		x = ratio_mul(a, x, ratio_of(a, (long)i, (long)(n - i)));
	return x;
}

/* v(T) less v(none), to each cause: added where it is in T, taken where it is not. */
static void add(struct splitting *s, const bool *chosen, size_t n_chosen,
                const ratio *const *values)
{
	struct arena *a = s->arena;
	const size_t n = s->n_causes;
	const ratio *in = n_chosen ? share_of(a, n, n_chosen - 1) : NULL;
	const ratio *out = n_chosen < n ? share_of(a, n, n_chosen) : NULL;
	for (size_t i = 0; i < s->n_numbers; i++) {
		forget(s, i, values);
		if (s->unknown[i])
			continue;
		const ratio *change = ratio_sub(a, values[i], s->before[i]);
		if (!ratio_sign(change) && ratio_is_exact(change))
			continue;
		const ratio *plus = in ? ratio_mul(a, in, change) : NULL;
		const ratio *minus = out ? ratio_mul(a, out, change) : NULL;
		for (size_t j = 0; j < n; j++) {
			const ratio **sum = &s->sums[i * n + j];
			*sum = chosen[j] ? ratio_add(a, *sum, plus) : ratio_sub(a, *sum, minus);
		}
	}
}

static bool all_orders(struct splitting *s)
{
	struct arena *const kept = s->arena;
	const size_t n = s->n_causes, all = (size_t)1 << n;
	bool good = true;
	for (size_t first = 1; good && first < all; first += ROUND) {
		struct arena *before = s->arena;
		move(s, arena_scratch(kept));
		if (before != kept)
			arena_free(before);
		for (size_t set = first; good && set < all && set < first + ROUND; set++) {
			struct arena *scratch = arena_scratch(kept);
			bool chosen[ATTRIBUTION_CAUSES];
			size_t n_chosen = 0;
			for (size_t j = 0; j < n; j++)
				n_chosen += chosen[j] = (set >> j & 1u) != 0;
			const ratio **values = ARENA_NEWS(scratch, const ratio *, s->n_numbers);
			good = s->value(s->context, scratch, chosen, values);
			if (good)
				add(s, chosen, n_chosen, values);
			arena_free(scratch);
		}
	}
	struct arena *last = s->arena;
	move(s, kept);
	if (last != kept)
		arena_free(last);
	return good;
}

static bool one_order(struct splitting *s)
{
	const size_t n = s->n_causes;
	bool *chosen = ARENA_NEWS(s->arena, bool, n);
	const ratio **before = s->before;
	for (size_t j = 0; j < n; j++) {
		const ratio **after = ARENA_NEWS(s->arena, const ratio *, s->n_numbers);
		struct arena *scratch = arena_scratch(s->arena);
		const ratio **values = ARENA_NEWS(scratch, const ratio *, s->n_numbers);
		chosen[j] = true;
		bool good = s->value(s->context, scratch, chosen, values);
		for (size_t i = 0; good && i < s->n_numbers; i++) {
			forget(s, i, values);
			if (s->unknown[i])
				continue;
			after[i] = ratio_copy(s->arena, values[i]);
			s->sums[i * n + j] = ratio_sub(s->arena, after[i], before[i]);
		}
		arena_free(scratch);
		if (!good)
			return false;
		before = after;
	}
	return true;
}

bool attribution_split(struct arena *a, size_t n_causes, size_t n_numbers, attribution_value *value,
                       void *context, struct attribution *out)
{
	struct splitting s = {a,
	                      n_causes,
	                      n_numbers,
	                      value,
	                      context,
	                      ARENA_NEWS(a, const ratio *, n_numbers),
	                      ARENA_NEWS(a, const ratio *, n_numbers *n_causes),
	                      ARENA_NEWS(a, bool, n_numbers)};
	const ratio *zero = ratio_of(a, 0, 1);
	for (size_t i = 0; i < n_numbers * n_causes; i++)
		s.sums[i] = zero;
	if (!value(context, a, ARENA_NEWS(a, bool, n_causes), s.before))
		return false;
	for (size_t i = 0; i < n_numbers; i++)
		forget(&s, i, s.before);
	bool shapley = n_causes <= ATTRIBUTION_CAUSES;
	if (!(shapley ? all_orders : one_order)(&s))
		return false;
	for (size_t i = 0; i < n_numbers * n_causes; i++)
		if (s.unknown[i / n_causes])
			s.sums[i] = NULL;
	*out = (struct attribution){shapley, s.sums};
	return true;
}
