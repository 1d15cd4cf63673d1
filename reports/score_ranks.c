#include "reports/score_view.h"
#include "reports/sentences.h"
#include "reports/shape.h"
#include <string.h>

/* The table of ranks: one of all units, or one for each group that is ranked by itself. */

/* More columns of items than this are not read. */
enum { ITEMS_MOST = 12 };

struct columns {
	const size_t *items;
	size_t n;
	bool group, grade, projects;
};

/* A column title: what stands in brackets is left out, the tables below say it in full. */
static const char *short_name(const struct page *p, const char *name)
{
	static const char *const brackets[][2] = {{"（", "）"}, {" (", ")"}};
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		const char *open = strstr(name, brackets[i][0]);
		const char *close = open != NULL ? strstr(open, brackets[i][1]) : NULL;
		if (open == NULL || close == NULL || open == name)
			continue;
		return arena_print(p->arena, "%s%s",
		                   arena_copy_n(p->arena, name, (size_t)(open - name)),
		                   close + strlen(brackets[i][1]));
	}
	return name;
}

/* The items that the table of ranks shows, parents before children: the parts of the total and,
 * wherever something is scored by targets, the parts of that. Others have a table below. */
static size_t rank_items(const struct method *m, size_t parent, size_t *items, size_t n)
{
	for (size_t i = 0; i < m->items[parent].n_children; i++) {
		size_t child = m->items[parent].children[i];
		if (shape_is_worthless(&m->items[child]))
			continue;
		if (items != NULL)
			items[n] = child;
		n++;
		if (shape_has(m, child, INPUT_COUNTS))
			n = rank_items(m, child, items, n);
	}
	return n;
}

bool score_ranks_crowded(const struct method *m)
{
	return rank_items(m, 0, NULL, 0) > ITEMS_MOST;
}

static bool is_dropped(const struct item *i)
{
	return item_is_leaf(i) && i->scoring->input != INPUT_COUNTS && i->outside == INSIDE;
}

size_t score_ranks_items(const struct page *p, size_t *items)
{
	const struct method *m = p->method;
	bool crowded = score_ranks_crowded(m);
	size_t all = p->sheet->n_parts > 0 ? 0 : rank_items(m, 0, items, 0), n = 0;
	for (size_t i = 0; i < all; i++)
		if (!crowded || !is_dropped(&m->items[items[i]]))
			items[n++] = items[i];
	return n;
}

static struct columns columns_of(const struct page *p)
{
	const struct method *m = p->method;
	bool part = p->sheet != p->report->sheet;
	size_t *items = ARENA_NEWS(p->arena, size_t, m->n_items);
	size_t n = score_ranks_items(p, items);
	return (struct columns){.items = items,
	                        .n = n,
	                        .group = shape_shows_group(m),
	                        .grade = m->n_grades > 0 && !part,
	                        .projects = shape_has(m, 0, INPUT_COUNTS)};
}

static const char *item_title(const struct page *p, const struct item *i)
{
	static const enum text_id outsides[OUTSIDES] = {
	        [OUTSIDE_BONUS] = TEXT_head_bonus, [OUTSIDE_DEDUCTION] = TEXT_head_deduction};
	const char *name = short_name(p, page_name(p, &i->named));
	return i->outside != INSIDE ? PAGE_FILL(p, outsides[i->outside], name) : name;
}

static void part_columns(const struct page *p, struct view_table *t)
{
	const struct period *period = &p->method->periods[p->sheet->figures->period];
	for (size_t i = 0; i < p->sheet->n_parts; i++) {
		const struct period_part *part = &period->parts[i];
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_head_part,
		                      page_name(p, &p->method->periods[part->period].named),
		                      page_plain(p, part->weight)));
	}
}

static struct view_table *table_new(struct page *p, const struct columns *c, const char *caption)
{
	const struct method *m = p->method;
	struct view_table *t = page_table(p, caption);
	t->n_keys = 2;
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_rank));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	if (c->group)
		view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_group));
	if (c->grade)
		view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_grade));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_score));
	part_columns(p, t);
	for (size_t i = 0; i < c->n; i++)
		view_column(t, ALIGN_RIGHT, item_title(p, &m->items[c->items[i]]));
	if (c->projects)
		view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_projects));
	return t;
}

static const char *rank_text(const struct page *p, const struct unit_result *u)
{
	return u->ranked ? arena_print(p->arena, "%zu", u->rank) : "-";
}

/* "+2.00", "-1.50": what lies outside the full points. */
static const char *signed_points(const struct page *p, const ratio *x, enum outside outside)
{
	const ratio *zero = ratio_of(p->arena, 0, 1);
	if (outside == OUTSIDE_DEDUCTION)
		x = ratio_sub(p->arena, zero, x);
	return arena_print(p->arena, "%s%s", ratio_sign(x) > 0 ? "+" : "", page_points(p, x));
}

static void points_cell(const struct page *p, struct view_table *t, size_t unit, size_t item)
{
	const struct item *i = &p->method->items[item];
	const struct points *points = sheet_points(p->sheet, unit, item);
	bool leaf = item_is_leaf(i);
	bool unasked = leaf && points->state == POINTS_NO_TASK && points->mark == NULL;
	if (unasked || page_idle(points))
		view_cell(t, TONE_QUIET,
		          leaf && i->scoring->input == INPUT_VALUES
		                  ? "-"
		                  : page_text(p, TEXT_cell_no_task));
	else if (points->points == NULL)
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
	else
		view_number(t, points->state == POINTS_NO_TASK ? TONE_QUIET : TONE_PLAIN,
		            i->outside != INSIDE ? signed_points(p, points->points, i->outside)
		                                 : page_points(p, points->points));
}

static void score_cell(const struct page *p, struct view_table *t, enum view_tone tone,
                       const struct unit_result *u)
{
	if (u->published != NULL)
		view_number(t, tone,
		            ratio_fixed(p->arena, u->published, p->method->decimals,
		                        p->method->rounding));
	else
		view_cell(t, TONE_ALERT, page_text(p, TEXT_cell_unreported));
}

/* With * where a consequence took effect. */
static void grade_cell(const struct page *p, struct view_table *t, const struct unit_result *u)
{
	bool moved = u->grade != u->grade_earned;
	view_cell(t, moved ? TONE_ALERT : TONE_PLAIN,
	          arena_print(p->arena, "%s%s", sentence_grade(p, u->grade), moved ? "*" : ""));
}

static void row(const struct page *p, struct view_table *t, size_t unit, const struct columns *c)
{
	const struct unit_result *u = &p->sheet->units[unit];
	const struct unit *named = &p->method->units[unit];
	view_number(t, TONE_STRONG, rank_text(p, u));
	view_cell(t, TONE_PLAIN, page_name(p, &named->named));
	if (c->group)
		view_cell(t, TONE_PLAIN, page_group(p, named->group));
	if (c->grade)
		grade_cell(p, t, u);
	score_cell(p, t, TONE_STRONG, u);
	for (size_t i = 0; i < p->sheet->n_parts; i++)
		score_cell(p, t, TONE_PLAIN, &p->sheet->parts[i]->units[unit]);
	for (size_t i = 0; i < c->n; i++)
		points_cell(p, t, unit, c->items[i]);
	if (c->projects)
		view_number(t, u->few ? TONE_ALERT : TONE_PLAIN, page_plain(p, u->projects));
}

/* Those ranked among themselves: order[from .. to). */
static void ranked_together(struct page *p, const struct columns *c, const char *title, size_t from,
                            size_t to)
{
	size_t ranked = 0;
	view_section(p->view, title);
	struct view_table *t = table_new(p, c, title);
	for (size_t i = from; i < to; i++) {
		row(p, t, p->sheet->order[i], c);
		ranked += p->sheet->units[p->sheet->order[i]].ranked;
	}
	if (c->grade)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_grades_line, sentence_grades(p, ranked)));
}

static void combinations_lines(struct page *p)
{
	for (size_t i = 0; i < p->method->n_items; i++)
		if (*sentence_combination(p, i) != '\0')
			view_line(p->view, TONE_QUIET, 0, sentence_combination(p, i));
}

void score_ranks(struct page *p)
{
	const struct method *m = p->method;
	const struct sheet *s = p->sheet;
	const struct columns c = columns_of(p);
	const char *title = sentence_title(p, page_text(p, TEXT_section_ranks));
	for (size_t from = 0, to; from < s->n_order; from = to) {
		size_t group = m->units[s->order[from]].group;
		for (to = from; to < s->n_order; to++)
			if (m->rank_in_groups && m->units[s->order[to]].group != group)
				break;
		ranked_together(p, &c,
		                m->rank_in_groups ? PAGE_FILL(p, TEXT_group_title, title,
		                                              page_group(p, group))
		                                  : title,
		                from, to);
	}
	if (p->sheet == p->report->sheet)
		combinations_lines(p);
}
