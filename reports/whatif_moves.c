/* whatif_moves.c - who moves and why, in sentences. */
#include "reports/whatif_view.h"

struct moving {
	const struct page *page;
	const struct whatif_outcome *outcome;
	size_t unit;
};

static const struct unit_result *before(const struct moving *m, size_t unit)
{
	return &m->page->sheet->units[unit];
}

static const struct unit_result *after(const struct moving *m, size_t unit)
{
	return &m->outcome->sheet->units[unit];
}

static const char *rank_text(const struct moving *m, size_t rank)
{
	return arena_print(m->page->arena, "%zu", rank);
}

/* "安吉县由第6升至第5" */
static const char *move_text(const struct moving *m)
{
	const struct page *p = m->page;
	const char *name = page_name(p, &p->method->units[m->unit].named);
	const struct unit_result *x = before(m, m->unit), *y = after(m, m->unit);
	if (!y->ranked)
		return PAGE_FILL(p, TEXT_whatif_leaves, name, rank_text(m, x->rank));
	if (!x->ranked)
		return PAGE_FILL(p, TEXT_whatif_enters, name, rank_text(m, y->rank));
	return PAGE_FILL(p, y->rank < x->rank ? TEXT_whatif_rises : TEXT_whatif_falls, name,
	                 rank_text(m, x->rank), rank_text(m, y->rank));
}

/* The number that goes furthest with the change; NONE where none does. */
static size_t leading(const struct moving *m, const ratio *change, size_t n,
                      const ratio *(*of)(struct arena *a, const struct whatif_outcome *o,
                                         size_t unit, size_t index))
{
	struct arena *a = m->page->arena;
	size_t best = NONE;
	const ratio *most = NULL;
	for (size_t i = 0; i < n; i++) {
		const ratio *x = of(a, m->outcome, m->unit, i);
		if (ratio_sign(x) != ratio_sign(change) || !ratio_sign(x))
			continue;
		const ratio *size = ratio_max(x, ratio_sub(a, ratio_of(a, 0, 1), x));
		if (most != NULL && ratio_cmp(size, most) <= 0)
			continue;
		most = size;
		best = i;
	}
	return best;
}

/* "其中物流业 +3.20（物流业权重 15→20）" */
static const char *carrier_text(const struct moving *m, const ratio *change)
{
	const struct page *p = m->page;
	const struct whatif_outcome *o = m->outcome;
	size_t item = leading(m, change, o->n_components, whatif_by_component);
	size_t cause = leading(m, change, o->n_causes, whatif_by_cause);
	const char *name = whatif_component(p, o, item);
	const char *part = whatif_signed(p, whatif_by_component(p->arena, o, m->unit, item));
	if (o->n_causes == 1)
		return PAGE_FILL(p, TEXT_whatif_carried, name, part);
	return PAGE_FILL(p, TEXT_whatif_carried_most, name, part, whatif_cause(p, o, cause));
}

static const char *published(const struct page *p, const struct unit_result *u)
{
	return ratio_fixed(p->arena, u->published, p->method->decimals, p->method->rounding);
}

static const char *change_text(const struct moving *m)
{
	const struct page *p = m->page;
	if (!whatif_known(m->outcome, m->unit))
		return page_text(p, TEXT_whatif_unknown);
	const ratio *change = whatif_change(p->arena, m->outcome, m->unit);
	if (!ratio_sign(change))
		return page_text(p, TEXT_whatif_same_score);
	return PAGE_FILL(p, TEXT_whatif_changes, whatif_signed(p, change),
	                 published(p, before(m, m->unit)), published(p, after(m, m->unit)),
	                 carrier_text(m, change));
}

/* Those of the same ranking who change sides with the unit, `above`: who come to stand above it. */
static const char *others(const struct moving *m, bool above)
{
	const struct page *p = m->page;
	const struct method *method = p->method;
	const char *list = "";
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t u = p->sheet->order[i];
		const struct unit_result *x = before(m, u), *y = after(m, u);
		bool rival = u != m->unit && x->ranked && y->ranked &&
		             (!method->rank_in_groups ||
		              method->units[u].group == method->units[m->unit].group);
		if (!rival)
			continue;
		bool was = x->rank < before(m, m->unit)->rank,
		     is = y->rank < after(m, m->unit)->rank;
		if (above ? !was && is : was && !is)
			list = page_list(p, list, page_name(p, &method->units[u].named));
	}
	return list;
}

/* Where the unit's own score does not say it. */
static const char *others_text(const struct moving *m)
{
	const struct page *p = m->page;
	const struct unit_result *x = before(m, m->unit), *y = after(m, m->unit);
	if (!x->ranked || !y->ranked || !whatif_known(m->outcome, m->unit))
		return "";
	int sign = ratio_sign(whatif_change(p->arena, m->outcome, m->unit));
	bool falls = y->rank > x->rank;
	if (falls ? sign < 0 : sign > 0)
		return "";
	const char *list = others(m, falls);
	if (*list == '\0')
		return "";
	return PAGE_FILL(p, falls ? TEXT_whatif_overtaken : TEXT_whatif_dropped, list);
}

static bool has_moved(const struct moving *m)
{
	const struct unit_result *x = before(m, m->unit), *y = after(m, m->unit);
	return x->ranked != y->ranked || (x->ranked && x->rank != y->rank);
}

/* Whose score changes most; NONE where none does. */
static size_t most_changed(const struct page *p, const struct whatif_outcome *o)
{
	struct arena *a = p->arena;
	const ratio *most = ratio_of(a, 0, 1), *zero = most;
	size_t best = NONE;
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t u = p->sheet->order[i];
		if (!whatif_known(o, u))
			continue;
		const ratio *x = whatif_change(a, o, u);
		x = ratio_max(x, ratio_sub(a, zero, x));
		if (ratio_cmp(x, most) <= 0)
			continue;
		most = x;
		best = u;
	}
	return best;
}

static const char *standstill(const struct page *p, const struct whatif_outcome *o)
{
	const struct moving m = {p, o, most_changed(p, o)};
	if (m.unit == NONE)
		return page_text(p, TEXT_whatif_nothing);
	return PAGE_FILL(p, TEXT_whatif_nobody, page_name(p, &p->method->units[m.unit].named),
	                 change_text(&m));
}

const char *const *whatif_moves(const struct page *p, const struct whatif_outcome *o)
{
	const char **list = ARENA_NEWS(p->arena, const char *, p->sheet->n_order + 2);
	size_t n = 0;
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		const struct moving m = {p, o, p->sheet->order[i]};
		if (has_moved(&m))
			list[n++] = PAGE_FILL(p, TEXT_whatif_move, move_text(&m), change_text(&m),
			                      others_text(&m));
	}
	if (n == 0)
		list[n] = standstill(p, o);
	return list;
}
