#include "vary/goal.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/output.h"
#include "cli/session.h"
#include "reports/report.h"
#include <string.h>

/* ---- efforts ---- */

static const char *known_types(struct run *run, const struct method *m)
{
	const char *list = "";
	for (size_t k = 0; k < m->n_types; k++)
		list = arena_print(run->arena, "%s%s%s", list, k > 0 ? ", " : "",
		                   m->types[k].named.id);
	return list;
}

static size_t find_type(const struct method *m, const char *name)
{
	for (size_t k = 0; k < m->n_types; k++)
		if (named_is(&m->types[k].named, name))
			return k;
	return NONE;
}

/* As in a rule file; NULL for anything else. */
static const ratio *effort(struct arena *a, const char *text)
{
	const ratio *x = ratio_read(a, text);
	bool good = x != NULL && ratio_cmp(x, ratio_read(a, TYPE_EFFORT_LEAST)) >= 0 &&
	            ratio_cmp(x, ratio_read(a, TYPE_EFFORT_MOST)) <= 0 &&
	            ratio_is_whole(ratio_mul(a, x, ratio_of(a, 100, 1)));
	return good ? x : NULL;
}

/* One "fixed=5" of the list. */
static void take_effort(struct run *run, const struct method *m, const char *entry,
                        const ratio **efforts, bool *named)
{
	const char *equals = strchr(entry, '=');
	const ratio *x = equals != NULL ? effort(run->arena, equals + 1) : NULL;
	const char *name =
	        equals != NULL ? arena_copy_n(run->arena, entry, (size_t)(equals - entry)) : entry;
	const size_t type = find_type(m, name);
	if (x == NULL)
		USAGE(run, goal_effort, words_same(entry), words_same(m->types[0].named.id));
	if (equals != NULL && (type == NONE || named[type]))
		USAGE(run, goal_effort_type, words_same(name), words_same(known_types(run, m)));
	if (type == NONE || x == NULL)
		return;
	named[type] = true;
	efforts[type] = x;
}

static const ratio *const *efforts_of(struct run *run, const struct method *m)
{
	const char *list = run->options.values[OPTION_EFFORT];
	const ratio **efforts = ARENA_NEWS(run->arena, const ratio *, m->n_types);
	bool *named = ARENA_NEWS(run->arena, bool, m->n_types);
	for (size_t k = 0; k < m->n_types; k++)
		efforts[k] = m->types[k].effort;
	while (list != NULL && m->n_types > 0) {
		const size_t n = strcspn(list, ",");
		take_effort(run, m, arena_copy_n(run->arena, list, n), efforts, named);
		list = list[n] == ',' ? list + n + 1 : NULL;
	}
	return efforts;
}

/* ---- the goal ---- */

static size_t ranked_beside(const struct sheet *s, size_t unit)
{
	const struct method *m = s->method;
	size_t n = 0;
	for (size_t i = 0; i < m->n_units; i++)
		n += (s->units[i].ranked || i == unit) &&
		     (!m->rank_in_groups || m->units[i].group == m->units[unit].group);
	return n;
}

/* 0 after a finding. */
static size_t rank_of(struct run *run, const struct sheet *s, size_t unit)
{
	const char *text = run->options.values[OPTION_RANK];
	const size_t most = ranked_beside(s, unit);
	const ratio *x = ratio_read(run->arena, text);
	for (size_t rank = 1; x != NULL && rank <= most; rank++)
		if (ratio_cmp(x, ratio_of(run->arena, (long)rank, 1)) == 0)
			return rank;
	USAGE(run, goal_rank, words_same(text), words_same(arena_print(run->arena, "%zu", most)));
	return 0;
}

static void check_asked(struct run *run)
{
	const struct options *o = &run->options;
	if (!o->given[OPTION_UNIT])
		USAGE(run, option_required, words_same("goal"), words_same("--unit UNIT"));
	if (o->given[OPTION_SCORE] == o->given[OPTION_RANK])
		diag_add(run->log, (struct place){0}, DIAG_goal_what, NO_ARGS);
	if (o->given[OPTION_SCORE] && ratio_read(run->arena, o->values[OPTION_SCORE]) == NULL)
		USAGE(run, goal_score, words_same(o->values[OPTION_SCORE]));
	if (o->given[OPTION_REBALANCE] && o->n_sets == 0)
		diag_add(run->log, (struct place){0}, DIAG_rebalance_alone, NO_ARGS);
}

void goal_command(struct run *run)
{
	const struct options *o = &run->options;
	const char *format = format_choose(run);
	check_asked(run);
	struct session s = session_load(run, run->operands[0]);
	if (session_plan_only(run, &s) || s.method == NULL)
		return;
	const ratio *const *efforts = efforts_of(run, s.method);
	const size_t unit =
	        o->given[OPTION_UNIT] ? session_unit(run, s.method, o->values[OPTION_UNIT]) : NONE;
	if (unit != NONE && o->given[OPTION_RANK] && !s.method->units[unit].assessed)
		USAGE(run, goal_unassessed, s.method->units[unit].named.name);
	if (unit == NONE)
		return;
	const struct sheet *sheet =
	        session_score(run, &s, o->given[OPTION_SCORE] ? unit : NONE, false);
	if (sheet == NULL || format == NULL)
		return;
	if (!sheet->units[unit].complete)
		USAGE(run, goal_unreported, s.method->units[unit].named.name);
	const size_t rank = o->given[OPTION_RANK] ? rank_of(run, sheet, unit) : 0;
	if (diag_errors(run->log) > 0)
		return;
	const struct goal_request asked = {
	        .sheet = sheet,
	        .unit = unit,
	        .score = rank > 0 ? NULL : ratio_read(run->arena, o->values[OPTION_SCORE]),
	        .rank = rank,
	        .efforts = efforts};
	struct buffer out;
	buffer_start(&out, run->arena);
	struct report report = {
	        .sheet = sheet, .heading = &s.heading, .lang = run->lang, .look = output_look(run)};
	report_find(format)->goal(&out, &report, goal_run(run->arena, &asked));
	format_write(run, &out);
}
