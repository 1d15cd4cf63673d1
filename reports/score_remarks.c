#include "reports/flags.h"
#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include <string.h>

/* What the table of ranks cannot say, in sentences. */

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

static const char *item_name(const struct page *p, size_t item)
{
	return page_name(p, &p->method->items[item].named);
}

static void remark(struct page *p, enum view_tone tone, const char *text)
{
	view_entry(p->view, tone, 0, page_text(p, TEXT_bullet), text);
}

static bool ranked_together(const struct page *p, size_t unit, size_t other)
{
	const struct method *m = p->method;
	return !m->rank_in_groups || m->units[unit].group == m->units[other].group;
}

/* One sentence per shared rank, said at the first unit that has it. */
static void ties(struct page *p)
{
	const struct sheet *s = p->sheet;
	for (size_t i = 0; i < s->n_order; i++) {
		const struct unit_result *u = &s->units[s->order[i]];
		const char *names = unit_name(p, s->order[i]);
		size_t j = i + 1;
		for (; u->ranked && j < s->n_order; j++) {
			const struct unit_result *v = &s->units[s->order[j]];
			if (!v->ranked || v->rank != u->rank ||
			    !ranked_together(p, s->order[i], s->order[j]))
				break;
			names = page_list(p, names, unit_name(p, s->order[j]));
		}
		if (j == i + 1)
			continue;
		remark(p, TONE_PLAIN,
		       PAGE_FILL(p, TEXT_remark_tie, names, page_points(p, u->published),
		                 arena_print(p->arena, "%zu", u->rank)));
		i = j - 1;
	}
}

static const char *min_assigned(const struct page *p)
{
	static const struct param_spec spec = {.name = "min_assigned", .fallback = "0"};
	return page_plain(p, param_number(p->arena, p->method, &p->method->min_assigned, &spec));
}

static void standing(struct page *p, size_t unit)
{
	const struct unit_result *u = &p->sheet->units[unit];
	const char *name = unit_name(p, unit);
	if (u->apart && p->sheet->n_parts > 0 && !flags_has_effect(u, EFFECT_UNRANKED))
		remark(p, TONE_ALERT, PAGE_FILL(p, TEXT_remark_apart_part, name));
	else if (u->apart && !flags_has_effect(u, EFFECT_UNRANKED))
		remark(p, TONE_ALERT,
		       PAGE_FILL(p, TEXT_remark_apart, name, page_plain(p, u->assigned),
		                 min_assigned(p)));
	if (u->targets_missing)
		remark(p, TONE_ALERT, PAGE_FILL(p, TEXT_remark_targets, name));
	if (u->no_task)
		remark(p, TONE_ALERT, PAGE_FILL(p, TEXT_remark_no_task, name));
	else if (u->few)
		remark(p, TONE_ALERT,
		       PAGE_FILL(p, TEXT_remark_few, name, page_plain(p, u->projects),
		                 page_measure(p, u->assigned)));
}

/* "A：一票否决：安全事故 1 ≥ 1，不高于合格。等次由优秀降为合格。" */
static void consequences(struct page *p, size_t unit)
{
	const struct unit_result *u = &p->sheet->units[unit];
	const char *list = "", *outcome = sentence_outcome(p, u);
	size_t better = sentence_crowded_out(p, u);
	if (better != NONE)
		remark(p, TONE_PLAIN,
		       PAGE_FILL(p, TEXT_remark_crowded_out, unit_name(p, unit),
		                 sentence_grade(p, better), sentence_grade(p, u->grade_earned)));
	for (size_t i = 0; i < u->n_consequences; i++)
		list = arena_print(p->arena, "%s%s%s", list,
		                   i > 0 ? page_text(p, TEXT_list_semicolon) : "",
		                   sentence_consequence(p, &u->consequences[i]));
	if (*outcome != '\0')
		list = arena_print(p->arena, "%s%s%s", list, page_text(p, TEXT_list_semicolon),
		                   outcome);
	if (*list != '\0')
		remark(p, TONE_ALERT,
		       PAGE_FILL(p, TEXT_remark_consequences, unit_name(p, unit), list));
}

/* Values that are missing or not defined, by what the rule file makes of them: a sentence each. */
static void gaps(struct page *p, size_t unit)
{
	static const enum text_id texts[] = {
	        [GAP_MISSING] = TEXT_remark_missing, [GAP_UNDEFINED] = TEXT_remark_undefined};
	const struct method *m = p->method;
	bool *told = ARENA_NEWS(p->arena, bool, m->n_items);
	for (size_t i = 0; i < m->n_items; i++) {
		enum gap gap = shape_gap(p->sheet, unit, i);
		const char *list = "";
		if (gap == GAP_NONE || told[i])
			continue;
		const char *how = sentence_missing(p, i);
		for (size_t k = i; k < m->n_items; k++) {
			if (shape_gap(p->sheet, unit, k) != gap ||
			    strcmp(sentence_missing(p, k), how) != 0)
				continue;
			told[k] = true;
			list = page_list(p, list, item_name(p, k));
		}
		remark(p, TONE_ALERT, PAGE_FILL(p, texts[gap], unit_name(p, unit), list, how));
	}
}

static void departments(struct page *p, size_t unit)
{
	for (size_t i = 0; i < p->method->n_items; i++) {
		const struct points *x = sheet_points(p->sheet, unit, i);
		if (x->by_department == NULL)
			continue;
		const char *computed = x->computed != NULL ? page_plain(p, x->computed)
		                                           : page_text(p, TEXT_not_computed);
		remark(p, TONE_ALERT,
		       PAGE_FILL(p, TEXT_remark_department, unit_name(p, unit), item_name(p, i),
		                 computed, page_plain(p, x->by_department->mark),
		                 x->by_department->reason, page_place(p, x->by_department->place)));
	}
}

static bool has_outside(const struct method *m, size_t item)
{
	for (size_t c = 0; c < m->items[item].n_children; c++)
		if (m->items[m->items[item].children[c]].outside != INSIDE)
			return true;
	return false;
}

static void limits(struct page *p, size_t unit)
{
	for (size_t i = 0; i < p->method->n_items; i++) {
		const struct points *x = sheet_points(p->sheet, unit, i);
		if (x->state != POINTS_LIMITED)
			continue;
		remark(p, TONE_PLAIN,
		       PAGE_FILL(p,
		                 has_outside(p->method, i) ? TEXT_remark_limited_inside
		                                           : TEXT_remark_limited,
		                 unit_name(p, unit), item_name(p, i),
		                 page_points(p, ratio_add(p->arena, x->max, x->excess)),
		                 page_plain(p, x->max), page_points(p, x->excess)));
	}
}

/* The items whose weight went to their siblings. */
static void redistributed(struct page *p, size_t unit)
{
	const char *list = "";
	for (size_t i = 1; i < p->method->n_items; i++) {
		const struct points *above =
		        sheet_points(p->sheet, unit, p->method->items[i].parent);
		if (shape_gap(p->sheet, unit, i) != GAP_NONE) /* said by gaps() */
			continue;
		if (page_idle(sheet_points(p->sheet, unit, i)) && above->state != POINTS_NO_TASK)
			list = page_list(p, list, item_name(p, i));
	}
	if (*list != '\0')
		remark(p, TONE_PLAIN,
		       PAGE_FILL(p, TEXT_remark_redistributed, unit_name(p, unit), list));
}

static void unscored(struct page *p, size_t unit)
{
	const ratio *sum = ratio_of(p->arena, 0, 1);
	const char *list = "";
	bool whole = true;
	for (size_t i = 0; i < p->method->n_items; i++) {
		const ratio *rest = flags_unscored(p->arena, sheet_points(p->sheet, unit, i));
		if (rest == NULL)
			continue;
		whole = whole && ratio_is_whole(rest);
		sum = ratio_add(p->arena, sum, rest);
		list = page_list(
		        p, list,
		        arena_print(p->arena, "%s %s", item_name(p, i), page_plain(p, rest)));
	}
	if (*list != '\0')
		remark(p, TONE_PLAIN,
		       page_fill(p, whole ? TEXT_remark_unscored : TEXT_remark_unscored_part,
		                 (const char *const[]){unit_name(p, unit), page_plain(p, sum), list,
		                                       NULL}));
}

void score_remarks(struct page *p)
{
	const struct sheet *s = p->sheet;
	size_t before = p->view->n;
	bool part = s != p->report->sheet; /* of a combined period: its ranks are no result */
	view_section(p->view, sentence_title(p, page_text(p, TEXT_section_remarks)));
	if (!part)
		ties(p);
	for (size_t i = 0; i < s->n_order && !part; i++)
		consequences(p, s->order[i]);
	for (size_t i = 0; i < s->n_order; i++)
		standing(p, s->order[i]);
	for (size_t i = 0; i < s->n_order; i++) {
		gaps(p, s->order[i]);
		redistributed(p, s->order[i]);
		departments(p, s->order[i]);
		limits(p, s->order[i]);
	}
	for (size_t i = 0; i < s->n_order; i++)
		unscored(p, s->order[i]);
	if (p->view->n == before + 1)
		p->view->n = before;
}
