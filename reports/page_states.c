#include "reports/page_states.h"
#include "engine/combine.h"
#include "engine/score.h"
#include "engine/scoring.h"
#include "engine/trial.h"
#include "reports/shape.h"
#include "vary/combinations.h"
#include <string.h>

/* One combination while it is taken apart. */
struct state {
	struct page_states *all;
	size_t index;
	struct arena *arena;
	const struct method *method;
	const struct sheet *sheet;
};

/* ---- which combinations ---- */

static size_t count_leaves(const struct method *m)
{
	size_t n = 0;
	for (size_t i = 0; i < m->n_items; i++)
		n += item_is_leaf(&m->items[i]);
	return n;
}

static void choose_axes(struct page_states *s, const struct method *m)
{
	struct arena *a = s->record->page.arena;
	bool *taken = ARENA_NEWS(a, bool, m->n_policies);
	size_t *axes = ARENA_NEWS(a, size_t, m->n_policies);
	const size_t cells = s->n_units * count_leaves(m);
	s->n = 1;
	for (int reading = 1; reading >= 0; reading--)
		for (size_t i = 0; i < m->n_policies; i++) {
			const struct policy *p = &m->policies[i];
			const size_t n = s->n * p->n_alternatives;
			taken[i] = taken[i] ||
			           (p->reading == (reading != 0) && p->n_alternatives > 1 &&
			            n <= PAGE_STATES_MOST && n * cells <= PAGE_CELLS_MOST);
			if (taken[i] && p->reading == (reading != 0))
				s->n = n;
		}
	for (size_t i = 0; i < m->n_policies; i++) {
		if (!taken[i])
			continue;
		axes[s->n_axes++] = i;
		s->official = s->official * m->policies[i].n_alternatives + m->policies[i].chosen;
	}
	s->axes = axes;
}

static const size_t *chosen_in(struct arena *a, const struct page_states *s, size_t state)
{
	const struct method *m = s->record->page.method;
	size_t *chosen = ARENA_NEWS(a, size_t, m->n_policies);
	for (size_t i = 0; i < m->n_policies; i++)
		chosen[i] = m->policies[i].chosen;
	for (size_t k = s->n_axes; k--;) {
		const size_t n = m->policies[s->axes[k]].n_alternatives;
		chosen[s->axes[k]] = state % n;
		state /= n;
	}
	return chosen;
}

/* ---- columns: one leaf, all units ---- */

/* The number of a list of numbers, which is written "[0,1,-1]". */
struct listing {
	struct buffer text;
};

static struct listing list_start(struct arena *a)
{
	struct listing l;
	buffer_start(&l.text, a);
	buffer_add_char(&l.text, '[');
	return l;
}

static void list_add(struct listing *l, size_t number)
{
	const char *comma = l->text.length > 1 ? "," : "";
	if (number == NONE)
		buffer_print(&l->text, "%s-1", comma);
	else
		buffer_print(&l->text, "%s%zu", comma, number);
}

static size_t list_end(struct listing *l, struct pool *pool)
{
	buffer_add_char(&l->text, ']');
	return pool_add(pool, l->text.text);
}

/* What a mark is of its full mark: 1 for full points. */
static size_t share_of(const struct state *s, const struct points *p)
{
	const ratio *share = ratio_of(s->arena, 0, 1);
	if (p->state == POINTS_NO_TASK || p->mark == NULL)
		return NONE;
	if (ratio_sign(p->mark_full) != 0)
		share = ratio_div(s->arena, p->mark, p->mark_full);
	s->all->exact = s->all->exact && ratio_is_exact(share);
	return pool_add(&s->all->fractions, ratio_exact(s->arena, share));
}

static size_t how(const struct state *s, const struct points *p)
{
	if (p->formula == NULL)
		return NONE;
	const char *reason = p->by_department != NULL ? p->by_department->reason : "";
	const char *text =
	        arena_print(s->arena, "%s%s%s", p->formula, *reason != '\0' ? " · " : "", reason);
	struct pool *texts = &s->all->texts;
	if (s->index == s->all->official || texts->length < PAGE_TEXTS_MOST)
		return pool_add(texts, text);
	const size_t known = pool_find(texts, text);
	s->all->texts_left = s->all->texts_left || known == NONE;
	return known;
}

static size_t points_text(const struct state *s, const struct points *p)
{
	if (p->points == NULL || page_idle(p))
		return NONE;
	return pool_add(&s->all->points_texts, page_points(&s->all->record->page, p->points));
}

/* In a page for one unit: the formula would tell what others submitted. */
static bool is_withheld(const struct state *s, size_t item)
{
	return s->all->record->alone && item_is_leaf(&s->method->items[item]) &&
	       shape_depends(s->method, item);
}

typedef size_t cell_of(const struct state *s, const struct points *p);

/* A row of columns: every leaf, or every item. */
static size_t row_of(const struct state *s, const struct sheet *sheet, cell_of *cell,
                     struct page_grid *grid)
{
	const bool leaves = grid == &s->all->marks;
	struct listing row = list_start(s->arena);
	for (size_t i = 0; i < s->method->n_items; i++) {
		if (leaves && !item_is_leaf(&s->method->items[i]))
			continue;
		struct listing column = list_start(s->arena);
		for (size_t u = 0; u < s->all->n_units; u++)
			list_add(&column,
			         cell == how && is_withheld(s, i)
			                 ? NONE
			                 : cell(s, sheet_points(sheet, s->all->units[u], i)));
		list_add(&row, list_end(&column, &grid->columns));
	}
	return list_end(&row, &grid->rows);
}

/* ---- one more project ---- */

/* Is the mark of this leaf its own counts' business, so that one more project has a value? */
static bool counts_move(const struct state *s, const struct sheet *sheet, size_t unit, size_t item)
{
	const struct points *p = sheet_points(sheet, unit, item);
	return p->types != NULL && p->state == POINTS_SCORED && p->by_department == NULL &&
	       !scoring_depends(s->method, s->method->items[item].scoring);
}

/* The sheet with one project more of a type, in every leaf of every unit at once: marks that hang
 * on their own counts alone do not mind the others. NULL where that cannot be scored. */
static const struct sheet *one_more(const struct state *s, size_t type)
{
	const struct method *m = s->method;
	const struct figures *f = s->sheet->figures;
	const ratio *one = ratio_of(s->arena, 1, 1);
	struct trial_cell *cells = ARENA_NEWS(s->arena, struct trial_cell, m->n_units * m->n_items);
	size_t n = 0;
	for (size_t u = 0; u < s->all->n_units; u++)
		for (size_t i = 0; i < m->n_items; i++) {
			const size_t unit = s->all->units[u];
			if (!counts_move(s, s->sheet, unit, i))
				continue;
			const struct type_result *t = &sheet_points(s->sheet, unit, i)->types[type];
			cells[n++] =
			        (struct trial_cell){.space = TRIAL_COUNT,
			                            .unit = unit,
			                            .item = i,
			                            .type = type,
			                            .period = f->period,
			                            .value = ratio_add(s->arena, t->achieved, one)};
		}
	struct diag_list *log = diag_list_new(s->arena);
	return score_numbers(s->arena, m, trial_figures(s->arena, f, cells, n), NONE, log);
}

static size_t row_of_next(const struct state *s, size_t type)
{
	const struct sheet *more = one_more(s, type);
	struct page_grid *grid = &s->all->marks;
	struct listing row = list_start(s->arena);
	for (size_t i = 0; i < s->method->n_items; i++) {
		if (!item_is_leaf(&s->method->items[i]))
			continue;
		struct listing column = list_start(s->arena);
		for (size_t u = 0; u < s->all->n_units; u++) {
			const size_t unit = s->all->units[u];
			const bool known = more != NULL && counts_move(s, s->sheet, unit, i);
			list_add(&column, known ? share_of(s, sheet_points(more, unit, i)) : NONE);
		}
		list_add(&row, list_end(&column, &grid->columns));
	}
	return list_end(&row, &grid->rows);
}

/* ---- one combination ---- */

static json_t *part(const struct state *s, const struct sheet *sheet)
{
	struct record *j = s->all->record;
	json_t *object = json_object(), *next = json_array();
	record_put(j, object, "marks", record_whole(row_of(s, sheet, share_of, &s->all->marks)));
	record_put(j, object, "how", record_whole(row_of(s, sheet, how, &s->all->marks)));
	for (size_t k = 0; k < s->method->n_types && s->sheet->n_parts == 0; k++)
		record_append(j, next, record_whole(row_of_next(s, k)));
	record_put(j, object, "next", next);
	return object;
}

/* What the rule file says of inner items under these policies, a number each: 1 limited to its full
 * points, 2 the weight of what is not asked goes to the others, 4 or else earns full marks. */
static size_t rules_of(const struct state *s)
{
	struct listing l = list_start(s->arena);
	for (size_t i = 0; i < s->method->n_items; i++) {
		size_t bits = 0;
		if (!item_is_leaf(&s->method->items[i]))
			bits = (combine_limits(s->method, i) ? 1u : 0u) |
			       (combine_redistributes(s->method, i) ? 2u : 0u) |
			       (combine_idle_full(s->method, i) ? 4u : 0u);
		list_add(&l, bits);
	}
	return list_end(&l, &s->all->rules);
}

static bool is_unranked(const struct unit_result *u)
{
	for (size_t i = 0; i < u->n_consequences; i++)
		if (u->consequences[i].consequence->effect == EFFECT_UNRANKED)
			return true;
	return false;
}

/* The engine's own results, and whom a consequence lists apart whatever the weights. */
static void put_results(const struct state *s, json_t *object)
{
	struct page_states *all = s->all;
	struct record *j = all->record;
	json_t *scores = json_array(), *ranks = json_array(), *apart = json_array();
	for (size_t u = 0; u < all->n_units; u++) {
		const struct unit_result *x = &s->sheet->units[all->units[u]];
		const char *text = page_points(&j->page, x->published);
		all->exact = all->exact && x->score != NULL && ratio_is_exact(x->score);
		record_append(j, scores, record_whole(pool_add(&all->published, text)));
		record_append(j, ranks, record_whole(all->ranked && x->ranked ? x->rank : 0));
		if (is_unranked(x))
			record_append(j, apart, record_whole(u));
	}
	record_put(j, object, "scores", scores);
	record_put(j, object, "ranks", ranks);
	record_put(j, object, "apart", apart);
}

/* A combination that can be scored: by part of the period, then the whole. */
static json_t *scored(const struct state *s)
{
	static const struct param_spec rank_on = {.name = "on", .fallback = "published"};
	struct record *j = s->all->record;
	json_t *object = json_object(), *parts = json_array();
	for (size_t i = 0; i < s->sheet->n_parts; i++)
		record_append(j, parts, part(s, s->sheet->parts[i]));
	if (s->sheet->n_parts == 0)
		record_append(j, parts, part(s, s->sheet));
	record_put(j, object, "parts", parts);
	record_put(j, object, "points",
	           record_whole(row_of(s, s->sheet, points_text, &s->all->points)));
	record_put(j, object, "rules", record_whole(rules_of(s)));
	record_put(j, object, "on",
	           record_text(param_text(s->method, &s->method->rank_on, &rank_on)));
	put_results(s, object);
	return object;
}

static json_t *refused(struct record *j, struct arena *a, const struct diag_list *log)
{
	const struct words why = diag_first_error(a, log);
	json_t *object = json_object(), *both = json_array();
	for (enum lang lang = 0; lang < LANGS; lang++)
		record_append(j, both, record_text(why.in[lang]));
	record_put(j, object, "refused", both);
	return object;
}

static json_t *state_of(struct page_states *all, size_t index)
{
	struct record *j = all->record;
	struct state s = {.all = all, .index = index, .arena = arena_scratch(j->page.arena)};
	struct diag_list *log = diag_list_new(s.arena);
	s.method = combinations_method(s.arena, j->page.method, chosen_in(s.arena, all, index));
	s.sheet = score_run(s.arena, s.method,
	                    figures_under(s.arena, j->page.sheet->figures, s.method), NONE, log);
	json_t *object = s.sheet != NULL ? scored(&s) : refused(j, s.arena, log);
	arena_free(s.arena);
	return object;
}

/* ---- all of them ---- */

/* Do points come together only as combine.js of the page has it? */
static bool combines_all(const struct method *m)
{
	static const char *const known[] = {"sum", "weighted", "product", "minimum", NULL};
	bool all = true;
	for (size_t i = 0; i < m->n_items; i++) {
		bool found = m->items[i].combination == NULL;
		for (size_t k = 0; !found && known[k] != NULL; k++)
			found = strcmp(m->items[i].combination->id, known[k]) == 0;
		all = all && found;
	}
	return all;
}

struct page_states page_states_of(struct record *j, const size_t *units, size_t n_units,
                                  bool ranked)
{
	struct arena *a = j->page.arena;
	struct page_states s = {.record = j,
	                        .units = units,
	                        .n_units = n_units,
	                        .ranked = ranked,
	                        .exact = combines_all(j->page.method),
	                        .states = json_array()};
	struct pool *const pools[] = {&s.fractions,    &s.texts,          &s.published,
	                              &s.rules,        &s.marks.columns,  &s.marks.rows,
	                              &s.points_texts, &s.points.columns, &s.points.rows};
	for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
		pool_start(pools[i], a);
	choose_axes(&s, j->page.method);
	for (size_t i = 0; i < s.n; i++)
		record_append(j, s.states, state_of(&s, i));
	return s;
}

static json_t *pool_texts(struct record *j, const struct pool *p)
{
	json_t *array = json_array();
	for (size_t i = 0; i < p->n; i++)
		record_append(j, array, record_text(p->texts[i]));
	return array;
}

/* Texts that are JSON themselves. */
static json_t *pool_lists(struct record *j, const struct pool *p)
{
	json_t *array = json_array();
	for (size_t i = 0; i < p->n; i++)
		record_append(j, array, json_loads(p->texts[i], 0, NULL));
	return array;
}

void page_states_put(struct page_states *s, json_t *object)
{
	struct record *j = s->record;
	json_t *axes = json_array();
	for (size_t i = 0; i < s->n_axes; i++)
		record_append(j, axes, record_whole(s->axes[i]));
	record_put(j, object, "axes", axes);
	record_put(j, object, "official", record_whole(s->official));
	record_put(j, object, "fractions", pool_texts(j, &s->fractions));
	record_put(j, object, "texts", pool_texts(j, &s->texts));
	record_put(j, object, "texts_left", json_boolean(s->texts_left));
	record_put(j, object, "published", pool_texts(j, &s->published));
	record_put(j, object, "columns", pool_lists(j, &s->marks.columns));
	record_put(j, object, "rows", pool_lists(j, &s->marks.rows));
	if (!s->exact) {
		record_put(j, object, "points", pool_texts(j, &s->points_texts));
		record_put(j, object, "points_columns", pool_lists(j, &s->points.columns));
		record_put(j, object, "points_rows", pool_lists(j, &s->points.rows));
	}
	record_put(j, object, "rules", pool_lists(j, &s->rules));
	record_put(j, object, "states", s->states);
}
