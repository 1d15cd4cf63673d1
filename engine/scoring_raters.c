/* scoring_raters.c - points that groups of people give, each group with a weight.
 *
 *     mark = sum of w_g m_g over the groups / sum of w_g
 *     m_g is the mean of the group's scorers, from trim_from of them up without one highest and
 *     one lowest. 0 .. full points as the rule file declares them; the weights add up to 100.
 * Source:   practice catalogue method 15 (a task-force rule: leaders 70, peers 30), 16.
 * 0/0:      cannot be: every group has a weight above 0.
 * Ties:     of several equal highest (lowest) points one is left out.
 * Missing:  nobody at all: parameter missing. Nobody of one group: refused, or the
 *           weights of the others stand for all (parameter absent). Points of a group that is not
 *           listed, or of none, are refused.
 * Negative: refused when read, as are points off the step or above full.
 * Others:   does not depend on other units.
 */
#include "engine/jury.h"

#include <string.h>

enum { GROUPS, ABSENT, STEP, TRIM_FROM, MISSING, NEUTRAL };

static const char *const absents[] = {"refuse", "reweight", NULL};

static const struct param_spec params[] = {
        [GROUPS] = {.name = "groups",
                    .kind = PARAM_ROWS,
                    .low = "1/1000000",
                    .high = "100",
                    .row_word = true,
                    .least = 1,
                    .most = 1},
        [ABSENT] = {.name = "absent", .kind = PARAM_WORD, .fallback = "refuse", .words = absents},
        JURY_STEP(STEP),
        JURY_TRIM_FROM(TRIM_FROM),
        MISSING_SPECS(MISSING),
        {0},
};

struct work {
	const struct leaf *leaf;
	struct points *out;
	const struct param_row *rows;
	size_t n;
	struct diag_list *missing;
};

/* ---- what is not as it should be ---- */

static struct words known_groups(const struct work *w)
{
	struct buffer b;
	buffer_start(&b, w->leaf->arena);
	for (size_t i = 0; i < w->n; i++)
		buffer_list(&b, w->rows[i].word);
	return words_same(b.text);
}

static bool is_listed(const struct work *w, const char *group)
{
	for (size_t i = 0; i < w->n; i++)
		if (!strcmp(w->rows[i].word, group))
			return true;
	return false;
}

static bool all_are_listed(const struct work *w)
{
	bool good = true;
	for (const struct judgement *j = w->out->judged; j; j = j->next) {
		if (is_listed(w, j->group))
			continue;
		good = false;
		if (w->missing)
			diag_add(w->missing, j->place,
			         *j->group ? DIAG_rater_group_unknown : DIAG_rater_group_none,
			         ARGS(known_groups(w), words_same(j->group)));
	}
	return good;
}

static void refuse_absent(const struct work *w, const char *group)
{
	const struct leaf *l = w->leaf;
	w->out->state = POINTS_UNREPORTED;
	if (w->missing)
		diag_add(w->missing, l->figures->judged_at, DIAG_rater_group_absent,
		         ARGS(l->method->units[l->unit].named.name,
		              l->method->items[l->item].named.name, words_same(group)));
}

/* ---- the mark ---- */

/* "(70 × 1.7 + 30 × 1.5) ÷ 100", after "leaders: (1.8 + 1.6) ÷ 2 = 1.7" and so on. */
struct text {
	struct buffer groups, sum;
};

static void add_group(const struct work *w, struct text *t, const struct param_row *row,
                      const char *formula, const ratio *mean)
{
	struct arena *a = w->leaf->arena;
	const char *result = scoring_result(a, mean);
	bool plain = !strcmp(formula, result);
	buffer_print(&t->groups, "%s: %s%s%s; ", row->word, formula, plain ? "" : " = ",
	             plain ? "" : result);
	buffer_print(&t->sum, "%s%s × %s", t->sum.length ? " + " : "(",
	             scoring_operand(a, row->numbers[0]), scoring_operand(a, mean));
}

static void weigh(const struct work *w)
{
	const struct leaf *l = w->leaf;
	struct arena *a = l->arena;
	const ratio *sum = ratio_of(a, 0, 1), *weights = sum;
	struct text t;
	buffer_start(&t.groups, a);
	buffer_start(&t.sum, a);
	for (size_t i = 0; i < w->n; i++) {
		const struct param_row *row = &w->rows[i];
		const char *formula = NULL;
		const ratio *mean = jury_mean(l, w->out, row->word, TRIM_FROM, &formula);
		if (!mean) {
			scoring_cite_param(l, w->out, ABSENT);
			if (scoring_is(l, ABSENT, "refuse"))
				refuse_absent(w, row->word);
			continue;
		}
		sum = ratio_add(a, sum, ratio_mul(a, row->numbers[0], mean));
		weights = ratio_add(a, weights, row->numbers[0]);
		if (l->explain)
			add_group(w, &t, row, formula, mean);
	}
	if (w->out->state == POINTS_UNREPORTED)
		return;
	w->out->mark = ratio_div(a, sum, weights);
	if (l->explain)
		w->out->formula =
		        arena_print(a, "%s%s) ÷ %s = %s", t.groups.text, t.sum.text,
		                    scoring_operand(a, weights), scoring_result(a, w->out->mark));
}

static void score(const struct leaf *l, struct points *out, struct diag_list *missing)
{
	struct work w = {.leaf = l, .out = out, .missing = missing};
	w.rows = scoring_rows(l, GROUPS, &w.n);
	if (!jury_read(l, out, missing, MISSING))
		return;
	if (all_are_listed(&w))
		weigh(&w);
	else
		out->state = POINTS_UNREPORTED;
}

/* ---- the rule file ---- */

static bool is_given_before(const struct param_row *rows, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (rows[k].word && !strcmp(rows[k].word, rows[i].word))
			return true;
	return false;
}

static void check(const struct method *m, const struct scoring *use, struct diag_list *log)
{
	const struct param *p = &use->params[GROUPS];
	const ratio *sum = ratio_of(m->arena, 0, 1);
	const struct words name = words_same(params[GROUPS].name);
	bool readable = p->n_rows > 0;
	for (size_t i = 0; i < p->n_rows; i++) {
		const struct param_row *row = &p->rows[i];
		readable = readable && row->n;
		if (!row->n) /* a finding there says why */
			continue;
		sum = ratio_add(m->arena, sum, row->numbers[0]);
		if (!*row->word)
			diag_add(log, row->place, DIAG_empty_text, ARGS(name));
		else if (is_given_before(p->rows, i))
			diag_add(log, row->place, DIAG_row_twice,
			         ARGS(name, words_same(row->word)));
	}
	if (readable && ratio_cmp(sum, ratio_of(m->arena, 100, 1)))
		diag_add(log, p->place, DIAG_rater_weights,
		         ARGS(words_same(ratio_plain(m->arena, sum))));
}

const struct scoring_method scoring_raters = {
        .id = "raters",
        .name = TEXT_scoring_raters,
        .params = params,
        .input = INPUT_JUDGED,
        .score = score,
        .check = check,
};
