#include "engine/binary.h"
#include "reports/bars.h"
#include "reports/exact_report.h"
#include "vary/tornado.h"

/* More rows are in CSV and JSON. */
enum { BAR = 20, ROWS_MOST = 20, LISTED = 6, NARROW = 28, POLICY = 22, DECIMALS = 2 };

void tornado_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->tornado = tornado_run(request);
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

static const char *percent(const struct page *p, const ratio *reach)
{
	return page_measure(p, ratio_mul(p->arena, reach, ratio_of(p->arena, 100, 1)));
}

/* "+0.31", "-0.15", "0.00" */
static const char *change(const struct page *p, const ratio *x)
{
	const char *text = ratio_fixed(p->arena, x, DECIMALS, ROUND_HALF_UP);
	return arena_print(p->arena, "%s%s", ratio_sign(x) > 0 ? "+" : "", text);
}

/* ---- who moves ---- */

static const char *moves(const struct page *p, const struct firmness *f,
                         const struct tornado_outcome *o)
{
	const struct tornado *t = f->tornado;
	const size_t *order = analysis_order(p, f);
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; i < f->model->n_units; i++) {
		size_t u = order[i], rank = o->ranks[u];
		if (rank == t->ranks[u] || n++ >= LISTED)
			continue;
		list = page_list(
		        p, list,
		        PAGE_FILL(p, TEXT_tornado_move, analysis_unit(p, f, u),
		                  whole(p, t->ranks[u]),
		                  rank > 0 ? whole(p, rank) : page_text(p, TEXT_tornado_apart)));
	}
	return n > LISTED ? PAGE_FILL(p, TEXT_stability_and_more, list, whole(p, n)) : list;
}

/* Does the first place go to others, or do others share it? */
static bool turns_first(const struct firmness *f, const struct tornado_outcome *o)
{
	for (size_t u = 0; u < f->model->n_units; u++)
		if ((o->ranks[u] == 1) != (f->tornado->ranks[u] == 1))
			return true;
	return false;
}

/* ---- findings ---- */

static void say_weights(struct page *p, const struct firmness *f)
{
	const struct tornado *t = f->tornado;
	const char *first = "";
	size_t moving = 0, n = 0;
	for (size_t i = 0; i < t->n_weights; i++) {
		const struct tornado_weight *w = &t->weights[i];
		moving += w->low.moved > 0 || w->high.moved > 0;
		if ((turns_first(f, &w->low) || turns_first(f, &w->high)) && n++ < LISTED)
			first = page_list(p, first,
			                  page_name(p, model_node_name(f->model, w->node)));
	}
	if (n > LISTED)
		first = PAGE_FILL(p, TEXT_stability_and_more, first, whole(p, n));
	const char *reach = percent(p, t->reach), *all = whole(p, t->n_weights);
	if (moving == 0)
		analysis_say(p, PAGE_FILL(p, TEXT_tornado_weights_none, all, reach));
	else if (n == 0)
		analysis_say(
		        p, PAGE_FILL(p, TEXT_tornado_weights_lower, all, reach, whole(p, moving)));
	else
		analysis_say(p, PAGE_FILL(p, TEXT_tornado_weights_first, all, reach,
		                          whole(p, moving), first));
}

static void say_left_out(struct page *p, const struct firmness *f)
{
	const struct tornado *t = f->tornado;
	const char *first = "";
	size_t n = 0;
	for (size_t i = 0; i < t->n_left_out; i++)
		if (turns_first(f, &t->left_out[i].outcome) && n++ < LISTED)
			first = page_list(p, first, analysis_item(p, f, t->left_out[i].weight));
	if (n > LISTED)
		first = PAGE_FILL(p, TEXT_stability_and_more, first, whole(p, n));
	analysis_say(p, n == 0 ? page_text(p, TEXT_tornado_left_none)
	                       : PAGE_FILL(p, TEXT_tornado_left_first, first));
}

void tornado_findings(struct page *p, const struct firmness *f)
{
	if (f->tornado == NULL)
		return;
	if (f->tornado->n_weights > 0)
		say_weights(p, f);
	if (f->tornado->n_left_out > 0)
		say_left_out(p, f);
}

/* ---- tables ---- */

/* A change, or the two ends of one, of the unit whose score it moves most. */
struct swing {
	size_t index; /* in its list */
	size_t unit;
	const ratio *low, *high; /* what the unit's score gains at either end; NULL: one end only */
	double size;
};

static const ratio *gain(const struct page *p, const struct firmness *f,
                         const struct tornado_outcome *o, size_t unit)
{
	return o->scores[unit] != NULL
	               ? ratio_sub(p->arena, o->scores[unit], f->model->scores[unit])
	               : ratio_of(p->arena, 0, 1);
}

static double size_of(const ratio *x)
{
	double value = binary_of(x);
	return value < 0 ? -value : value;
}

/* Of a change that has one end. */
static struct swing one_end(const struct page *p, const struct firmness *f, size_t index,
                            struct tornado_outcome o)
{
	return (struct swing){.index = index,
	                      .unit = o.unit,
	                      .high = gain(p, f, &o, o.unit),
	                      .size = size_of(o.change)};
}

static struct swing two_ends(const struct page *p, const struct firmness *f, size_t index,
                             struct tornado_outcome low, struct tornado_outcome high)
{
	bool lower = size_of(low.change) >= size_of(high.change);
	struct swing x = one_end(p, f, index, lower ? low : high);
	x.low = gain(p, f, &low, x.unit);
	x.high = gain(p, f, &high, x.unit);
	return x;
}

/* Largest first; few enough for the plainest of sorts, which keeps equal ones in order. */
static void largest_first(struct swing *list, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct swing x = list[i];
		size_t k = i;
		for (; k > 0 && list[k - 1].size < x.size; k--)
			list[k] = list[k - 1];
		list[k] = x;
	}
}

/* On the scale of the largest of the table. */
static const char *drawn(const struct page *p, const struct swing *x, double most)
{
	const struct bars_scale scale = {-most, most};
	double high = binary_of(x->high), low = x->low != NULL ? binary_of(x->low) : 0;
	double least = low < high ? low : high, greatest = low < high ? high : low;
	return bars_swing(p->arena, scale, least < 0 ? least : 0, 0, greatest > 0 ? greatest : 0,
	                  BAR);
}

static void swing_cells(const struct page *p, const struct firmness *f, struct view_table *t,
                        const struct swing *x, double most)
{
	bool still = !(x->size > 0);
	view_cell(t, TONE_PLAIN, still ? "" : analysis_unit(p, f, x->unit));
	if (x->low != NULL)
		view_number(t, TONE_PLAIN, change(p, x->low));
	view_number(t, TONE_PLAIN, change(p, x->high));
	view_cell(t, TONE_PLAIN, still ? "" : drawn(p, x, most));
}

static void moves_cell(struct page *p, struct view_table *t, const char *text)
{
	view_cell(t, *text != '\0' ? TONE_ALERT : TONE_QUIET,
	          *text != '\0' ? text : page_text(p, TEXT_tornado_same));
}

static void more_rows(struct page *p, size_t n)
{
	if (n > ROWS_MOST)
		view_line(p->view, TONE_QUIET, 0,
		          PAGE_FILL(p, TEXT_tornado_more, arena_print(p->arena, "%d", ROWS_MOST),
		                    whole(p, n)));
}

/* What both ends of one weight do to ranks. */
static const char *both_moves(const struct page *p, const struct firmness *f,
                              const struct tornado_weight *w)
{
	const char *low = moves(p, f, &w->low), *high = moves(p, f, &w->high);
	const char *less = *low != '\0' ? PAGE_FILL(p, TEXT_tornado_less, low) : "";
	const char *more = *high != '\0' ? PAGE_FILL(p, TEXT_tornado_greater, high) : "";
	if (*less == '\0' || *more == '\0')
		return *less != '\0' ? less : more;
	return arena_print(p->arena, "%s%s%s", less, page_text(p, TEXT_caption_comma), more);
}

static struct swing *of_weights(const struct page *p, const struct firmness *f)
{
	const struct tornado *x = f->tornado;
	struct swing *list = ARENA_NEWS(p->arena, struct swing, x->n_weights);
	for (size_t i = 0; i < x->n_weights; i++)
		list[i] = two_ends(p, f, i, x->weights[i].low, x->weights[i].high);
	largest_first(list, x->n_weights);
	return list;
}

const struct tornado_swing *tornado_swings(const struct page *p, const struct firmness *f,
                                           size_t *n)
{
	const struct tornado *x = f->tornado;
	*n = x != NULL ? x->n_weights : 0;
	if (*n == 0)
		return NULL;
	const struct swing *list = of_weights(p, f);
	struct tornado_swing *out = ARENA_NEWS(p->arena, struct tornado_swing, *n);
	for (size_t i = 0; i < *n; i++) {
		size_t node = x->weights[list[i].index].node;
		out[i] = (struct tornado_swing){
		        .name = page_name(p, model_node_name(f->model, node)),
		        .unit = list[i].unit,
		        .low = list[i].low,
		        .high = list[i].high,
		        .low_text = change(p, list[i].low),
		        .high_text = change(p, list[i].high)};
	}
	return out;
}

static void weights(struct page *p, const struct firmness *f, const char *title)
{
	const struct tornado *x = f->tornado;
	const struct swing *list = of_weights(p, f);
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_tornado_weights_about, percent(p, x->reach)));
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_item));
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_tornado_head_less));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_tornado_head_greater));
	view_column(t, ALIGN_LEFT, "");
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_ranks), NARROW);
	for (size_t i = 0; i < x->n_weights && i < ROWS_MOST; i++) {
		const struct tornado_weight *w = &x->weights[list[i].index];
		view_cell(t, TONE_PLAIN, page_name(p, model_node_name(f->model, w->node)));
		swing_cells(p, f, t, &list[i], list[0].size);
		moves_cell(p, t, both_moves(p, f, w));
	}
	more_rows(p, x->n_weights);
}

/* The columns behind the name of what is changed. */
static void outcome_columns(struct page *p, struct view_table *t)
{
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_unit));
	view_column(t, ALIGN_RIGHT, page_text(p, TEXT_tornado_head_change));
	view_column(t, ALIGN_LEFT, "");
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_ranks), NARROW);
}

static void left_out(struct page *p, const struct firmness *f, const char *title)
{
	const struct tornado *x = f->tornado;
	struct swing *list = ARENA_NEWS(p->arena, struct swing, x->n_left_out);
	for (size_t i = 0; i < x->n_left_out; i++)
		list[i] = one_end(p, f, i, x->left_out[i].outcome);
	largest_first(list, x->n_left_out);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_tornado_left_about));
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_left));
	outcome_columns(p, t);
	for (size_t i = 0; i < x->n_left_out && i < ROWS_MOST; i++) {
		const struct tornado_left_out *o = &x->left_out[list[i].index];
		view_cell(t, TONE_PLAIN, analysis_item(p, f, o->weight));
		swing_cells(p, f, t, &list[i], list[0].size);
		moves_cell(p, t, moves(p, f, &o->outcome));
	}
	more_rows(p, x->n_left_out);
}

static const char *alternative(const struct page *p, const struct tornado_policy *o)
{
	const struct policy *policy = &p->method->policies[o->policy];
	return o->alternative != NONE ? page_choice(p, policy, o->alternative)
	                              : page_plain(p, o->number);
}

static void policies(struct page *p, const struct firmness *f, const char *title)
{
	const struct tornado *x = f->tornado;
	struct swing *list = ARENA_NEWS(p->arena, struct swing, x->n_policies);
	size_t n = 0;
	for (size_t i = 0; i < x->n_policies; i++)
		if (x->policies[i].scored)
			list[n++] = one_end(p, f, i, x->policies[i].outcome);
	largest_first(list, n);
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_tornado_policies_about));
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_policy), POLICY);
	view_column_narrow(t, ALIGN_LEFT, page_text(p, TEXT_tornado_head_alternative), POLICY);
	outcome_columns(p, t);
	for (size_t i = 0; i < n && i < ROWS_MOST; i++) {
		const struct tornado_policy *o = &x->policies[list[i].index];
		view_cell(t, TONE_PLAIN, page_name(p, &p->method->policies[o->policy].named));
		view_cell(t, TONE_PLAIN, alternative(p, o));
		swing_cells(p, f, t, &list[i], list[0].size);
		moves_cell(p, t, moves(p, f, &o->outcome));
	}
	more_rows(p, n);
	for (size_t i = 0; i < x->n_policies; i++)
		if (!x->policies[i].scored)
			view_line(p->view, TONE_ALERT, 0,
			          PAGE_FILL(p, TEXT_tornado_not_scored,
			                    page_name(p, &p->method->policies[x->policies[i].policy]
			                                          .named),
			                    alternative(p, &x->policies[i])));
}

void tornado_section(struct page *p, const struct firmness *f)
{
	const struct tornado *x = f->tornado;
	const char *title = analysis_section(p, f, TEXT_tornado_section);
	if (x == NULL || x->n_weights + x->n_left_out + x->n_policies == 0) {
		view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_tornado_none));
		return;
	}
	if (x->n_weights > 0)
		weights(p, f, title);
	if (x->n_left_out > 0)
		left_out(p, f, title);
	if (x->n_policies > 0)
		policies(p, f, title);
}
