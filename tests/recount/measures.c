#include "tests/recount/methods.h"

static struct measure without(enum measured state)
{
	return (struct measure){.state = state};
}

static struct measure from_values(const struct recounting *r, const struct node *n, int unit,
                                  int node)
{
	const struct entry *now = &r->s->value[r->span][unit][node];
	const struct entry *base = &r->s->value[BASE][unit][node];
	int of = word_of(n, W_OF, OF_VALUE);
	if (now->state != CELL_NUMBER)
		return without(now->state == CELL_DASH ? NOT_ASKED : NOT_GIVEN);
	if (of != OF_VALUE && base->state != CELL_NUMBER)
		return without(base->state == CELL_DASH ? NOT_ASKED : NOT_GIVEN);
	struct measure m = {.state = MEASURED, .argument = now->x};
	if (of == OF_VALUE)
		return m;
	m.argument = fraction_sub(now->x, base->x);
	if (of == OF_CHANGE)
		return m;
	if (base->x.n <= 0)
		return without(NOT_DEFINED);
	struct fraction percent = fraction_mul(m.argument, fraction_of(100, 1));
	m.argument = fraction_div(percent,
	                          r->slip == SLIP_GROWTH_OF_NOW && now->x.n > 0 ? now->x : base->x);
	return m;
}

static struct measure from_counts(const struct recounting *r, const struct node *n, int unit,
                                  int node)
{
	const struct entry *target = r->s->target[r->span][unit][node];
	const struct entry *count = r->s->count[r->span][unit][node];
	struct fraction asked = {0, 1}, done = {0, 1};
	int uncounted = 0;
	bool any = false;
	for (int k = 0; k < KINDS; k++) {
		bool counted = count[k].state == CELL_NUMBER, task = target[k].state == CELL_NUMBER;
		any = any || counted;
		if (counted)
			done = fraction_add(done, count[k].x);
		if (task)
			asked = fraction_add(asked, target[k].x);
		uncounted += task && target[k].x.n > 0 && !counted;
	}
	/* Then a type that is missing counts 0, as long as not all are. */
	if (word_of(n, W_MISSING, GAP_REFUSE) == GAP_ZERO && r->s->unit[unit].assessed)
		uncounted = 0;
	struct measure gap = {.state = NOT_GIVEN, .uncounted = uncounted};
	if (word_of(n, W_OF, OF_VALUE) == OF_COUNT)
		return any && !uncounted ? (struct measure){.state = MEASURED, .argument = done}
		                         : gap;
	if (!asked.n)
		return without(NOT_ASKED);
	if (!any || uncounted)
		return gap;
	done = fraction_mul(done, fraction_of(100, 1));
	return (struct measure){.state = MEASURED, .argument = fraction_div(done, asked)};
}

struct measure measure_taken(const struct recounting *r, int unit, int node)
{
	static const int bases[] = {[LOG_E] = 0, [LOG_10] = 10, [LOG_2] = 2};
	const struct node *n = &r->s->node[node];
	int log = word_of(n, W_LOG, LOG_NONE);
	struct measure m =
	        scheme_counted(n) ? from_counts(r, n, unit, node) : from_values(r, n, unit, node);
	if (m.state != MEASURED)
		return m;
	m.argued = true;
	if (log == LOG_NONE || r->slip == SLIP_LOG_IGNORED) {
		m.x = quantity_of(m.argument);
		return m;
	}
	if (m.argument.n <= 0) {
		m.state = NOT_DEFINED;
		return m;
	}
	m.x = quantity_log(m.argument, bases[log]);
	return m;
}

struct field_taken field_taken(const struct recounting *r, int unit, int node)
{
	const struct node *n = &r->s->node[node];
	struct field_taken f = {.sum = quantity_whole(0)};
	bool all = word_of(n, W_AMONG, 0) == 0 || r->slip == SLIP_GROUP_IGNORED;
	for (int u = 0; u < r->s->units; u++) {
		struct measure m = measure_taken(r, u, node);
		if (!r->s->unit[u].assessed && r->slip != SLIP_ALL_IN_FIELD)
			continue;
		if (m.state == NOT_GIVEN && r->slip == SLIP_ZERO_IN_FIELD)
			m = (struct measure){.argument = {0, 1}, .x = quantity_whole(0)};
		if (m.state != MEASURED || (!all && r->s->unit[u].group != r->s->unit[unit].group))
			continue;
		f.of[f.n++] = m;
		f.sum = quantity_add(f.sum, m.x);
	}
	return f;
}
