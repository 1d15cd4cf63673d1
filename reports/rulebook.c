#include "engine/combine.h"
#include "engine/plan.h"
#include "engine/scoring.h"
#include "reports/page.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include "reports/standing_view.h"
#include "reports/write_text.h"

/* One rule file for people: what it encodes, what it leaves to decide. */

static void fact(struct page *p, enum text_id label, const char *text)
{
	if (*text != '\0')
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, label), text);
}

/* "一季度 × 30、二季度 × 70" */
static const char *parts(const struct page *p, const struct period *period)
{
	const char *list = "";
	for (size_t i = 0; i < period->n_parts; i++) {
		const struct period_part *part = &period->parts[i];
		list = page_list(p, list,
		                 arena_print(p->arena, "%s × %s",
		                             page_name(p, &p->method->periods[part->period].named),
		                             page_plain(p, part->weight)));
	}
	return list;
}

static void periods(struct page *p)
{
	const char *list = "";
	for (size_t i = 0; i < p->method->n_periods; i++) {
		const struct named *n = &p->method->periods[i].named;
		const char *name = arena_print(p->arena, "%s (%s)", page_name(p, n), n->id);
		if (p->method->periods[i].n_parts > 0)
			name = PAGE_FILL(p, TEXT_period_parts, name,
			                 parts(p, &p->method->periods[i]));
		list = page_list(p, list, name);
	}
	fact(p, TEXT_label_periods, list);
}

static void units(struct page *p)
{
	const char *list = "";
	for (size_t i = 0; i < p->method->n_units; i++) {
		const struct unit *u = &p->method->units[i];
		const char *name =
		        arena_print(p->arena, "%s (%s)", page_name(p, &u->named), u->named.id);
		if (!u->assessed)
			name = PAGE_FILL(p, TEXT_unit_not_assessed, name);
		list = page_list(p, list, name);
	}
	fact(p, TEXT_label_units, list);
}

static void groups(struct page *p)
{
	const struct method *m = p->method;
	for (size_t g = 0; g < m->n_groups; g++) {
		const char *list = "";
		for (size_t i = 0; i < m->n_units; i++)
			if (m->units[i].group == g)
				list = page_list(p, list, page_name(p, &m->units[i].named));
		fact(p, TEXT_label_group, PAGE_FILL(p, TEXT_caption, page_group(p, g), list));
	}
	if (m->n_groups > 0 && m->rank_in_groups)
		fact(p, TEXT_label_ranks, page_text(p, TEXT_ranks_in_groups));
}

/* Grades, and what leads to another one. */
static void grades(struct page *p)
{
	const struct method *m = p->method;
	if (m->n_grades == 0 && m->n_consequences == 0)
		return;
	view_section(p->view, page_text(p, TEXT_section_grades));
	if (m->n_grades > 0)
		view_line(p->view, TONE_PLAIN, 0,
		          PAGE_FILL(p, TEXT_grades_line, sentence_grades(p, 0)));
	for (size_t i = 0; i < m->n_consequences; i++) {
		const struct consequence *c = &m->consequences[i];
		const char *clause = page_clause(p, c->clause), *line;
		line = PAGE_FILL(p, TEXT_consequence_rule, page_name(p, &c->named),
		                 page_name(p, &m->items[c->item].named), sentence_bound(p, c),
		                 sentence_effect(p, c));
		if (*clause != '\0')
			line = PAGE_FILL(p, TEXT_caption, line, clause);
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet), line);
	}
}

static unsigned depth(const struct method *m, size_t item)
{
	unsigned n = 0;
	while ((item = m->items[item].parent) != NONE)
		n++;
	return n;
}

static void item_rows(struct page *p, struct view_table *t, size_t index)
{
	static const enum text_id outsides[OUTSIDES] = {
	        [OUTSIDE_BONUS] = TEXT_outside_bonus, [OUTSIDE_DEDUCTION] = TEXT_outside_deduction};
	const struct method *m = p->method;
	const struct item *item = &m->items[index];
	const char *name = page_name(p, &item->named), *weight = "";
	for (unsigned d = depth(m, index); d > 0; d--)
		name = PAGE_FILL(p, TEXT_indented, name);
	if (item->weight != NULL)
		weight = arena_print(p->arena, "%s%s", page_plain(p, item->weight),
		                     m->items[item->parent].normalise ? "" : "%");
	if (item->outside != INSIDE)
		name = PAGE_FILL(p, TEXT_caption, name, page_text(p, outsides[item->outside]));
	view_cell(t, TONE_PLAIN, name);
	view_cell(t, TONE_QUIET, item->named.id);
	view_number(t, TONE_PLAIN, weight);
	view_number(t, TONE_PLAIN, page_measure(p, shape_points(p->arena, m, index)));
	view_cell(t, TONE_PLAIN,
	          item_is_leaf(item) ? page_text(p, item->scoring->method->name)
	                             : page_text(p, item->combination->name));
	view_cell(t, TONE_PLAIN,
	          item->clause == NONE ? "" : page_name(p, &m->clauses[item->clause].named));
	for (size_t i = 0; i < item->n_children; i++)
		item_rows(p, t, item->children[i]);
}

/* What the table of items cannot say. */
static void remarks_on_items(struct page *p)
{
	const struct method *m = p->method;
	const char *dependent = sentence_dependent(p), *normalised = "";
	for (size_t i = 0; i < m->n_items; i++) {
		const char *name = page_name(p, &m->items[i].named);
		if (*sentence_combination(p, i) != '\0')
			view_line(p->view, TONE_PLAIN, 0, sentence_combination(p, i));
		if (m->items[i].normalise)
			normalised = page_list(p, normalised, name);
	}
	if (*normalised != '\0')
		view_line(p->view, TONE_PLAIN, 0, PAGE_FILL(p, TEXT_items_normalised, normalised));
	if (*dependent != '\0')
		view_line(p->view, TONE_PLAIN, 0, dependent);
}

static void items(struct page *p)
{
	view_section(p->view, page_text(p, TEXT_section_items));
	struct view_table *t = view_table(p->view);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_id));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_weight));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_max));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_how));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_clause));
	item_rows(p, t, 0);
	remarks_on_items(p);
}

static void clauses(struct page *p)
{
	view_section(p->view, page_text(p, TEXT_section_clauses));
	for (size_t i = 0; i < p->method->n_clauses; i++)
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet), page_clause(p, i));
}

static struct page start(struct arena *a, const struct method *m, enum lang lang)
{
	struct page p = {.arena = a, .view = view_new(a), .method = m, .lang = lang};
	const char *number = page_words(&p, m->number), *document = page_words(&p, m->document);
	view_title(p.view, arena_print(a, "%s  %s", m->id, page_words(&p, m->title)));
	fact(&p, TEXT_label_document,
	     *number != '\0' ? PAGE_FILL(&p, TEXT_document_number, document, number) : document);
	fact(&p, TEXT_label_source_issuer, page_words(&p, m->issuer));
	fact(&p, TEXT_label_date, m->date != NULL ? m->date : "");
	periods(&p);
	fact(&p, TEXT_label_plan, standing_brief(&p));
	return p;
}

/* "no_task (…): [redistribute], full, zero", the default in brackets. */
static void brief_policy(struct page *p, const struct policy *policy)
{
	const char *list = "";
	for (size_t i = 0; i < policy->n_alternatives; i++) {
		const char *id = policy->alternatives[i].id;
		if (i == policy->chosen)
			id = PAGE_FILL(p, TEXT_default_choice, id);
		list = page_list(p, list, id);
	}
	if (policy->n_alternatives == 0)
		list = PAGE_FILL(p, TEXT_default_number, page_plain(p, policy->number),
		                 page_others(p, policy));
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
	           PAGE_FILL(p, TEXT_policy_brief, page_name(p, &policy->named), policy->named.id,
	                     list));
}

void report_rules_brief(struct buffer *out, const struct method *m, enum lang lang,
                        struct report_look look)
{
	struct page p = start(out->arena, m, lang);
	if (m->n_policies > 0)
		view_line(p.view, TONE_PLAIN, 0, page_text(&p, TEXT_policies_brief));
	for (size_t i = 0; i < m->n_policies; i++)
		brief_policy(&p, &m->policies[i]);
	write_text_view(out, p.view, look);
}

void report_rules(struct buffer *out, const struct method *m, enum lang lang,
                  struct report_look look)
{
	struct page p = start(out->arena, m, lang);
	units(&p);
	groups(&p);
	fact(&p, TEXT_label_sha256, m->sha256);
	if (!plan_alone(m)) {
		items(&p);
		grades(&p);
		page_policies(&p, TEXT_section_rule_policies);
	}
	if (m->plan != NULL)
		standing_rules(&p);
	if (m->n_clauses > 0)
		clauses(&p);
	write_text_view(out, p.view, look);
}
