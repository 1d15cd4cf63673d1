#include "vary/contest.h"

#include "engine/binary.h"
#include "vary/linear.h"
#include "vary/proposal.h"

#include <string.h>

/* Prices are rounded to so many parts. */
#define PRICE_PARTS (1L << 24)
/* Nodes of the search for each programme of the budget: those that known conflicts answer are
 * cheap. */
#define NODES_EACH 64
/* Nodes of GLPK's branch and bound, for each programme of the budget. */
#define PROPOSED_NODES 4

struct searching {
	struct arena *arena;
	const struct contest *contest;
	size_t programs, nodes; /* left */
	bool *out, *kept;       /* [rival]: given up, to be held */
	bool **conflicts;       /* [..][rival] */
	size_t n_conflicts, room;
	struct contest_result best;
};

enum verdict { HELD, CONFLICT, EXHAUSTED };

/* ---- what weights hold ---- */

static bool holds(struct arena *a, const struct contest *c, size_t rival, const ratio *const *w)
{
	int sign = ratio_sign(linear_at(a, c->space->n, c->gaps[rival], w));
	return c->strict ? sign > 0 : sign >= 0;
}

/* Counts what exact weights lose, and keeps them if they are the best so far. */
static size_t count(struct searching *s, const ratio *const *w)
{
	const struct contest *c = s->contest;
	struct arena *scratch = arena_scratch(s->arena);
	size_t lost = 0;
	for (size_t i = 0; i < c->n; i++)
		lost += !holds(scratch, c, i, w);
	arena_free(scratch);
	if (s->best.w == NULL || lost < s->best.lost) {
		const ratio **kept = ARENA_NEWS(s->arena, const ratio *, c->space->n);
		for (size_t k = 0; k < c->space->n; k++)
			kept[k] = ratio_copy(s->arena, w[k]);
		s->best.w = kept;
		s->best.lost = lost;
	}
	return lost;
}

static bool hold_all(struct searching *s, const bool *left, const ratio *const *w)
{
	struct arena *scratch = arena_scratch(s->arena);
	bool all = true;
	for (size_t i = 0; i < s->contest->n && all; i++)
		all = !left[i] || holds(scratch, s->contest, i, w);
	arena_free(scratch);
	if (all)
		(void)count(s, w);
	return all;
}

/* ---- conflicts ---- */

/* Keeps those with prices above 0 as a conflict. */
static const bool *add_conflict(struct searching *s, const bool *members)
{
	size_t n = s->contest->n;
	if (s->n_conflicts == s->room) {
		s->conflicts = arena_grow(s->arena, s->conflicts, s->room, 2 * s->room,
		                          sizeof *s->conflicts);
		s->room *= 2;
	}
	bool *own = ARENA_NEWS(s->arena, bool, n);
	memcpy(own, members, n * sizeof *own);
	s->conflicts[s->n_conflicts++] = own;
	return own;
}

/* A conflict known already of which none has been given up. */
static const bool *known_conflict(const struct searching *s, const bool *left)
{
	for (size_t i = 0; i < s->n_conflicts; i++) {
		bool whole = true;
		for (size_t k = 0; k < s->contest->n && whole; k++)
			whole = !s->conflicts[i][k] || left[k];
		if (whole)
			return s->conflicts[i];
	}
	return NULL;
}

/* Do the prices, as they are or rounded, prove a conflict? */
static bool proves(const struct searching *s, struct arena *a, const ratio *const *prices)
{
	const struct contest *c = s->contest;
	const ratio **sum = ARENA_NEWS(a, const ratio *, c->space->n);
	for (size_t k = 0; k < c->space->n; k++) {
		sum[k] = c->space->zero;
		for (size_t i = 0; i < c->n; i++)
			if (prices[i])
				sum[k] = ratio_add(a, sum[k],
				                   ratio_mul(a, prices[i], c->gaps[i][k]));
	}
	int sign = ratio_sign(space_most(a, c->space, sum));
	return c->strict ? sign <= 0 : sign < 0;
}

static bool *members_of(struct arena *a, size_t n, const ratio *const *prices)
{
	bool *members = ARENA_NEWS(a, bool, n);
	for (size_t i = 0; i < n; i++)
		members[i] = prices[i] != NULL;
	return members;
}

/* ---- one programme: the largest margin by which those left can be held ---- */

/* Columns: those of the set, then the margin's part above 0 and below 0. Its rows come first. */
static struct program *margin_program(struct arena *a, const struct contest *c, const bool *left)
{
	const struct space *s = c->space;
	size_t n = space_columns(s);
	struct program *p = program_new(a, n + 2);
	const ratio *minus = ratio_of(a, -1, 1);
	p->costs[n] = minus;
	p->costs[n + 1] = s->one;
	for (size_t i = 0; i < c->n; i++) {
		if (!left[i])
			continue;
		const ratio **row = program_factors(p);
		memcpy(row, c->gaps[i], s->n * sizeof *row);
		row[n] = minus;
		row[n + 1] = s->one;
		program_row(p, row, PROGRAM_AT_LEAST,
		            ratio_sub(a, s->zero, space_offset(a, s, c->gaps[i])));
	}
	space_constrain(p, s);
	return p;
}

/* What the proposal's weights hold or its prices prove. */
static enum verdict judge(struct searching *s, struct arena *a, const bool *left,
                          const struct proposal *g, const bool **conflict)
{
	const struct contest *c = s->contest;
	if (!g->optimal)
		return EXHAUSTED;
	if (hold_all(s, left, space_near(a, c->space, g->x)))
		return HELD;
	const ratio **prices = ARENA_NEWS(a, const ratio *, c->n);
	for (size_t i = 0, row = 0; i < c->n; i++) {
		double y = left[i] ? g->y[row++] * (double)PRICE_PARTS + 0.5 : 0;
		if (y >= 1 && y < 2 * (double)PRICE_PARTS)
			prices[i] = ratio_of(a, (long)y, 1);
	}
	if (!proves(s, a, prices))
		return EXHAUSTED;
	*conflict = add_conflict(s, members_of(a, c->n, prices));
	return CONFLICT;
}

static enum verdict judge_exactly(struct searching *s, struct arena *a, const bool *left,
                                  const struct program *p, const bool **conflict)
{
	const struct contest *c = s->contest;
	struct program_answer answer = program_solve(a, p);
	int margin = -ratio_sign(answer.value);
	if (c->strict ? margin > 0 : margin >= 0) {
		(void)count(s, space_weights(a, c->space, answer.x));
		return HELD;
	}
	const ratio **prices = ARENA_NEWS(a, const ratio *, c->n);
	for (size_t i = 0, row = 0; i < c->n; i++)
		if (left[i]) {
			const ratio *y = answer.y[row++];
			prices[i] = ratio_sign(y) > 0 ? y : NULL;
		}
	*conflict = add_conflict(s, members_of(a, c->n, prices));
	return CONFLICT;
}

/* Can all those left be held? If not, a conflict among them. */
static enum verdict ask(struct searching *s, const bool *left, const bool **conflict)
{
	bool any = false;
	for (size_t i = 0; i < s->contest->n; i++)
		any = any || left[i];
	if (!any)
		return HELD;
	*conflict = known_conflict(s, left);
	if (*conflict)
		return CONFLICT;
	if (!s->programs)
		return EXHAUSTED;
	s->programs--;
	struct arena *a = arena_scratch(s->arena);
	const struct program *p = margin_program(a, s->contest, left);
	struct proposal g = proposal_of(a, p);
	enum verdict v = judge(s, a, left, &g, conflict);
	if (v == EXHAUSTED)
		v = judge_exactly(s, a, left, p, conflict);
	arena_free(a);
	return v;
}

/* ---- weights proposed by integer programming ---- */

/* Columns: those of the set, then for each rival 1 where it is given up. */
static struct program *whole_program(struct arena *a, const struct contest *c)
{
	const struct space *s = c->space;
	size_t n = space_columns(s);
	struct program *p = program_new(a, n + c->n);
	/* Far enough from 0 to be told in double. */
	const ratio *sure = c->strict ? ratio_of(a, 1, 1000000) : s->zero;
	for (size_t i = 0; i < c->n; i++) {
		const ratio **row = program_factors(p),
		            **turned = ARENA_NEWS(a, const ratio *, s->n);
		for (size_t k = 0; k < s->n; k++)
			turned[k] = ratio_sub(a, s->zero, c->gaps[i][k]);
		memcpy(row, c->gaps[i], s->n * sizeof *row);
		row[n + i] = ratio_add(a, ratio_max(space_most(a, s, turned), s->zero), sure);
		p->costs[n + i] = p->uppers[n + i] = s->one;
		program_row(p, row, PROGRAM_AT_LEAST,
		            ratio_sub(a, sure, space_offset(a, s, c->gaps[i])));
	}
	space_constrain(p, s);
	return p;
}

/* Weights by integer programming, and those that hold all rivals which these hold but for
 * rounding. */
static void propose(struct searching *s)
{
	const struct contest *c = s->contest;
	struct arena *a = arena_scratch(s->arena);
	size_t n = space_columns(c->space);
	const struct program *p = whole_program(a, c);
	bool *whole = ARENA_NEWS(a, bool, p->n_columns), *left = ARENA_NEWS(a, bool, c->n);
	for (size_t i = 0; i < c->n; i++)
		whole[n + i] = true;
	const double *x = proposal_whole(a, p, whole, (int)s->programs * PROPOSED_NODES);
	if (x) {
		const bool *conflict;
		for (size_t i = 0; i < c->n; i++)
			left[i] = x[n + i] < 0.5;
		(void)count(s, space_near(a, c->space, x));
		(void)ask(s, left, &conflict);
	}
	arena_free(a);
}

/* ---- the search ---- */

/* Conflicts that share none of those that could be given up: each costs one. More than `enough` are
 * not counted. */
static size_t apart(const struct searching *s, size_t enough)
{
	size_t n = s->contest->n, found = 0;
	struct arena *a = arena_scratch(s->arena);
	bool *used = ARENA_NEWS(a, bool, n);
	for (size_t i = 0; i < s->n_conflicts && found <= enough; i++) {
		bool alone = true;
		for (size_t k = 0; k < n && alone; k++)
			alone = !s->conflicts[i][k] || s->kept[k] || !(used[k] || s->out[k]);
		for (size_t k = 0; k < n && alone; k++) /* one that is met costs nothing */
			alone = !s->conflicts[i][k] || !s->out[k];
		for (size_t k = 0; k < n && alone; k++)
			used[k] = used[k] || s->conflicts[i][k];
		found += alone;
	}
	arena_free(a);
	return found;
}

/* Are there weights that lose those given up and `more` others at most? HELD: yes; CONFLICT: no. */
static enum verdict search(struct searching *s, size_t more)
{
	size_t n = s->contest->n;
	const bool *conflict;
	if (!s->nodes)
		return EXHAUSTED;
	s->nodes--;
	if (apart(s, more) > more)
		return CONFLICT;
	struct arena *a = arena_scratch(s->arena);
	bool *left = ARENA_NEWS(a, bool, n), *tried = ARENA_NEWS(a, bool, n);
	for (size_t i = 0; i < n; i++)
		left[i] = !s->out[i];
	enum verdict v = ask(s, left, &conflict);
	for (size_t i = 0; v == CONFLICT && more && i < n; i++) {
		if (!conflict[i] || s->kept[i])
			continue;
		s->out[i] = true;
		v = search(s, more - 1);
		s->out[i] = false;
		s->kept[i] = tried[i] = true;
	}
	for (size_t i = 0; i < n; i++)
		s->kept[i] = s->kept[i] && !tried[i];
	arena_free(a);
	return v;
}

/* A bound to begin with: conflicts that share nothing. */
static size_t first_bound(struct searching *s)
{
	struct arena *a = arena_scratch(s->arena);
	bool *left = ARENA_NEWS(a, bool, s->contest->n);
	const bool *conflict;
	size_t bound = 0;
	for (size_t i = 0; i < s->contest->n; i++)
		left[i] = true;
	while (ask(s, left, &conflict) == CONFLICT) {
		bound++;
		for (size_t i = 0; i < s->contest->n; i++)
			left[i] = left[i] && !conflict[i];
	}
	arena_free(a);
	return bound;
}

struct contest_result contest_run(struct arena *a, const struct contest *c)
{
	struct searching s = {.arena = arena_scratch(a),
	                      .contest = c,
	                      .programs = c->programs,
	                      .nodes = c->programs * NODES_EACH,
	                      .room = 16};
	s.out = ARENA_NEWS(s.arena, bool, c->n);
	s.kept = ARENA_NEWS(s.arena, bool, c->n);
	s.conflicts = ARENA_NEWS(s.arena, bool *, s.room);
	(void)count(&s, space_near(s.arena, c->space,
	                           ARENA_NEWS(s.arena, double, space_columns(c->space))));
	size_t bound = first_bound(&s);
	if (s.best.lost > bound)
		propose(&s);
	while (bound < s.best.lost && search(&s, bound) == CONFLICT)
		bound++;
	struct contest_result out = {.lost = s.best.lost, .bound = bound};
	const ratio **w = ARENA_NEWS(a, const ratio *, c->space->n);
	for (size_t k = 0; k < c->space->n; k++)
		w[k] = ratio_copy(a, s.best.w[k]);
	out.w = w;
	arena_free(s.arena);
	return out;
}
