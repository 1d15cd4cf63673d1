#include "vary/smaa_running.h"

#include <string.h>

static void add32(uint32_t *to, const uint32_t *from, size_t n)
{
	for (size_t i = 0; to && from != to && i < n; i++)
		to[i] += from[i];
}

static void add64(uint64_t *to, const uint64_t *from, size_t n)
{
	for (size_t i = 0; to && i < n; i++)
		to[i] += from[i];
}

/* Nothing counted; what a worker shares with the first one is that one's. */
static void clear(const struct smaa_task *t, struct smaa_tally *x)
{
	size_t n = t->n;
	x->draws = 0;
	memset(x->sum, 0, n * sizeof *x->sum);
	memset(x->square, 0, n * sizeof *x->square);
	if (x->rankings)
		memset(x->rankings, 0, SMAA_RANKINGS * sizeof *x->rankings);
	if (x->bins)
		memset(x->bins, 0, (n << t->bin_bits) * sizeof *x->bins);
	if (x->first_weights)
		memset(x->first_weights, 0, n * t->n_weights * sizeof *x->first_weights);
}

static void clear_shared(const struct smaa_task *t, struct smaa_tally *x)
{
	memset(x->accept, 0, t->n * t->n * sizeof *x->accept);
	if (!x->above)
		return;
	memset(x->above, 0, smaa_pairs(t->n) * sizeof *x->above);
	memset(x->level, 0, smaa_pairs(t->n) * sizeof *x->level);
}

/* All workers' counts into the first one's; theirs become 0. */
void smaa_gather(struct smaa_running *r)
{
	const struct smaa_task *t = &r->task;
	struct smaa_tally *y = &r->tallies[0];
	for (unsigned i = 1; i < r->request->threads; i++) {
		struct smaa_tally *x = &r->tallies[i];
		bool shared = x->accept == y->accept;
		y->draws += x->draws;
		add32(y->rankings, x->rankings, SMAA_RANKINGS);
		add32(y->bins, x->bins, t->n << t->bin_bits);
		add64(y->first_weights, x->first_weights, t->n * t->n_weights);
		for (size_t u = 0; u < t->n; u++) {
			y->sum[u] += x->sum[u];
			y->square[u] += x->square[u];
		}
		clear(t, x);
		if (shared)
			continue;
		add32(y->accept, x->accept, t->n * t->n);
		add32(y->above, x->above, smaa_pairs(t->n));
		add32(y->level, x->level, smaa_pairs(t->n));
		clear_shared(t, x);
	}
}

/* The order that a number of count_small() stands for. */
void smaa_unpack(struct smaa_tally *y, size_t n)
{
	for (size_t index = 0; index < SMAA_RANKINGS; index++) {
		uint32_t draws = y->rankings[index];
		size_t order[SMAA_SMALL], rest = index, place = 1, used = 0;
		if (!draws)
			continue;
		for (size_t i = 2; i < n; i++)
			place *= i;
		size_t digits[SMAA_SMALL] = {0};
		for (size_t i = 0; i + 1 < n; i++) {
			digits[i] = rest / place;
			rest %= place;
			place /= n - 1 - i;
		}
		/* From the last unit on: unit i has digits[i] of the later ones above it. */
		for (size_t i = n; i--; used++) {
			memmove(order + digits[i] + 1, order + digits[i],
			        (used - digits[i]) * sizeof *order);
			order[digits[i]] = i;
		}
		for (size_t p = 0; p < n; p++) {
			y->accept[order[p] * n + p] += draws;
			for (size_t q = p + 1; q < n && y->above; q++)
				if (order[p] < order[q])
					y->above[smaa_pair(n, order[p], order[q])] += draws;
		}
		y->rankings[index] = 0;
	}
}

/* The sums over all hosts. */
void smaa_gather_hosts(struct smaa_running *r)
{
	const struct spread *s = r->request->spread;
	const struct smaa_task *t = &r->task;
	struct smaa_tally *y = &r->tallies[0];
	if (!s)
		return;
	s->sum64(s->context, &y->draws, 1);
	s->sum32(s->context, y->accept, t->n * t->n);
	if (y->above) {
		s->sum32(s->context, y->above, smaa_pairs(t->n));
		s->sum32(s->context, y->level, smaa_pairs(t->n));
	}
	/* Two's complement: sums of negative numbers too. */
	s->sum64(s->context, (uint64_t *)y->sum, t->n);
	s->sum64(s->context, (uint64_t *)y->square, t->n);
	if (y->bins)
		s->sum32(s->context, y->bins, t->n << t->bin_bits);
	if (y->first_weights)
		s->sum64(s->context, y->first_weights, t->n * t->n_weights);
}

/* The first host keeps the sums, the others go on from nothing. */
void smaa_go_on(struct smaa_running *r)
{
	if (!r->request->spread || r->request->spread->host == 0)
		return;
	clear(&r->task, &r->tallies[0]);
	clear_shared(&r->task, &r->tallies[0]);
}
