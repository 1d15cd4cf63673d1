/* plan_targets.c - what an indicator is to reach by when. */
#include "rules/plan.h"

#include <string.h>

/* What a target must give, by how it is worded. */
enum form { FORM_VALUE, FORM_RANGE, FORM_WRITTEN };

static enum form form_of(const struct plan_target *t)
{
	if (t->withheld || t->comparator == PLAN_RELATIVE || t->comparator == PLAN_QUALITATIVE)
		return FORM_WRITTEN;
	return t->comparator == PLAN_BETWEEN ? FORM_RANGE : FORM_VALUE;
}

/* Exactly the numbers of its form; where there are none, the document's words. A blank field has
 * no words either. */
static void check_form(struct reader *r, const struct cfg *group, const struct plan_target *t,
                       const char *id)
{
	static const enum text_id needed[] = {TEXT_target_value, TEXT_target_range,
	                                      TEXT_target_written};
	enum form form = form_of(t);
	bool value = cfg_has(group, "value"), low = cfg_has(group, "low"),
	     high = cfg_has(group, "high");
	bool good = value == (form == FORM_VALUE) && low == (form == FORM_RANGE) &&
	            high == (form == FORM_RANGE);
	if (form == FORM_WRITTEN && t->withheld != PLAN_BLANK && !*t->written.in[LANG_ZH])
		good = false;
	const char *what =
	        t->withheld ? plan_withhelds[t->withheld] : plan_comparators[t->comparator];
	if (!good)
		diag_add(r->log, group->place, DIAG_target_value,
		         ARGS(words_same(id), words_same(what), text_words(needed[form])));
	if (t->low && t->high && ratio_cmp(t->low, t->high) > 0)
		diag_add(r->log, cfg_get(group, "low")->place, DIAG_target_order,
		         ARGS(words_same(cfg_text(group, "low", "")),
		              words_same(cfg_text(group, "high", ""))));
}

static void read_due(struct reader *r, const struct cfg *group, const struct plan *p,
                     const struct plan_indicator *i, struct plan_target *out)
{
	out->undated = reader_bool(group, "undated", false);
	out->due = p->span;
	if (cfg_has(group, "due") == out->undated)
		diag_add(r->log, group->place, DIAG_target_due, ARGS(words_same(i->named.id)));
	bool dated = plan_span(r, group, "due", &out->due);
	if (!dated || !i->baseline || !i->baseline_at.last || out->due.last > i->baseline_at.last)
		return;
	diag_add(r->log, cfg_get(group, "due")->place, DIAG_target_early,
	         ARGS(words_same(i->named.id), words_same(cfg_text(group, "due", "")),
	              words_same(date_span_text(r->arena, i->baseline_at))));
}

static void read_target(struct reader *r, const struct cfg *group, const struct plan *p,
                        const struct plan_indicator *i, struct plan_target *out)
{
	static const struct cfg_key keys[] = {
	        {"due", KIND_NUMBER, false},     {"undated", KIND_BOOL, false},
	        {"each_year", KIND_BOOL, false}, {"comparator", KIND_TEXT, false},
	        {"value", KIND_NUMBER, false},   {"low", KIND_NUMBER, false},
	        {"high", KIND_NUMBER, false},    {"withheld", KIND_TEXT, false},
	        {"written", KIND_TEXT, false},   {"written_en", KIND_TEXT, false},
	        {"note", KIND_TEXT, false},      {"note_en", KIND_TEXT, false},
	        {"rows", KIND_LIST, false},      {0},
	};
	size_t errors = diag_errors(r->log);
	cfg_check(r->arena, group, keys, r->log);
	out->place = group->place;
	out->comparator = (enum plan_comparator)reader_word(
	        r, group, "comparator", plan_comparators, PLAN_COMPARATORS, PLAN_REACH);
	if (cfg_get(group, "withheld")) /* that it is given goes without saying */
		out->withheld = (enum plan_withheld)(1 + reader_word(r, group, "withheld",
		                                                     plan_withhelds + 1,
		                                                     PLAN_WITHHELDS - 1, 0));
	out->value = plan_number(r, group, "value");
	out->low = plan_number(r, group, "low");
	out->high = plan_number(r, group, "high");
	out->written = reader_words(group, "written");
	out->each_year = reader_bool(group, "each_year", false);
	if (out->each_year && i->kind == PLAN_AVERAGE)
		diag_add(r->log, cfg_get(group, "each_year")->place, DIAG_target_each_year,
		         ARGS(words_same(i->named.id)));
	if (diag_errors(r->log) == errors) /* else a misspelt word asks for the wrong numbers */
		check_form(r, group, out, i->named.id);
	read_due(r, group, p, i, out);
	out->note = reader_words(group, "note");
	out->n_rows = plan_texts(r, group, "rows", &out->rows);
}

void plan_read_targets(struct reader *r, const struct cfg *group, const struct plan *p,
                       struct plan_indicator *i)
{
	const struct cfg *members;
	size_t n = reader_groups(r, group, "targets", &members);
	struct plan_target *list = ARENA_NEWS(r->arena, struct plan_target, n);
	for (size_t t = 0; t < n; t++) {
		struct plan_target target = {0};
		read_target(r, &members[t], p, i, &target);
		size_t at = t; /* a few targets: kept in order of their end, then as written */
		for (; at && list[at - 1].due.last > target.due.last; at--)
			list[at] = list[at - 1];
		list[at] = target;
	}
	i->targets = list;
	i->n_targets = n;
}
