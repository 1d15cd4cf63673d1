#include "reports/aggregate_view.h"
#include "reports/spreadsheet.h"

/* JSON lists up to KEMENY_LISTED_MAX. */
enum { RANKINGS_SHOWN = 10, TAU_DECIMALS = 2 };

static const struct unit_result *result(const struct page *p, const struct aggregate *g,
                                        size_t candidate)
{
	return &p->sheet->units[g->units[candidate]];
}

const char *aggregate_unit(const struct page *p, const struct aggregate *g, size_t candidate)
{
	return page_name(p, &p->method->units[g->units[candidate]].named);
}

const char *aggregate_chain(const struct page *p, const struct aggregate *g, const size_t *order,
                            size_t n)
{
	struct buffer b;
	buffer_start(&b, p->arena);
	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, i > 0 ? page_text(p, TEXT_aggregate_above) : "");
		buffer_add(&b, aggregate_unit(p, g, order[i]));
	}
	return b.text;
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

const char *aggregate_kemeny_rank(const struct page *p, const struct aggregate *g, size_t candidate)
{
	const struct kemeny *k = &g->kemeny;
	if (k->score == NULL)
		return "";
	if (k->first[candidate] == k->last[candidate])
		return whole(p, k->first[candidate]);
	return arena_print(p->arena, "%zu–%zu", k->first[candidate], k->last[candidate]);
}

static const char *score(const struct page *p, const struct aggregate *g, size_t candidate)
{
	return ratio_fixed(p->arena, result(p, g, candidate)->published, p->method->decimals,
	                   p->method->rounding);
}

const char *aggregate_section(struct page *p, const struct aggregate *g, enum text_id id)
{
	const char *title = page_text(p, id);
	if (g->group != NONE)
		title = PAGE_FILL(p, TEXT_caption, title,
		                  page_name(p, &p->method->groups[g->group].named));
	view_section(p->view, title);
	return title;
}

static struct view_table *section_table(struct page *p, const struct aggregate *g, enum text_id id,
                                        enum text_id legend)
{
	const char *title = aggregate_section(p, g, id);
	view_line(p->view, TONE_QUIET, 0, page_text(p, legend));
	return page_table(p, title);
}

/* ---- the order ---- */

static void order_row(struct page *p, struct view_table *t, const struct aggregate *g, size_t i)
{
	const struct majority *m = &g->majority;
	size_t rank = result(p, g, i)->rank;
	bool moved = g->borda_ranks[i] != rank;
	view_number(t, TONE_STRONG, whole(p, rank));
	view_cell(t, TONE_PLAIN, aggregate_unit(p, g, i));
	view_number(t, TONE_PLAIN, score(p, g, i));
	view_number(t, TONE_PLAIN, page_plain(p, g->borda[i]));
	view_number(t, moved ? TONE_ALERT : TONE_STRONG, whole(p, g->borda_ranks[i]));
	view_number(t, TONE_PLAIN,
	            arena_print(p->arena, "%zu/%zu/%zu", m->wins[i], m->draws[i], m->losses[i]));
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%ld", majority_copeland(m, i)));
	view_number(t, TONE_STRONG, aggregate_kemeny_rank(p, g, i));
}

static void order(struct page *p, const struct aggregate *g)
{
	static const enum text_id heads[] = {TEXT_aggregate_score_rank, TEXT_head_unit,
	                                     TEXT_head_score,           TEXT_aggregate_borda,
	                                     TEXT_aggregate_borda_rank, TEXT_aggregate_record,
	                                     TEXT_aggregate_copeland,   TEXT_aggregate_kemeny_rank};
	struct view_table *t =
	        section_table(p, g, TEXT_aggregate_section_order, TEXT_aggregate_legend_order);
	t->n_keys = 2;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i == 1 ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	for (size_t i = 0; i < g->n_units; i++)
		order_row(p, t, g, i);
}

/* ---- pairs ---- */

static void pairs(struct page *p, const struct aggregate *g)
{
	size_t n = g->n_units;
	struct view_table *t =
	        section_table(p, g, TEXT_aggregate_section_pairs, TEXT_aggregate_legend_pairs);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t j = 0; j < n; j++)
		view_column(t, ALIGN_RIGHT, aggregate_unit(p, g, j));
	for (size_t i = 0; i < n; i++) {
		view_cell(t, TONE_STRONG, aggregate_unit(p, g, i));
		for (size_t j = 0; j < n; j++) {
			bool wins = g->majority.beats[i * n + j] > 0;
			const char *weight = page_plain(p, g->outranking[i * n + j]);
			view_number(t, wins ? TONE_STRONG : TONE_QUIET, i != j ? weight : "");
		}
	}
}

/* ---- Kemeny ---- */

/* Every ranking of a small field with its score. */
static void all_rankings(struct page *p, const struct aggregate *g)
{
	const struct kemeny *k = &g->kemeny;
	struct view_table *t = page_table(p, page_text(p, TEXT_aggregate_section_kemeny));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_aggregate_ranking));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_aggregate_kemeny_score));
	for (size_t i = 0; i < k->n_all; i++) {
		bool best = ratio_cmp(k->all[i].score, k->score) == 0;
		enum view_tone tone = best ? TONE_STRONG : TONE_PLAIN;
		view_cell(t, tone, aggregate_chain(p, g, k->all[i].order, g->n_units));
		view_number(t, tone, page_plain(p, k->all[i].score));
	}
}

static void best_rankings(struct page *p, const struct aggregate *g)
{
	const struct kemeny *k = &g->kemeny;
	size_t n = k->n_rankings < RANKINGS_SHOWN ? k->n_rankings : RANKINGS_SHOWN;
	for (size_t i = 0; i < n; i++)
		view_entry(p->view, TONE_STRONG, 0, page_text(p, TEXT_bullet),
		           aggregate_chain(p, g, k->rankings[i], g->n_units));
	const ratio *shown = ratio_of(p->arena, (long)n, 1);
	if (ratio_cmp(k->count, shown) > 0)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_aggregate_more,
		                    page_plain(p, ratio_sub(p->arena, k->count, shown)),
		                    whole(p, KEMENY_LISTED_MAX)));
}

static void kemeny(struct page *p, const struct aggregate *g)
{
	const struct kemeny *k = &g->kemeny;
	aggregate_section(p, g, TEXT_aggregate_section_kemeny);
	if (k->score == NULL) {
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_aggregate_kemeny_large, whole(p, k->large),
		                    whole(p, KEMENY_BLOCK_MAX)));
		return;
	}
	/* Every pair, whichever way round it stands. */
	const ratio *whole_sum = ratio_of(p->arena, 0, 1);
	for (size_t i = 0; i < g->n_units * g->n_units; i++)
		whole_sum = ratio_add(p->arena, whole_sum, g->outranking[i]);
	view_line(p->view, TONE_PLAIN, 0,
	          PAGE_FILL(p, TEXT_aggregate_kemeny_line, page_plain(p, k->count),
	                    page_plain(p, k->score), page_plain(p, whole_sum)));
	if (k->n_all > 1)
		all_rankings(p, g);
	else
		best_rankings(p, g);
}

/* ---- items ---- */

static void agreement(struct page *p, const struct aggregate *g)
{
	static const enum text_id heads[] = {TEXT_head_item,
	                                     TEXT_head_max,
	                                     TEXT_aggregate_concordant,
	                                     TEXT_aggregate_discordant,
	                                     TEXT_aggregate_undecided,
	                                     TEXT_aggregate_tau};
	struct view_table *t = section_table(p, g, TEXT_aggregate_section_agreement,
	                                     TEXT_aggregate_legend_agreement);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i == 0 ? ALIGN_LEFT : ALIGN_RIGHT, page_text(p, heads[i]));
	for (size_t q = 0; q < g->n_items; q++) {
		const struct agreement *x = &g->agreements[q];
		bool against = x->tau != NULL && ratio_sign(x->tau) < 0;
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->items[g->items[q]].named));
		view_number(t, TONE_PLAIN, page_plain(p, g->weights[q]));
		view_number(t, TONE_PLAIN, whole(p, x->concordant));
		view_number(t, TONE_PLAIN, whole(p, x->discordant));
		view_number(t, TONE_QUIET, whole(p, x->undecided));
		view_number(t, against ? TONE_ALERT : TONE_PLAIN,
		            x->tau != NULL
		                    ? ratio_fixed(p->arena, x->tau, TAU_DECIMALS, ROUND_HALF_UP)
		                    : "-");
	}
}

static void apart(struct page *p)
{
	const char *list = "";
	for (size_t i = 0; i < p->sheet->n_order; i++) {
		size_t unit = p->sheet->order[i];
		if (!p->sheet->units[unit].ranked)
			list = page_list(p, list, page_name(p, &p->method->units[unit].named));
	}
	if (*list != '\0')
		view_line(p->view, TONE_ALERT, 0, PAGE_FILL(p, TEXT_aggregate_apart, list));
}

const struct view *aggregate_view(struct arena *a, const struct report *r,
                                  const struct aggregates *g)
{
	struct page p = page_new(a, r, true);
	const char *title = page_title(&p);
	page_head(&p, PAGE_FILL(&p, TEXT_aggregate_title, title));
	view_line(p.view, TONE_PLAIN, 0, "");
	view_line(p.view, TONE_PLAIN, 0, page_text(&p, TEXT_aggregate_purpose));
	apart(&p);
	for (size_t i = 0; i < g->n; i++) {
		const struct aggregate *field = g->fields[i];
		if (field->n_units == 0)
			continue;
		order(&p, field);
		if (field->n_units == 1)
			continue;
		aggregate_findings(&p, field);
		pairs(&p, field);
		kemeny(&p, field);
		agreement(&p, field);
	}
	page_policies(&p, TEXT_section_policies);
	page_foot(&p);
	return p.view;
}

/* ---- for spreadsheets ---- */

static void spreadsheet_row(const struct page *p, struct view_table *t, const struct aggregate *g,
                            size_t i)
{
	const struct method *m = p->method;
	const struct majority *y = &g->majority;
	const struct kemeny *k = &g->kemeny;
	size_t block = 0;
	for (size_t b = 0; b < y->n_blocks; b++)
		for (size_t j = 0; j < y->blocks[b].n; j++)
			block = y->blocks[b].members[j] == i ? b + 1 : block;
	view_number(t, TONE_PLAIN, whole(p, result(p, g, i)->rank));
	view_cell(t, TONE_PLAIN, m->units[g->units[i]].named.id);
	view_cell(t, TONE_PLAIN, aggregate_unit(p, g, i));
	view_cell(t, TONE_PLAIN, g->group != NONE ? page_name(p, &m->groups[g->group].named) : "");
	view_number(t, TONE_PLAIN, score(p, g, i));
	spreadsheet_exact(p, t, g->borda[i]);
	view_number(t, TONE_PLAIN, whole(p, g->borda_ranks[i]));
	view_number(t, TONE_PLAIN, whole(p, y->wins[i]));
	view_number(t, TONE_PLAIN, whole(p, y->draws[i]));
	view_number(t, TONE_PLAIN, whole(p, y->losses[i]));
	view_number(t, TONE_PLAIN, arena_print(p->arena, "%ld", majority_copeland(y, i)));
	view_number(t, TONE_PLAIN, whole(p, block));
	view_number(t, TONE_PLAIN, k->score != NULL ? whole(p, k->first[i]) : "");
	view_number(t, TONE_PLAIN, k->score != NULL ? whole(p, k->last[i]) : "");
	view_cell(t, TONE_PLAIN, spreadsheet_nature(p, TEXT_aggregate_nature));
	view_cell(t, TONE_PLAIN, m->periods[p->sheet->figures->period].named.id);
	view_cell(t, TONE_PLAIN, m->id);
}

const struct view_table *aggregate_view_units(struct arena *a, const struct report *r,
                                              const struct aggregates *g)
{
	static const enum text_id heads[] = {TEXT_aggregate_score_rank,
	                                     TEXT_csv_unit_id,
	                                     TEXT_head_unit,
	                                     TEXT_aggregate_group,
	                                     TEXT_head_score,
	                                     TEXT_aggregate_borda,
	                                     TEXT_aggregate_borda_rank,
	                                     TEXT_aggregate_wins,
	                                     TEXT_aggregate_draws,
	                                     TEXT_aggregate_losses,
	                                     TEXT_aggregate_copeland,
	                                     TEXT_aggregate_block,
	                                     TEXT_aggregate_kemeny_first,
	                                     TEXT_aggregate_kemeny_last,
	                                     TEXT_csv_nature,
	                                     TEXT_csv_period,
	                                     TEXT_csv_rules};
	struct page p = page_new(a, r, false);
	struct view_table *t = view_table_new(a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, ALIGN_LEFT, page_text(&p, heads[i]));
	for (size_t f = 0; f < g->n; f++)
		for (size_t i = 0; i < g->fields[f]->n_units; i++)
			spreadsheet_row(&p, t, g->fields[f], i);
	return t;
}
