#include "reports/workbook_cells.h"

#include "reports/workbook_guard.h"
#include "reports/workbook_marks.h"

/* The sheets are headed by at most title, two banners and two notes. */
enum { HEAD_ROWS = 6, SCORERS_LEAST = 3 };

struct layout {
	struct book *b;
	struct plan_of_cells *c;
	struct leaf_cells *leaves;
	struct inner_cells *inners;
	lxw_col_t *asked, *points, *denominators;
};

static bool has_figures(const struct book *b, size_t item, size_t type)
{
	const struct figures *f = b->sheet->figures;
	for (size_t u = 0; u < b->method->n_units; u++) {
		if (figures_target(f, u, item, type, f->period)->state == FIGURE_NUMBER ||
		    figures_count(f, u, item, type)->state == FIGURE_NUMBER)
			return true;
	}
	return false;
}

static size_t most_scorers(const struct book *b, size_t item)
{
	size_t most = SCORERS_LEAST;
	for (size_t u = 0; u < b->method->n_units; u++) {
		size_t n = 0;
		for (const struct judgement *j = *figures_judged(b->sheet->figures, u, item); j;
		     j = j->next)
			n++;
		if (n > most)
			most = n;
	}
	return most;
}

/* ---- leaves ---- */

static void lay_counts(struct layout *l, size_t item, struct leaf_cells *out, lxw_col_t *next)
{
	const struct method *m = l->b->method;
	struct type_cells *types = ARENA_NEWS(l->b->arena, struct type_cells, m->n_types);
	bool any = false, credits = out->source != NULL && out->source->credits;
	for (size_t k = 0; k < m->n_types; k++)
		any |= has_figures(l->b, item, k);
	for (size_t k = 0; k < m->n_types; k++) {
		bool shown = !any || has_figures(l->b, item, k);
		types[k].target = shown ? (*next)++ : NO_COLUMN;
		types[k].count = shown ? (*next)++ : NO_COLUMN;
		types[k].credited = shown && credits ? (*next)++ : NO_COLUMN;
	}
	out->types = types;
	out->task = (*next)++;
	out->achieved = (*next)++;
	if (credits)
		out->credited = (*next)++;
	out->rate = (*next)++;
	out->missing = (*next)++;
}

static void lay_leaf(struct layout *l, size_t item, struct tab *tab, lxw_row_t head)
{
	struct leaf_cells *out = &l->leaves[item];
	lxw_col_t next = 1;
	*out = (struct leaf_cells){.tab = tab,
	                           .head = head,
	                           .first = head + 1,
	                           .source = marks_source(l->b, item),
	                           .task = NO_COLUMN,
	                           .achieved = NO_COLUMN,
	                           .credited = NO_COLUMN,
	                           .rate = NO_COLUMN,
	                           .missing = NO_COLUMN,
	                           .value = NO_COLUMN,
	                           .target = NO_COLUMN,
	                           .scorers = NO_COLUMN};
	switch (l->b->method->items[item].scoring->input) {
	case INPUT_COUNTS:
		lay_counts(l, item, out, &next);
		break;
	case INPUT_VALUES:
		out->value = next++;
		out->target = next++;
		break;
	default:
		out->scorers = next;
		out->n_scorers = most_scorers(l->b, item);
		next = (lxw_col_t)(next + out->n_scorers);
	}
	out->computed = next++;
	out->department = next++;
	out->mark = next++;
	out->max = next++;
	out->points = next;
}

/* Judged leaves of one parent share a sheet. */
static void lay_judged(struct layout *l, size_t parent)
{
	const struct item *p = &l->b->method->items[parent];
	struct tab *tab = NULL;
	lxw_row_t head = HEAD_ROWS;
	for (size_t i = 0; i < p->n_children; i++) {
		const struct item *c = &l->b->method->items[p->children[i]];
		if (!item_is_leaf(c) || c->scoring->input != INPUT_JUDGED)
			continue;
		if (tab == NULL)
			tab = book_tab(l->b, book_name(l->b, &p->named));
		lay_leaf(l, p->children[i], tab, head);
		head += (lxw_row_t)l->b->method->n_units + 3;
	}
}

static void lay_leaves(struct layout *l)
{
	const struct method *m = l->b->method;
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]) && m->items[i].scoring->input != INPUT_JUDGED)
			lay_leaf(l, i, book_tab(l->b, book_name(l->b, &m->items[i].named)),
			         HEAD_ROWS);
	for (size_t i = 0; i < m->n_items; i++)
		lay_judged(l, i);
}

/* ---- workings ---- */

static bool counted(const struct method *m, size_t item)
{
	const struct item *p = &m->items[item];
	bool any = item_is_leaf(p) && p->scoring->input == INPUT_COUNTS;
	for (size_t i = 0; i < p->n_children; i++)
		any |= !m->items[p->children[i]].outside && counted(m, p->children[i]);
	return any;
}

static void lay_inner(struct layout *l, size_t item, lxw_col_t *next)
{
	const struct method *m = l->b->method;
	const struct item *p = &m->items[item];
	struct inner_cells *out = &l->inners[item];
	out->weights = item_is_weighted(p) ? (*next)++ : NO_COLUMN;
	out->max = (*next)++;
	out->points = (*next)++;
	out->assigned = counted(m, item) ? (*next)++ : NO_COLUMN;
}

static void lay_work(struct layout *l)
{
	const struct method *m = l->b->method;
	lxw_col_t next = 1;
	for (size_t i = 0; i < m->n_items; i++)
		l->asked[i] = next++;
	l->c->first_points = next;
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]))
			l->points[i] = next++;
	l->c->last_points = (lxw_col_t)(next - 1);
	l->c->first_denominator = next;
	for (size_t i = 0; i < m->n_items; i++)
		if (item_is_leaf(&m->items[i]))
			l->denominators[i] = next++;
	l->c->last_denominator = (lxw_col_t)(next - 1);
	for (size_t i = 0; i < m->n_items; i++)
		if (!item_is_leaf(&m->items[i]))
			lay_inner(l, i, &next);
	for (size_t i = 0; i < RESULTS; i++)
		l->c->results[i] = next++;
	l->c->work_head = HEAD_ROWS;
	l->c->work_first = HEAD_ROWS + 1;
}

static void lay_rules(struct layout *l)
{
	const struct method *m = l->b->method;
	lxw_row_t *choices = ARENA_NEWS(l->b->arena, lxw_row_t, m->n_policies);
	lxw_row_t row = HEAD_ROWS + 1;
	l->c->policies = row;
	row += (lxw_row_t)m->n_policies + 2;
	l->c->items = row;
	row += (lxw_row_t)m->n_items + 2;
	l->c->alternatives = row;
	for (size_t i = 0; i < m->n_policies; i++) {
		choices[i] = row;
		row += (lxw_row_t)m->policies[i].n_alternatives;
	}
	l->c->constants = row + 2;
	l->c->choices = choices;
}

static void read_tree(const struct method *m, size_t item, size_t *lines, size_t *next)
{
	lines[item] = (*next)++;
	for (size_t i = 0; i < m->items[item].n_children; i++)
		read_tree(m, m->items[item].children[i], lines, next);
}

/* Judged leaves stand together as their parent, unless that is the root. */
static bool in_summary(const struct method *m, size_t item)
{
	const struct item *x = &m->items[item];
	bool judged = item_is_leaf(x) && x->scoring->input == INPUT_JUDGED;
	return x->parent != NONE && (!judged || m->items[x->parent].parent == NONE);
}

static void lay_tree(struct layout *l)
{
	const struct method *m = l->b->method;
	size_t *lines = ARENA_NEWS(l->b->arena, size_t, m->n_items), next = 0;
	lxw_col_t *columns = ARENA_NEWS(l->b->arena, lxw_col_t, m->n_items), col = 3;
	read_tree(m, 0, lines, &next);
	for (size_t line = 0; line < m->n_items; line++)
		for (size_t i = 0; i < m->n_items; i++)
			if (lines[i] == line)
				columns[i] = in_summary(m, i) ? col++ : NO_COLUMN;
	l->c->lines = lines;
	l->c->columns = columns;
	l->c->after_columns = col;
}

struct plan_of_cells *cells_plan(struct book *b)
{
	const struct method *m = b->method;
	struct arena *a = b->arena;
	struct plan_of_cells *c = ARENA_NEW(a, struct plan_of_cells);
	struct layout l = {b,
	                   c,
	                   ARENA_NEWS(a, struct leaf_cells, m->n_items),
	                   ARENA_NEWS(a, struct inner_cells, m->n_items),
	                   ARENA_NEWS(a, lxw_col_t, m->n_items),
	                   ARENA_NEWS(a, lxw_col_t, m->n_items),
	                   ARENA_NEWS(a, lxw_col_t, m->n_items)};
	struct tab **units = ARENA_NEWS(a, struct tab *, m->n_units);
	c->live = ARENA_NEWS(a, bool, m->n_policies);
	c->dead = ARENA_NEWS(a, bool, m->n_policies);
	b->cells = c;
	c->summary = book_tab(b, book_word(b, TEXT_workbook_summary));
	c->rules = book_tab(b, book_word(b, TEXT_workbook_rules));
	lay_leaves(&l);
	for (size_t u = 0; u < m->n_units; u++)
		units[u] = book_tab(b, book_name(b, &m->units[u].named));
	c->work = book_tab(b, book_word(b, TEXT_workbook_work));
	c->log = book_tab(b, book_word(b, TEXT_workbook_log));
	lay_tree(&l);
	lay_work(&l);
	lay_rules(&l);
	c->units = units;
	c->leaves = l.leaves;
	c->inners = l.inners;
	c->asked = l.asked;
	c->points = l.points;
	c->denominators = l.denominators;
	return c;
}

/* ---- cells ---- */

struct cell cells_leaf(const struct book *b, size_t item, size_t unit, lxw_col_t col)
{
	const struct leaf_cells *l = &b->cells->leaves[item];
	return (struct cell){l->tab, l->first + (lxw_row_t)unit, col};
}

struct cell cells_work(const struct book *b, size_t unit, lxw_col_t col)
{
	return (struct cell){b->cells->work, b->cells->work_first + (lxw_row_t)unit, col};
}

struct cell cells_result(const struct book *b, size_t unit, enum result result)
{
	return cells_work(b, unit, b->cells->results[result]);
}

const char *cells_over_units(const struct book *b, lxw_col_t col)
{
	return cell_range(b, b->cells->work, cells_work(b, 0, col),
	                  cells_work(b, b->method->n_units - 1, col));
}

struct cell cells_points(const struct book *b, size_t unit, size_t item)
{
	bool leaf = item_is_leaf(&b->method->items[item]);
	return cells_work(b, unit, leaf ? b->cells->points[item] : b->cells->inners[item].points);
}

struct cell cells_max(const struct book *b, size_t unit, size_t item)
{
	return item_is_leaf(&b->method->items[item])
	               ? cells_leaf(b, item, unit, b->cells->leaves[item].max)
	               : cells_work(b, unit, b->cells->inners[item].max);
}

struct value cells_published(const struct book *b, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	if (u->score == NULL)
		return value_text(book_word(b, TEXT_cell_unreported));
	return b->cells->guards[unit].sure ? value_number(u->published)
	                                   : value_text(book_word(b, TEXT_workbook_unsure));
}

struct value cells_rank(const struct book *b, size_t unit)
{
	const struct unit_result *u = &b->sheet->units[unit];
	if (!u->ranked || !b->cells->all_complete)
		return value_text("");
	return b->cells->guards[unit].rank_sure ? value_long(b, (long)u->rank)
	                                        : value_text(book_word(b, TEXT_workbook_unsure));
}
