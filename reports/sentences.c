#include "reports/sentences.h"
#include "engine/combine.h"
#include "reports/shape.h"
#include <string.h>

const char *sentence_grade(const struct page *p, size_t grade)
{
	return grade != NONE ? page_name(p, &p->method->grades[grade].named) : "-";
}

/* "不超过 30%，即 2 个" */
static const char *quota(const struct page *p, const struct grade *g, size_t ranked)
{
	const char *percent = page_plain(p, g->quota);
	if (ranked == 0)
		return PAGE_FILL(p, TEXT_grade_quota, percent);
	const ratio *share = ratio_div(p->arena, g->quota, ratio_of(p->arena, 100, 1));
	const ratio *most = ratio_mul(p->arena, share, ratio_of(p->arena, (long)ranked, 1));
	return PAGE_FILL(p, TEXT_grade_quota_of, percent,
	                 ratio_fixed(p->arena, most, 0, ROUND_DOWN),
	                 arena_print(p->arena, "%zu", ranked));
}

static const char *conditions(const struct page *p, const struct grade *g, size_t ranked)
{
	const char *comma = page_text(p, TEXT_caption_comma);
	struct buffer b;
	buffer_start(&b, p->arena);
	if (g->from != NULL)
		buffer_add(&b, PAGE_FILL(p, TEXT_grade_from, page_plain(p, g->from)));
	if (g->quota != NULL)
		buffer_print(&b, "%s%s", b.length > 0 ? comma : "", quota(p, g, ranked));
	if (g->most != NONE)
		buffer_print(&b, "%s%s", b.length > 0 ? comma : "",
		             PAGE_FILL(p, TEXT_grade_most, arena_print(p->arena, "%zu", g->most)));
	return b.length > 0 ? b.text : page_text(p, TEXT_grade_rest);
}

const char *sentence_grades(const struct page *p, size_t ranked)
{
	const char *list = "";
	for (size_t i = 0; i < p->method->n_grades; i++) {
		const struct grade *g = &p->method->grades[i];
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_caption, page_name(p, &g->named),
		                           conditions(p, g, ranked)));
	}
	return list;
}

const char *sentence_effect(const struct page *p, const struct consequence *c)
{
	static const enum text_id texts[EFFECTS] = {[EFFECT_LIFT] = TEXT_effect_lift,
	                                            [EFFECT_CAP] = TEXT_effect_cap,
	                                            [EFFECT_UNRANKED] = TEXT_effect_unranked};
	const char *argument = c->effect == EFFECT_LIFT  ? arena_print(p->arena, "%zu", c->by)
	                       : c->effect == EFFECT_CAP ? sentence_grade(p, c->grade)
	                                                 : "";
	return PAGE_FILL(p, texts[c->effect], argument);
}

/* Of a combined period: the part whose figures have the consequence. */
static const char *item_in_part(const struct page *p, const struct consequence_result *r)
{
	const struct sheet *s = p->sheet;
	const struct method *m = p->method;
	const char *name = page_name(p, &m->items[r->consequence->item].named);
	if (r->part == NONE)
		return name;
	return PAGE_FILL(p, TEXT_in_period,
	                 page_name(p, &m->periods[s->parts[r->part]->figures->period].named), name);
}

const char *sentence_bound(const struct page *p, const struct consequence *c)
{
	return arena_print(p->arena, "%s %s", c->from != NULL ? "≥" : "＜",
	                   page_plain(p, c->from != NULL ? c->from : c->below));
}

const char *sentence_consequence(const struct page *p, const struct consequence_result *r)
{
	const struct consequence *c = r->consequence;
	return PAGE_FILL(p, TEXT_consequence_line, page_name(p, &c->named), item_in_part(p, r),
	                 page_measure(p, r->measure), sentence_bound(p, c), sentence_effect(p, c));
}

const char *sentence_outcome(const struct page *p, const struct unit_result *u)
{
	if (u->grade == NONE || u->n_consequences == 0)
		return "";
	enum text_id text = u->grade < u->grade_earned   ? TEXT_grade_lifted
	                    : u->grade > u->grade_earned ? TEXT_grade_lowered
	                                                 : TEXT_grade_same;
	return PAGE_FILL(p, text, sentence_grade(p, u->grade_earned), sentence_grade(p, u->grade));
}

size_t sentence_crowded_out(const struct page *p, const struct unit_result *u)
{
	if (u->grade_earned == NONE || u->published == NULL)
		return NONE;
	for (size_t i = 0; i < u->grade_earned; i++) {
		const ratio *from = p->method->grades[i].from;
		if (from != NULL && ratio_cmp(u->published, from) >= 0)
			return i;
	}
	return NONE;
}

const char *sentence_combination(const struct page *p, size_t item)
{
	const struct item *i = &p->method->items[item];
	if (item_is_leaf(i) || !i->combination->marks)
		return "";
	return PAGE_FILL(p, TEXT_not_added, page_name(p, &i->named),
	                 page_text(p, i->combination->name));
}

const char *sentence_dependent(const struct page *p)
{
	const struct method *m = p->method;
	const char *list = "";
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]) && shape_depends(m, i))
			list = page_list(p, list, page_name(p, &m->items[i].named));
	return *list != '\0' ? PAGE_FILL(p, TEXT_items_dependent, list) : "";
}

const char *sentence_missing(const struct page *p, size_t item)
{
	static const struct {
		const char *word;
		enum text_id text;
	} rows[] = {{"exclude", TEXT_missing_excluded},
	            {"zero", TEXT_missing_zero},
	            {"neutral", TEXT_missing_neutral}};
	const char *word = shape_param(p->method, item, "missing");
	const char *neutral = shape_param(p->method, item, "neutral");
	if (word == NULL)
		return "";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].word, word) == 0)
			return PAGE_FILL(p, rows[i].text, neutral != NULL ? neutral : "");
	return word;
}

const char *sentence_title(const struct page *p, const char *title)
{
	if (p->sheet == p->report->sheet)
		return title;
	return PAGE_FILL(p, TEXT_part_title,
	                 page_name(p, &p->method->periods[p->sheet->figures->period].named), title);
}
