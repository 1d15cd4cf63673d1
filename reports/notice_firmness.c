#include "engine/binary.h"
#include "reports/analyses.h"
#include "reports/chart.h"
#include "reports/exact_report.h"
#include "reports/node_weight.h"
#include "reports/notice_parts.h"
#include "reports/readings_report.h"
#include "reports/sampled.h"
#include "reports/sensitivity_view.h"
#include "reports/smaa_report.h"
#include "vary/readings.h"
#include "vary/stability.h"
#include "vary/tornado.h"
#include <string.h>

/* Up to so many ranks can be told apart in a bar, so many readings be read side by side, and so
 * many items below one another; and up to so many units each has a sentence. */
enum { RANKS_MOST = 12, READINGS_MOST = 12, ITEMS_MOST = 20, SENTENCES_MOST = 12 };

/* One ranking, of which all units are told or one alone. */
struct firm {
	struct page *page;
	const struct firmness *firmness;
	const bool *made;    /* [row of analyses[]] */
	const size_t *units; /* of the model, as shown */
	size_t n;
	bool alone;
};

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

/* The findings of one analysis, as sentences. */
static void findings(const struct firm *x, const char *id)
{
	for (size_t i = 0; !x->alone && analyses[i].id != NULL; i++)
		if (strcmp(analyses[i].id, id) == 0 && x->made[i] && analyses[i].findings != NULL)
			analyses[i].findings(x->page, x->firmness);
}

static void label_units(const struct firm *x, struct chart *c)
{
	for (size_t i = 0; i < x->n; i++)
		chart_label(c, i, analysis_unit(x->page, x->firmness, x->units[i]));
}

/* ---- how often each rank ---- */

static void shares(const struct firm *x)
{
	struct page *p = x->page;
	const struct smaa *s = x->firmness->smaa;
	struct chart c = chart_new(p, CHART_STACKED, page_text(p, TEXT_chart_shares),
	                           page_text(p, TEXT_chart_shares_about), x->n, s->n);
	chart_axis(&c, page_text(p, TEXT_chart_axis_draws), 0, 1);
	label_units(x, &c);
	for (size_t r = 1; r <= s->n; r++) {
		chart_series(&c, r - 1, PAGE_FILL(p, TEXT_head_rank_n, whole(p, r)));
		for (size_t i = 0; i < x->n; i++) {
			double share = smaa_acceptability(s, x->units[i], r);
			chart_set(&c, r - 1, i, share,
			          share > 0 ? sampled_percent(p->arena, share, 1) : "");
		}
	}
	chart_add(&c, page_text(p, TEXT_head_unit));
}

/* The first and last rank that it ever had. */
static size_t ever(const struct smaa *s, size_t unit, bool best)
{
	size_t found = 0;
	for (size_t r = 1; r <= s->n; r++)
		if (smaa_acceptability(s, unit, r) > 0 && (found == 0 || !best))
			found = r;
	return found;
}

static void intervals(const struct firm *x)
{
	static const enum text_id names[] = {TEXT_chart_best, TEXT_chart_low, TEXT_chart_middle,
	                                     TEXT_chart_high, TEXT_chart_worst};
	struct page *p = x->page;
	const struct smaa *s = x->firmness->smaa;
	struct chart c = chart_new(p, CHART_INTERVALS, page_text(p, TEXT_chart_ranks),
	                           page_text(p, TEXT_chart_ranks_about), x->n, 5);
	chart_axis(&c, page_text(p, TEXT_head_rank), 1, s->n > 1 ? (double)s->n : 2);
	label_units(x, &c);
	for (size_t k = 0; k < 5; k++)
		chart_series(&c, k, page_text(p, names[k]));
	for (size_t i = 0; i < x->n; i++) {
		size_t u = x->units[i];
		const size_t ranks[] = {ever(s, u, true), smaa_rank_quantile(s, u, 0.05),
		                        smaa_rank_quantile(s, u, 0.5),
		                        smaa_rank_quantile(s, u, 0.95), ever(s, u, false)};
		for (size_t k = 0; k < 5; k++)
			chart_set(&c, k, i, (double)ranks[k], whole(p, ranks[k]));
	}
	chart_add(&c, page_text(p, TEXT_head_unit));
}

static void draws(const struct firm *x)
{
	if (x->firmness->smaa == NULL)
		return;
	if (x->firmness->smaa->n <= RANKS_MOST)
		shares(x);
	findings(x, "acceptability");
	for (size_t i = 0; i < x->n && (x->alone || x->n <= SENTENCES_MOST); i++)
		analysis_say(x->page, smaa_unit_sentence(x->page, x->firmness, x->units[i]));
	intervals(x);
	findings(x, "pairwise");
	findings(x, "extremes");
}

/* ---- how far each weight can move ---- */

static void stable_row(const struct firm *x, struct chart *c, size_t row,
                       const struct stability_node *n)
{
	struct page *p = x->page;
	const struct model *m = x->firmness->model;
	const ratio *order_low = ratio_max(n->order.low.t, n->first.low.t);
	const ratio *order_high = ratio_min(n->order.high.t, n->first.high.t);
	const ratio *const ends[] = {n->first.low.t, order_low, n->t, order_high, n->first.high.t};
	chart_label(c, row, page_name(p, model_node_name(m, n->node)));
	for (size_t k = 0; k < 5; k++)
		chart_set(c, k, row, binary_of(ends[k]),
		          k == 2 ? node_weight(p, m, n->node, n->t)
		                 : node_weight_bound(p, m, n->node, ends[k], n->t));
}

static void weights(const struct firm *x)
{
	static const enum text_id names[] = {TEXT_chart_first_low, TEXT_chart_order_low,
	                                     TEXT_head_in_force, TEXT_chart_order_high,
	                                     TEXT_chart_first_high};
	struct page *p = x->page;
	const struct stability *s = x->firmness->stability;
	if (s == NULL || s->n_nodes == 0)
		return;
	size_t n = s->n_nodes < ITEMS_MOST ? s->n_nodes : ITEMS_MOST;
	if (!x->alone) {
		struct chart c = chart_new(p, CHART_INTERVALS, page_text(p, TEXT_chart_weights),
		                           page_text(p, TEXT_chart_weights_about), n, 5);
		chart_axis(&c, page_text(p, TEXT_chart_axis_weight), 0, 1);
		for (size_t k = 0; k < 5; k++)
			chart_series(&c, k, page_text(p, names[k]));
		for (size_t i = 0; i < n; i++)
			stable_row(x, &c, i, &s->nodes[i]);
		chart_add(&c, page_text(p, TEXT_head_item));
		findings(x, "stability");
	}
	for (size_t i = 0; i < x->n && s->keeps != NULL && (x->alone || x->n <= SENTENCES_MOST);
	     i++)
		analysis_say(p, stability_unit_sentence(p, x->firmness, x->units[i]));
}

/* ---- one change at a time ---- */

static void swings(const struct firm *x)
{
	struct page *p = x->page;
	size_t n;
	const struct tornado_swing *list = tornado_swings(p, x->firmness, &n);
	if (n == 0)
		return;
	if (n > ITEMS_MOST)
		n = ITEMS_MOST;
	const char *reach = page_measure(
	        p, ratio_mul(p->arena, x->firmness->tornado->reach, ratio_of(p->arena, 100, 1)));
	struct chart c = chart_new(p, CHART_SWINGS, page_text(p, TEXT_chart_swings),
	                           PAGE_FILL(p, TEXT_chart_swings_about, reach), n, 3);
	chart_axis(&c, page_text(p, TEXT_chart_axis_points), 0, 0);
	chart_series(&c, 0, page_text(p, TEXT_tornado_head_less));
	chart_series(&c, 1, page_text(p, TEXT_head_in_force));
	chart_series(&c, 2, page_text(p, TEXT_tornado_head_greater));
	for (size_t i = 0; i < n; i++) {
		const char *unit = analysis_unit(p, x->firmness, list[i].unit);
		chart_label(&c, i, PAGE_FILL(p, TEXT_caption, list[i].name, unit));
		chart_set(&c, 0, i, binary_of(list[i].low), list[i].low_text);
		chart_set(&c, 1, i, 0, "0");
		chart_set(&c, 2, i, binary_of(list[i].high), list[i].high_text);
	}
	chart_add(&c, page_text(p, TEXT_chart_swings_of));
	findings(x, "tornado");
}

/* ---- the readings of the rules ---- */

/* Not refused: somebody has a rank there. */
static bool is_scored(const struct readings *r, size_t combination)
{
	for (size_t u = 0; u < r->n_units; u++)
		if (r->units[u].scores[combination] != NULL)
			return true;
	return false;
}

/* The official reading, then those that differ from it in one policy alone. */
static size_t one_changed(const struct readings *r, size_t *combinations)
{
	size_t n = 0;
	combinations[n++] = r->all.official;
	for (size_t i = 0; i < r->all.n_policies; i++)
		for (size_t level = 0; level < r->all.levels[i]; level++) {
			size_t c = readings_one(r, i, level);
			if (c != r->all.official && is_scored(r, c) && n < READINGS_MOST)
				combinations[n++] = c;
		}
	return n;
}

static const char *reading_name(const struct page *p, const struct readings *r, size_t combination)
{
	for (size_t i = 0; i < r->all.n_policies; i++) {
		size_t level = combinations_level(&r->all, combination, i);
		const struct policy *policy = &p->method->policies[r->all.policies[i]];
		if (level == combinations_level(&r->all, r->all.official, i))
			continue;
		const char *to = page_words(p, policy->alternatives[level].text);
		return PAGE_FILL(p, TEXT_chart_reading, page_name(p, &policy->named),
		                 *to != '\0' ? to : policy->alternatives[level].id);
	}
	return page_text(p, TEXT_head_in_force);
}

static void slopes(const struct firm *x)
{
	struct page *p = x->page;
	const struct readings *r = x->firmness->readings;
	size_t combinations[READINGS_MOST];
	if (r == NULL || r->state != READINGS_DONE || r->made == 0 ||
	    !is_scored(r, r->all.official))
		return;
	size_t n = one_changed(r, combinations);
	struct chart c = chart_new(p, CHART_SLOPE, page_text(p, TEXT_chart_readings),
	                           page_text(p, TEXT_chart_readings_about), n, x->n);
	chart_axis(&c, page_text(p, TEXT_head_rank), 1, r->n_ranks > 1 ? (double)r->n_ranks : 2);
	for (size_t i = 0; i < n; i++)
		chart_label(&c, i, reading_name(p, r, combinations[i]));
	for (size_t k = 0; k < x->n; k++) {
		chart_series(&c, k, analysis_unit(p, x->firmness, x->units[k]));
		for (size_t i = 0; i < n; i++) {
			size_t rank = r->units[x->units[k]].ranks[combinations[i]];
			if (rank > 0)
				chart_set(&c, k, i, (double)rank, whole(p, rank));
		}
	}
	chart_add_turned(&c, page_text(p, TEXT_head_unit));
	findings(x, "readings");
	for (size_t i = 0; i < x->n && (x->alone || x->n <= SENTENCES_MOST); i++)
		readings_say_unit(p, x->firmness, x->units[i]);
}

/* ---- all ---- */

static void field(const struct firm *x)
{
	struct page *p = x->page;
	analysis_section(p, x->firmness, TEXT_notice_firmness);
	smaa_report_note(p, x->firmness);
	view_entry(p->view, TONE_QUIET, 0, page_text(p, TEXT_label_weights),
	           sensitivity_weights_words(p, &x->firmness->request->weights));
	draws(x);
	weights(x);
	if (!x->alone)
		swings(x);
	slopes(x);
	findings(x, "sobol");
	if (!x->alone)
		analysis_more(p, x->firmness);
}

/* The unit within a ranking; NONE where it is not ranked there. */
static size_t place_of(const struct firmness *f, size_t unit)
{
	for (size_t i = 0; i < f->model->n_units; i++)
		if (f->model->units[i] == unit)
			return i;
	return NONE;
}

void notice_firmness(struct page *p, const struct notice *n)
{
	if (n->firmness == NULL && n->unit == NONE) {
		view_section(p->view, page_text(p, TEXT_notice_firmness));
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_notice_no_firmness, page_words(p, n->no_firmness)));
	}
	for (size_t i = 0; n->firmness != NULL && i < n->firmness->n; i++) {
		const struct firmness *f = n->firmness->fields[i];
		size_t own = n->unit != NONE ? place_of(f, n->unit) : NONE;
		struct firm x = {.page = p,
		                 .firmness = f,
		                 .made = n->firmness->made[i],
		                 .units = analysis_order(p, f),
		                 .n = analysis_shown(f)};
		if (n->unit != NONE) {
			x.units = &own;
			x.n = 1;
			x.alone = true;
		}
		if (n->unit == NONE || own != NONE)
			field(&x);
	}
}
