#include "reports/projects_section.h"
#include "reports/analyses.h"

/* More pairs are in CSV and JSON. */
enum { PAIRS_MOST = 30, CHANGES = 4 };

/* The four answers of a pair, by the names that programs know. */
static const struct project_change *change(const struct project_pair *pair, size_t i,
                                           const char **id)
{
	static const char *const ids[CHANGES] = {"gain_level", "gain_above", "loss_level",
	                                         "loss_below"};
	const struct project_change *const all[CHANGES] = {&pair->gain_level, &pair->gain_above,
	                                                   &pair->loss_level, &pair->loss_below};
	*id = ids[i];
	return all[i];
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *unit_name(const struct page *p, size_t unit)
{
	return page_name(p, &p->method->units[unit].named);
}

static const char *fixed(const struct page *p, const ratio *score)
{
	return ratio_fixed(p->arena, score, p->method->decimals, p->method->rounding);
}

/* ---- the table ---- */

static void count_cell(struct page *p, struct view_table *t, const struct project_change *c)
{
	switch (c->found) {
	case PROJECTS_FOUND:
		view_number(t, TONE_STRONG, whole(p, c->n));
		break;
	case PROJECTS_NEVER:
		view_cell(t, TONE_QUIET, page_text(p, TEXT_projects_never));
		break;
	case PROJECTS_BEYOND:
		view_cell(t, TONE_QUIET, PAGE_FILL(p, TEXT_projects_beyond, whole(p, c->n)));
		break;
	}
}

static void table(struct page *p, const struct projects *x, const char *title)
{
	static const enum text_id heads[] = {TEXT_projects_upper,      TEXT_projects_lower,
	                                     TEXT_projects_gap,        TEXT_projects_gain_level,
	                                     TEXT_projects_gain_above, TEXT_projects_loss_level,
	                                     TEXT_projects_loss_below};
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i < 2 ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	for (size_t i = 0; i < x->n && i < PAIRS_MOST; i++) {
		const struct project_pair *pair = &x->pairs[i];
		const struct unit_result *u = &p->sheet->units[pair->upper],
		                         *v = &p->sheet->units[pair->lower];
		const char *id;
		view_cell(t, TONE_PLAIN, unit_name(p, pair->upper));
		view_cell(t, TONE_PLAIN, unit_name(p, pair->lower));
		view_number(t, TONE_PLAIN,
		            fixed(p, ratio_sub(p->arena, u->published, v->published)));
		for (size_t k = 0; k < CHANGES; k++)
			count_cell(p, t, change(pair, k, &id));
	}
	if (x->n > PAIRS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_projects_more, whole(p, x->n - PAIRS_MOST)));
}

/* ---- which projects ---- */

/* "物流业·营收类 1" */
const char *projects_cells(const struct page *p, const struct project_change *c)
{
	const char *list = "";
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct project_cell *cell = &c->cells[i];
		struct words name =
		        figures_cell_name(p->arena, p->method, NONE, cell->item, cell->type, NONE);
		list = page_list(
		        p, list,
		        PAGE_FILL(p, TEXT_projects_cell, page_words(p, name), whole(p, cell->n)));
	}
	return list;
}

static void say(struct page *p, enum text_id id, const struct project_change *c, size_t unit,
                size_t rival)
{
	const ratio *now = p->sheet->units[unit].score;
	if (c->found == PROJECTS_FOUND)
		view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
		           PAGE_FILL(p, id, unit_name(p, unit), unit_name(p, rival), whole(p, c->n),
		                     projects_cells(p, c), fixed(p, now), fixed(p, c->score)));
}

static void sentences(struct page *p, const struct projects *x)
{
	for (size_t i = 0; i < x->n && i < PAIRS_MOST; i++) {
		const struct project_pair *pair = &x->pairs[i];
		say(p, TEXT_projects_gains, &pair->gain_above, pair->lower, pair->upper);
		if (pair->gain_above.found == PROJECTS_NEVER)
			view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
			           PAGE_FILL(p, TEXT_projects_hopeless, unit_name(p, pair->lower),
			                     unit_name(p, pair->upper)));
		say(p, TEXT_projects_loses, &pair->loss_below, pair->upper, pair->lower);
		if (pair->loss_below.found == PROJECTS_NEVER)
			view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet),
			           PAGE_FILL(p, TEXT_projects_safe, unit_name(p, pair->upper),
			                     unit_name(p, pair->lower)));
	}
}

enum text_id projects_reason(enum projects_state state)
{
	static const enum text_id reasons[] = {[PROJECTS_DONE] = TEXT_projects_no_pairs,
	                                       [PROJECTS_NONE] = TEXT_projects_none,
	                                       [PROJECTS_COMBINED] = TEXT_projects_combined,
	                                       [PROJECTS_INEXACT] = TEXT_projects_inexact};
	return reasons[state];
}

void projects_section(struct page *p, const struct projects *x)
{
	const char *title = page_text(p, TEXT_projects_section);
	view_section(p->view, title);
	if (x->state != PROJECTS_DONE || x->n == 0) {
		view_line(p->view, TONE_QUIET, 0, page_text(p, projects_reason(x->state)));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_projects_legend));
	table(p, x, title);
	sentences(p, x);
}

/* ---- for programs ---- */

json_t *projects_change_record(struct record *r, const struct project_change *c)
{
	static const char *const found[] = {[PROJECTS_FOUND] = "found",
	                                    [PROJECTS_NEVER] = "never",
	                                    [PROJECTS_BEYOND] = "beyond"};
	const struct method *m = r->page.method;
	json_t *object = json_object(), *list = json_array();
	record_put(r, object, "found", record_text(found[c->found]));
	record_put(r, object, "n", c->found == PROJECTS_NEVER ? json_null() : record_whole(c->n));
	for (size_t i = 0; i < c->n_cells; i++) {
		json_t *cell = json_object();
		record_put(r, cell, "item", record_text(m->items[c->cells[i].item].named.id));
		record_put(r, cell, "type", record_text(m->types[c->cells[i].type].named.id));
		record_put(r, cell, "n", record_whole(c->cells[i].n));
		record_append(r, list, cell);
	}
	record_put(r, object, "projects", list);
	record_put(r, object, "exact", record_exact(r, c->score));
	return object;
}

json_t *projects_record(struct record *r, const struct projects *x)
{
	const struct method *m = r->page.method;
	if (x->state != PROJECTS_DONE)
		return json_null();
	json_t *array = json_array();
	for (size_t i = 0; i < x->n; i++) {
		const struct project_pair *pair = &x->pairs[i];
		json_t *object = json_object();
		record_put(r, object, "upper", record_text(m->units[pair->upper].named.id));
		record_put(r, object, "lower", record_text(m->units[pair->lower].named.id));
		record_put(r, object, "level", json_boolean(pair->level));
		for (size_t k = 0; k < CHANGES; k++) {
			const char *id;
			const struct project_change *c = change(pair, k, &id);
			record_put(r, object, id, projects_change_record(r, c));
		}
		record_append(r, array, object);
	}
	return array;
}

void projects_rows(const struct page *p, struct view_table *t, const struct projects *x)
{
	const struct method *m = p->method;
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < CHANGES; k++) {
			const struct project_pair *pair = &x->pairs[i];
			const char *id;
			const struct project_change *c = change(pair, k, &id);
			size_t unit = k < 2 ? pair->lower : pair->upper;
			size_t rival = k < 2 ? pair->upper : pair->lower;
			const char *n = c->found == PROJECTS_FOUND ? whole(p, c->n)
			                : c->found == PROJECTS_NEVER
			                        ? ""
			                        : arena_print(p->arena, ">%zu", c->n);
			analysis_row(p, t, "projects", id, m->units[unit].named.id,
			             m->units[rival].named.id, n);
			for (size_t j = 0; j < c->n_cells; j++)
				analysis_row(p, t, "projects",
				             arena_print(p->arena, "%s.%s.%s", id,
				                         m->items[c->cells[j].item].named.id,
				                         m->types[c->cells[j].type].named.id),
				             m->units[unit].named.id, m->units[rival].named.id,
				             whole(p, c->cells[j].n));
		}
}
