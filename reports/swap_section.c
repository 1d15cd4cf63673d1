#include "reports/swap_section.h"
#include "engine/binary.h"
#include "reports/analyses.h"

/* More pairs are in CSV and JSON. */
enum { PAIRS_MOST = 30 };

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *unit_name(const struct page *p, const struct model *m, size_t unit)
{
	return page_name(p, model_unit_name(m, unit));
}

/* A share of the whole in percentage points. */
static const char *percent(const struct page *p, const ratio *share)
{
	return page_measure(p, ratio_mul(p->arena, share, ratio_of(p->arena, 100, 1)));
}

static const char *as_set(const struct page *p, const struct model *m, size_t node, const ratio *t)
{
	return page_measure(p, model_as_set(p->arena, m, node, t));
}

/* ---- the table ---- */

static void one_cell(struct page *p, struct view_table *t, const struct model *m,
                     const struct swap_one *x)
{
	if (x->state != SWAP_LEAST) {
		view_cell(
		        t, TONE_QUIET,
		        page_text(p, x->state == SWAP_NEVER ? TEXT_swap_never : TEXT_swap_unknown));
		return;
	}
	view_cell(t, TONE_PLAIN,
	          PAGE_FILL(p, TEXT_swap_move, page_name(p, model_node_name(m, x->node)),
	                    as_set(p, m, x->node, x->from), as_set(p, m, x->node, x->to)));
}

static void any_cell(struct page *p, struct view_table *t, const struct swap_any *x)
{
	switch (x->state) {
	case SWAP_LEAST:
		view_number(t, TONE_STRONG, percent(p, x->change));
		break;
	case SWAP_AT_MOST:
		view_cell(t, TONE_PLAIN, PAGE_FILL(p, TEXT_swap_at_most, percent(p, x->change)));
		break;
	case SWAP_NEVER:
		view_cell(t, TONE_QUIET, page_text(p, TEXT_swap_never));
		break;
	case SWAP_UNKNOWN:
		view_cell(t, TONE_QUIET, page_text(p, TEXT_swap_unknown));
		break;
	}
}

static void table(struct page *p, const struct model *m, const struct swap *s, const char *title)
{
	static const enum text_id heads[] = {TEXT_projects_upper, TEXT_projects_lower,
	                                     TEXT_swap_gap,       TEXT_swap_one,
	                                     TEXT_swap_sum,       TEXT_swap_most};
	static const enum view_align aligns[] = {ALIGN_LEFT, ALIGN_LEFT,  ALIGN_RIGHT,
	                                         ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT};
	struct view_table *t = page_table(p, title);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, aligns[i], page_text(p, heads[i]));
	for (size_t i = 0; i < s->n && i < PAIRS_MOST; i++) {
		const struct swap_pair *x = &s->pairs[i];
		view_cell(t, TONE_PLAIN, unit_name(p, m, x->above));
		view_cell(t, TONE_PLAIN, unit_name(p, m, x->below));
		view_number(t, TONE_PLAIN, page_measure(p, x->gap));
		one_cell(p, t, m, &x->one);
		any_cell(p, t, &x->sum);
		any_cell(p, t, &x->most);
	}
	if (s->n > PAIRS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_swap_more, whole(p, PAIRS_MOST), whole(p, s->n)));
}

/* ---- sentences ---- */

/* "物流业 +0.9、商贸业 -0.9" */
static const char *changes(const struct page *p, const struct model *m, const struct swap_any *x)
{
	const char *list = "";
	for (size_t k = 0; k < m->n_weights; k++) {
		const ratio *change = ratio_sub(p->arena, x->weights[k], m->nominal[k]);
		int sign = ratio_sign(change);
		if (sign == 0)
			continue;
		const char *text =
		        arena_print(p->arena, "%s%s", sign > 0 ? "+" : "", percent(p, change));
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_swap_change,
		                           page_name(p, model_weight_name(m, k)), text));
	}
	return list;
}

static const char *by_any(const struct page *p, const struct model *m, const struct swap_any *x)
{
	if (x->state != SWAP_LEAST)
		return "";
	return PAGE_FILL(p, TEXT_swap_sum_line, percent(p, x->change), changes(p, m, x));
}

static void sentence(struct page *p, const struct model *m, const struct swap_pair *x)
{
	const char *above = unit_name(p, m, x->above), *below = unit_name(p, m, x->below);
	const char *any = by_any(p, m, &x->sum);
	if (x->sum.state == SWAP_NEVER) {
		analysis_say(p, PAGE_FILL(p, TEXT_swap_hopeless, below, above));
	} else if (x->one.state == SWAP_NEVER) {
		analysis_say(p, PAGE_FILL(p, TEXT_swap_one_never, below, above, any));
	} else if (x->one.state == SWAP_LEAST) {
		size_t node = x->one.node;
		const char *only = x->one.overtakes ? "" : page_text(p, TEXT_swap_level_only);
		analysis_say(p, PAGE_FILL(p, TEXT_swap_one_line, below, above,
		                          page_name(p, model_node_name(m, node)),
		                          as_set(p, m, node, x->one.from),
		                          as_set(p, m, node, x->one.to),
		                          arena_print(p->arena, "%s%s", only, any)));
	}
}

void swap_section(struct page *p, const struct model *m, const struct swap *s)
{
	const char *title = page_text(p, TEXT_swap_title);
	if (m->group != NONE)
		title = PAGE_FILL(p, TEXT_firmness_of_group, title, page_group(p, m->group));
	view_section(p->view, title);
	if (s == NULL || s->n == 0) {
		view_line(p->view, TONE_QUIET, 0,
		          page_text(p, s == NULL ? TEXT_swap_inexact : TEXT_swap_no_pairs));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_swap_legend));
	table(p, m, s, title);
	for (size_t i = 0; i < s->n && i < PAIRS_MOST; i++)
		sentence(p, m, &s->pairs[i]);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_swap_rounded));
}

/* ---- for programs ---- */

static const char *const states[] = {[SWAP_LEAST] = "least",
                                     [SWAP_AT_MOST] = "at_most",
                                     [SWAP_NEVER] = "never",
                                     [SWAP_UNKNOWN] = "unknown"};

static json_t *one_record(struct record *r, const struct model *m, const struct swap_one *x)
{
	json_t *object = json_object();
	bool found = x->state == SWAP_LEAST;
	record_put(r, object, "state", record_text(states[x->state]));
	record_put(r, object, "item",
	           found ? record_text(model_node_name(m, x->node)->id) : json_null());
	record_put(r, object, "from", record_exact(r, x->from));
	record_put(r, object, "to", record_exact(r, x->to));
	record_put(r, object, "change", record_exact(r, x->change));
	record_put(r, object, "overtakes", json_boolean(x->overtakes));
	return object;
}

static json_t *any_record(struct record *r, const struct model *m, const struct swap_any *x)
{
	json_t *object = json_object(), *weights = json_array();
	record_put(r, object, "state", record_text(states[x->state]));
	record_put(r, object, "change", record_exact(r, x->change));
	for (size_t k = 0; x->weights != NULL && k < m->n_weights; k++)
		record_append(r, weights, record_exact(r, x->weights[k]));
	record_put(r, object, "weights", weights);
	record_put(r, object, "overtakes", json_boolean(x->overtakes));
	return object;
}

json_t *swap_record(struct record *r, const struct model *m, const struct swap *s)
{
	if (s == NULL)
		return json_null();
	json_t *array = json_array();
	for (size_t i = 0; i < s->n; i++) {
		const struct swap_pair *x = &s->pairs[i];
		json_t *object = json_object();
		record_put(r, object, "upper", record_text(model_unit_name(m, x->above)->id));
		record_put(r, object, "lower", record_text(model_unit_name(m, x->below)->id));
		record_put(r, object, "gap", record_exact(r, x->gap));
		record_put(r, object, "one", one_record(r, m, &x->one));
		record_put(r, object, "sum", any_record(r, m, &x->sum));
		record_put(r, object, "most", any_record(r, m, &x->most));
		record_append(r, array, object);
	}
	return array;
}

void swap_rows(const struct page *p, struct view_table *t, const struct model *m,
               const struct swap *s)
{
	for (size_t i = 0; s != NULL && i < s->n; i++) {
		const struct swap_pair *x = &s->pairs[i];
		const char *below = model_unit_name(m, x->below)->id,
		           *above = model_unit_name(m, x->above)->id;
		analysis_number(p, t, "swap", "gap", below, above, binary_of(x->gap));
		if (x->one.state == SWAP_LEAST) {
			const char *item = model_node_name(m, x->one.node)->id;
			analysis_number(p, t, "swap", "one_from", below, item,
			                binary_of(x->one.from));
			analysis_number(p, t, "swap", "one_to", below, item, binary_of(x->one.to));
		}
		if (x->sum.change != NULL)
			analysis_number(p, t, "swap", "sum", below, above,
			                binary_of(x->sum.change));
		if (x->most.change != NULL)
			analysis_number(p, t, "swap", "most", below, above,
			                binary_of(x->most.change));
	}
}
