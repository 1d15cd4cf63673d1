/* ledger_unit.c - see ledger_of_unit(): a ledger of the rows that one unit submitted. */
#include "engine/ledger.h"

struct selection {
	const struct ledger *all;
	size_t unit;
	uint32_t *to;     /* [row] where it goes, or LEDGER_NO_ROW */
	uint32_t *groups; /* [group] its new number, 0: none of it is the unit's */
	bool *wanted;     /* [row] of another unit, and stands beside one of these */
	struct ledger *out;
	struct ledger_row *rows;
};

/* A file may be a unit's submission; in the others each row says its unit. */
static bool is_own(const struct selection *s, const struct ledger_row *r)
{
	const size_t submitter = s->all->files[r->file].unit;
	return (submitter != NONE ? submitter : r->unit) == s->unit;
}

static void want(const struct selection *s, uint32_t row)
{
	if (row != LEDGER_NO_ROW && !is_own(s, &s->all->rows[row]))
		s->wanted[row] = true;
}

/* Which rows are its own, and which stand beside them. */
static void select_rows(struct selection *s)
{
	const struct ledger *l = s->all;
	size_t others = 0;
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		if (!is_own(s, r))
			continue;
		s->to[i] = (uint32_t)s->out->n++;
		s->groups[r->group] = 1;
		want(s, r->near);
		want(s, r->other);
		want(s, r->twin);
	}
	s->groups[0] = 0; /* of no group */
	for (uint32_t i = 0; i < l->n; i++) {
		if (s->groups[l->rows[i].group])
			want(s, i);
		if (s->wanted[i])
			s->to[i] = (uint32_t)(s->out->n + others++);
	}
	for (size_t g = 1; g <= l->n_groups; g++)
		if (s->groups[g])
			s->groups[g] = (uint32_t)++s->out->n_groups;
	s->out->n_others = others;
}

static uint32_t moved(const struct selection *s, uint32_t row)
{
	return row != LEDGER_NO_ROW ? s->to[row] : LEDGER_NO_ROW;
}

static struct ledger_row own_row(const struct selection *s, const struct ledger_row *r)
{
	struct ledger_row own = *r;
	own.group = s->groups[r->group];
	own.same = moved(s, r->same);
	own.near = moved(s, r->near);
	own.other = moved(s, r->other);
	own.twin = moved(s, r->twin);
	return own;
}

/* Nothing but whose it is, what it is called and with which rows it is one project. */
static struct ledger_row other_row(const struct selection *s, const struct ledger_row *r)
{
	return (struct ledger_row){.project = r->project,
	                           .code = "",
	                           .evidence = "",
	                           .key = "",
	                           .unit = r->unit,
	                           .investment = LEDGER_NO_AMOUNT,
	                           .revenue = LEDGER_NO_AMOUNT,
	                           .group = s->groups[r->group],
	                           .same = LEDGER_NO_ROW,
	                           .near = LEDGER_NO_ROW,
	                           .other = LEDGER_NO_ROW,
	                           .twin = LEDGER_NO_ROW};
}

const struct ledger *ledger_of_unit(struct arena *a, const struct ledger *l, size_t unit)
{
	struct ledger *out = ARENA_NEW(a, struct ledger);
	struct arena *scratch = arena_scratch(a);
	struct selection s = {.all = l,
	                      .unit = unit,
	                      .to = ARENA_NEWS(scratch, uint32_t, l->n),
	                      .groups = ARENA_NEWS(scratch, uint32_t, l->n_groups + 1),
	                      .wanted = ARENA_NEWS(scratch, bool, l->n),
	                      .out = out};
	*out = (struct ledger){.method = l->method,
	                       .files = l->files,
	                       .n_files = l->n_files,
	                       .as_of = l->as_of,
	                       .unit = unit};
	for (size_t i = 0; i < l->n; i++)
		s.to[i] = LEDGER_NO_ROW;
	select_rows(&s);
	out->rows = ARENA_NEWS(a, struct ledger_row, out->n + out->n_others);
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_row *r = &l->rows[i];
		if (s.to[i] != LEDGER_NO_ROW)
			out->rows[s.to[i]] = s.to[i] < out->n ? own_row(&s, r) : other_row(&s, r);
	}
	arena_free(scratch);
	ledger_sum_up(a, out);
	return out;
}
