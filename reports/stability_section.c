#include "engine/binary.h"
#include "reports/bars.h"
#include "reports/exact_report.h"
#include "reports/node_weight.h"
#include "vary/stability.h"

/* More pairs are in CSV and JSON; more weights of one pair too. */
enum { BAR = 40, PAIRS_MOST = 30, LISTED = 4, NARROW = 60 };

void stability_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->stability = stability_run(request);
}

static const char *rank_text(const struct page *p, size_t rank)
{
	return arena_print(p->arena, "%zu", rank);
}

static const char *node_name(const struct page *p, const struct firmness *f, size_t node)
{
	return page_name(p, model_node_name(f->model, node));
}

static const char *now(const struct page *p, const struct firmness *f,
                       const struct stability_node *n)
{
	return node_weight(p, f->model, n->node, n->t);
}

static const char *range(const struct page *p, const struct firmness *f,
                         const struct stability_node *n, const struct stability_range *r)
{
	return node_weight_range(p, f->model, n->node, r->low.t, n->t, r->high.t);
}

static bool ends(const struct stability_range *r)
{
	return r->low.swaps || r->high.swaps;
}

/* "B above A" */
static const char *swap(const struct page *p, const struct firmness *f,
                        const struct stability_end *e)
{
	return PAGE_FILL(p, TEXT_stability_swap, analysis_unit(p, f, e->below),
	                 analysis_unit(p, f, e->above));
}

/* ---- findings ---- */

static const ratio *distance(const struct page *p, const struct stability_node *n,
                             const struct stability_end *e)
{
	const ratio *way = ratio_sub(p->arena, e->t, n->t);
	if (ratio_sign(way) < 0)
		way = ratio_sub(p->arena, n->t, e->t);
	return ratio_mul(p->arena, way, n->parent);
}

/* The weight whose range ends soonest, measured in what it weighs of the whole; NULL: none ends. */
static const struct stability_node *tightest(const struct page *p, const struct stability *s,
                                             bool first)
{
	const struct stability_node *found = NULL;
	const ratio *least = NULL;
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct stability_node *n = &s->nodes[i];
		const struct stability_range *r = first ? &n->first : &n->order;
		const struct stability_end *const sides[] = {&r->low, &r->high};
		for (size_t k = 0; k < 2; k++) {
			if (!sides[k]->swaps)
				continue;
			const ratio *way = distance(p, n, sides[k]);
			if (least == NULL || ratio_cmp(way, least) < 0) {
				least = way;
				found = n;
			}
		}
	}
	return found;
}

/* "; below it B passes A, above it C passes A" */
static const char *beyond(const struct page *p, const struct firmness *f,
                          const struct stability_range *r)
{
	const char *below =
	        r->low.swaps ? PAGE_FILL(p, TEXT_stability_below, swap(p, f, &r->low)) : "";
	const char *above =
	        r->high.swaps ? PAGE_FILL(p, TEXT_stability_above, swap(p, f, &r->high)) : "";
	return arena_print(p->arena, "%s%s", below, above);
}

static void say_tightest(struct page *p, const struct firmness *f, bool first)
{
	const struct stability_node *n = tightest(p, f->stability, first);
	if (n == NULL) {
		analysis_say(p, page_text(p, first ? TEXT_stability_first_always
		                                   : TEXT_stability_order_always));
		return;
	}
	const struct stability_range *r = first ? &n->first : &n->order;
	analysis_say(
	        p,
	        PAGE_FILL(p, first ? TEXT_stability_first_tightest : TEXT_stability_order_tightest,
	                  node_name(p, f, n->node), now(p, f, n), range(p, f, n, r),
	                  beyond(p, f, r)));
}

void stability_findings(struct page *p, const struct firmness *f)
{
	if (f->stability == NULL || f->stability->n_nodes == 0)
		return;
	say_tightest(p, f, true);
	if (tightest(p, f->stability, false) != NULL)
		say_tightest(p, f, false);
}

/* ---- how far each weight can move ---- */

static const char *drawn(const struct page *p, const struct stability_node *n)
{
	static const struct bars_scale scale = {0, 1};
	double mark = binary_of(n->t), low = binary_of(n->order.low.t),
	       high = binary_of(n->order.high.t), first_low = binary_of(n->first.low.t),
	       first_high = binary_of(n->first.high.t);
	/* Ends that are the same root may differ in what is not certain of them. */
	low = low > first_low ? low : first_low;
	high = high < first_high ? high : first_high;
	return bars_nested(p->arena, scale, first_low, low < mark ? low : mark, mark,
	                   high > mark ? high : mark, first_high, BAR);
}

static void weights(struct page *p, const struct firmness *f, const char *title)
{
	const struct stability *s = f->stability;
	struct view_table *t = page_table(p, title);
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_head_in_force));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_stability_head_first));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_stability_head_order));
	view_column(t, ALIGN_LEFT, "");
	t->n_keys = 1;
	for (size_t i = 0; i < 4; i++)
		view_cell(t, TONE_PLAIN, "");
	view_cell(t, TONE_QUIET, bars_axis(p->arena, "0", "50", "100%", BAR));
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct stability_node *n = &s->nodes[i];
		view_cell(t, TONE_PLAIN, node_name(p, f, n->node));
		view_number(t, TONE_STRONG, now(p, f, n));
		view_number(t, ends(&n->first) ? TONE_PLAIN : TONE_QUIET,
		            range(p, f, n, &n->first));
		view_number(t, ends(&n->order) ? TONE_PLAIN : TONE_QUIET,
		            range(p, f, n, &n->order));
		view_cell(t, TONE_PLAIN, drawn(p, n));
	}
}

/* Who passes whom where the order ends. */
static void swaps(struct page *p, const struct firmness *f)
{
	const struct stability *s = f->stability;
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_stability_swaps));
	struct view_table *t = page_table(p, page_text(p, TEXT_stability_section));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_stability_head_below));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_stability_head_above));
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct stability_range *r = &s->nodes[i].order;
		if (!ends(r))
			continue;
		view_cell(t, TONE_PLAIN, node_name(p, f, s->nodes[i].node));
		view_cell(t, TONE_PLAIN, r->low.swaps ? swap(p, f, &r->low) : "");
		view_cell(t, TONE_PLAIN, r->high.swaps ? swap(p, f, &r->high) : "");
	}
}

/* ---- neighbours ---- */

/* Indexes of the weights that can turn a pair, those that need to move least first. */
static size_t turning(const struct page *p, const struct stability *s, size_t pair, size_t *out)
{
	const ratio **ways = ARENA_NEWS(p->arena, const ratio *, s->n_nodes + 1);
	size_t n = 0;
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct stability_node *x = &s->nodes[i];
		const struct stability_range *r = &x->pairs[pair];
		if (!ends(r))
			continue;
		const ratio *low = r->low.swaps ? distance(p, x, &r->low) : NULL,
		            *high = r->high.swaps ? distance(p, x, &r->high) : NULL;
		const ratio *way = low == NULL ? high : high == NULL ? low : ratio_min(low, high);
		size_t k = n++;
		for (; k > 0 && ratio_cmp(ways[k - 1], way) > 0; k--) {
			ways[k] = ways[k - 1];
			out[k] = out[k - 1];
		}
		ways[k] = way;
		out[k] = i;
	}
	return n;
}

static const char *pair_ranges(const struct page *p, const struct firmness *f, size_t pair)
{
	const struct stability *s = f->stability;
	size_t *order = ARENA_NEWS(p->arena, size_t, s->n_nodes + 1);
	size_t n = turning(p, s, pair, order);
	const char *list = "";
	for (size_t i = 0; i < n && i < LISTED; i++) {
		const struct stability_node *x = &s->nodes[order[i]];
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_stability_of_item, node_name(p, f, x->node),
		                           range(p, f, x, &x->pairs[pair])));
	}
	if (n == 0)
		return page_text(p, TEXT_stability_pair_always);
	return n > LISTED ? PAGE_FILL(p, TEXT_stability_and_more, list, rank_text(p, n)) : list;
}

static void pairs(struct page *p, const struct firmness *f)
{
	const struct stability *s = f->stability;
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_stability_pairs_about));
	struct view_table *t = page_table(p, page_text(p, TEXT_stability_section));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_upper));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_stability_head_lower));
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_stability_head_holds), NARROW);
	for (size_t i = 0; i < s->n_pairs && i < PAIRS_MOST; i++) {
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, s->pairs[i].above));
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, s->pairs[i].below));
		view_cell(t, TONE_PLAIN, pair_ranges(p, f, i));
	}
}

/* ---- one sentence a unit ---- */

static const struct stability_node *find_node(const struct stability *s, size_t node)
{
	size_t i = 0;
	while (s->nodes[i].node != node)
		i++;
	return &s->nodes[i];
}

const char *stability_unit_sentence(const struct page *p, const struct firmness *f, size_t unit)
{
	const struct stability_keep *k = &f->stability->keeps[unit];
	const char *name = analysis_unit(p, f, unit), *rank = rank_text(p, k->rank);
	if (k->node == NONE)
		return PAGE_FILL(p, TEXT_keep_always, name, rank);
	const struct stability_node *n = find_node(f->stability, k->node);
	const char *item = node_name(p, f, k->node), *then = rank_text(p, k->then);
	if (ratio_cmp(k->t, n->t) == 0)
		return PAGE_FILL(p, k->up ? TEXT_keep_level_up : TEXT_keep_level_down, name, rank,
		                 item, then);
	return PAGE_FILL(p, k->up ? TEXT_keep_up_to : TEXT_keep_down_to, name, rank, item,
	                 node_weight_bound(p, f->model, k->node, k->t, n->t), now(p, f, n), then);
}

static void kept(struct page *p, const struct firmness *f)
{
	const size_t *order = analysis_order(p, f);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_keep_about));
	for (size_t i = 0; i < analysis_shown(f); i++)
		analysis_say(p, stability_unit_sentence(p, f, order[i]));
	analysis_more(p, f);
}

/* ---- ties ---- */

static void say_pairs(struct page *p, const struct firmness *f, const struct stability_pair *list,
                      size_t n, enum text_id text)
{
	const char *names = "";
	for (size_t i = 0; i < n && i < LISTED; i++)
		names = page_list(p, names,
		                  PAGE_FILL(p, TEXT_stability_tie,
		                            analysis_unit(p, f, list[i].above),
		                            analysis_unit(p, f, list[i].below)));
	if (n > LISTED)
		names = PAGE_FILL(p, TEXT_stability_and_more, names, rank_text(p, n));
	if (n > 0)
		view_line(p->view, TONE_ALERT, 0, PAGE_FILL(p, text, names));
}

void stability_section(struct page *p, const struct firmness *f)
{
	const struct stability *s = f->stability;
	const char *title = analysis_section(p, f, TEXT_stability_section);
	if (s == NULL || s->n_nodes == 0) {
		view_line(p->view, TONE_PLAIN, 0,
		          page_text(p, s == NULL ? TEXT_stability_none : TEXT_stability_one));
		return;
	}
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_stability_about));
	say_pairs(p, f, s->tied, s->n_tied, TEXT_stability_tied);
	say_pairs(p, f, s->level, s->n_level, TEXT_stability_level);
	weights(p, f, title);
	if (tightest(p, s, false) != NULL)
		swaps(p, f);
	if (s->keeps != NULL)
		kept(p, f);
	if (f->model->n_units <= STABILITY_PAIRS_MAX && s->n_pairs > 0)
		pairs(p, f);
}
