#include "engine/binary.h"
#include "reports/bars.h"
#include "reports/readings_report.h"
#include "vary/readings.h"

enum { BAR = 25, LISTED = 6 };

void readings_report_run(const struct firmness_request *request, struct firmness *out)
{
	out->readings = readings_run(request);
}

static const char *whole(const struct page *p, size_t n)
{
	return arena_print(p->arena, "%zu", n);
}

/* "38%"; "-" where there is nothing to share. */
static const char *share(const struct page *p, const ratio *x)
{
	if (!x)
		return "-";
	const ratio *percent = ratio_mul(p->arena, x, ratio_of(p->arena, 100, 1));
	bool little = ratio_sign(x) > 0 && ratio_cmp(percent, ratio_of(p->arena, 1, 10)) < 0;
	return little ? "<0.1%"
	              : arena_print(p->arena, "%s%%",
	                            ratio_fixed(p->arena, percent, 1, ROUND_HALF_UP));
}

static const struct policy *policy_of(const struct page *p, const struct readings *x, size_t i)
{
	return &p->method->policies[x->all.policies[i]];
}

static size_t official_rank(const struct readings *x, size_t unit)
{
	return x->units[unit].ranks[x->all.official];
}

/* "类别替代=…、超额完成=…" */
static const char *combination_text(const struct page *p, const struct readings *x,
                                    size_t combination)
{
	const char *list = "";
	for (size_t i = 0; i < x->all.n_policies; i++) {
		const struct policy *policy = policy_of(p, x, i);
		size_t level = combinations_level(&x->all, combination, i);
		const char *entry = arena_print(p->arena, "%s=%s", page_name(p, &policy->named),
		                                policy->alternatives[level].id);
		list = page_list(p, list, entry);
	}
	return list;
}

/* "36", or how many of all could be scored. */
static const char *scored(const struct page *p, const struct readings *x)
{
	const char *made = whole(p, x->made);
	return x->n_refused ? PAGE_FILL(p, TEXT_readings_scored, made, whole(p, x->all.n)) : made;
}

/* ---- findings ---- */

/* Whose rank is the same under all combinations. */
static void say_fixed(struct page *p, const struct firmness *f)
{
	const struct readings *x = f->readings;
	const size_t *order = analysis_order(p, f);
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; i < x->n_units; i++) {
		const struct readings_unit *u = &x->units[order[i]];
		if (u->best && u->best == u->worst && !u->apart && n++ < LISTED)
			list = page_list(p, list, analysis_unit(p, f, order[i]));
	}
	if (n > LISTED)
		list = PAGE_FILL(p, TEXT_readings_and_more, list, whole(p, n));
	analysis_say(p, n ? PAGE_FILL(p, TEXT_readings_find_all, scored(p, x), list)
	                  : PAGE_FILL(p, TEXT_readings_find_nobody, scored(p, x)));
}

static void say_first(struct page *p, const struct firmness *f)
{
	const struct readings *x = f->readings;
	const size_t *order = analysis_order(p, f);
	const char *list = "", *one = "";
	size_t n = 0;
	for (size_t i = 0; i < x->n_units; i++) {
		size_t times = x->n_ranks ? x->units[order[i]].times[0] : 0;
		if (!times || n++ >= LISTED)
			continue;
		one = analysis_unit(p, f, order[i]);
		list = page_list(p, list, PAGE_FILL(p, TEXT_readings_times, one, whole(p, times)));
	}
	if (n > LISTED)
		list = PAGE_FILL(p, TEXT_readings_and_more, list, whole(p, n));
	analysis_say(p, n == 1 ? PAGE_FILL(p, TEXT_readings_find_always, one)
	                       : PAGE_FILL(p, TEXT_readings_find_first, list));
}

static void say_policy(struct page *p, const struct readings *x)
{
	size_t most = 0;
	for (size_t i = 1; i < x->all.n_policies && x->rank_shares; i++)
		if (ratio_cmp(x->rank_shares[i], x->rank_shares[most]) > 0)
			most = i;
	if (x->rank_shares)
		analysis_say(p, PAGE_FILL(p, TEXT_readings_find_policy,
		                          page_name(p, &policy_of(p, x, most)->named),
		                          share(p, x->rank_shares[most])));
}

static bool is_made(const struct firmness *f)
{
	return f->readings && f->readings->state == READINGS_DONE && f->readings->made;
}

void readings_findings(struct page *p, const struct firmness *f)
{
	if (!is_made(f))
		return;
	say_fixed(p, f);
	say_first(p, f);
	say_policy(p, f->readings);
}

/* ---- ranks ---- */

static const char *drawing(const struct page *p, const struct readings *x, size_t unit)
{
	const struct readings_unit *u = &x->units[unit];
	size_t now = official_rank(x, unit);
	if (x->n_ranks < 2 || !u->best || !now)
		return "";
	return bars_interval(p->arena, (struct bars_scale){1, (double)x->n_ranks}, (double)u->best,
	                     (double)now, (double)u->worst, BAR);
}

static void ranks(struct page *p, const struct firmness *f, const char *title)
{
	static const enum text_id heads[] = {
	        TEXT_head_unit,     TEXT_readings_now, TEXT_readings_best, TEXT_readings_worst,
	        TEXT_readings_kept, TEXT_readings_low, TEXT_readings_high};
	const struct readings *x = f->readings;
	const size_t *order = analysis_order(p, f);
	struct view_table *t = page_table(p, title);
	t->n_keys = 1;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		view_column(t, i ? ALIGN_RIGHT : ALIGN_LEFT, page_text(p, heads[i]));
	view_column(t, ALIGN_LEFT,
	            x->n_ranks > 1 ? bars_axis(p->arena, "1", "", whole(p, x->n_ranks), BAR) : "");
	for (size_t i = 0; i < analysis_shown(f); i++) {
		const struct readings_unit *u = &x->units[order[i]];
		size_t now = official_rank(x, order[i]), times = now ? u->times[now - 1] : 0;
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[i]));
		view_number(t, TONE_PLAIN, now ? whole(p, now) : "-");
		view_number(t, TONE_STRONG, u->best ? whole(p, u->best) : "-");
		view_number(t, TONE_STRONG, u->worst ? whole(p, u->worst) : "-");
		view_number(t, TONE_PLAIN,
		            PAGE_FILL(p, TEXT_readings_of, whole(p, times), whole(p, x->made)));
		view_number(t, TONE_PLAIN, page_points(p, u->low));
		view_number(t, TONE_PLAIN, page_points(p, u->high));
		view_cell(t, TONE_PLAIN, drawing(p, x, order[i]));
	}
	analysis_more(p, f);
}

void readings_say_unit(struct page *p, const struct firmness *f, size_t unit)
{
	const struct readings *x = f->readings;
	const struct readings_unit *u = &x->units[unit];
	const char *name = analysis_unit(p, f, unit), *all = scored(p, x);
	size_t now = official_rank(x, unit);
	if (u->apart)
		analysis_say(p, PAGE_FILL(p, TEXT_readings_apart, name, whole(p, u->apart)));
	if (!u->best || !now)
		return;
	analysis_say(p, u->best == u->worst
	                        ? PAGE_FILL(p, TEXT_readings_fixed, name, all, whole(p, u->best))
	                        : PAGE_FILL(p, TEXT_readings_range, name, all, whole(p, u->best),
	                                    whole(p, u->worst), whole(p, u->times[now - 1]),
	                                    whole(p, now)));
}

static void say_units(struct page *p, const struct firmness *f)
{
	const size_t *order = analysis_order(p, f);
	for (size_t i = 0; i < analysis_shown(f); i++)
		readings_say_unit(p, f, order[i]);
}

static void say_pairs(struct page *p, const struct readings *x)
{
	size_t firm = 0, n = x->n_units;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			firm += x->above[i * n + j] == x->made || x->above[j * n + i] == x->made;
	analysis_say(p,
	             PAGE_FILL(p, TEXT_readings_pairs, whole(p, firm), whole(p, n * (n - 1) / 2)));
}

/* ---- which policy moves whom ---- */

static const ratio *shapley(const struct factorial *x, size_t policy)
{
	return x && x->shares ? x->shares[policy].shapley : NULL;
}

static void shares(struct page *p, const struct firmness *f, const char *title)
{
	const struct readings *x = f->readings;
	const size_t *order = analysis_order(p, f);
	struct view_table *t;
	view_line(p->view, TONE_QUIET, 0, page_text(p, TEXT_readings_shares_legend));
	t = page_table(p, title);
	t->n_keys = 1;
	view_column(t, ALIGN_LEFT, page_text(p, TEXT_head_unit));
	for (size_t i = 0; i < x->all.n_policies; i++)
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_readings_rank_of,
		                      page_name(p, &policy_of(p, x, i)->named)));
	for (size_t i = 0; i < x->all.n_policies; i++)
		view_column(t, ALIGN_RIGHT,
		            PAGE_FILL(p, TEXT_readings_score_of,
		                      page_name(p, &policy_of(p, x, i)->named)));
	for (size_t k = 0; k < analysis_shown(f); k++) {
		const struct readings_unit *u = &x->units[order[k]];
		view_cell(t, TONE_PLAIN, analysis_unit(p, f, order[k]));
		for (size_t i = 0; i < x->all.n_policies; i++)
			view_number(t, TONE_PLAIN, share(p, shapley(u->of_rank, i)));
		for (size_t i = 0; i < x->all.n_policies; i++)
			view_number(t, TONE_PLAIN, share(p, shapley(u->of_score, i)));
	}
}

/* "吴兴区 1 → 2、…" */
static const char *moves(const struct page *p, const struct firmness *f, size_t combination)
{
	const struct readings *x = f->readings;
	const size_t *order = analysis_order(p, f);
	const char *list = "";
	size_t n = 0;
	for (size_t i = 0; i < x->n_units; i++) {
		size_t now = official_rank(x, order[i]),
		       then = x->units[order[i]].ranks[combination];
		if (now == then || n++ >= LISTED)
			continue;
		list = page_list(p, list,
		                 PAGE_FILL(p, TEXT_readings_move, analysis_unit(p, f, order[i]),
		                           now ? whole(p, now) : "-", then ? whole(p, then) : "-"));
	}
	if (n > LISTED)
		list = PAGE_FILL(p, TEXT_readings_and_more, list, whole(p, n));
	return n ? list : page_text(p, TEXT_readings_no_move);
}

static bool is_refused(const struct readings *x, size_t combination)
{
	for (size_t i = 0; i < x->n_refused; i++)
		if (x->refused[i].combination == combination)
			return true;
	return false;
}

static void one_at_a_time(struct page *p, const struct firmness *f)
{
	const struct readings *x = f->readings;
	view_line(p->view, TONE_PLAIN, 0, page_text(p, TEXT_readings_one));
	for (size_t i = 0; i < x->all.n_policies; i++)
		for (size_t level = 0; level < x->all.levels[i]; level++) {
			const struct policy *policy = policy_of(p, x, i);
			size_t combination = readings_one(x, i, level);
			if (combination == x->all.official || is_refused(x, combination))
				continue;
			const char *to = page_words(p, policy->alternatives[level].text);
			analysis_say(p, PAGE_FILL(p, TEXT_readings_one_policy,
			                          page_name(p, &policy->named),
			                          *to ? to : policy->alternatives[level].id,
			                          moves(p, f, combination)));
		}
}

/* ---- all ---- */

/* What there is instead; false where there is something to show. */
static bool say_why_not(struct page *p, const struct readings *x)
{
	const char *why = NULL;
	if (!x)
		why = page_text(p, TEXT_readings_stopped);
	else if (x->state == READINGS_NONE)
		why = page_text(p, TEXT_readings_none);
	else if (x->state == READINGS_TOO_MANY)
		why = PAGE_FILL(p, TEXT_readings_too_many, ratio_plain(p->arena, x->all.all));
	if (why)
		view_line(p->view, TONE_QUIET, 0, why);
	return why != NULL;
}

static void say_refused(struct page *p, const struct readings *x)
{
	if (x->n_refused)
		view_line(p->view, TONE_ALERT, 0,
		          PAGE_FILL(p, TEXT_readings_refused, whole(p, x->n_refused),
		                    combination_text(p, x, x->refused[0].combination),
		                    page_words(p, x->refused[0].why)));
}

void readings_section(struct page *p, const struct firmness *f)
{
	const struct readings *x = f->readings;
	const char *title = analysis_section(p, f, TEXT_readings_section);
	if (say_why_not(p, x))
		return;
	view_line(p->view, TONE_QUIET, 0,
	          PAGE_FILL(p, TEXT_readings_legend, whole(p, x->all.n_policies),
	                    whole(p, x->all.n)));
	say_refused(p, x);
	if (!x->made)
		return;
	ranks(p, f, title);
	say_units(p, f);
	say_pairs(p, x);
	if (!x->n_refused)
		shares(p, f, title);
	if (!is_refused(x, x->all.official))
		one_at_a_time(p, f);
}
