#include "engine/rank.h"

#include <stdlib.h>
#include <string.h>

static const struct param_spec rank_on_spec = {.name = "on", .fallback = "published"};

struct place_in_order {
	const struct unit_result *result;
	const ratio *key; /* what the rule file ranks on; NULL when not ranked */
	size_t group;     /* of units ranked among themselves */
};

/* Group by group, ranked before others, higher before lower, else the order of the rule file. */
static int compare(const void *left, const void *right)
{
	const struct place_in_order *x = left, *y = right;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (!x->key != !y->key)
		return x->key ? -1 : 1;
	int order = x->key ? ratio_cmp(y->key, x->key) : 0;
	if (order)
		return order;
	return x->result->unit < y->result->unit ? -1 : x->result->unit > y->result->unit;
}

static bool all_complete(const struct method *m, const struct unit_result *units)
{
	for (size_t i = 0; i < m->n_units; i++)
		if (m->units[i].assessed && !units[i].complete)
			return false;
	return true;
}

/* `before`: the one ahead in the same group, or NULL. */
static size_t rank_after(const struct method *m, const struct place_in_order *before,
                         const struct place_in_order *own, size_t ahead)
{
	if (before && !ratio_cmp(before->key, own->key))
		return before->result->rank;
	size_t last = before ? before->result->rank : 0;
	return m->ties == TIES_DENSE ? last + 1 : ahead + 1;
}

/* ---- grades ---- */

/* The grades of one group: which is open, and how much room it has. */
struct grading {
	const struct method *method;
	size_t ranked; /* units of the group that are ranked */
	size_t grade;
	size_t used; /* of the open grade */
};

static size_t room(const struct grading *g, struct arena *a)
{
	const struct grade *grade = &g->method->grades[g->grade];
	size_t most = grade->most;
	for (size_t n = 0; grade->quota && n < g->ranked && n < most; n++) {
		/* n + 1 units are too many where they exceed the quota. */
		const ratio *share = ratio_of(a, 100 * (long)(n + 1), (long)g->ranked);
		if (ratio_cmp(share, grade->quota) > 0)
			most = n;
	}
	return most;
}

/* Opens the grade that `n` units of this score get; NONE where there is none. */
static size_t open_grade(struct grading *g, struct arena *a, const ratio *published, size_t n)
{
	for (; g->grade < g->method->n_grades; g->grade++, g->used = 0) {
		const struct grade *grade = &g->method->grades[g->grade];
		bool reached = !grade->from || ratio_cmp(published, grade->from) >= 0;
		size_t most = room(g, a);
		if (reached && (most == NONE || g->used + n <= most)) {
			g->used += n;
			return g->grade;
		}
	}
	return NONE;
}

/* Lifts first, then caps: a veto has the last word. */
static void apply_consequences(const struct method *m, struct unit_result *u)
{
	u->grade = u->grade_earned;
	if (u->grade == NONE)
		return;
	for (size_t i = 0; i < u->n_consequences; i++) {
		const struct consequence *c = u->consequences[i].consequence;
		if (c->effect == EFFECT_LIFT)
			u->grade -= c->by < u->grade ? c->by : u->grade;
	}
	for (size_t i = 0; i < u->n_consequences; i++) {
		const struct consequence *c = u->consequences[i].consequence;
		if (c->effect == EFFECT_CAP && u->grade < c->grade && c->grade < m->n_grades)
			u->grade = c->grade;
	}
}

/* list[0 .. n): one group in order, the ranked ones first. */
static void grade_group(struct arena *a, const struct method *m, const struct place_in_order *list,
                        size_t n, struct unit_result *units)
{
	struct grading g = {.method = m};
	while (g.ranked < n && list[g.ranked].key)
		g.ranked++;
	for (size_t i = 0, next; i < g.ranked; i = next) {
		for (next = i + 1; next < g.ranked; next++)
			if (list[next].result->rank != list[i].result->rank)
				break;
		size_t grade = open_grade(&g, a, list[i].result->published, next - i);
		for (size_t k = i; k < next; k++) {
			struct unit_result *u = &units[list[k].result->unit];
			u->grade_earned = grade;
			apply_consequences(m, u);
		}
	}
}

/* ---- all ---- */

static void rank_group(const struct method *m, const struct place_in_order *list, size_t n,
                       struct unit_result *units, bool on_exact, struct diag_list *log)
{
	for (size_t i = 0; i < n && list[i].key; i++) {
		const struct place_in_order *before = i ? &list[i - 1] : NULL;
		struct unit_result *u = &units[list[i].result->unit];
		u->rank = rank_after(m, before, &list[i], i);
		if (log && on_exact && before && !ratio_tells(before->key, list[i].key))
			diag_add(log, (struct place){0}, DIAG_rank_uncertain,
			         ARGS(m->units[before->result->unit].named.name,
			              m->units[u->unit].named.name));
	}
}

void rank_units(struct arena *a, struct sheet *s, struct unit_result *units, struct diag_list *log)
{
	const struct method *m = s->method;
	bool on_exact =
	        !strcmp(param_text(m, &m->rank_on, &rank_on_spec), method_rank_on[RANK_EXACT]);
	bool complete = all_complete(m, units);
	struct place_in_order *list = ARENA_NEWS(a, struct place_in_order, m->n_units);
	size_t *order = ARENA_NEWS(a, size_t, m->n_units);
	for (size_t i = 0; i < m->n_units; i++) {
		struct unit_result *u = &units[i];
		if (!m->units[i].assessed)
			continue;
		u->ranked = complete && !u->apart;
		const ratio *key = on_exact ? u->score : u->published;
		list[s->n_order++] = (struct place_in_order){
		        u, u->ranked ? key : NULL, m->rank_in_groups ? m->units[i].group : 0};
	}
	qsort(list, s->n_order, sizeof *list, compare);
	for (size_t first = 0, next; first < s->n_order; first = next) {
		for (next = first; next < s->n_order && list[next].group == list[first].group;
		     next++)
			order[next] = list[next].result->unit;
		rank_group(m, &list[first], next - first, units, on_exact, log);
		grade_group(a, m, &list[first], next - first, units);
	}
	s->order = order;
}
