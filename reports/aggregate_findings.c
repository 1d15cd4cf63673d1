#include "reports/aggregate_view.h"

/* What leaders ask: is there one who beats all, does the majority make an order, and where does
 * that differ from the scores? */

static void say(struct page *p, const char *text)
{
	view_entry(p->view, TONE_PLAIN, 0, page_text(p, TEXT_bullet), text);
}

static const char *members(const struct page *p, const struct aggregate *g,
                           const struct majority_block *b)
{
	const char *list = "";
	for (size_t i = 0; i < b->n; i++)
		list = page_list(p, list, aggregate_unit(p, g, b->members[i]));
	return list;
}

/* "A > {B, C, D} > E": what the majority settles. */
static const char *settled(const struct page *p, const struct aggregate *g)
{
	struct buffer b;
	buffer_start(&b, p->arena);
	for (size_t i = 0; i < g->majority.n_blocks; i++) {
		const struct majority_block *block = &g->majority.blocks[i];
		const char *list = members(p, g, block);
		buffer_add(&b, i > 0 ? page_text(p, TEXT_aggregate_above) : "");
		buffer_add(&b, block->n == 1 ? list : PAGE_FILL(p, TEXT_aggregate_braces, list));
	}
	return b.text;
}

/* "A beats B, B beats C, C beats A" */
static const char *round_about(const struct page *p, const struct aggregate *g,
                               const struct majority_block *b)
{
	const char *list = "";
	for (size_t i = 0; i < b->n_circle; i++) {
		const char *beaten = aggregate_unit(p, g, b->circle[(i + 1) % b->n_circle]);
		const char *pair = PAGE_FILL(p, TEXT_aggregate_beats,
		                             aggregate_unit(p, g, b->circle[i]), beaten);
		list = i == 0 ? pair
		              : arena_print(p->arena, "%s%s%s", list,
		                            page_text(p, TEXT_aggregate_comma), pair);
	}
	return list;
}

static void majority(struct page *p, const struct aggregate *g)
{
	const struct majority *m = &g->majority;
	if (m->winner == NONE)
		say(p, page_text(p, TEXT_aggregate_no_winner));
	else
		say(p, PAGE_FILL(p, TEXT_aggregate_winner, aggregate_unit(p, g, m->winner)));
	if (m->full) {
		say(p, PAGE_FILL(p, TEXT_aggregate_full, settled(p, g)));
		return;
	}
	if (m->n_blocks > 1)
		say(p, PAGE_FILL(p, TEXT_aggregate_settled, settled(p, g)));
	for (size_t i = 0; i < m->n_blocks; i++) {
		const struct majority_block *b = &m->blocks[i];
		if (b->n_circle > 0)
			say(p, PAGE_FILL(p, TEXT_aggregate_circle, members(p, g, b),
			                 round_about(p, g, b)));
		else if (b->n > 1)
			say(p, PAGE_FILL(p, TEXT_aggregate_drawn, members(p, g, b)));
	}
}

/* Where the score's rank is not the Borda rank, or none of the places that Kemeny rankings give. */
static void differences(struct page *p, const struct aggregate *g)
{
	const struct kemeny *k = &g->kemeny;
	bool any = false;
	for (size_t i = 0; i < g->n_units; i++) {
		size_t rank = p->sheet->units[g->units[i]].rank;
		bool elsewhere = k->score != NULL && (rank < k->first[i] || rank > k->last[i]);
		if (rank == g->borda_ranks[i] && !elsewhere)
			continue;
		any = true;
		const char *by_score = arena_print(p->arena, "%zu", rank);
		const char *by_borda = arena_print(p->arena, "%zu", g->borda_ranks[i]);
		if (k->score != NULL)
			say(p, PAGE_FILL(p, TEXT_aggregate_differs, aggregate_unit(p, g, i),
			                 by_score, by_borda, aggregate_kemeny_rank(p, g, i)));
		else
			say(p, PAGE_FILL(p, TEXT_aggregate_differs_borda, aggregate_unit(p, g, i),
			                 by_score, by_borda));
	}
	if (!any)
		say(p, page_text(p, TEXT_aggregate_same));
}

void aggregate_findings(struct page *p, const struct aggregate *g)
{
	aggregate_section(p, g, TEXT_aggregate_section_findings);
	majority(p, g);
	differences(p, g);
}
